//! Words of what went wrong: under a field, and as a sentence.

use super::fill;
use crate::check::Code;
use crate::error::Error;
use crate::number::show_digits;
use crate::reader::Reader;
use crate::text::{isolate, ltr};
use crate::time::Timestamp;

words! {
    needed: "این مورد لازم است.", "This is needed.";
    too_long: "حداکثر {n} نویسه.", "At most {n} characters.";
    too_short: "حداقل {n} نویسه.", "At least {n} characters.";
    too_many: "حداکثر {n} مورد.", "At most {n} items.";
    digit_short: "{n} رقم کم دارد؛ شمارهٔ همراه ۱۱ رقم است.", "{n} digit short; a mobile has 11.";
    digits_short: "{n} رقم کم دارد؛ شمارهٔ همراه ۱۱ رقم است.", "{n} digits short; a mobile has 11.";
    bad_phone: "این شمارهٔ تلفن درست نیست.", "This is not a phone number.";
    bad_email: "این ایمیل درست نیست.", "This is not an e-mail address.";
    bad_number: "این عدد درست نیست.", "This number is not right.";
    bad_date: "این تاریخ را نشناختیم.", "We did not understand this date.";
    ambiguous_date: "این تاریخ دو جور خوانده می‌شود؛ نام ماه را بنویسید.", "This date can be read two ways; write the name of the month.";
    date_out_of_range: "سال باید از {from} تا {to} باشد.", "The year must be from {from} to {to}.";
    ends_before_start: "پایان باید پس از شروع باشد.", "The end must come after the start.";
    bad_choice: "این مورد جزو گزینه‌ها نیست.", "This is not one of the choices.";
    taken: "از قبل ثبت شده است.", "This is already in Libero.";
    not_here: "این مورد مربوط به اینجا نیست.", "This does not belong here.";
    owner_needed: "مسئول اقدام را مشخص کنید.", "Say who will do it.";
    due_needed: "موعد اقدام را مشخص کنید.", "Say by when.";
    nothing_for_client: "هیچ بندی نیست که مشتری ببیند.", "There is no line that the client can see.";
    weak_password: "این رمز به‌راحتی حدس زده می‌شود؛ چند کلمهٔ بی‌ربط کنار هم بگذارید.", "This is easy to guess; put a few unrelated words together.";
    passwords_differ: "دو رمز یکی نیستند.", "The two passwords differ.";
    wrong_password: "رمز عبور درست نیست.", "The password is wrong.";
    wrong_code: "این کد درست نیست یا دیگر معتبر نیست.", "This code is wrong or no longer valid.";
    cover_needed: "مشتری کلیدی جانشین لازم دارد.", "A key client needs a cover.";
    owner_exists: "هر مشتری فقط یک مسئول دارد.", "A client has one owner only.";
    amount_out_of_range: "این مبلغ بیش از حد بزرگ است.", "This amount is too large.";

    sign_in_needed: "نشست شما تمام شده؛ دوباره وارد شوید. نوشته‌تان محفوظ است.", "Your session ended; sign in again. Your text is kept.";
    not_found: "پیدا نشد یا به آن دسترسی ندارید.", "Not found, or not open to you.";
    not_allowed: "به این کار دسترسی ندارید.", "You may not do this.";
    invalid: "موارد مشخص‌شده را اصلاح کنید.", "Correct the marked fields.";
    stale: "نسخهٔ جدیدتری هست.", "There is a newer version.";
    command_reused: "این درخواست پیش‌تر با محتوای دیگری ثبت شده است؛ صفحه را دوباره باز کنید.", "This request was already used with other content; reload the page.";
    wrong_state: "در وضعیت فعلی، این کار ممکن نیست.", "This is not possible in the present state.";
    last_admin: "دست‌کم یک مدیر سامانهٔ فعال لازم است.", "At least one active administrator is needed.";
    inactive: "این همکار غیرفعال است.", "This colleague is deactivated.";
    read_back_needed: "{n} نکته منتظر بازخوانی است؛ تا بازخوانی نشود، تحویل قفل است.", "{n} detail waits for read-back; delivery stays locked until it is read back.";
    read_backs_needed: "{n} نکته منتظر بازخوانی است؛ تا بازخوانی نشود، تحویل قفل است.", "{n} details wait for read-back; delivery stays locked until they are read back.";
    wrong_credentials: "ایمیل یا رمز عبور درست نیست.", "E-mail or password is wrong.";
    try_in_a_minute: "تلاش‌ها زیاد بود؛ {n} دقیقهٔ دیگر دوباره امتحان کنید.", "Too many tries; try again in {n} minute.";
    try_in_minutes: "تلاش‌ها زیاد بود؛ {n} دقیقهٔ دیگر دوباره امتحان کنید.", "Too many tries; try again in {n} minutes.";
    link_over: "این لینک دیگر معتبر نیست.", "This link is no longer valid.";
    link_over_ask: "این لینک دیگر معتبر نیست؛ لطفاً از {name} لینک جدید بخواهید.", "This link is no longer valid; please ask {name} for a new one.";
    forged: "این درخواست از سایت دیگری آمد و انجام نشد.", "This request came from another site and was not carried out.";
    too_large: "حجم بیش از {n} کیلوبایت است.", "This is larger than {n} kB.";
    malformed: "درخواست خوانده نشد؛ صفحه را دوباره باز کنید.", "The request could not be read; reload the page.";
    unavailable: "سرور پاسخ نمی‌دهد؛ نوشته‌تان محفوظ است.", "The server does not answer; your text is kept.";
    broken: "مشکلی پیش آمد؛ نوشته‌تان محفوظ است. کد پیگیری: {id}", "Something went wrong; your text is kept. Reference: {id}";
}

