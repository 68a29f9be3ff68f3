//! The demo: an agency in the middle of a Nowruz campaign, told through the use cases, each at its own moment.

mod barfdasht;
mod cast;
mod clients;
mod said;
mod story;

use cast::Cast;
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};
use libero_domain::command::Command;
use libero_domain::id::CommandId;
use libero_domain::time::{Timestamp, Zone};
use libero_services::{Fault, Libero, Outcome, agency};
use rand::Rng;
use uuid::Uuid;

/// Wednesday 21 Bahman 1405, 9:12 in Tehran: where the story stands.
pub fn trade_now() -> Timestamp {
    moment(date("2027-02-10"), 9, 12)
}

/// A moment of the story on Tehran's clocks.
fn moment(day: NaiveDate, hour: u32, minute: u32) -> Timestamp {
    Zone::tehran().instant(day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()))
}

/// A day of the story, as `YYYY-MM-DD`.
fn date(day: &str) -> NaiveDate {
    day.parse().unwrap_or_default()
}

/// The next day that is neither Thursday nor Friday: the story's contacts keep clear of holidays by themselves.
fn next_working_day(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Wed => day + TimeDelta::days(3),
        Weekday::Thu => day + TimeDelta::days(2),
        _ => day + TimeDelta::days(1),
    }
}

fn command<T>(body: T) -> Command<T> {
    Command { id: CommandId(Uuid::now_v7()), body }
}

/// Fills an empty house and answers everyone's password; a house that is set up is left alone.
///
/// # Errors
/// A use case refused: the story and the rules disagree.
pub async fn fill(libero: &Libero) -> Outcome<Option<String>> {
    if agency::is_set_up(libero).await? {
        return Ok(None);
    }
    let password = password();
    let cast = Cast::gather(libero, &password).await?;
    story::tell(libero, &cast).await?;
    Ok(Some(password))
}

/// Four plain words and a number: readable on a console, long enough for the rules.
fn password() -> String {
    const WORDS: [&str; 16] = [
        "river", "saffron", "window", "cedar", "lantern", "meadow", "copper", "walnut", "harbour", "pebble",
        "orchard", "velvet", "thunder", "almond", "compass", "feather",
    ];
    let mut random = rand::rng();
    let words: Vec<&str> = (0..4).map(|_| WORDS[random.random_range(0..WORDS.len())]).collect();
    format!("{} {}", words.join(" "), random.random_range(10..100))
}

/// A sentence for the log where the story itself is at fault.
fn astray(what: &str) -> Fault {
    Fault::Broken(format!("demo: {what}"))
}
