//! Validation: a field, a code, its parameters. The words are chosen where they are shown.

use serde::{Deserialize, Serialize};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Code {
    /// Nothing was given.
    Needed,
    /// More letters than `max`.
    TooLong {
        max: usize,
    },
    /// Fewer letters than `min`.
    TooShort {
        min: usize,
    },
    /// More items than `max`.
    TooMany {
        max: usize,
    },
    /// A mobile number short of digits.
    DigitsShort {
        missing: usize,
    },
    BadPhone,
    BadEmail,
    BadNumber,
    BadDate,
    /// Day and month can be read both ways: ask.
    AmbiguousDate,
    /// Outside the years the calendars agree on (Jalali 1178–1501).
    DateOutOfRange,
    /// Ends before it starts.
    EndsBeforeStart,
    /// Not one of the choices.
    BadChoice,
    /// Already used by another record.
    Taken,
    /// The person, colleague or record does not belong here.
    NotHere,
    /// An action needs who does it.
    OwnerNeeded,
    /// An action needs by when.
    DueNeeded,
    /// Nothing in the report can be seen by the client.
    NothingForClient,
    /// Too easy to guess, or the agency's own name.
    WeakPassword,
    /// The two passwords differ.
    PasswordsDiffer,
    WrongPassword,
    /// The one-time code is wrong, used or over.
    WrongCode,
    /// A key client needs a cover.
    CoverNeeded,
    /// A client has exactly one owner.
    OwnerExists,
    /// Amount beyond ±10^15 Rial.
    AmountOutOfRange,
}

/// A field's name as the form has it, such as `name` or `entries.3.text`, with what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: String,
    #[serde(flatten)]
    pub code: Code,
}

/// Collects what is wrong over a whole form, so that every field is answered at once.
#[derive(Debug, Default)]
pub struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    pub fn fail(&mut self, field: impl Into<String>, code: Code) {
        self.errors.push(FieldError { field: field.into(), code });
    }

    pub fn require(&mut self, field: &str, holds: bool, code: Code) {
        if !holds {
            self.fail(field, code);
        }
    }

    /// Keeps the value, or notes why there is none.
    pub fn take<T>(&mut self, field: &str, value: Result<T, Code>) -> Option<T> {
        value.map_err(|code| self.fail(field, code)).ok()
    }

    /// A needed text of at most `max` letters; outer white space is not part of it.
    pub fn needed(&mut self, field: &str, text: &str, max: usize) {
        if text.trim().is_empty() {
            self.fail(field, Code::Needed);
        } else {
            self.optional(field, text, max);
        }
    }

    /// A text that may be empty, of at most `max` letters.
    pub fn optional(&mut self, field: &str, text: &str, max: usize) {
        if text.chars().count() > max {
            self.fail(field, Code::TooLong { max });
        }
    }

    /// # Errors
    /// All that was noted.
    pub fn done(self) -> Result<(), Vec<FieldError>> {
        if self.errors.is_empty() { Ok(()) } else { Err(self.errors) }
    }
}

/// A plausible address: one `@`, a dot after it, no white space. The post decides the rest.
pub fn email(text: &str) -> Result<String, Code> {
    let text = text.trim();
    let plausible = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.contains('@')
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
    });
    if text.chars().count() > crate::limits::EMAIL {
        return Err(Code::TooLong { max: crate::limits::EMAIL });
    }
    if plausible && !text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Ok(text.to_lowercase())
    } else {
        Err(Code::BadEmail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_answered_at_once() {
        let mut check = Check::default();
        check.needed("name", " ", 5);
        check.optional("note", "123456", 5);
        let errors = check.done().unwrap_err();
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["name", "note"]);
    }

    #[test]
    fn an_address_needs_a_name_and_a_host() {
        assert_eq!(email(" Leila@Chakavand.example "), Ok("leila@chakavand.example".into()));
        for bad in ["leila", "@x.y", "a@b", "a b@c.d", "a@b@c.d", "a@.d"] {
            assert_eq!(email(bad), Err(Code::BadEmail), "{bad}");
        }
    }
}
