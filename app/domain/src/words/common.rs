//! Words that every page uses.

words! {
    save: "ذخیره", "Save";
    cancel: "انصراف", "Cancel";
    edit: "ویرایش", "Edit";
    add: "افزودن", "Add";
    close: "بستن", "Close";
    back: "بازگشت", "Back";
    next: "ادامه", "Continue";
    search: "جست‌وجو…", "Search…";
    today: "امروز", "today";
    yesterday: "دیروز", "yesterday";
    tomorrow: "فردا", "tomorrow";
    now: "اکنون", "now";
    more: "بیشتر", "More";
    show_more: "نمایش بیشتر", "Show more";
    nothing_found: "چیزی پیدا نشد", "Nothing found";
}
