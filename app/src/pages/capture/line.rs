//! What a typed line becomes, and how the body changes under it. Plain functions: no page, no browser.

use chrono::{NaiveTime, Timelike};
use libero_domain::calendar::parse::LineHints;
use libero_domain::contact_report::{Attendee, Entry, EntryKind, Party, Presence, ReportBody};
use libero_domain::id::{ClientId, EntryId, PersonId};

/// Minutes that a guessed hour is rounded down to.
const STEP_MINUTES: u32 = 5;

/// The entry that a line means. Without a chosen kind, a line that names who or when is an action and any
/// other a note, which stays inside until somebody says more. The client's own words stay as typed.
pub fn entry_of(
    id: EntryId,
    chosen: Option<EntryKind>,
    typed: &str,
    found: &LineHints,
    named: Option<Party>,
    speaker: Option<PersonId>,
) -> Entry {
    let hinted = found.due.is_some() || named.is_some();
    let kind = chosen.unwrap_or(if hinted { EntryKind::Action } else { EntryKind::Note });
    let mut entry = Entry::new(id, kind, typed.trim());
    let shortened = || Some(found.text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    if kind == EntryKind::Action {
        if let Some(text) = shortened() {
            entry.text = text;
        }
        entry.action.owner = named;
        entry.action.due_on = found.due.map(|(day, _)| day);
        entry.action.due_at = found.due.and_then(|(_, time)| time);
    } else if let Some(Party::Person(person)) = named {
        entry.said_by = Some(person);
        // A "by June" belongs to what was said.
        if found.due.is_none()
            && let Some(text) = shortened()
        {
            entry.text = text;
        }
    } else if kind.is_quote() {
        entry.said_by = speaker;
    }
    entry
}

/// The client's person who said it, where only one was there.
pub fn only_speaker(body: &ReportBody) -> Option<PersonId> {
    let mut people =
        body.attendees.iter().filter(|attendee| attendee.presence == Presence::Present).filter_map(
            |attendee| match attendee.who {
                Party::Person(id) => Some(id),
                Party::User(_) => None,
            },
        );
    people.next().filter(|_| people.next().is_none())
}

/// Keeps what stands in the composer as an entry, so that a killed browser loses no letter of it.
pub fn keep_composing(body: &mut ReportBody, id: EntryId, kind: Option<EntryKind>, text: &str) {
    let kind = kind.unwrap_or(EntryKind::Note);
    match body.entries.iter_mut().find(|entry| entry.id == id) {
        Some(_) if text.trim().is_empty() => body.entries.retain(|entry| entry.id != id),
        Some(entry) => {
            entry.kind = kind;
            entry.text = text.to_owned();
        }
        None if text.trim().is_empty() => {}
        None => body.entries.push(Entry::new(id, kind, text)),
    }
}

/// Puts a finished line in the place of the one that was being typed.
pub fn finish_line(body: &mut ReportBody, entry: Entry) {
    match body.entries.iter_mut().find(|other| other.id == entry.id) {
        Some(other) => *other = entry,
        None => body.entries.push(entry),
    }
}

/// Another client: people of the one before do not go with it.
pub fn set_client(body: &mut ReportBody, client: ClientId) {
    if body.client == Some(client) {
        return;
    }
    if body.client.is_some() {
        body.attendees.retain(|attendee| matches!(attendee.who, Party::User(_)));
        for entry in &mut body.entries {
            entry.said_by = None;
            if matches!(entry.action.owner, Some(Party::Person(_))) {
                entry.action.owner = None;
            }
        }
    }
    body.client = Some(client);
}

/// Puts somebody in, or takes them out.
pub fn set_present(body: &mut ReportBody, who: Party, present: bool) {
    let there = body.attendees.iter().any(|attendee| attendee.who == who);
    if present && !there {
        body.attendees.push(Attendee::present(who));
    } else if !present {
        body.attendees.retain(|attendee| attendee.who != who);
    }
}

/// When a contact that is written down now began, as a first guess.
pub fn begun_at(now: NaiveTime) -> NaiveTime {
    let minute = now.minute() / STEP_MINUTES * STEP_MINUTES;
    NaiveTime::from_hms_opt(now.hour(), minute, 0).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use libero_domain::id::UserId;
    use uuid::Uuid;

    fn id<T: From<Uuid>>(n: u128) -> T {
        T::from(Uuid::from_u128(n))
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 2, 10).unwrap_or_default()
    }

    fn hints(text: &str, due: bool) -> LineHints {
        LineHints { due: due.then(|| (day(), None)), mention: None, text: text.into() }
    }

    #[test]
    fn a_line_that_names_who_or_when_is_an_action_unless_said_otherwise() {
        let user = Party::User(id(1));
        let entry =
            entry_of(id(9), None, "sample by Tuesday @Niloufar", &hints("sample", true), Some(user), None);
        assert_eq!((entry.kind, entry.text.as_str()), (EntryKind::Action, "sample"));
        assert_eq!((entry.action.owner, entry.action.due_on), (Some(user), Some(day())));
        let plain = entry_of(
            id(9),
            None,
            " they were in a hurry ",
            &hints("they were in a hurry", false),
            None,
            None,
        );
        assert_eq!((plain.kind, plain.text.as_str()), (EntryKind::Note, "they were in a hurry"));
    }

    #[test]
    fn the_clients_words_stay_as_typed() {
        let said = "maybe Greek yoghurt by June";
        let entry = entry_of(
            id(9),
            Some(EntryKind::Signal),
            said,
            &hints("maybe Greek yoghurt", true),
            None,
            Some(id(5)),
        );
        assert_eq!((entry.text.as_str(), entry.said_by), (said, Some(id(5))));
        let named = entry_of(
            id(9),
            Some(EntryKind::Detail),
            "no cow @Tehranchi",
            &hints("no cow", false),
            Some(Party::Person(id(6))),
            None,
        );
        assert_eq!((named.text.as_str(), named.said_by), ("no cow", Some(id(6))));
    }

    #[test]
    fn what_stands_in_the_composer_is_one_entry_until_it_is_emptied() {
        let mut body = ReportBody::empty(day());
        keep_composing(&mut body, id(9), None, "a");
        keep_composing(&mut body, id(9), Some(EntryKind::Decision), "ab");
        assert_eq!(body.entries.len(), 1);
        assert_eq!((body.entries[0].kind, body.entries[0].text.as_str()), (EntryKind::Decision, "ab"));
        keep_composing(&mut body, id(9), None, "  ");
        assert!(body.entries.is_empty());
    }

    #[test]
    fn people_of_one_client_do_not_go_to_another() {
        let mut body = ReportBody::empty(day());
        set_client(&mut body, id(1));
        set_present(&mut body, Party::Person(id(5)), true);
        set_present(&mut body, Party::User(id::<UserId>(6)), true);
        body.entries.push(Entry { said_by: Some(id(5)), ..Entry::new(id(9), EntryKind::Detail, "x") });
        assert_eq!(only_speaker(&body), Some(id(5)));
        set_client(&mut body, id(1));
        assert_eq!(body.attendees.len(), 2);
        set_client(&mut body, id(2));
        assert_eq!(body.attendees, [Attendee::present(Party::User(id(6)))]);
        assert_eq!((body.entries[0].said_by, only_speaker(&body)), (None, None));
    }

    #[test]
    fn a_guessed_hour_is_a_round_one() {
        let at = |h, m, s| NaiveTime::from_hms_opt(h, m, s).unwrap_or_default();
        assert_eq!(begun_at(at(10, 34, 59)), at(10, 30, 0));
        assert_eq!(begun_at(at(0, 0, 1)), at(0, 0, 0));
    }
}
