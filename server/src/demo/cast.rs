//! The people of the agency, and its office hours.

use super::{astray, command, date, moment};
use libero_domain::agency::{AgencyFields, SetUp, Thursday};
use libero_domain::id::UserId;
use libero_domain::office::{OfficeWeek, WeekKind};
use libero_domain::rights::{Actor, Role};
use libero_domain::session::ResetPassword;
use libero_domain::user::UserFields;
use libero_services::user::NewUser;
use libero_services::{Libero, Outcome, agency, session, user};
use libero_store::agency as store;
use uuid::Uuid;

pub struct Cast {
    pub leila: Actor,
    pub parisa: Actor,
    pub farnaz: Actor,
    pub amir: Actor,
    pub hamed: Actor,
    pub niloufar: Actor,
    pub kian: Actor,
}

/// Name, surname, Latin name, job, mobile number, roles of everyone but the head.
type Colleague = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static [Role]);

const COLLEAGUES: [Colleague; 9] = [
    ("لیلا", "فرهمند", "Leila Farahmand", "اکانت منیجر", "", &[Role::Am]),
    ("پریسا", "کاویان", "Parisa Kavian", "اکانت منیجر", "09120004170", &[Role::Am]),
    ("فرناز", "نبوی", "Farnaz Nabavi", "اکانت منیجر", "", &[Role::Am]),
    ("امیر", "سلیمی", "Amir Salimi", "مدیر پروژه", "", &[Role::Pm]),
    ("حامد", "ترابی", "Hamed Torabi", "برنامه‌ریز رسانه", "", &[Role::Media]),
    ("نیلوفر", "صدری", "Niloufar Sadri", "کپی‌رایتر", "", &[Role::Specialist]),
    ("کیان", "بهرامی", "Kian Bahrami", "طراح", "", &[Role::Specialist]),
    ("شیرین", "معتمد", "Shirin Motamed", "مدیر مالی", "", &[Role::Finance]),
    ("آرش", "پاکزاد", "Arash Pakzad", "مدیر سامانه", "", &[Role::Admin]),
];

fn email(latin: &str) -> String {
    format!("{}@chakavand.example", latin.to_lowercase().replace(' ', "."))
}

impl Cast {
    /// Everyone who works for clients.
    pub fn team(&self) -> [&Actor; 7] {
        [&self.leila, &self.parisa, &self.farnaz, &self.amir, &self.hamed, &self.niloufar, &self.kian]
    }

    /// Sets the agency up and brings everyone in.
    pub async fn gather(libero: &Libero, password: &str) -> Outcome<Self> {
        let start = libero.at(moment(date("2026-03-25"), 9, 0));
        let code = agency::set_up_code(&start).await?.ok_or_else(|| astray("no code"))?;
        let form = SetUp {
            code,
            agency: AgencyFields {
                name_fa: "آژانس چکاوند".into(),
                name_en: "Chakavand Agency".into(),
                letterhead: "تهران، خیابان شهید بهشتی".into(),
                area_code: "21".into(),
                ..AgencyFields::default()
            },
            open: "9:00".into(),
            close: "17:00".into(),
            thursday: Thursday::Off,
            person: UserFields {
                name: "مهرداد".into(),
                surname: "آذرنگ".into(),
                latin: "Mehrdad Azarang".into(),
                email: email("Mehrdad Azarang"),
                mobile: "09120002208".into(),
                job: "مدیرعامل آژانس".into(),
                ..UserFields::default()
            },
            password: password.into(),
            again: password.into(),
        };
        let (token, _) = agency::set_up(&start, form, "127.0.0.1", "demo").await?;
        let found = session::find(&start, token.expose())
            .await?
            .ok_or_else(|| astray("the head is not signed in"))?;
        ramadan(libero).await?;

        let mut actors = Vec::new();
        for (name, surname, latin, job, mobile, roles) in COLLEAGUES {
            let id = UserId(Uuid::now_v7());
            let fields = UserFields {
                name: name.into(),
                surname: surname.into(),
                latin: latin.into(),
                email: email(latin),
                mobile: mobile.into(),
                job: job.into(),
                roles: roles.to_vec(),
                ..UserFields::default()
            };
            user::add(&start, &found.actor, command(NewUser { id, fields })).await?;
            let link = user::make_reset_link(&start, &found.actor, id).await?;
            let code = link.path.rsplit('=').next().unwrap_or_default().to_owned();
            session::reset_password(
                &start,
                ResetPassword { code, new: password.into(), again: password.into() },
            )
            .await?;
            actors.push(Actor { user: id, roles: roles.to_vec() });
        }
        let [leila, parisa, farnaz, amir, hamed, niloufar, kian, ..] = actors.as_slice() else {
            return Err(astray("colleagues are missing"));
        };
        Ok(Self {
            leila: leila.clone(),
            parisa: parisa.clone(),
            farnaz: farnaz.clone(),
            amir: amir.clone(),
            hamed: hamed.clone(),
            niloufar: niloufar.clone(),
            kian: kian.clone(),
        })
    }
}

/// In Ramadan, 20 Bahman to 18 Esfand, the office is open from nine to two.
async fn ramadan(libero: &Libero) -> Outcome<()> {
    let mut tx = libero.db.begin().await?;
    let mut weeks = store::weeks(&mut tx).await?;
    if let Some(usual) = weeks.iter().find(|week| week.kind == WeekKind::Normal).cloned() {
        let short = usual.days.map(|hours| hours.map(|(open, _)| (open, open + chrono::TimeDelta::hours(5))));
        weeks.push(OfficeWeek {
            valid_from: date("2027-02-09"),
            valid_to: Some(date("2027-03-09")),
            kind: WeekKind::Ramadan,
            days: short,
        });
    }
    store::put_weeks(&mut tx, &weeks).await?;
    Ok(tx.commit().await?)
}
