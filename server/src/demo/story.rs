//! Clients, their people, what was said and what came of it.

use super::cast::Cast;
use super::{astray, moment, trade_now};
use chrono::{NaiveDate, NaiveTime};
use libero_domain::client::{ClientFields, NewClient, Tier};
use libero_domain::command::Command;
use libero_domain::contact_report::{
    AnswerLine, AnswerReport, Attendee, ContactKind, Entry, EntryKind, IssueReport, Party, ReportBody,
    SaveReport, Topic,
};
use libero_domain::detail::{GiveReadBack, Weight, When};
use libero_domain::id::{ClientId, CommandId, EntryId, MemberId, PersonId, ReportId, TopicId, UserId};
use libero_domain::person::{NewPerson, Part, PersonFields, Stance, Title};
use libero_domain::promise::KeepPromise;
use libero_domain::rights::{Actor, Position};
use libero_domain::team::{Area, NewMember};
use libero_services::{Libero, Outcome, client, contact_report, person, promise, read_back, team};
use uuid::Uuid;

fn command<T>(body: T) -> Command<T> {
    Command { id: CommandId(Uuid::now_v7()), body }
}

fn date(day: &str) -> NaiveDate {
    day.parse().unwrap_or_default()
}

/// Full name, Latin name, short name, tier, industry, cadence, owner, surname of its person, days since last contact.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    Tier,
    &'static str,
    Option<u16>,
    Owner,
    &'static str,
    Option<i64>,
);

#[derive(Clone, Copy)]
enum Owner {
    Leila,
    Parisa,
    Farnaz,
}

const OTHERS: [Row; 11] = [
    (
        "داروسازی مه‌پویش",
        "Mahpouyesh Pharma",
        "مه‌پویش",
        Tier::Key,
        "دارو و مکمل",
        Some(10),
        Owner::Parisa,
        "رستگار",
        Some(2),
    ),
    (
        "نان گندمینه",
        "Gandomineh Bakery",
        "گندمینه",
        Tier::Standard,
        "نان و شیرینی",
        Some(10),
        Owner::Parisa,
        "ملکی",
        Some(9),
    ),
    (
        "روغن زیتون‌زار",
        "Zeytounzar Oils",
        "زیتون‌زار",
        Tier::Standard,
        "مواد غذایی",
        None,
        Owner::Parisa,
        "قاسمی",
        Some(5),
    ),
    ("کاشانک", "Kashanak Homes", "کاشانک", Tier::Standard, "املاک", None, Owner::Farnaz, "نیک‌نام", Some(18)),
    (
        "پارسه‌گشت",
        "Parsehgasht Tours",
        "پارسه‌گشت",
        Tier::Standard,
        "گردشگری",
        None,
        Owner::Farnaz,
        "جاوید",
        Some(4),
    ),
    (
        "تابان‌رو",
        "Tabanro Lighting",
        "تابان‌رو",
        Tier::Standard,
        "روشنایی",
        None,
        Owner::Farnaz,
        "روشن",
        Some(11),
    ),
    ("آبرنگ", "Abrang Paints", "آبرنگ", Tier::Standard, "رنگ و رزین", None, Owner::Parisa, "فلاح", Some(8)),
    ("هم‌نوا", "Hamnava", "هم‌نوا", Tier::Standard, "آموزش آنلاین", Some(10), Owner::Farnaz, "سهرابی", Some(3)),
    (
        "جوانه",
        "Javaneh Seeds",
        "جوانه",
        Tier::Standard,
        "نهادهٔ کشاورزی",
        Some(21),
        Owner::Farnaz,
        "دشتی",
        Some(7),
    ),
    ("دوک و نخ", "Dook & Nakh", "دوک و نخ", Tier::Prospect, "پوشاک", None, Owner::Leila, "نخعی", Some(6)),
    ("ورزا", "Varza Agri", "ورزا", Tier::Prospect, "کشاورزی", None, Owner::Parisa, "کشاورز", Some(21)),
];

