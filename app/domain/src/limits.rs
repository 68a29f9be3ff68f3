//! Every limit of a field, a list or a request, in one place.

/// Letters in a name (of a client, a person, a colleague, a brand).
pub const NAME: usize = 120;
/// Letters in a renamed word: it stands in menus, tabs and tags.
pub const LABEL: usize = 40;
/// Letters in a title (of a topic, a place, a job).
pub const TITLE: usize = 200;
/// Letters in one entry of a report, one detail, one promise, one answer.
pub const ENTRY: usize = 2_000;
/// Letters in a free text of a client's profile.
pub const PROFILE: usize = 4_000;
/// Letters in a search.
pub const SEARCH: usize = 200;
/// Letters in an e-mail address.
pub const EMAIL: usize = 254;
/// Letters in a reason (move, drop, retire, return).
pub const REASON: usize = 500;

pub const ENTRIES_PER_REPORT: usize = 100;
pub const TOPICS_PER_REPORT: usize = 26;
pub const ATTENDEES_PER_REPORT: usize = 40;
pub const PEOPLE_PER_CLIENT: usize = 200;
pub const MEMBERS_PER_CLIENT: usize = 100;

/// Bytes of one request body.
pub const REQUEST_BYTES: usize = 256 * 1024;
/// Bytes of one draft envelope.
pub const DRAFT_BYTES: usize = 128 * 1024;

/// Rows of a page of a list unless asked otherwise.
pub const PAGE_ROWS: u16 = 50;
pub const PAGE_ROWS_MAX: u16 = 200;

pub const PASSWORD_MIN: usize = 12;
/// Longest accepted password, letters; a bound for the hash, not for people.
pub const PASSWORD_MAX: usize = 256;
/// Letters a red line must be read back with, in own words.
pub const RED_LINE_WORDS_MIN: usize = 10;
/// Wrong passwords per account and address before delays begin.
pub const WRONG_PASSWORDS_FREE: u32 = 5;

/// Days a command's answer is kept for a repeat.
pub const COMMAND_DAYS: i64 = 30;
/// Days a spent server draft is kept.
pub const SPENT_DRAFT_DAYS: i64 = 30;
/// Days a client's link lives unless the policy says otherwise.
pub const LINK_DAYS: i64 = 30;
/// Days a client's link lives after the report was locked.
pub const LINK_DAYS_AFTER_LOCK: i64 = 14;
pub const SESSION_IDLE_HOURS: i64 = 12;
/// Absolute end of a session on a remembered device, days.
pub const SESSION_DAYS: i64 = 30;
/// Life of a set-up or reset link, hours.
pub const RESET_HOURS: i64 = 24;
