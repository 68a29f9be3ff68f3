//! Words of working without a network: what is saved, what waits, what has to be compared.
//! First what is safe, then what to do.

use super::fill;
use crate::reader::Lang;

words! {
    outbox: "در صف", "Outbox";
    nothing_lost: "هیچ‌چیز گم نمی‌شود. با وصل شدن اینترنت، هر کدام خودکار و فقط یک بار در لیبرو ثبت می‌شود.", "Nothing is lost. Each goes out once, by itself, when you are back online.";
    nothing_waits: "چیزی در صف نیست؛ همهٔ نوشته‌هایتان در لیبرو ثبت شده است.", "Nothing is waiting; everything you wrote is in Libero.";
    no_network: "اینترنت وصل نیست", "No network";
    saved_on_phone: "روی همین گوشی ذخیره شده", "Saved on this phone";
    saved_on_device: "روی همین دستگاه ذخیره شده", "Saved on this device";
    not_sent: "{n} مورد در صف", "{n} not sent";
    not_sent_yours: "{n} مورد شما در صف است؛ پس از ورود، خودکار ثبت می‌شود.", "{n} not sent; they go out by themselves once you sign in.";
    not_sent_here: "روی این دستگاه {n} مورد در صف است.", "{n} not sent from this device.";
    done_offline: "پایان؛ ثبت با اولین اتصال", "Done; sends when online";
    queued: "در صف", "Waiting";
    sending: "در حال ثبت", "Sending";
    stored: "در لیبرو ثبت شد", "In Libero";
    waiting_for_you: "منتظر شما", "Waiting for you";
    saved_at: "ذخیره شد {time}", "Saved {time}";
    lines_saved_at: "{lines}، ذخیره‌شده {time}", "{lines}, saved {time}";

    conflict: "تغییر هم‌زمان", "Changed at the same time";
    changed_by: "{name} همین گزارش را تغییر داده است.", "{name} changed this report.";
    changed_by_at: "{name} ساعت {time} همین گزارش را تغییر داده است.", "{name} changed this report at {time}.";
    changed_elsewhere: "همین گزارش جای دیگری هم تغییر کرده است.", "This report was changed elsewhere too.";
    compare: "مقایسه", "Compare";
    your_version: "نسخهٔ شما", "Your version";
    version_of: "نسخهٔ {name}", "{name}’s version";
    other_version: "نسخهٔ دیگر", "The other version";
    keep_this: "همین بماند", "Keep this one";
    was_before: "پیش از این", "Before";
    deleted_here: "حذف‌شده", "Deleted";
    write_both: "نوشتن هر دو", "Write both";
    still_open: "{n} جا مانده است", "{n} left to choose";
    settle: "ثبت انتخاب‌ها", "Save the choices";
    merged_by_itself: "تغییرهای هر دو نسخه کنار هم آمد.", "The changes of both versions are together.";
    other_tab_merged: "این گزارش در زبانهٔ دیگری هم باز است؛ نوشته‌های هر دو اینجاست.", "This report is open in another tab too; the words of both are here.";

    full: "ذخیره نشد؛ حافظهٔ این دستگاه پر است. نوشته‌تان هنوز همین‌جاست.", "Not saved; this device is full. Your text is still here.";
    blocked: "این مرورگر اجازهٔ ذخیره نمی‌دهد.", "This browser does not allow saving.";
    no_offline_mode: "این مرورگر بدون اینترنت کار نمی‌کند؛ تا ثبت کامل، صفحه را نبندید.", "This browser cannot work without a network; keep the page open until all is sent.";
    only_on_page: "نوشته‌تان فقط در همین صفحه است؛ تا ثبت کامل، آن را نبندید.", "Your text is on this page only; keep it open until it is sent.";
    not_saved: "ذخیره نشد؛ دوباره امتحان می‌شود. نوشته‌تان هنوز همین‌جاست.", "Not saved; trying again. Your text is still here.";
    server_away: "سرور پاسخ نمی‌دهد؛ نوشته‌تان محفوظ است.", "The server does not answer; your text is kept.";
    sign_in_again: "نشست شما تمام شده؛ نوشته‌تان محفوظ است و پس از ورود ثبت می‌شود.", "Your session ended; your text is kept and goes out once you sign in.";
    sign_in: "ورود", "Sign in";
    try_again: "امتحان دوباره", "Try again";
    stopped_not_allowed: "نوشته‌تان محفوظ است، اما دسترسی ثبت این گزارش را ندارید.", "Your text is kept, but you may not store this report.";
    stopped_not_found: "نوشته‌تان محفوظ است، اما این گزارش یا مشتری آن پیدا نشد.", "Your text is kept, but this report or its client was not found.";
    stopped_settled: "نوشته‌تان محفوظ است، اما این گزارش دیگر پیش‌نویس نیست.", "Your text is kept, but this report is no longer a draft.";
    stopped_too_large: "نوشته‌تان محفوظ است، اما برای یک گزارش بزرگ است؛ آن را کوتاه کنید.", "Your text is kept, but it is too long for one report; shorten it.";
    stopped_malformed: "نوشته‌تان محفوظ است، اما چیزی در آن نیازمند اصلاح است؛ گزارش را باز کنید.", "Your text is kept, but something in it needs mending; open the report.";
    newer_page: "این نوشته با نسخهٔ جدیدتر لیبرو ذخیره شده؛ صفحه را دوباره باز کنید.", "This was saved by a newer version of Libero; reload the page.";
    locked: "این نوشته روی این دستگاه باز نمی‌شود؛ به آن دست نمی‌زنیم.", "This text cannot be opened on this device; it is left as it is.";
    revoked: "دسترسی این دستگاه برداشته شده؛ نوشته‌هایتان در لیبرو ثبت شد و چیزی اینجا نمانده است.", "This device was revoked; your text is in Libero and nothing is left here.";

    save_to_file: "ذخیره در فایل", "Save to a file";
    save_drafts_to_file: "ذخیرهٔ پیش‌نویس‌ها در فایل", "Save drafts to a file";
    when_to_save: "اگر گوشی را عوض می‌کنید یا حافظه پر است، پیش‌نویس‌ها را در فایل نگه دارید.", "When you change phones or the memory is full, keep your drafts in a file.";
    install: "نصب روی گوشی", "Install on the phone";
    install_why: "نصب که کنید، مرورگر نوشته‌های ثبت‌نشده را پاک نمی‌کند.", "Once installed, the browser does not clear what is not sent yet.";
    discard_title: "این پیش‌نویس حذف شود؟", "Delete this draft?";
    discard_unsent: "این نوشته هنوز در لیبرو ثبت نشده است.", "This text is not in Libero yet.";
    discard: "حذف پیش‌نویس", "Delete draft";
    sign_out_unsent: "{n} مورد هنوز ثبت نشده؛ روی همین دستگاه، فقط برای خود شما می‌ماند.", "{n} not sent yet; they stay on this device, for you alone.";

    offline_title: "اینترنت وصل نیست", "No network";
    offline_text: "این صفحه بدون اینترنت باز نمی‌شود. گزارش جدید را همین حالا می‌توانید بنویسید.", "This page needs a network. You can write a new report right now.";
    offline_unknown: "برای نوشتن گزارش روی این دستگاه، یک بار با اینترنت وارد شوید.", "To write reports on this device, sign in once with a network.";
    new_version: "نسخهٔ جدید آماده است؛ صفحه را دوباره باز کنید.", "A new version is ready; reload the page.";
    reload: "باز کردن دوباره", "Reload";
}