/// Name, Latin name, industry; four of them key.
const MORE: [(&str, &str, &str); 27] = [
    ("چای سبلانه", "Sabalaneh Tea", "چای و دمنوش"),
    ("کفش راه‌وار", "Rahvareh Shoes", "کفش"),
    ("بانک مهرگستر", "Mehrgostar Bank", "بانک"),
    ("شکلات ترنجین", "Toranjin Chocolate", "شکلات"),
    ("کاشی نگاره", "Negareh Tiles", "کاشی"),
    ("آب معدنی دامنه", "Damaneh Water", "آب معدنی"),
    ("لاستیک پیشران", "Pishran Tyres", "لاستیک"),
    ("بیمارستان مهرآسا", "Mehrasa Hospital", "درمان"),
    ("فرش کهن‌بافت", "Kohanbaft Carpets", "فرش"),
    ("کتاب‌سرای ورق", "Varagh Books", "نشر"),
    ("خودرو سپهران", "Sepehran Motors", "خودرو"),
    ("عسل کوهپایه", "Kouhpayeh Honey", "عسل"),
    ("لوازم‌تحریر قلمکار", "Ghalamkar Stationery", "لوازم‌تحریر"),
    ("هتل سرو", "Sarv Hotel", "هتل"),
    ("شویندهٔ پاکان", "Pakan Detergents", "شوینده"),
    ("اپراتور آوا", "Ava Mobile", "ارتباطات"),
    ("ماکارونی خوشه", "Khousheh Pasta", "ماکارونی"),
    ("مبل آسایه", "Asayeh Furniture", "مبلمان"),
    ("بستنی یخ‌دونه", "Yakhdouneh Ice Cream", "بستنی"),
    ("عینک دیدبان", "Didban Optics", "عینک"),
    ("دوچرخهٔ رکاب", "Rekab Bikes", "دوچرخه"),
    ("زعفران قائنات‌زر", "Ghaenatzar Saffron", "زعفران"),
    ("گوشت دشت‌آرا", "Dashtara Meat", "پروتئین"),
    ("نوشت‌افزار پویا", "Pouya Pens", "لوازم‌تحریر"),
    ("پوشک نازگل", "Nazgol Nappies", "بهداشتی"),
    ("سیمان استوار", "Ostovar Cement", "سیمان"),
    ("کالای خواب آرامه", "Aramehome", "کالای خواب"),
];

pub async fn tell(libero: &Libero, cast: &Cast) -> Outcome<()> {
    barfdasht(libero, cast).await?;
    let sayesar = simple(
        libero,
        &cast.leila,
        (
            "بیمهٔ سایه‌سار",
            "Sayesar Insurance",
            "سایه‌سار",
            Tier::Key,
            "بیمه",
            None,
            Owner::Leila,
            "نبوی‌فر",
            Some(3),
        ),
    )
    .await?;
    join(libero, &cast.leila, sayesar, &cast.parisa, Position::Cover, &[]).await?;
    noazar(libero, cast).await?;
    rahvar(libero, cast).await?;
    for row in OTHERS {
        simple(libero, owner(cast, row.6), row).await?;
    }
    for (n, (name, latin, industry)) in MORE.into_iter().enumerate() {
        let tier = if n % 7 == 2 { Tier::Key } else { Tier::Standard };
        let by = if n % 2 == 0 { &cast.parisa } else { &cast.farnaz };
        let fields = ClientFields {
            name: name.into(),
            latin: latin.into(),
            tier,
            industry: industry.into(),
            ..ClientFields::default()
        };
        let then = libero.at(moment("2027-02-06", 10, 0));
        let id = create(&then, by, fields).await?;
        someone(
            &then,
            by,
            id,
            Title::Mr,
            "علی",
            ["رضایی", "کریمی", "احمدی", "حسینی"][n % 4],
            "",
            "مدیر بازاریابی",
            true,
        )
        .await?;
    }
    Ok(())
}