/// What is wrong with one field, as it stands under it.
pub fn code(reader: &Reader, code: &Code) -> String {
    let lang = reader.lang;
    let count = |template: &str, n: usize| fill(template, &[("n", &reader.count(n))]);
    let words = match code {
        Code::Needed => needed,
        Code::TooLong { max } => return count(too_long(lang), *max),
        Code::TooShort { min } => return count(too_short(lang), *min),
        Code::TooMany { max } => return count(too_many(lang), *max),
        Code::DigitsShort { missing: 1 } => return count(digit_short(lang), 1),
        Code::DigitsShort { missing } => return count(digits_short(lang), *missing),
        Code::BadPhone => bad_phone,
        Code::BadEmail => bad_email,
        Code::BadNumber => bad_number,
        Code::BadDate => bad_date,
        Code::AmbiguousDate => ambiguous_date,
        Code::DateOutOfRange => {
            let years = reader.calendar.years();
            let [from, to] = [years.start(), years.end()].map(|year| show_digits(&year.to_string(), reader));
            return fill(date_out_of_range(lang), &[("from", &from), ("to", &to)]);
        }
        Code::EndsBeforeStart => ends_before_start,
        Code::BadChoice => bad_choice,
        Code::Taken => taken,
        Code::NotHere => not_here,
        Code::OwnerNeeded => owner_needed,
        Code::DueNeeded => due_needed,
        Code::NothingForClient => nothing_for_client,
        Code::WeakPassword => weak_password,
        Code::PasswordsDiffer => passwords_differ,
        Code::WrongPassword => wrong_password,
        Code::WrongCode => wrong_code,
        Code::CoverNeeded => cover_needed,
        Code::OwnerExists => owner_exists,
        Code::AmountOutOfRange => amount_out_of_range,
    };
    words(lang).to_owned()
}

