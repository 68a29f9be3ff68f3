//! What issue asks of a report, what its entries become, and what a complete answer is.

use super::{Act, AnswerLine, Entry, EntryKind, Party, ReportBody};
use crate::check::{Check, Code, FieldError};
use crate::limits;
use crate::office::Office;
use crate::promise::Side;
use crate::text::clean_free;
use crate::time::Timestamp;
use chrono::NaiveTime;

/// Working hours to issue after the contact ended (the trade's 24; one working day).
pub const ISSUE_WORKING_DAYS: u32 = 1;

/// When a report of this contact is due at the client: the issue clock starts at the end of the contact as typed.
pub fn issue_due(body: &ReportBody, office: &Office) -> Timestamp {
    let day_end = office
        .hours_on(body.held_on)
        .map_or(NaiveTime::from_hms_opt(17, 0, 0).unwrap_or_default(), |(_, close)| close);
    office.add_working_days(office.zone.instant(body.ended(day_end)), ISSUE_WORKING_DAYS)
}

/// When the client's reply is asked for: working hours after recorded delivery, 24 to a working day.
pub fn reply_due(delivered_at: Timestamp, reply_hours: u16, office: &Office) -> Timestamp {
    office.add_working_days(delivered_at, u32::from(reply_hours.div_ceil(24)))
}

/// Who owns an action and by when, once both are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub owner: Party,
    pub side: Side,
    pub due: Timestamp,
}

/// Terms of an action entry; a day without an hour means that day's closing.
///
/// # Errors
/// `OwnerNeeded` or `DueNeeded`, with the part of the entry that lacks it.
pub fn terms(entry: &Entry, office: &Office) -> Result<Terms, (&'static str, Code)> {
    let owner = entry.action.owner.ok_or(("owner", Code::OwnerNeeded))?;
    let day = entry.action.due_on.ok_or(("due", Code::DueNeeded))?;
    let closing = || {
        office.hours_on(day).map_or(NaiveTime::from_hms_opt(17, 0, 0).unwrap_or_default(), |(_, close)| close)
    };
    let due = office.zone.instant(day.and_time(entry.action.due_at.unwrap_or_else(closing)));
    let side = match owner {
        Party::User(_) => Side::Ours,
        Party::Person(_) => Side::Theirs,
    };
    Ok(Terms { owner, side, due })
}

/// What stands in the way of issuing: the report itself, apart from rights and state.
///
/// # Errors
/// Fields to mend, all at once.
pub fn ready_to_issue(body: &ReportBody, recipients: usize, office: &Office) -> Result<(), Vec<FieldError>> {
    let mut check = Check::default();
    check.require("client", body.client.is_some(), Code::Needed);
    check.require("recipients", recipients > 0, Code::Needed);
    for (i, topic) in body.topics.iter().enumerate() {
        check.needed(&format!("topics.{i}.title"), &topic.title, limits::TITLE);
    }
    for (i, entry) in body.entries.iter().enumerate() {
        check.needed(&format!("entries.{i}.text"), &entry.text, limits::ENTRY);
        if entry.kind == EntryKind::Action
            && let Err((part, code)) = terms(entry, office)
        {
            check.fail(format!("entries.{i}.{part}"), code);
        }
    }
    check.require(
        "entries",
        body.entries.iter().any(|entry| entry.kind.for_client()),
        Code::NothingForClient,
    );
    check.done()
}

/// Checks a client's answer against the lines that were asked, and says what it does to the report.
///
/// # Errors
/// Fields to mend: a line without an answer, an objection without words, a line that was not asked.
pub fn judge_answer(
    asked: &[u16],
    answers: &[AnswerLine],
    may_confirm: bool,
) -> Result<(Vec<AnswerLine>, Act), Vec<FieldError>> {
    let mut check = Check::default();
    let mut clean = Vec::new();
    for line in asked {
        let of_line: Vec<&AnswerLine> = answers.iter().filter(|answer| answer.line == *line).collect();
        let [answer] = of_line[..] else {
            check.fail(format!("lines.{line}"), Code::Needed);
            continue;
        };
        let words = clean_free(&answer.words);
        if answer.accepts {
            clean.push(AnswerLine { line: *line, accepts: true, words: String::new() });
        } else {
            check.needed(&format!("words.{line}"), &words, limits::ENTRY);
            clean.push(AnswerLine { line: *line, accepts: false, words });
        }
    }
    for answer in answers.iter().filter(|answer| !asked.contains(&answer.line)) {
        check.fail(format!("lines.{}", answer.line), Code::NotHere);
    }
    check.done()?;
    let act = if clean.iter().any(|answer| !answer.accepts) {
        Act::Object
    } else if may_confirm {
        Act::Accept
    } else {
        Act::Agree
    };
    Ok((clean, act))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(line: u16, accepts: bool, words: &str) -> AnswerLine {
        AnswerLine { line, accepts, words: words.into() }
    }

    #[test]
    fn an_answer_counts_only_when_every_line_has_one() {
        let errors =
            judge_answer(&[1, 2, 3], &[answer(1, true, ""), answer(3, false, " ")], true).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["lines.2", "words.3"]);
    }

    #[test]
    fn one_objection_stops_the_whole_report() {
        let (_, act) =
            judge_answer(&[1, 2], &[answer(1, true, ""), answer(2, false, "five, not three")], true).unwrap();
        assert_eq!(act, Act::Object);
    }

    #[test]
    fn only_who_may_confirm_settles() {
        let all = [answer(1, true, "ignored")];
        assert_eq!(judge_answer(&[1], &all, true).unwrap().1, Act::Accept);
        assert_eq!(judge_answer(&[1], &all, false).unwrap().1, Act::Agree);
        assert_eq!(judge_answer(&[1], &all, true).unwrap().0, [answer(1, true, "")]);
    }

    #[test]
    fn a_line_that_was_not_asked_cannot_be_answered() {
        let errors = judge_answer(&[1], &[answer(1, true, ""), answer(2, true, "")], true).unwrap_err();
        assert_eq!(errors[0].code, Code::NotHere);
    }
}