fn owner(cast: &Cast, owner: Owner) -> &Actor {
    match owner {
        Owner::Leila => &cast.leila,
        Owner::Parisa => &cast.parisa,
        Owner::Farnaz => &cast.farnaz,
    }
}

async fn create(libero: &Libero, by: &Actor, fields: ClientFields) -> Outcome<ClientId> {
    client::create(libero, by, command(NewClient { id: ClientId(Uuid::now_v7()), fields })).await
}

#[allow(clippy::too_many_arguments)]
async fn someone(
    libero: &Libero,
    by: &Actor,
    client: ClientId,
    title: Title,
    name: &str,
    surname: &str,
    latin: &str,
    job: &str,
    may_confirm: bool,
) -> Outcome<PersonId> {
    let id = PersonId(Uuid::now_v7());
    let fields = PersonFields {
        title,
        name: name.into(),
        surname: surname.into(),
        latin: latin.into(),
        job: job.into(),
        influence: 2,
        may_confirm,
        ..PersonFields::default()
    };
    person::add(libero, by, command(NewPerson { id, client, fields })).await?;
    Ok(id)
}

async fn join(
    libero: &Libero,
    by: &Actor,
    client: ClientId,
    who: &Actor,
    position: Position,
    areas: &[Area],
) -> Outcome<()> {
    let member = NewMember { id: MemberId(Uuid::now_v7()), user: who.user, position, areas: areas.to_vec() };
    team::add(&libero.at(moment("2026-03-25", 11, 0)), by, command((client, member))).await
}

/// A client with one person and one confirmed report.
async fn simple(libero: &Libero, by: &Actor, row: Row) -> Outcome<ClientId> {
    let (name, latin, short, tier, industry, cadence_days, _, surname, since) = row;
    let start = libero.at(moment("2026-03-25", 10, 0));
    let fields = ClientFields {
        name: name.into(),
        latin: latin.into(),
        short: short.into(),
        tier,
        industry: industry.into(),
        cadence_days,
        ..ClientFields::default()
    };
    let id = create(&start, by, fields).await?;
    let person = someone(&start, by, id, Title::Ms, "سارا", surname, "", "مدیر بازاریابی", true).await?;
    if let Some(days) = since {
        let day = date("2027-02-10") - chrono::TimeDelta::days(days);
        let mut said = Said::on(id, by.user, person, ContactKind::Call, day);
        said.line(EntryKind::Decision, "گزارش ماهانه هفتهٔ اول هر ماه ارسال می‌شود.");
        said.accepted(libero, by).await?;
    }
    Ok(id)
}

/// A contact being told: its report in the making.
struct Said {
    body: ReportBody,
    to: PersonId,
    hour: u32,
}

impl Said {
    fn on(client: ClientId, user: UserId, person: PersonId, kind: ContactKind, day: NaiveDate) -> Self {
        let mut body = ReportBody { client: Some(client), kind, ..ReportBody::empty(day) };
        body.from = NaiveTime::from_hms_opt(10, 30, 0);
        body.to = NaiveTime::from_hms_opt(11, 40, 0);
        body.attendees = vec![Attendee::present(Party::Person(person)), Attendee::present(Party::User(user))];
        Self { body, to: person, hour: 12 }
    }

    fn topic(&mut self, title: &str, budget: &str) {
        self.body.topics.push(Topic {
            id: TopicId(Uuid::now_v7()),
            title: title.into(),
            budget: budget.into(),
        });
    }

    fn line(&mut self, kind: EntryKind, text: &str) -> &mut Entry {
        let mut entry = Entry::new(EntryId(Uuid::now_v7()), kind, text);
        entry.topic = self.body.topics.last().map(|topic| topic.id);
        self.body.entries.push(entry);
        let last = self.body.entries.len() - 1;
        &mut self.body.entries[last]
    }

    fn detail(&mut self, text: &str, said_by: PersonId, weight: Weight, when: When, areas: &[Area]) {
        let entry = self.line(EntryKind::Detail, text);
        entry.said_by = Some(said_by);
        entry.detail.weight = weight;
        entry.detail.when = when;
        entry.detail.areas = areas.to_vec();
    }

