//! The agency: its first set-up, its settings, its office hours, and what every page opens with.

use crate::fault::{Fault, Outcome};
use crate::guard;
use crate::libero::Libero;
use crate::password;
use crate::secret::{Token, hash_hex};
use crate::session::{Found, network, open};
use crate::user::first_preferences;
use crate::work::Begun;
use crate::zones;
use libero_domain::agency::{AgencyPage, EditAgency, SetUp, Thursday};
use libero_domain::calendar::parse_time;
use libero_domain::check::Code;
use libero_domain::command::Command;
use libero_domain::error::Error;
use libero_domain::id::UserId;
use libero_domain::label::Rename;
use libero_domain::limits;
use libero_domain::number::fold_digits;
use libero_domain::office::{Hours, Office, seed_holidays};
use libero_domain::reader::{Lang, Reader};
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor};
use libero_domain::session::Boot;
use libero_domain::time::{Timestamp, Zone};
use libero_store::session::{self, CodeKind, Tries};
use libero_store::user::{self, User};
use libero_store::{Conn, StoreError, agency};
use rand::TryRngCore;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

pub use libero_store::agency::AgencyRow;

/// Where agencies work; another zone is a setting of its own once there is one elsewhere.
const ZONE: &str = "Asia/Tehran";
/// Letters of a set-up code: none that looks like another.
const CODE_LETTERS: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const CODE_LENGTH: usize = 8;
/// Wrong codes after which the right one is void until a restart makes another.
const CODE_TRIES: u32 = 10;
/// What wrong codes are counted under: no account has this name, for theirs are hashes.
const CODE_ACCOUNT: &str = "set_up";
/// When a half Thursday ends.
const HALF_DAY_ENDS: &str = "13:00";

/// The agency; none before the set-up.
///
/// # Errors
/// `Unavailable`.
pub async fn agency(conn: &mut Conn) -> Outcome<Option<AgencyRow>> {
    Ok(agency::get(conn).await?)
}

/// # Errors
/// `Unavailable`.
pub async fn is_set_up(libero: &Libero) -> Outcome<bool> {
    Ok(agency(&mut libero.db.read().await?).await?.is_some())
}

/// The agency's hours, week and days off; before the set-up those of most agencies.
///
/// # Errors
/// `Unavailable`.
pub async fn office(conn: &mut Conn) -> Outcome<Office> {
    let Some(agency) = agency(conn).await? else { return Ok(Office::default_iran(zone(ZONE)?)) };
    let weeks = agency::weeks(conn).await?;
    let holidays = agency::holidays(conn).await?.into_iter().map(|day| (day.date, day)).collect();
    Ok(Office { weeks, holidays, zone: zone(&agency.zone)? })
}

/// A zone's table, worked out once: it takes thousands of look-ups.
fn zone(name: &str) -> Outcome<Zone> {
    static KNOWN: Mutex<BTreeMap<String, Zone>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(zone) = known.get(name) {
        return Ok(zone.clone());
    }
    let zone = zones::zone(name).ok_or_else(|| Fault::Broken(format!("unknown zone {name}")))?;
    known.insert(name.to_owned(), zone.clone());
    Ok(zone)
}

/// A fresh code for the set-up page, to be shown on the console; none when the agency exists. Earlier ones
/// are void, so the newest console has the code that works.
///
/// # Errors
/// `Unavailable`.
pub async fn set_up_code(libero: &Libero) -> Outcome<Option<String>> {
    let mut tx = libero.db.begin().await?;
    if agency::get(&mut tx).await?.is_some() {
        return Ok(None);
    }
    let (code, real) = (random_code(), libero.clock.real());
    session::void_codes(&mut tx, CodeKind::SetUp, None, real).await?;
    session::clear_tries(&mut tx, CODE_ACCOUNT, None).await?;
    let expires_at = real.plus_ms(limits::RESET_HOURS * Timestamp::HOUR_MS);
    session::insert_code(&mut tx, &code_hash(&code), CodeKind::SetUp, None, expires_at).await?;
    tx.commit().await?;
    Ok(Some(code))
}

/// Eight letters as `XXXX-XXXX`, each as likely as any other.
fn random_code() -> String {
    let fair = u8::MAX - u8::MAX % CODE_LETTERS.len() as u8;
    let mut code = String::with_capacity(CODE_LENGTH + 1);
    while code.len() < CODE_LENGTH + 1 {
        let mut byte = [0];
        // As for every secret: better no process than a guessable one.
        rand::rngs::OsRng.try_fill_bytes(&mut byte).unwrap_or_else(|_| std::process::abort());
        if byte[0] < fair {
            code.push(char::from(CODE_LETTERS[usize::from(byte[0]) % CODE_LETTERS.len()]));
            if code.len() == CODE_LENGTH / 2 {
                code.push('-');
            }
        }
    }
    code
}

/// What is stored of a code, however it was typed.
fn code_hash(typed: &str) -> String {
    let folded: String =
        fold_digits(typed).to_uppercase().chars().filter(char::is_ascii_alphanumeric).collect();
    hash_hex(folded.as_bytes())
}

