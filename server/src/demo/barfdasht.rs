//! Barfdasht: a year of contact, what it likes and what it was promised.

use super::cast::Cast;
use super::clients::{add, called, create, join, someone};
use super::said::Said;
use super::story::{give, keep_due};
use super::{command, date, moment};
use chrono::NaiveTime;
use libero_domain::client::{ClientFields, Tier};
use libero_domain::contact_report::{ContactKind, EntryKind, Party};
use libero_domain::detail::{NewDetail, Weight, When};
use libero_domain::id::{ClientId, DetailId, PersonId, UserId};
use libero_domain::person::{Part, PersonFields, Stance, Title};
use libero_domain::rights::{Actor, Position};
use libero_domain::team::Area::{
    Contact, Copy, Digital, Events, Finance, Outdoor, PhotoFilm, Print, Radio, Social, Tv,
};
use libero_services::{Libero, Outcome, detail};
use uuid::Uuid;

/// What Kian has not read back on the story's day.
const OPEN_FOR_KIAN: [&str; 2] = ["سبزِ بسته", "لیوان پلاستیکی"];

/// The people whom reports name, and who writes them.
struct Barfdasht {
    client: ClientId,
    author: UserId,
    rafiei: PersonId,
    yazdan: PersonId,
    tehranchi: PersonId,
    gorji: PersonId,
}

impl Barfdasht {
    fn met(&self, person: PersonId, day: &str) -> Said {
        Said::on(self.client, self.author, person, ContactKind::Meeting, day)
    }

    fn called(&self, day: &str) -> Said {
        Said::on(self.client, self.author, self.tehranchi, ContactKind::Call, day)
    }
}

pub async fn tell(libero: &Libero, cast: &Cast) -> Outcome<()> {
    let leila = &cast.leila;
    let of = begin(libero, cast).await?;
    brand_book(libero, leila, of.client).await?;
    let mut told = spring_and_summer(&of, cast);
    told.extend(autumn_and_winter(&of, cast));
    told.push(nowruz(&of, cast));
    let mut last = of.called("2027-02-09");
    last.topic("کمپین نوروز، برنامهٔ رسانه‌ای", "");
    last.decision("خانم تهرانچی نسخهٔ ۳ برنامهٔ رسانه‌ای را همین امروز می‌بینند.");
    told.push(last);

    for said in &told {
        said.accepted(libero, leila).await?;
        for (n, who) in cast.team().into_iter().enumerate() {
            let open: &[&str] = if who.user == cast.kian.user { &OPEN_FOR_KIAN } else { &[] };
            give(&libero.at(said.morning_after()), who, n, open).await?;
        }
    }
    keep_due(libero, cast, of.client, date("2027-02-01")).await
}

async fn begin(libero: &Libero, cast: &Cast) -> Outcome<Barfdasht> {
    let leila = &cast.leila;
    let start = libero.at(moment(date("2026-03-25"), 10, 0));
    let fields = ClientFields {
        tier: Tier::Key,
        business_model: "پخش سراسری از راه فروشگاه‌های زنجیره‌ای و خرده‌فروشی".into(),
        market: "شیر، ماست، دوغ و بستنی؛ رقیب اصلی در ماست و بستنی".into(),
        sales_drivers: "اوج: اسفند، تیر، مرداد".into(),
        ..called(["لبنیات برفدشت", "Barfdasht Dairy", "برفدشت", "لبنیات و نوشیدنی"])
    };
    let client = create(&start, leila, fields).await?;
    let person = async |fields, part, influence, stance, hours: &str, may_confirm| {
        let best_hours = hours.into();
        let fields = PersonFields { part, influence, stance, best_hours, may_confirm, ..fields };
        add(&start, leila, client, fields).await
    };
    let rafiei = someone(Title::Dr, "کاظم", "رفیعی", "Kazem Rafiei", "مدیرعامل");
    let rafiei = person(rafiei, Part::Decision, 3, Stance::Supporter, "۱۰ تا ۱۱", true).await?;
    let yazdan = someone(Title::Engineer, "بهزاد", "یزدان‌پناه", "Behzad Yazdanpanah", "مدیر بازاریابی");
    let yazdan = person(yazdan, Part::Influence, 3, Stance::Supporter, "۱۲ تا ۱۴", false).await?;
    let tehranchi = someone(Title::Ms, "مریم", "تهرانچی", "Maryam Tehranchi", "مدیر برند");
    let tehranchi = person(tehranchi, Part::Influence, 2, Stance::Champion, "۱۱ تا ۱۳", true).await?;
    let gorji = someone(Title::Mr, "سهیل", "گرجی", "Soheil Gorji", "مدیر مالی");
    let gorji = person(gorji, Part::Gate, 1, Stance::Cautious, "سه‌شنبه‌ها", false).await?;

    join(libero, leila, client, &cast.parisa, Position::Cover, &[]).await?;
    let all = [Print, Digital, Outdoor, Copy, PhotoFilm, Tv, Radio, Social];
    join(libero, leila, client, &cast.amir, Position::Pm, &all).await?;
    let member = async |who, areas: &[_]| join(libero, leila, client, who, Position::Member, areas).await;
    member(&cast.niloufar, &[Copy]).await?;
    member(&cast.hamed, &[Outdoor, Tv, Radio, Print, Digital]).await?;
    member(&cast.kian, &[Print, Digital, Social, Outdoor, PhotoFilm]).await?;
    member(&cast.farnaz, &[Events]).await?;
    Ok(Barfdasht { client, author: leila.user, rafiei, yazdan, tehranchi, gorji })
}