    fn action(&mut self, text: &str, owner: Party, due: &str) -> &mut Entry {
        let entry = self.line(EntryKind::Action, text);
        entry.action.owner = Some(owner);
        entry.action.due_on = Some(date(due));
        entry
    }

    fn day(&self) -> String {
        self.body.held_on.to_string()
    }

    async fn draft(&self, libero: &Libero, by: &Actor) -> Outcome<(ReportId, i64)> {
        let id = ReportId(Uuid::now_v7());
        let then = libero.at(moment(&self.day(), self.hour, 5));
        let save = SaveReport { id, version: 0, body: self.body.clone() };
        Ok((id, contact_report::save(&then, by, command(save)).await?.version))
    }

    async fn issued(&self, libero: &Libero, by: &Actor) -> Outcome<ReportId> {
        let (id, version) = self.draft(libero, by).await?;
        let then = libero.at(moment(&self.day(), self.hour, 40));
        contact_report::issue(&then, by, command(IssueReport { id, version, recipients: vec![self.to] }))
            .await?;
        Ok(id)
    }

    async fn accepted(&self, libero: &Libero, by: &Actor) -> Outcome<ReportId> {
        let id = self.issued(libero, by).await?;
        self.answered(libero, by, id, None).await?;
        Ok(id)
    }

    /// Every line is right, but for the one that is objected to.
    async fn answered(
        &self,
        libero: &Libero,
        by: &Actor,
        id: ReportId,
        objection: Option<(u16, &str)>,
    ) -> Outcome<()> {
        let then = libero.at(moment(&self.day(), self.hour + 2, 10));
        let page = contact_report::page(&then, by, id).await?;
        let link = page.recipients.first().ok_or_else(|| astray("nobody received the report"))?.link;
        contact_report::opened(&then, link).await?;
        let asked =
            page.body.entries.iter().filter(|entry| entry.kind.for_client()).filter_map(|entry| entry.line);
        let lines = asked
            .map(|line| match objection {
                Some((other, words)) if other == line => {
                    AnswerLine { line, accepts: false, words: words.into() }
                }
                _ => AnswerLine { line, accepts: true, words: String::new() },
            })
            .collect();
        contact_report::answer(&then, link, AnswerReport { lines }).await?;
        Ok(())
    }
}

