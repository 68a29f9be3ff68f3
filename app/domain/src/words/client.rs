//! Words of clients: the list, the page, its tabs and forms.

use super::fill;
use crate::reader::{Lang, Reader};

words! {
    clients: "مشتریان", "Clients";
    all: "همه", "All";
    mine: "مشتریان من", "Mine";
    new_client: "مشتری جدید", "New client";
    search: "نام مشتری یا شخص", "Name or person";
    no_clients: "هنوز مشتری‌ای ثبت نشده", "No clients yet";
    no_clients_text: "با اولین مشتری شروع کنید؛ بعد اشخاص و تیم را اضافه می‌کنید.", "Begin with the first client; people and team come next.";
    client: "مشتری", "Client";
    tier: "رده", "Tier";
    industry: "صنعت", "Industry";
    owner: "مسئول", "Owner";
    last_contact: "آخرین ارتباط", "Last contact";
    promises: "قول‌ها", "Promises";
    never: "هنوز ارتباطی نبوده", "no contact yet";
    overview: "نمای کلی", "Overview";
    people: "اشخاص", "People";
    team: "تیم مشتری", "Account team";
    reports: "گزارش‌ها", "Reports";
    details: "نکته‌ها", "Details";
    timeline: "سوابق", "Timeline";
    open_promises: "قول‌های باز", "Open promises";
    waiting_reports: "منتظر مشتری", "Waiting for client";
    know: "پیش از جلسه بدانید", "Know before you meet";
    our_promises: "قول ما", "Our promises";
    their_promises: "قول مشتری", "Their promises";
    profile: "شناسنامه", "Profile";
    business_model: "مدل کسب‌وکار", "Business model";
    market: "بازار", "Market";
    sales_drivers: "عوامل مؤثر بر فروش", "What drives sales";
    edit: "ویرایش", "Edit";
    save: "ذخیره", "Save";
    saving: "در حال ذخیره", "Saving";
    cancel: "انصراف", "Cancel";
    name: "نام", "Name";
    latin: "نام به لاتین", "Name in Latin letters";
    short: "نام کوتاه", "Short name";
    short_help: "آن‌طور که در آژانس صدایش می‌کنید", "As you call it in the agency";
    cadence: "نظم ارتباط، روز", "Contact cadence, days";
    cadence_help: "خالی بماند، از رده می‌آید: کلیدی ۷، عادی ۱۴، بالقوه ۲۱", "Left empty it follows the tier: key 7, standard 14, prospect 21";
    add_person: "افزودن شخص", "Add a person";
    edit_person: "ویرایش شخص", "Edit person";
    no_people: "هنوز شخصی ثبت نشده", "No people yet";
    title: "عنوان خطاب", "Title";
    first_name: "نام", "First name";
    surname: "نام خانوادگی", "Surname";
    job: "سمت", "Job";
    mobile: "شمارهٔ همراه", "Mobile number";
    email: "ایمیل", "E-mail";
    language: "زبان", "Language";
    calendar: "تقویم", "Calendar";
    part: "نقش در تصمیم", "Part in decisions";
    influence: "نفوذ", "Influence";
    influence_low: "کم", "little";
    influence_mid: "متوسط", "some";
    influence_high: "زیاد", "much";
    stance: "موضع", "Stance";
    best_hours: "بهترین ساعت تماس", "Best hours";
    may_confirm: "می‌تواند گزارش‌ها را تأیید کند", "May confirm reports";
    add_member: "افزودن به تیم", "Add to the team";
    colleague: "همکار", "Colleague";
    position: "جایگاه", "Position";
    areas: "حوزه‌های کار", "Work areas";
    remove_member: "جدا کردن از تیم", "Remove from the team";
    no_promises: "قولی باز نیست", "No open promises";
    mark_done: "انجام شد", "Mark done";
    undo: "بازگردانی", "Undo";
    kept: "انجام شد", "Kept";
    contested: "مورد اعتراض", "Contested";
    delivery: "تحویل", "Delivery";
    add_promise: "قول جدید", "New promise";
    promise_words: "چه قولی", "What is promised";
    due: "موعد", "Due";
    no_timeline: "هنوز اتفاقی ثبت نشده", "Nothing recorded yet";
    new_report: "گزارش جدید", "New report";
    show_all: "نمایش همه", "Show all";
    filter: "جست‌وجو", "Search";
    policy: "قواعد گزارش‌ها", "Rules for reports";
    reply_hours: "مهلت پاسخ، ساعت کاری", "Time to reply, working hours";
    pm_may_issue: "مدیر پروژه هم می‌تواند ارسال کند", "The project manager may send too";
    paper_lang: "زبان گزارش‌ها", "Language of reports";
    by_libero: "لیبرو", "Libero";
}

/// «۴۲ مشتری، ۹ کلیدی».
pub fn totals(reader: &Reader, total: u32, key: u32) -> String {
    let (n, m) = (reader.count(total as usize), reader.count(key as usize));
    match reader.lang {
        Lang::Fa => fill("{n} مشتری، {m} کلیدی", &[("n", &n), ("m", &m)]),
        Lang::En if total == 1 => fill("1 client, {m} key", &[("m", &m)]),
        Lang::En => fill("{n} clients, {m} key", &[("n", &n), ("m", &m)]),
    }
}

/// «هر ۷ روز».
pub fn every(reader: &Reader, days: u16) -> String {
    let n = reader.count(usize::from(days));
    match reader.lang {
        Lang::Fa => fill("هر {n} روز", &[("n", &n)]),
        Lang::En => fill("every {n} days", &[("n", &n)]),
    }
}

/// «۱ با تأخیر».
pub fn late(reader: &Reader, count: u32) -> String {
    let n = reader.count(count as usize);
    match reader.lang {
        Lang::Fa => fill("{n} با تأخیر", &[("n", &n)]),
        Lang::En => fill("{n} late", &[("n", &n)]),
    }
}

/// «۵ از ۶ بازخوانی‌شده».
pub fn read_of(reader: &Reader, given: usize, of: usize) -> String {
    let (given, of) = (reader.count(given), reader.count(of));
    match reader.lang {
        Lang::Fa => fill("{given} از {of} بازخوانی‌شده", &[("given", &given), ("of", &of)]),
        Lang::En => fill("{given} of {of} read back", &[("given", &given), ("of", &of)]),
    }
}

/// «+۴ نفر».
pub fn more_people(reader: &Reader, count: usize) -> String {
    let n = reader.count(count);
    match reader.lang {
        Lang::Fa => fill("و {n} نفر دیگر", &[("n", &n)]),
        Lang::En => fill("+{n} more", &[("n", &n)]),
    }
}
