//! Clients with a tale of their own, and what every tale needs.

use super::cast::Cast;
use super::clients::{add, called, create, join, someone};
use super::said::Said;
use super::{astray, barfdasht, clients, command, date, moment, trade_now};
use chrono::{NaiveDate, NaiveTime};
use libero_domain::client::{ClientFields, Tier};
use libero_domain::contact_report::{ContactKind, Party};
use libero_domain::detail::{GiveReadBack, Weight};
use libero_domain::id::{ClientId, PersonId};
use libero_domain::page::Cursor;
use libero_domain::person::{PersonFields, Title};
use libero_domain::promise::{KeepPromise, PromiseState};
use libero_domain::rights::{Actor, Position};
use libero_domain::team::Area;
use libero_domain::time::Timestamp;
use libero_services::{Libero, Outcome, contact_report, promise, read_back};

/// How long before its due time a promise is kept.
const AHEAD_MS: i64 = 2 * Timestamp::HOUR_MS;

/// How one says that a red line is understood, in words of one's own.
const UNDERSTOOD: [&str; 4] = [
    "متوجه شدم؛ از این خط رد نمی‌شوم و پیش از تحویل دوباره نگاه می‌کنم.",
    "یعنی هیچ کاری با خلاف این حرف از دست من بیرون نمی‌رود.",
    "در فهرست بازبینی خودم نوشتم و به همکاران هم گفتم.",
    "این را شرط پذیرش کار می‌دانم، حتی در پیش‌نویس.",
];

pub async fn tell(libero: &Libero, cast: &Cast) -> Outcome<()> {
    barfdasht::tell(libero, cast).await?;
    sayesar(libero, cast).await?;
    noazar(libero, cast).await?;
    rahvar(libero, cast).await?;
    clients::around(libero, cast).await
}

/// `who`, the `n`th of the team, gives all open read-backs but those of details that begin with words in `open`.
pub async fn give(libero: &Libero, who: &Actor, n: usize, open: &[&str]) -> Outcome<()> {
    for task in read_back::mine(libero, who).await?.tasks.into_iter().filter(|task| !task.given) {
        if open.iter().any(|start| task.detail.words.starts_with(start)) {
            continue;
        }
        let words = match task.detail.weight {
            Weight::RedLine => UNDERSTOOD[n % UNDERSTOOD.len()],
            _ => "",
        };
        let given = GiveReadBack { id: task.id, words: words.into() };
        read_back::give(libero, who, command(given)).await?;
    }
    Ok(())
}

/// What was promised for a day before `day` is kept, each by its owner and a little ahead of its time.
pub async fn keep_due(libero: &Libero, cast: &Cast, client: ClientId, day: NaiveDate) -> Outcome<()> {
    let by = &cast.leila;
    let before = moment(day, 0, 0);
    let rows = promise::list(libero, by, client, Cursor(None)).await?.rows;
    for row in rows.into_iter().filter(|row| row.state == PromiseState::Open && row.due < before) {
        let owner = cast.team().into_iter().find(|who| row.owner == Party::User(who.user)).unwrap_or(by);
        let then = libero.at(row.due.plus_ms(-AHEAD_MS));
        promise::keep(&then, owner, command(KeepPromise { id: row.id, version: row.version, undo: false }))
            .await?;
    }
    Ok(())
}

/// A key client of Leila's with one person who answers for it, and Parisa as her cover.
async fn lead(
    libero: &Libero,
    cast: &Cast,
    names: [&str; 4],
    person: PersonFields,
) -> Outcome<(ClientId, PersonId)> {
    let start = libero.at(moment(date("2026-03-25"), 10, 0));
    let fields = ClientFields { tier: Tier::Key, ..called(names) };
    let client = create(&start, &cast.leila, fields).await?;
    let fields = PersonFields { may_confirm: true, ..person };
    let person = add(&start, &cast.leila, client, fields).await?;
    join(libero, &cast.leila, client, &cast.parisa, Position::Cover, &[]).await?;
    Ok((client, person))
}

