//! The clients of the agency: the fifteen that the story knows by name, and those around them.

use super::cast::Cast;
use super::said::Said;
use super::{command, date, moment};
use chrono::TimeDelta;
use libero_domain::client::{ClientFields, NewClient, Tier};
use libero_domain::contact_report::{ContactKind, Party};
use libero_domain::id::{ClientId, MemberId, PersonId};
use libero_domain::person::{NewPerson, PersonFields, Title};
use libero_domain::rights::{Actor, Position};
use libero_domain::team::{Area, NewMember};
use libero_services::{Libero, Outcome, client, person, team};
use uuid::Uuid;

/// A client with one person, whose last contact was so many days before the story's day.
struct Known {
    /// Name, Latin name, short name, industry.
    names: [&'static str; 4],
    tier: Tier,
    /// Days between contacts where they differ from the tier's.
    every: Option<u16>,
    owner: Owner,
    /// Title, name, surname, Latin name of its person.
    person: (Title, &'static str, &'static str, &'static str),
    silent_days: i64,
    /// Words and day of what the owner promised on the last contact.
    promises: &'static [(&'static str, &'static str)],
}

#[derive(Clone, Copy)]
enum Owner {
    Leila,
    Parisa,
    Farnaz,
}

const KNOWN: [Known; 11] = [
    Known {
        names: ["داروسازی مه‌پویش", "Mahpouyesh Pharma", "مه‌پویش", "دارو و مکمل"],
        tier: Tier::Key,
        every: Some(10),
        owner: Owner::Parisa,
        person: (Title::Dr, "آزاده", "رستگار", "Azadeh Rastegar"),
        silent_days: 2,
        promises: &[
            ("جلسهٔ مرور فصلی", "2027-02-16"),
            ("گزارش فروش آنلاین زمستان", "2027-02-20"),
            ("طرح قفسهٔ داروخانه", "2027-02-24"),
        ],
    },
    Known {
        names: ["نان گندمینه", "Gandomineh Bakery", "گندمینه", "نان و شیرینی"],
        tier: Tier::Standard,
        every: Some(10),
        owner: Owner::Parisa,
        person: (Title::Mr, "جواد", "ملکی", "Javad Maleki"),
        silent_days: 9,
        promises: &[("ارسال گزارش ماهانه", "2027-02-13")],
    },
    Known {
        names: ["روغن زیتون‌زار", "Zeytounzar Oils", "زیتون‌زار", "مواد غذایی"],
        tier: Tier::Standard,
        every: None,
        owner: Owner::Parisa,
        person: (Title::Ms, "مهناز", "قاسمی", "Mahnaz Ghasemi"),
        silent_days: 5,
        promises: &[],
    },
    Known {
        names: ["کاشانک", "Kashanak Homes", "کاشانک", "املاک"],
        tier: Tier::Standard,
        every: None,
        owner: Owner::Farnaz,
        person: (Title::Mr, "پیمان", "نیک‌نام", "Peyman Niknam"),
        silent_days: 18,
        promises: &[("دیدار با مدیر جدید بازاریابی", "2027-02-06"), ("بروشور برج شمالی", "2027-02-20")],
    },
    Known {
        names: ["پارسه‌گشت", "Parsehgasht Tours", "پارسه‌گشت", "گردشگری"],
        tier: Tier::Standard,
        every: None,
        owner: Owner::Farnaz,
        person: (Title::Ms, "نگار", "جاوید", "Negar Javid"),
        silent_days: 4,
        promises: &[("نسخهٔ نهایی بروشور نوروز", "2027-02-14")],
    },
    Known {
        names: ["تابان‌رو", "Tabanro Lighting", "تابان‌رو", "روشنایی"],
        tier: Tier::Standard,
        every: None,
        owner: Owner::Farnaz,
        person: (Title::Engineer, "بابک", "روشن", "Babak Roshan"),
        silent_days: 11,
        promises: &[],
    },
    Known {
        names: ["آبرنگ", "Abrang Paints", "آبرنگ", "رنگ و رزین"],
        tier: Tier::Standard,
        every: None,
        owner: Owner::Parisa,
        person: (Title::Mr, "کاوه", "فلاح", "Kaveh Fallah"),
        silent_days: 8,
        promises: &[("نظرسنجی نیم‌سال", "2027-02-22")],
    },
    Known {
        names: ["هم‌نوا", "Hamnava", "هم‌نوا", "آموزش آنلاین"],
        tier: Tier::Standard,
        every: Some(10),
        owner: Owner::Farnaz,
        person: (Title::Ms, "شیوا", "سهرابی", "Shiva Sohrabi"),
        silent_days: 3,
        promises: &[("صفحهٔ ثبت‌نام وبینار دوم", "2027-02-17"), ("وبینار دوم", "2027-02-24")],
    },
    Known {
        names: ["جوانه", "Javaneh Seeds", "جوانه", "نهادهٔ کشاورزی"],
        tier: Tier::Standard,
        every: Some(21),
        owner: Owner::Farnaz,
        person: (Title::Engineer, "یونس", "دشتی", "Younes Dashti"),
        silent_days: 7,
        promises: &[],
    },
    Known {
        names: ["دوک و نخ", "Dook & Nakh", "دوک و نخ", "پوشاک"],
        tier: Tier::Prospect,
        every: None,
        owner: Owner::Leila,
        person: (Title::Ms, "هما", "نخعی", "Homa Nakhaei"),
        silent_days: 6,
        promises: &[],
    },
    Known {
        names: ["ورزا", "Varza Agri", "ورزا", "کشاورزی"],
        tier: Tier::Prospect,
        every: None,
        owner: Owner::Parisa,
        person: (Title::Mr, "رحیم", "کشاورز", "Rahim Keshavarz"),
        silent_days: 21,
        promises: &[],
    },
];

/// What is agreed on when nothing else is: by the client's place among those known.
const DECISIONS: [&str; 4] = [
    "گزارش ماهانه هفتهٔ اول هر ماه ارسال می‌شود.",
    "طرح‌های نوروز تا نیمهٔ اسفند نهایی می‌شود.",
    "بودجهٔ رسانهٔ اسفند بدون تغییر می‌ماند.",
    "جلسهٔ بعدی آنلاین برگزار می‌شود.",
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
    ("کالای خواب آرامه", "Arameh Bedding", "کالای خواب"),
];

const GIVEN: [(Title, &str, &str); 9] = [
    (Title::Mr, "فرید", "Farid"),
    (Title::Ms, "مینو", "Minou"),
    (Title::Mr, "سیامک", "Siamak"),
    (Title::Ms, "لادن", "Ladan"),
    (Title::Engineer, "آرمان", "Arman"),
    (Title::Ms, "پونه", "Pouneh"),
    (Title::Mr, "بهرام", "Bahram"),
    (Title::Dr, "سیمین", "Simin"),
    (Title::Mr, "داود", "Davoud"),
];

const SURNAMES: [(&str, &str); 7] = [
    ("رستمی", "Rostami"),
    ("کرمانی", "Kermani"),
    ("شایان", "Shayan"),
    ("توکلی", "Tavakoli"),
    ("مفیدی", "Mofidi"),
    ("پاک‌نژاد", "Paknejad"),
    ("اردلان", "Ardalan"),
];

const JOBS: [&str; 4] = ["مدیر بازاریابی", "مدیر برند", "مدیر فروش", "مدیر روابط عمومی"];

/// Brings in everyone but the clients that have a tale of their own.
pub async fn around(libero: &Libero, cast: &Cast) -> Outcome<()> {
    for (n, of) in KNOWN.iter().enumerate() {
        known(libero, cast, of, DECISIONS[n % DECISIONS.len()]).await?;
    }
    // They come from the agency's old books on one day: no contact is on record yet.
    let then = libero.at(moment(date("2027-02-06"), 10, 0));
    for (n, (name, latin, industry)) in MORE.into_iter().enumerate() {
        let by = match (n % 9, n % 2) {
            (8, _) => &cast.leila,
            (_, 0) => &cast.parisa,
            _ => &cast.farnaz,
        };
        let fields = ClientFields {
            name: name.into(),
            latin: latin.into(),
            tier: if n % 7 == 2 { Tier::Key } else { Tier::Standard },
            industry: industry.into(),
            ..ClientFields::default()
        };
        let id = create(&then, by, fields).await?;
        let (title, given, given_latin) = GIVEN[n % GIVEN.len()];
        let (surname, surname_latin) = SURNAMES[n % SURNAMES.len()];
        let fields = PersonFields {
            latin: format!("{given_latin} {surname_latin}"),
            may_confirm: true,
            ..someone(title, given, surname, "", JOBS[n % JOBS.len()])
        };
        add(&then, by, id, fields).await?;
    }
    Ok(())
}

async fn known(libero: &Libero, cast: &Cast, of: &Known, decision: &str) -> Outcome<()> {
    let by = match of.owner {
        Owner::Leila => &cast.leila,
        Owner::Parisa => &cast.parisa,
        Owner::Farnaz => &cast.farnaz,
    };
    let start = libero.at(moment(date("2026-03-25"), 10, 0));
    let fields = ClientFields { cadence_days: of.every, tier: of.tier, ..called(of.names) };
    let id = create(&start, by, fields).await?;
    let (title, name, surname, latin) = of.person;
    let fields = PersonFields { may_confirm: true, ..someone(title, name, surname, latin, JOBS[0]) };
    let person = add(&start, by, id, fields).await?;
    let day = date("2027-02-10") - TimeDelta::days(of.silent_days);
    let mut said = Said::on(id, by.user, person, ContactKind::Call, &day.to_string());
    said.decision(decision);
    for (words, due) in of.promises {
        said.action(words, Party::User(by.user), due);
    }
    said.accepted(libero, by).await?;
    Ok(())
}

/// Name, Latin name, short name, industry.
pub fn called([name, latin, short, industry]: [&str; 4]) -> ClientFields {
    ClientFields {
        name: name.into(),
        latin: latin.into(),
        short: short.into(),
        industry: industry.into(),
        ..ClientFields::default()
    }
}

pub async fn create(libero: &Libero, by: &Actor, fields: ClientFields) -> Outcome<ClientId> {
    client::create(libero, by, command(NewClient { id: ClientId(Uuid::now_v7()), fields })).await
}

pub fn someone(title: Title, name: &str, surname: &str, latin: &str, job: &str) -> PersonFields {
    PersonFields {
        title,
        name: name.into(),
        surname: surname.into(),
        latin: latin.into(),
        job: job.into(),
        influence: 2,
        ..PersonFields::default()
    }
}

pub async fn add(libero: &Libero, by: &Actor, client: ClientId, fields: PersonFields) -> Outcome<PersonId> {
    let id = PersonId(Uuid::now_v7());
    person::add(libero, by, command(NewPerson { id, client, fields })).await?;
    Ok(id)
}

/// A colleague joins the client's team at the year's beginning.
pub async fn join(
    libero: &Libero,
    by: &Actor,
    client: ClientId,
    who: &Actor,
    position: Position,
    areas: &[Area],
) -> Outcome<()> {
    let member = NewMember { id: MemberId(Uuid::now_v7()), user: who.user, position, areas: areas.to_vec() };
    team::add(&libero.at(moment(date("2026-03-25"), 11, 0)), by, command((client, member))).await
}
