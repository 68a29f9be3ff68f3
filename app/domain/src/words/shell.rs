//! Words of the frame around every page.

use crate::reader::Lang;

words! {
    libero: "لیبرو", "Libero";
    skip: "رفتن به متن صفحه", "Skip to content";
    menu: "منوی اصلی", "Main menu";
    today: "امروز", "Today";
    clients: "مشتریان", "Clients";
    reports: "گزارش‌های ارتباط", "Contact reports";
    reports_short: "گزارش‌ها", "Reports";
    more: "بیشتر", "More";
    my_clients: "مشتریان من", "My clients";
    new_report: "گزارش جدید", "New report";
    read_backs: "بازخوانی", "Read-backs";
    settings: "تنظیمات", "Settings";
    sign_out: "خروج", "Sign out";
    my_account: "مشخصات من", "My account";
    objection: "اعتراض", "objection";
    language: "زبان", "Language";
    persian: "فارسی", "فارسی";
    english: "English", "English";
    theme: "روشنی صفحه", "Theme";
    light: "روشن", "Light";
    dark: "تیره", "Dark";
    auto: "مانند دستگاه", "As the device";
    calendar: "تقویم", "Calendar";
    jalali: "شمسی", "Solar Hijri";
    gregorian: "میلادی", "Gregorian";
    demo_clock: "داده‌های نمایشی، با ساعت نمایشی", "Demo data, on the demo's clock";
    new_version: "نسخهٔ جدید آماده است؛ صفحه را دوباره باز کنید.", "A new version is ready; reload the page.";
    loading: "در حال خواندن", "Loading";
    not_found: "پیدا نشد یا به آن دسترسی ندارید.", "Not found, or not open to you.";
    to_today: "رفتن به امروز", "Go to Today";
    close: "بستن", "Close";
    could_not_load: "صفحه کامل باز نشد؛ دوباره آن را باز کنید.", "The page did not load fully; open it again.";
}

/// «۵ قول» / "5 promises", for the mark beside a client. `n` is written already.
pub fn promises(lang: Lang, n: &str, one: bool) -> String {
    match lang {
        Lang::Fa => format!("{n} قول"),
        Lang::En if one => format!("{n} promise"),
        Lang::En => format!("{n} promises"),
    }
}