async fn sayesar(libero: &Libero, cast: &Cast) -> Outcome<()> {
    let leila = &cast.leila;
    let names = ["بیمهٔ سایه‌سار", "Sayesar Insurance", "سایه‌سار", "بیمه"];
    let person = someone(Title::Mr, "فرهاد", "نبوی", "Farhad Nabavi", "مدیر بازاریابی");
    let (client, person) = lead(libero, cast, names, person).await?;
    join(libero, leila, client, &cast.niloufar, Position::Member, &[Area::Copy]).await?;
    for (day, decision) in [
        ("2026-09-15", "کمپین بیمهٔ سفر از مهر شروع می‌شود."),
        ("2026-11-10", "بودجهٔ کمپین بیمهٔ سفر بدون تغییر می‌ماند."),
        ("2026-12-22", "فیلم نوروز یک نسخهٔ ۳۰ ثانیه‌ای دارد."),
        ("2027-01-19", "سناریوی فیلم نوروز از نگاه یک پدربزرگ نوشته می‌شود."),
    ] {
        let mut said = Said::on(client, leila.user, person, ContactKind::Call, day);
        said.decision(decision);
        said.accepted(libero, leila).await?;
    }
    let mut said = Said::on(client, leila.user, person, ContactKind::Meeting, "2027-02-07");
    said.topic("تمدید قرارداد", "");
    let call = said.action("تماس تمدید قرارداد", Party::User(leila.user), "2027-02-10");
    call.action.due_at = NaiveTime::from_hms_opt(13, 30, 0);
    said.topic("فیلم نوروز", "بودجه ۵ میلیارد تومان");
    said.action("بازنویسی سناریو", Party::User(cast.niloufar.user), "2027-02-20");
    said.accepted(libero, leila).await?;
    Ok(())
}

async fn noazar(libero: &Libero, cast: &Cast) -> Outcome<()> {
    let leila = &cast.leila;
    let names = ["لوازم خانگی نوآذر", "Noazar Appliances", "نوآذر", "لوازم خانگی"];
    let person = someone(Title::Engineer, "نادر", "کاظمی", "Nader Kazemi", "مدیر برند");
    let (client, person) = lead(libero, cast, names, person).await?;
    join(libero, leila, client, &cast.kian, Position::Member, &[Area::Digital, Area::Print]).await?;
    let call = |day| Said::on(client, leila.user, person, ContactKind::Call, day);
    for (day, decision) in [
        ("2026-04-14", "کمپین یخچال از خرداد شروع می‌شود."),
        ("2026-05-12", "عکاسی یخچال در خانه انجام می‌شود، نه در استودیو."),
        ("2026-06-14", "بودجهٔ تیر بدون تغییر می‌ماند."),
        ("2026-07-14", "کولر امسال تبلیغ جدا ندارد."),
        ("2026-08-11", "دفترچهٔ راهنما بازطراحی می‌شود."),
        ("2026-09-14", "بودجهٔ مهر ۱۰ درصد بیشتر می‌شود."),
        ("2026-10-14", "نشانی نمایندگی‌ها در همهٔ آگهی‌ها می‌آید."),
        ("2026-11-14", "کمپین اجاق‌گاز یک ماه عقب می‌رود."),
        ("2026-12-14", "فیلم نوروز در آشپزخانهٔ واقعی گرفته می‌شود."),
    ] {
        let mut said = call(day);
        said.decision(decision);
        said.accepted(libero, leila).await?;
    }
    let mut said = call("2027-01-12");
    said.decision("رندرهای نوروز با نور روز ساخته می‌شود.");
    said.action("برنامهٔ فیلم‌برداری آشپزخانه", Party::User(leila.user), "2027-02-21");
    said.action("بستهٔ نوروزی نمایندگی‌ها", Party::User(cast.kian.user), "2027-02-27");
    said.action("فهرست نمایندگی‌های تازه", Party::Person(person), "2027-02-20");
    said.accepted(libero, leila).await?;

    let held = date("2027-02-08");
    let mut said = Said::on(client, leila.user, person, ContactKind::Meeting, "2027-02-08").written(
        moment(held, 12, 5),
        moment(held, 12, 40),
        moment(date("2027-02-09"), 12, 0),
    );
    said.decision("فیلم آشپزخانه دو نسخه دارد.");
    said.decision("نسخهٔ کوتاه برای شبکه‌های اجتماعی است.");
    said.action("تحویل رندرهای نهایی", Party::User(cast.kian.user), "2027-02-24");
    let id = said.objected(libero, leila, 3, "موعد رندرها ۲ اسفند بود، نه ۵").await?;
    let page = contact_report::page(libero, leila, id).await?;
    if page.number.is_none_or(|number| number.sequence != 11) {
        return Err(astray("the objected report is not number eleven"));
    }

    // A short call on the story's morning: heard, and an answer is on its way.
    let today = date("2027-02-10");
    let mut said = call("2027-02-10").lasting((8, 58), (9, 2)).written(
        moment(today, 9, 3),
        moment(today, 9, 4),
        moment(today, 9, 10),
    );
    said.decision("پاسخ اعتراض بند ۳ گزارش ۱۱ تا ظهر امروز می‌رسد.");
    said.accepted(libero, leila).await?;
    Ok(())
}