async fn barfdasht(libero: &Libero, cast: &Cast) -> Outcome<()> {
    use Area::{Contact, Copy, Digital, Finance, Outdoor, PhotoFilm, Print, Radio, Social, Tv};
    let leila = &cast.leila;
    let start = libero.at(moment("2026-03-25", 10, 0));
    let fields = ClientFields {
        name: "لبنیات برفدشت".into(),
        latin: "Barfdasht Dairy".into(),
        short: "برفدشت".into(),
        tier: Tier::Key,
        industry: "لبنیات و نوشیدنی".into(),
        business_model: "پخش سراسری از راه فروشگاه‌های زنجیره‌ای و خرده‌فروشی".into(),
        market: "شیر، ماست، دوغ و بستنی؛ رقیب اصلی در ماست و بستنی".into(),
        sales_drivers: "اوج: اسفند، تیر، مرداد".into(),
        cadence_days: None,
    };
    let client = create(&start, leila, fields).await?;
    let rafiei =
        someone(&start, leila, client, Title::Dr, "کاظم", "رفیعی", "Kazem Rafiei", "مدیرعامل", true).await?;
    let yazdan = someone(
        &start,
        leila,
        client,
        Title::Engineer,
        "بهزاد",
        "یزدان‌پناه",
        "Behzad Yazdanpanah",
        "مدیر بازاریابی",
        false,
    )
    .await?;
    let tehranchi =
        someone(&start, leila, client, Title::Ms, "مریم", "تهرانچی", "Maryam Tehranchi", "مدیر برند", true)
            .await?;
    let gorji =
        someone(&start, leila, client, Title::Mr, "سهیل", "گرجی", "Soheil Gorji", "مدیر مالی", false).await?;
    for (id, part, influence, stance, hours) in [
        (rafiei, Part::Decision, 3, Stance::Supporter, "۱۰ تا ۱۱"),
        (yazdan, Part::Influence, 3, Stance::Supporter, "۱۲ تا ۱۴"),
        (tehranchi, Part::Influence, 2, Stance::Champion, "۱۱ تا ۱۳"),
        (gorji, Part::Gate, 1, Stance::Cautious, "سه‌شنبه‌ها"),
    ] {
        let mut found = person::get(&start, leila, id).await?;
        (found.fields.part, found.fields.influence, found.fields.stance) = (part, influence, stance);
        found.fields.best_hours = hours.into();
        person::edit(&start, leila, command(found)).await?;
    }
    join(libero, leila, client, &cast.parisa, Position::Cover, &[]).await?;
    join(
        libero,
        leila,
        client,
        &cast.amir,
        Position::Pm,
        &[Print, Digital, Outdoor, Copy, PhotoFilm, Tv, Radio, Social],
    )
    .await?;
    join(
        libero,
        leila,
        client,
        &cast.niloufar,
        Position::Member,
        &[Copy, Print, Digital, Outdoor, PhotoFilm, Social],
    )
    .await?;
    join(
        libero,
        leila,
        client,
        &cast.hamed,
        Position::Member,
        &[Outdoor, Tv, Radio, Print, Digital, Copy, PhotoFilm, Social],
    )
    .await?;
    join(
        libero,
        leila,
        client,
        &cast.kian,
        Position::Member,
        &[Outdoor, Print, Digital, Copy, PhotoFilm, Social, Tv],
    )
    .await?;
    join(libero, leila, client, &cast.farnaz, Position::Member, &[Area::Events]).await?;

    let user = leila.user;
    let said = |person, kind, day| Said::on(client, user, person, kind, date(day));
    let us = |who: &Actor| Party::User(who.user);
    let always = || When::Always;
    let mut told = Vec::new();
    for day in ["2026-04-12", "2026-05-10", "2026-06-07"] {
        let mut of = said(tehranchi, ContactKind::Meeting, day);
        of.topic("کمپین تابستان", "بودجه ۹ میلیارد تومان");
        of.line(EntryKind::Decision, "اکران تابستان از اول تیر شروع می‌شود.");
        told.push(of);
    }
    let mut of = said(rafiei, ContactKind::Meeting, "2026-07-05");
    of.detail("اسم رقیب را حتی در جلسهٔ داخلی نیاورید.", rafiei, Weight::RedLine, always(), &[]);
    told.push(of);
    let mut of = said(tehranchi, ContactKind::Call, "2026-08-02");
    of.detail("صورت‌حساب را سه‌شنبه‌ها بفرستید، نه آخر ماه.", gorji, Weight::Preference, always(), &[Finance]);
    told.push(of);
    let mut of = said(tehranchi, ContactKind::Meeting, "2026-08-30");
    of.detail("صدای گوینده زن، لهجهٔ تهرانی، نه کودکانه.", tehranchi, Weight::Taste, always(), &[Radio, Tv]);
    told.push(of);
    let mut of = said(tehranchi, ContactKind::Call, "2026-09-26");
    of.detail(
        "دکتر رفیعی پیامک نمی‌خواند؛ زنگ بزنید، بعد از ۱۰ صبح.",
        tehranchi,
        Weight::Taste,
        always(),
        &[Contact],
    );
    told.push(of);
    let mut of = said(tehranchi, ContactKind::Meeting, "2026-10-07");
    of.detail(
        "گله در دوردست باشد تا حس دشت بدهد.",
        yazdan,
        Weight::Preference,
        When::Campaign("کمپین پاییز ۱۴۰۵".into()),
        &[],
    );
    told.push(of);
    let mut of = said(rafiei, ContactKind::Meeting, "2026-12-16");
    of.detail("نگویید ارزان؛ بگویید قیمت منصفانه.", rafiei, Weight::RedLine, always(), &[Copy]);
    told.push(of);
    let mut of = said(tehranchi, ContactKind::Visit, "2027-01-10");
    of.detail("لوگو همیشه بالا، سمت راست.", tehranchi, Weight::Taste, always(), &[Outdoor]);
    told.push(of);
    let mut of = said(tehranchi, ContactKind::Meeting, "2027-01-31");
    of.topic("پژوهش مزه", "بودجه ۸۰۰ میلیون تومان");
    of.detail("لیوان پلاستیکی در هیچ عکسی نباشد.", tehranchi, Weight::Taste, always(), &[PhotoFilm]);
    of.detail(
        "جلسه‌های ماه رمضان فقط پیش از ۱۳.",
        tehranchi,
        Weight::Preference,
        When::Until(date("2027-03-09")),
        &[Contact],
    );
    of.action("پیشنهاد پژوهش مزه با ۲۰۰ پرسش‌نامه", us(&cast.farnaz), "2027-02-24");
    told.push(of);
    let mut of = said(tehranchi, ContactKind::Meeting, "2027-02-06");
    of.topic("کمپین نوروز، بیلبورد", "بودجه ۱۲ میلیارد تومان، بدون تغییر");
    of.detail(
        "سبزِ بسته سبز پونه‌ای است، سبز چمنی نه.",
        tehranchi,
        Weight::RedLine,
        always(),
        &[Print, Digital],
    );
    of.action("نمونهٔ چاپ بیلبورد همت", us(&cast.hamed), "2027-02-09");
    of.action("قیمت جدید بیلبورد با ۱۰٪ تخفیف", us(&cast.hamed), "2027-02-13").action.due_at =
        NaiveTime::from_hms_opt(13, 0, 0);
    let key_visual = of.action("طرح دوم کی‌ویژوال، نمای سفره", us(&cast.kian), "2027-02-14");
    key_visual.action.delivery = true;
    key_visual.detail.areas = vec![Print, Outdoor];
    of.action("تأیید صورت‌حساب دی", Party::Person(gorji), "2027-02-14");
    of.line(EntryKind::Decision, "اکران از شنبه ۱ اسفند شروع می‌شود؛ پل مدرس یک هفته بعد.");
    of.line(EntryKind::Signal, "شاید امسال ماست یونانی بیاوریم.").said_by = Some(yazdan);
    told.push(of);
    for of in &told {
        of.accepted(libero, leila).await?;
    }
    read_everything_back(libero, cast).await
}