/// A whole refusal as a sentence.
pub fn sentence(reader: &Reader, error: &Error) -> String {
    let lang = reader.lang;
    let words = match error {
        Error::SignInNeeded => sign_in_needed,
        Error::NotFound => not_found,
        Error::NotAllowed => not_allowed,
        Error::Invalid { .. } => invalid,
        Error::Stale { .. } => stale,
        Error::CommandReused => command_reused,
        Error::WrongState { state, .. } => match state.as_str() {
            "last_admin" => last_admin,
            "inactive" => inactive,
            _ => wrong_state,
        },
        Error::ReadBackNeeded { open } => {
            let words = if *open == 1 { read_back_needed } else { read_backs_needed };
            return fill(words(lang), &[("n", &reader.number((*open).into()))]);
        }
        Error::WrongCredentials => wrong_credentials,
        Error::TryLater { from } => {
            let minutes = minutes_until(*from, reader.now);
            let words = if minutes == 1 { try_in_a_minute } else { try_in_minutes };
            return fill(words(lang), &[("n", &reader.number(minutes))]);
        }
        Error::LinkOver { ask } if ask.is_empty() => link_over,
        Error::LinkOver { ask } => return fill(link_over_ask(lang), &[("name", &isolate(ask))]),
        Error::Forged => forged,
        Error::TooLarge { max } => return fill(too_large(lang), &[("n", &reader.count(max.div_ceil(1024)))]),
        Error::Malformed => malformed,
        Error::Unavailable => unavailable,
        Error::Broken { id } => return fill(broken(lang), &[("id", &ltr(id))]),
    };
    words(lang).to_owned()
}

/// Whole minutes, rounded up, at least one: nobody is told to come back too early.
fn minutes_until(from: Timestamp, now: Timestamp) -> i64 {
    let wait = from.since_ms(now).max(1);
    (wait - 1) / Timestamp::MINUTE_MS + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::money::MoneyUnit;
    use crate::reader::{Digits, Lang};
    use crate::time::Zone;

    fn reader(lang: Lang) -> Reader {
        Reader {
            lang,
            calendar: Calendar::Jalali,
            digits: Digits::Persian,
            zone: Zone::tehran(),
            money_unit: MoneyUnit::Toman,
            now: Timestamp(0),
        }
    }

    #[test]
    fn counts_are_in_the_readers_digits_and_number() {
        let (fa, en) = (reader(Lang::Fa), reader(Lang::En));
        assert_eq!(code(&fa, &Code::TooLong { max: 2_000 }), "حداکثر ۲٬۰۰۰ نویسه.");
        assert_eq!(code(&en, &Code::DigitsShort { missing: 1 }), "1 digit short; a mobile has 11.");
        assert_eq!(code(&en, &Code::DigitsShort { missing: 3 }), "3 digits short; a mobile has 11.");
        assert_eq!(code(&fa, &Code::DateOutOfRange), "سال باید از ۱۱۷۸ تا ۱۵۰۱ باشد.");
        assert_eq!(sentence(&en, &Error::TooLarge { max: 262_144 }), "This is larger than 256 kB.");
    }

    #[test]
    fn a_wait_is_told_in_minutes_rounded_up() {
        let wait = |lang, ms| sentence(&reader(lang), &Error::TryLater { from: Timestamp(ms) });
        assert_eq!(wait(Lang::En, 30_000), "Too many tries; try again in 1 minute.");
        assert_eq!(wait(Lang::En, 60_001), "Too many tries; try again in 2 minutes.");
        assert_eq!(wait(Lang::Fa, -5), "تلاش‌ها زیاد بود؛ ۱ دقیقهٔ دیگر دوباره امتحان کنید.");
    }

    #[test]
    fn whom_to_ask_is_named_where_it_is_known() {
        let over = |ask: &str| sentence(&reader(Lang::En), &Error::LinkOver { ask: ask.into() });
        assert_eq!(over(""), "This link is no longer valid.");
        assert!(over("{n} Leila").contains("ask \u{2068}{n} Leila\u{2069} for"));
    }
}