/// What the client's own paper says, before anyone said anything.
async fn brand_book(libero: &Libero, by: &Actor, client: ClientId) -> Outcome<()> {
    let new = NewDetail {
        id: DetailId(Uuid::now_v7()),
        client,
        words: "لوگو همیشه بالا، سمت راست.".into(),
        said_by: None,
        weight: Weight::Taste,
        when: When::Always,
        areas: vec![Outdoor],
        source: "برندبوک ۱۴۰۴".into(),
    };
    detail::add(&libero.at(moment(date("2026-04-08"), 11, 0)), by, command(new)).await
}

fn us(who: &Actor) -> Party {
    Party::User(who.user)
}

fn spring_and_summer(of: &Barfdasht, cast: &Cast) -> Vec<Said> {
    let summer = |day| {
        let mut said = of.met(of.tehranchi, day);
        said.topic("کمپین تابستان", "بودجه ۹ میلیارد تومان");
        said
    };
    let mut first = summer("2026-04-12");
    first.decision("کمپین تابستان با ماست شروع می‌شود و شیر در پی آن می‌آید.");
    first.action("سه شعار برای ماست تابستان", us(&cast.niloufar), "2026-04-20");
    let mut second = summer("2026-05-10");
    second.decision("اکران تابستان از اول تیر شروع می‌شود.");
    second.action("فهرست بیلبوردهای تهران و کرج", us(&cast.hamed), "2026-05-18");
    let mut third = summer("2026-06-07");
    third.decision("بیلبوردها یک طرح دارند، بدون تصویر چهره.");
    third.action("طرح نهایی بیلبورد تابستان", us(&cast.kian), "2026-06-15");

    let mut fourth = of.met(of.rafiei, "2026-07-05");
    fourth.detail("اسم رقیب را حتی در جلسهٔ داخلی نیاورید.", of.rafiei, Weight::RedLine, When::Always, &[]);
    fourth.action("زمان‌بندی اکران مرداد", us(&cast.amir), "2026-07-13");
    let mut fifth = of.called("2026-08-02");
    let words = "صورت‌حساب را سه‌شنبه‌ها بفرستید، نه آخر ماه.";
    fifth.detail(words, of.gorji, Weight::Preference, When::Always, &[Finance]);
    let mut sixth = of.met(of.tehranchi, "2026-08-30");
    sixth.topic("کمپین پاییز", "بودجه ۷ میلیارد تومان");
    let words = "صدای گوینده زن، لهجهٔ تهرانی، نه کودکانه.";
    sixth.detail(words, of.tehranchi, Weight::Taste, When::Always, &[Radio, Tv]);
    sixth.action("متن تیزر رادیویی پاییز", us(&cast.niloufar), "2026-09-07");
    vec![first, second, third, fourth, fifth, sixth]
}