/// Everyone has read back what concerns them, but Kian the two newest.
async fn read_everything_back(libero: &Libero, cast: &Cast) -> Outcome<()> {
    const OPEN_FOR_KIAN: [&str; 2] = ["سبزِ بسته", "لیوان پلاستیکی"];
    let then = libero.at(moment("2027-02-07", 10, 0));
    for who in [&cast.leila, &cast.parisa, &cast.amir, &cast.niloufar, &cast.hamed, &cast.kian, &cast.farnaz]
    {
        for task in read_back::mine(&then, who).await?.tasks.into_iter().filter(|task| !task.given) {
            let stays_open = OPEN_FOR_KIAN.iter().any(|start| task.detail.words.starts_with(start));
            if who.user == cast.kian.user && stays_open {
                continue;
            }
            let words = "خواندم؛ در همهٔ کارهای خودم همین را رعایت می‌کنم.".to_owned();
            read_back::give(&then, who, command(GiveReadBack { id: task.id, words })).await?;
        }
    }
    Ok(())
}

async fn noazar(libero: &Libero, cast: &Cast) -> Outcome<()> {
    let leila = &cast.leila;
    let start = libero.at(moment("2026-03-25", 10, 0));
    let fields = ClientFields {
        name: "لوازم خانگی نوآذر".into(),
        latin: "Noazar Appliances".into(),
        short: "نوآذر".into(),
        tier: Tier::Key,
        industry: "لوازم خانگی".into(),
        ..ClientFields::default()
    };
    let client = create(&start, leila, fields).await?;
    let person =
        someone(&start, leila, client, Title::Engineer, "نادر", "کاظمی", "Nader Kazemi", "مدیر برند", true)
            .await?;
    join(libero, leila, client, &cast.parisa, Position::Cover, &[]).await?;
    join(libero, leila, client, &cast.kian, Position::Member, &[Area::Digital, Area::Print]).await?;
    for month in 4..=12 {
        let mut of =
            Said::on(client, leila.user, person, ContactKind::Call, date(&format!("2026-{month:02}-14")));
        of.line(EntryKind::Decision, "بودجهٔ ماه بعد بدون تغییر می‌ماند.");
        of.accepted(libero, leila).await?;
    }
    let mut of = Said::on(client, leila.user, person, ContactKind::Call, date("2027-01-12"));
    of.line(EntryKind::Decision, "رندرهای نوروز با نور روز ساخته می‌شود.");
    of.accepted(libero, leila).await?;
    let mut of = Said::on(client, leila.user, person, ContactKind::Meeting, date("2027-02-08"));
    of.line(EntryKind::Decision, "فیلم آشپزخانه دو نسخه دارد.");
    of.line(EntryKind::Decision, "نسخهٔ کوتاه برای شبکه‌های اجتماعی است.");
    of.action("تحویل رندرهای نهایی", Party::User(cast.kian.user), "2027-02-24");
    let id = of.issued(libero, leila).await?;
    of.answered(libero, leila, id, Some((3, "موعد رندرها ۲ اسفند بود، نه ۵."))).await?;
    let page = contact_report::page(libero, leila, id).await?;
    if page.number.is_none_or(|number| number.sequence != 11) {
        return Err(astray("the objected report is not number eleven"));
    }
    Ok(())
}