/// «ذخیره شد ۹:۰۵» / "Saved 9:05". `time` is written already.
pub fn saved_when(lang: Lang, time: &str) -> String {
    fill(saved_at(lang), &[("time", time)])
}

/// «۲ مورد در صف» / "2 not sent". `n` is written already.
pub fn how_many_not_sent(lang: Lang, n: &str) -> String {
    fill(not_sent(lang), &[("n", n)])
}

/// Whose change stands against one's own; name and time as far as they are known, written already.
pub fn changed(lang: Lang, name: Option<&str>, time: Option<&str>) -> String {
    match (name, time) {
        (Some(name), Some(time)) => fill(changed_by_at(lang), &[("name", name), ("time", time)]),
        (Some(name), None) => fill(changed_by(lang), &[("name", name)]),
        (None, _) => changed_elsewhere(lang).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_names_who_and_when_as_far_as_known() {
        assert_eq!(
            changed(Lang::Fa, Some("امیر سلیمی"), Some("۸:۵۵")),
            "امیر سلیمی ساعت ۸:۵۵ همین گزارش را تغییر داده است."
        );
        assert_eq!(changed(Lang::En, Some("Amir Salimi"), None), "Amir Salimi changed this report.");
        assert_eq!(changed(Lang::En, None, Some("8:55")), "This report was changed elsewhere too.");
    }

    #[test]
    fn counts_and_times_stand_in_their_sentence() {
        assert_eq!(how_many_not_sent(Lang::Fa, "۲"), "۲ مورد در صف");
        assert_eq!(saved_when(Lang::En, "9:05"), "Saved 9:05");
    }
}
