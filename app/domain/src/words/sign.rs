//! Words of signing in, of the first set-up, and of a person's own page.

use crate::reader::Lang;

words! {
    sign_in: "ورود", "Sign in";
    sign_in_lead: "به کار مشتریانتان برگردید.", "Back to your clients.";
    pitch: "هیچ قولی گم نمی‌شود.", "No promise gets lost.";
    email: "ایمیل", "E-mail";
    password: "رمز عبور", "Password";
    show: "نمایش", "Show";
    hide: "پنهان", "Hide";
    remember: "مرا روی این دستگاه به خاطر بسپار", "Remember me on this device";
    forgot: "رمز را فراموش کرده‌ام", "Forgot it";
    forgot_help: "مدیر سامانهٔ آژانس برایتان لینک رمز جدید می‌سازد.", "Your administrator makes you a link for a new one.";
    signing_in: "در حال ورود", "Signing in";
    reset: "تعیین رمز جدید", "Set a new password";
    reset_lead: "این لینک فقط یک بار کار می‌کند.", "This link works once.";
    new_password: "رمز جدید", "New password";
    again: "تکرار رمز جدید", "New password again";
    password_help: "دست‌کم ۱۲ نویسه؛ یک جملهٔ کوتاه بهتر است.", "At least 12 characters; a short sentence is best.";
    current_password: "رمز کنونی", "Current password";
    change_password: "تغییر رمز", "Change password";
    password_changed: "رمز تغییر کرد و از دستگاه‌های دیگر خارج شدید.", "Changed; other devices are signed out.";
    set_up: "راه‌اندازی لیبرو", "Set up Libero";
    step_code: "کد راه‌اندازی", "Set-up code";
    step_agency: "آژانس", "Agency";
    step_week: "تقویم و ساعت کار", "Calendar and hours";
    step_person: "مدیر سامانه", "Administrator";
    code: "کد راه‌اندازی", "Set-up code";
    code_help: "هنگام شروع روی صفحهٔ سرور نوشته شده و یک بار کار می‌کند.", "It stands on the server’s console since its start, and works once.";
    agency_title: "آژانس شما", "Your agency";
    agency_lead: "این نام بالای هر گزارش و هر صفحهٔ مشتری می‌آید.", "This name heads every report and every page of a client.";
    name_fa: "نام به فارسی", "Name in Persian";
    name_en: "نام به انگلیسی", "Name in English";
    letterhead: "سطر زیر نام در سربرگ", "Line under the name on papers";
    area_code: "پیش‌شمارهٔ شهر", "Area code";
    week_title: "روزها و ساعت‌های کاری شما", "Your days and hours";
    week_lead: "مهلت‌ها و یادآوری‌ها از همین حساب می‌شوند. هر وقت خواستید عوضش کنید.", "Every due time is counted from these. You can change them any time.";
    opens: "شروع کار", "Opens";
    closes: "پایان کار", "Closes";
    thursday: "پنجشنبه‌ها", "Thursdays";
    off: "تعطیل", "off";
    half: "نیمه‌وقت", "half";
    working: "کاری", "working";
    calendar: "تقویم", "Calendar";
    calendar_help: "هر کس برای خودش هم می‌تواند عوض کند.", "Everyone can choose their own.";
    money_unit: "واحد نمایش مبلغ‌ها", "Unit of amounts";
    money_help: "محاسبه همیشه به ریال است.", "Sums are always kept in rial.";
    toman: "تومان", "toman";
    rial: "ریال", "rial";
    upcoming: "تعطیلی‌های پیش رو", "Days off ahead";
    confirmed: "قطعی", "confirmed";
    estimated: "احتمالی", "estimated";
    lunar_note: "تعطیلات قمری تا اعلام رسمی احتمالی‌اند؛ به شما خبر می‌دهیم.", "Lunar holidays are estimated until announced; we will tell you.";
    person_title: "شما", "You";
    person_lead: "اولین نفر هم مدیر سامانه است و هم مدیرعامل. همکاران را بعد اضافه می‌کنید.", "The first person is administrator and agency head. You add colleagues next.";
    name: "نام", "First name";
    surname: "نام خانوادگی", "Surname";
    latin: "نام به لاتین", "Name in Latin letters";
    job: "سمت", "Job";
    mobile: "شمارهٔ همراه", "Mobile number";
    finish: "پایان راه‌اندازی", "Finish set-up";
    finishing: "در حال راه‌اندازی", "Setting up";
    next: "ادامه", "Continue";
    previous: "مرحلهٔ قبل", "Back";
    me: "مشخصات من", "My account";
    reading: "خواندن", "Reading";
    language: "زبان", "Language";
    theme: "روشنی صفحه", "Theme";
    digits: "رقم‌ها", "Digits";
    persian_digits: "فارسی", "Persian";
    latin_digits: "لاتین", "Latin";
    shortcuts: "میان‌برهای یک‌حرفی", "Single-letter shortcuts";
    save: "ذخیره", "Save";
    saved: "ذخیره شد", "Saved";
    devices: "دستگاه‌های فعال", "Active devices";
    this_device: "همین دستگاه", "this device";
    sign_out_everywhere: "خروج از همهٔ دستگاه‌ها", "Sign out everywhere";
    users: "همکاران", "Colleagues";
    agency: "آژانس", "Agency";
    add_user: "همکار جدید", "New colleague";
    roles: "نقش‌ها", "Roles";
    active: "فعال", "Active";
    inactive: "غیرفعال", "Inactive";
    reset_link: "لینک رمز", "Password link";
    reset_link_help: "این نشانی را به همکارتان بدهید؛ یک روز و فقط یک بار کار می‌کند.", "Give this address to your colleague; it works once, for a day.";
    edit: "ویرایش", "Edit";
    cancel: "انصراف", "Cancel";
    close: "بستن", "Close";
    hours_title: "ساعت کار و تعطیلات", "Hours and days off";
    add_holiday: "افزودن تعطیلی", "Add a day off";
    holiday_day: "روز", "Day";
    holiday_day_help: "مانند ۱۴۰۵/۱۲/۲۹ یا ۲۹ اسفند", "e.g. 29 Esfand or 2027-03-20";
    holiday_fa: "مناسبت به فارسی", "Occasion in Persian";
    holiday_en: "مناسبت به انگلیسی", "Occasion in English";
    is_confirmed: "قطعی است", "It is confirmed";
    confirm_holiday: "قطعی شد", "Confirm";
    remove_holiday: "روز کاری است", "A working day";
    labels: "واژه‌های آژانس شما", "Your agency’s words";
    labels_help: "خالی بماند، همان واژهٔ لیبرو به کار می‌رود.", "Left empty, Libero’s own word is used.";
    language_name: "فارسی", "English";
    copy: "کپی نشانی", "Copy address";
    link_made: "لینک ساخته شد", "Link made";
}

/// Names of the week's days in the order of the agency's week, for the picture of the week.
pub fn weekday(reader: &crate::reader::Reader, from_saturday: usize) -> &'static str {
    use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let days = [Sat, Sun, Mon, Tue, Wed, Thu, Fri];
    reader.weekday(days[from_saturday % 7])
}

/// «۹ تا ۱۷».
pub fn hours(lang: Lang, open: &str, close: &str) -> String {
    match lang {
        Lang::Fa => format!("{open} تا {close}"),
        Lang::En => format!("{open}–{close}"),
    }
}