async fn rahvar(libero: &Libero, cast: &Cast) -> Outcome<()> {
    let leila = &cast.leila;
    let names = ["راهوار", "Rahvar", "راهوار", "حمل‌ونقل شهری"];
    let person = PersonFields {
        best_hours: "۱۱ تا ۱۳".into(),
        ..someone(Title::Ms, "سارا", "شفیعی", "Sara Shafiei", "مدیر بازاریابی")
    };
    let (client, person) = lead(libero, cast, names, person).await?;
    join(libero, leila, client, &cast.amir, Position::Pm, &[]).await?;

    let mut said = Said::on(client, leila.user, person, ContactKind::Call, "2027-01-20");
    said.action("پیش‌فاکتور بدنهٔ اتوبوس", Party::User(leila.user), "2027-01-27");
    said.accepted(libero, leila).await?;
    keep_due(libero, cast, client, date("2027-02-01")).await?;
    let mut said = Said::on(client, leila.user, person, ContactKind::Call, "2027-01-28");
    said.decision("بدنهٔ اتوبوس فقط در خط ۲ و خط ۷ اجرا می‌شود.");
    said.action("برنامهٔ رسانه‌ای ایستگاه‌ها", Party::User(cast.amir.user), "2027-02-20");
    said.action("نمونهٔ رنگ بدنه", Party::User(cast.amir.user), "2027-02-22");
    said.action("نقشهٔ خط ۷", Party::Person(person), "2027-02-17");
    said.accepted(libero, leila).await?;

    // Yesterday's meeting, still a draft; it is to go out by one o'clock.
    let mut said = Said::on(client, leila.user, person, ContactKind::Meeting, "2027-02-09")
        .lasting((11, 30), (13, 0))
        .written(moment(date("2027-02-09"), 13, 20), moment(date("2027-02-10"), 9, 0), trade_now());
    said.decision("بدنهٔ اتوبوس خط ۲ از نیمهٔ اسفند اجرا می‌شود.");
    for (text, due) in [
        ("طرح بدنهٔ اتوبوس", "2027-02-16"),
        ("برآورد نصب شبانه", "2027-02-17"),
        ("مجوز محتوا از زیباسازی", "2027-02-20"),
        ("زمان‌بندی ایستگاه‌ها", "2027-02-21"),
        ("نمونهٔ فلکس", "2027-02-23"),
    ] {
        said.action(text, Party::User(cast.amir.user), due);
    }
    said.draft(libero, leila).await?;
    Ok(())
}
