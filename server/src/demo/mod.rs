//! The demo: an agency in the middle of a Nowruz campaign, told through the use cases, each at its own moment.

mod cast;
mod story;

use cast::Cast;
use chrono::{NaiveDate, NaiveTime};
use libero_domain::time::{Timestamp, Zone};
use libero_services::{Fault, Libero, Outcome, agency};
use rand::Rng;

/// Wednesday 21 Bahman 1405, 9:12 in Tehran: where the story stands.
pub fn trade_now() -> Timestamp {
    moment("2027-02-10", 9, 12)
}

/// A moment of the story on Tehran's clocks.
fn moment(day: &str, hour: u32, minute: u32) -> Timestamp {
    let day: NaiveDate = day.parse().unwrap_or_default();
    Zone::tehran().instant(day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()))
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