/// Makes the agency, its week, its days off and its first person, who is signed in. Of all who hold the code,
/// one succeeds.
///
/// # Errors
/// Fields to mend, also for a code that is wrong, used or over; `NotFound` when the agency exists.
pub async fn set_up(libero: &Libero, set_up: SetUp, address: &str, device: &str) -> Outcome<(Token, bool)> {
    if is_set_up(libero).await? {
        return Err(Error::NotFound.into());
    }
    let set_up = set_up.checked()?;
    let wrong = || Error::invalid("code", Code::WrongCode);
    let (code, real) = (code_hash(&set_up.code), libero.clock.real());
    if session::open_code(&mut libero.db.read().await?, &code, CodeKind::SetUp, real).await?.is_none() {
        tracing::warn!(address = network(address), "wrong set-up code");
        count_wrong_code(libero, real).await?;
        return Err(wrong().into());
    }
    password::check_new("password", &set_up.password, &set_up.again, &set_up.person, &set_up.agency)?;
    let hash = password::hash(libero, set_up.password).await?;
    let mut office = Office::default_iran(zone(ZONE)?);
    let hours = parse_time(&set_up.open).and_then(|open| Ok((open, parse_time(&set_up.close)?)));
    let hours = hours.map_err(|code| Error::invalid("open", code))?;
    for week in &mut office.weeks {
        week.days = days(hours, set_up.thursday);
    }

    let user = UserId(Uuid::now_v7());
    let mut work = libero.begin(Author::User(user)).await?;
    let now = work.now;
    if !session::consume_code(&mut work, &code, CodeKind::SetUp, real).await? {
        return Err(wrong().into());
    }
    let preferences = first_preferences(set_up.person.lang, set_up.agency.calendar);
    let row = AgencyRow {
        version: 1,
        fields: set_up.agency,
        labels: Default::default(),
        zone: office.zone.name,
        set_up_at: now,
    };
    agency::insert(&mut work, &row).await.map_err(exists)?;
    agency::put_weeks(&mut work, &office.weeks).await?;
    agency::put_holidays(&mut work, &seed_holidays()).await?;
    let person = User { id: user, version: 1, fields: set_up.person, preferences, active: true };
    user::insert(&mut work, &person, None, now).await?;
    user::set_password_hash(&mut work, user, &hash).await?;
    work.record(Subject::Agency, agency::ONLY, None, Happening::AgencySetUp).await?;
    work.record(Subject::User, user.0, None, Happening::UserAdded).await?;
    let token = open(&mut work, user, device, false, real).await?;
    work.commit(()).await?;
    Ok((token, false))
}

/// Two set-ups at once: the second finds the agency there.
fn exists(error: StoreError) -> Fault {
    if matches!(error, StoreError::Taken { .. }) { Error::NotFound.into() } else { error.into() }
}

/// Hours from Saturday to Friday.
fn days((open, close): Hours, thursday: Thursday) -> [Option<Hours>; 7] {
    let half = parse_time(HALF_DAY_ENDS).map_or(close, |noon| noon.min(close));
    let thursday = match thursday {
        Thursday::Off => None,
        Thursday::Half => Some((open, half)).filter(|(open, half)| open < half),
        Thursday::Working => Some((open, close)),
    };
    let full = Some((open, close));
    [full, full, full, full, full, thursday, None]
}

/// Counts a wrong code; too many make every open one void.
async fn count_wrong_code(libero: &Libero, real: Timestamp) -> Outcome<()> {
    let mut tx = libero.db.begin().await?;
    let before = session::hold_tries(&mut tx, CODE_ACCOUNT, "", real).await?;
    let wrong = before.wrong.saturating_add(1);
    session::put_tries(&mut tx, CODE_ACCOUNT, "", Tries { wrong, last_at: real }).await?;
    if wrong >= CODE_TRIES {
        session::void_codes(&mut tx, CodeKind::SetUp, None, real).await?;
    }
    Ok(tx.commit().await?)
}

/// The agency's settings.
///
/// # Errors
/// `NotAllowed`.
pub async fn page(libero: &Libero, by: &Actor) -> Outcome<AgencyPage> {
    guard::here(by, Action::AgencySettings)?;
    let mut conn = libero.db.read().await?;
    let agency = agency(&mut conn).await?.ok_or(Error::NotFound)?;
    Ok(AgencyPage {
        version: agency.version,
        fields: agency.fields,
        labels: agency.labels,
        office: office(&mut conn).await?,
    })
}