fn autumn_and_winter(of: &Barfdasht, cast: &Cast) -> Vec<Said> {
    let mut seventh = of.called("2026-09-26");
    let words = "دکتر رفیعی پیامک نمی‌خواند؛ زنگ بزنید، بعد از ۱۰ صبح.";
    seventh.detail(words, of.tehranchi, Weight::Taste, When::Always, &[Contact]);
    let mut eighth = of.met(of.tehranchi, "2026-10-07");
    eighth.topic("کمپین پاییز", "بودجه ۷ میلیارد تومان");
    eighth.with(Party::Person(of.yazdan));
    let autumn = When::Campaign("کمپین پاییز ۱۴۰۵".into());
    eighth.detail("گله در دوردست باشد تا حس دشت بدهد.", of.yazdan, Weight::Preference, autumn, &[]);
    eighth.action("سه نمای دشت برای پاییز", us(&cast.kian), "2026-10-17");
    let mut ninth = of.met(of.rafiei, "2026-12-16");
    ninth.topic("متن بسته‌ها", "");
    ninth.detail("نگویید ارزان؛ بگویید قیمت منصفانه.", of.rafiei, Weight::RedLine, When::Always, &[Copy]);
    ninth.action("بازنویسی متن بسته‌ها", us(&cast.niloufar), "2026-12-23");
    let mut tenth = of.met(of.tehranchi, "2027-02-03");
    tenth.topic("عکس‌های نوروز", "");
    let words = "لیوان پلاستیکی در هیچ عکسی نباشد.";
    tenth.detail(words, of.tehranchi, Weight::Taste, When::Always, &[PhotoFilm]);
    tenth.topic("جلسه‌های رمضان", "");
    let until = When::Until(date("2027-03-09"));
    let words = "جلسه‌های ماه رمضان فقط پیش از ۱۳.";
    tenth.detail(words, of.tehranchi, Weight::Preference, until, &[Contact]);
    tenth.topic("پژوهش مزه", "بودجه ۸۰۰ میلیون تومان");
    tenth.action("پیشنهاد پژوهش مزه با ۲۰۰ پرسش‌نامه", us(&cast.farnaz), "2027-02-24");
    vec![seventh, eighth, ninth, tenth]
}

/// The meeting that the story's open promises come from; its report goes out on the next day.
fn nowruz(of: &Barfdasht, cast: &Cast) -> Said {
    let next = date("2027-02-07");
    let mut said = of.met(of.tehranchi, "2027-02-06").written(
        moment(date("2027-02-06"), 15, 20),
        moment(next, 9, 50),
        moment(next, 12, 50),
    );
    said.place("دفتر مرکزی، جادهٔ مخصوص");
    said.with(Party::Person(of.yazdan));
    said.topic("کمپین نوروز، بیلبورد", "بودجه ۱۲ میلیارد تومان، بدون تغییر");
    let words = "سبزِ بسته سبز پونه‌ای است، سبز چمنی نه.";
    said.detail(words, of.tehranchi, Weight::RedLine, When::Always, &[Print, Digital]);
    said.action("نمونهٔ چاپ بیلبورد همت", us(&cast.hamed), "2027-02-09");
    let price = said.action("قیمت جدید بیلبورد با ۱۰٪ تخفیف", us(&cast.hamed), "2027-02-13");
    price.action.due_at = NaiveTime::from_hms_opt(13, 0, 0);
    said.decision("اکران از شنبه ۱ اسفند شروع می‌شود؛ پل مدرس یک هفته بعد.");
    said.topic("کمپین نوروز، کی‌ویژوال", "");
    let key_visual = said.action("طرح دوم کی‌ویژوال، نمای سفره", us(&cast.kian), "2027-02-14");
    key_visual.action.delivery = true;
    key_visual.detail.areas = vec![Print, Outdoor];
    said.topic("مالی و بازار", "");
    said.action("تأیید صورت‌حساب دی", Party::Person(of.gorji), "2027-02-14");
    said.line(EntryKind::Signal, "شاید امسال ماست یونانی بیاوریم.").said_by = Some(of.yazdan);
    said
}
