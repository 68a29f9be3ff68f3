//! Days off that the agency itself keeps: what the moon or the city decides is not known a year ahead.

use crate::fault::Outcome;
use crate::guard;
use crate::libero::Libero;
use crate::work::Begun;
use libero_domain::calendar::{ParseContext, parse_day};
use libero_domain::check::{Check, Code};
use libero_domain::command::Command;
use libero_domain::error::Error;
use libero_domain::limits;
use libero_domain::office::{Holiday, HolidayKind, HolidayStatus, SetHoliday};
use libero_domain::reader::Lang;
use libero_domain::record::{Author, Happening, Subject};
use libero_domain::rights::{Action, Actor};
use libero_domain::text::clean_name;
use libero_store::{agency, holiday};

/// Adds a day off, or changes the one of that day. Due times that are counted anew follow it; promised times stay.
///
/// # Errors
/// Fields to mend, `NotAllowed`.
pub async fn set(libero: &Libero, by: &Actor, command: Command<SetHoliday>) -> Outcome<()> {
    guard::here(by, Action::HolidayEdit)?;
    let mut work = match libero.begin_once(Author::User(by.user), "holiday.set", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    let office = crate::agency::office(&mut work).await?;
    let calendar = agency::get(&mut work).await?.ok_or(Error::NotFound)?.fields.calendar;
    let context = ParseContext {
        today: office.zone.date(work.now),
        calendar,
        lang: Lang::Fa,
        week_start: chrono::Weekday::Sat,
        office: &office,
    };
    let SetHoliday { day, name_fa, name_en, confirmed } = command.body;
    let (mut name_fa, mut name_en) = (clean_name(&name_fa), clean_name(&name_en));
    if name_fa.is_empty() {
        name_fa.clone_from(&name_en);
    }
    if name_en.is_empty() {
        name_en.clone_from(&name_fa);
    }
    let mut check = Check::default();
    let date = check.take("day", parse_day(&day, &context));
    check.needed("name_fa", &name_fa, limits::NAME);
    check.optional("name_en", &name_en, limits::NAME);
    check.done()?;
    let date = date.ok_or_else(|| Error::invalid("day", Code::BadDate))?;
    let kind = office.holiday_on(date).map_or(HolidayKind::AdHoc, |known| known.kind);
    let status = if confirmed { HolidayStatus::Confirmed } else { HolidayStatus::Estimated };
    holiday::put(&mut work, &Holiday { date, name_fa, name_en, kind, status }).await?;
    work.record(Subject::Agency, agency::ONLY, None, Happening::HolidaySet { date }).await?;
    work.commit(()).await
}

/// Makes a day off a working day again.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn remove(libero: &Libero, by: &Actor, command: Command<chrono::NaiveDate>) -> Outcome<()> {
    guard::here(by, Action::HolidayEdit)?;
    let mut work = match libero.begin_once(Author::User(by.user), "holiday.remove", &command).await? {
        Begun::First(work) => work,
        Begun::Before(answer) => return Ok(answer),
    };
    if !holiday::remove(&mut work, command.body).await? {
        return Err(Error::NotFound.into());
    }
    work.record(Subject::Agency, agency::ONLY, None, Happening::HolidayRemoved { date: command.body })
        .await?;
    work.commit(()).await
}