/// Changes the agency's settings.
///
/// # Errors
/// Fields to mend, `Stale`, `NotAllowed`, `CommandReused`.
pub async fn edit(libero: &Libero, by: &Actor, command: Command<EditAgency>) -> Outcome<()> {
    guard::here(by, Action::AgencySettings)?;
    let mut work = match libero.begin_once(Author::User(by.user), "agency.edit", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let now = work.now;
    let fields = command.body.fields.checked()?;
    if !agency::update(&mut work, command.body.version, &fields, now).await? {
        let current = agency::get(&mut work).await?.ok_or(Error::NotFound)?.version;
        return Err(Error::Stale { current }.into());
    }
    work.record(Subject::Agency, agency::ONLY, None, Happening::AgencyChanged).await?;
    work.commit(()).await
}

/// Renames words, all at once.
///
/// # Errors
/// Fields to mend, `Stale`, `NotAllowed`, `CommandReused`.
pub async fn rename(libero: &Libero, by: &Actor, command: Command<Rename>) -> Outcome<()> {
    guard::here(by, Action::LabelRename)?;
    let mut work = match libero.begin_once(Author::User(by.user), "agency.rename", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let now = work.now;
    let labels = command.body.labels.checked()?;
    if !agency::set_labels(&mut work, command.body.version, &labels, now).await? {
        let current = agency::get(&mut work).await?.ok_or(Error::NotFound)?.version;
        return Err(Error::Stale { current }.into());
    }
    work.record(Subject::Agency, agency::ONLY, None, Happening::LabelsRenamed).await?;
    work.commit(()).await
}

/// What a page opens with. Nobody signed in reads in the language of the cookie, else of the browser. `build`
/// is the caller's to fill: only it knows the page's code.
///
/// # Errors
/// `Unavailable`.
pub async fn boot(
    libero: &Libero,
    found: Option<&Found>,
    lang_cookie: Option<Lang>,
    accept_language: Option<&str>,
) -> Outcome<Boot> {
    let mut conn = libero.db.read().await?;
    let agency = agency(&mut conn).await?;
    let set_up = agency.is_some();
    let (fields, labels, zone_name) =
        agency.map_or_else(Default::default, |agency| (agency.fields, agency.labels, agency.zone));
    let zone = zone(if zone_name.is_empty() { ZONE } else { &zone_name })?;
    let preferences = found.map_or_else(
        || {
            let lang = lang_cookie.or_else(|| preferred(accept_language?)).unwrap_or_default();
            first_preferences(lang, fields.calendar)
        },
        |found| found.me.preferences,
    );
    let now = libero.clock.now();
    let (my_clients, waiting) = match found {
        Some(found) => {
            let office = office(&mut conn).await?;
            let my_clients = crate::client::mine(&mut conn, &found.actor, now).await?;
            (my_clients, crate::today::waiting(&mut conn, &found.actor, &office, now).await?)
        }
        None => (Vec::new(), 0),
    };
    Ok(Boot {
        reader: Reader {
            lang: preferences.lang,
            calendar: preferences.calendar,
            digits: preferences.digits,
            zone,
            money_unit: fields.money_unit,
            now,
        },
        theme: preferences.theme,
        shortcuts: preferences.shortcuts,
        agency: (fields.name_fa, fields.name_en),
        labels,
        me: found.map(|found| found.me.clone()),
        my_clients,
        waiting,
        demo: libero.setting.demo,
        set_up,
        build: String::new(),
    })
}

/// The first of our languages that a browser asks for, the most wanted one first.
fn preferred(accept_language: &str) -> Option<Lang> {
    let mut wanted: Vec<(Lang, f32)> = accept_language
        .split(',')
        .filter_map(|part| {
            let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
            let primary = tag.trim().split('-').next()?.to_ascii_lowercase();
            let weight = weight.trim().strip_prefix("q=")?.trim().parse().ok()?;
            Lang::from_code(&primary).map(|lang| (lang, weight)).filter(|(_, weight)| *weight > 0.0)
        })
        .collect();
    // Equal weights keep the order in which they came.
    wanted.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    wanted.first().map(|(lang, _)| *lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_no_letter_that_looks_like_another_and_is_read_as_typed() {
        let code = random_code();
        assert_eq!((code.len(), code.find('-')), (9, Some(4)));
        assert!(code.chars().all(|c| c == '-' || !"01OIL".contains(c)), "{code}");
        assert_eq!(code_hash("AB2C-DE9F"), code_hash(" ab۲c de٩f "));
        assert_ne!(random_code(), random_code());
    }

    #[test]
    fn the_browsers_most_wanted_language_that_we_speak_is_taken() {
        assert_eq!(preferred("de, en;q=0.8, fa;q=0.9"), Some(Lang::Fa));
        assert_eq!(preferred("en-GB,en;q=0.9,fa;q=0.1"), Some(Lang::En));
        assert_eq!(preferred("fa-IR"), Some(Lang::Fa));
        assert_eq!(preferred("de;q=1, en;q=0, *"), None);
        assert_eq!(preferred("en;q=x;;, ,"), None);
    }

    #[test]
    fn a_half_thursday_ends_at_one() {
        let hours = |open, close| (parse_time(open).unwrap(), parse_time(close).unwrap());
        let thursday = |hours, kind| days(hours, kind)[5];
        assert_eq!(thursday(hours("9:00", "17:00"), Thursday::Half), Some(hours("9:00", "13:00")));
        assert_eq!(thursday(hours("14:00", "20:00"), Thursday::Half), None);
        assert_eq!(thursday(hours("9:00", "17:00"), Thursday::Off), None);
        assert_eq!(days(hours("8:00", "16:00"), Thursday::Working)[5], Some(hours("8:00", "16:00")));
        assert_eq!(days(hours("8:00", "16:00"), Thursday::Working)[6], None);
    }
}