async fn rahvar(libero: &Libero, cast: &Cast) -> Outcome<()> {
    let leila = &cast.leila;
    let row =
        ("راهوار", "Rahvar", "راهوار", Tier::Key, "حمل‌ونقل شهری", None, Owner::Leila, "شفیعی", Some(13));
    let client = simple(libero, leila, row).await?;
    join(libero, leila, client, &cast.parisa, Position::Cover, &[]).await?;
    join(libero, leila, client, &cast.amir, Position::Pm, &[]).await?;
    let person = contact_person(libero, leila, client).await?;
    let mut of = Said::on(client, leila.user, person, ContactKind::Meeting, date("2027-02-09"));
    of.line(EntryKind::Decision, "بدنهٔ اتوبوس خط ۲ از نیمهٔ اسفند اجرا می‌شود.");
    for text in
        ["طرح بدنهٔ اتوبوس", "برآورد نصب شبانه", "مجوز محتوا از زیباسازی", "زمان‌بندی ایستگاه‌ها", "نمونهٔ فلکس"]
    {
        of.action(text, Party::User(cast.amir.user), "2027-02-20");
    }
    of.draft(libero, leila).await?;

    // What was promised and is done shows in the history.
    let then = libero.at(moment("2027-02-08", 13, 0));
    let mut of = Said::on(client, leila.user, person, ContactKind::Call, date("2027-01-27"));
    of.action("پیش‌فاکتور بدنهٔ اتوبوس", Party::User(leila.user), "2027-02-08");
    of.accepted(libero, leila).await?;
    let open = promise::list(&then, leila, client, Default::default()).await?.rows;
    for row in open.into_iter().filter(|row| row.owner == Party::User(leila.user)) {
        promise::keep(&then, leila, command(KeepPromise { id: row.id, version: row.version, undo: false }))
            .await?;
    }
    debug_assert!(trade_now() > then.clock.now());
    Ok(())
}

async fn contact_person(libero: &Libero, by: &Actor, client: ClientId) -> Outcome<PersonId> {
    let page = client::page(libero, by, client).await?;
    page.people.first().map(|person| person.person.id).ok_or_else(|| astray("a client without people"))
}
