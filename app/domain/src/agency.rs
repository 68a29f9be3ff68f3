//! The agency: its name, calendar, week, and its first set-up.

use crate::calendar::Calendar;
use crate::check::{Check, Code};
use crate::command::Version;
use crate::error::Error;
use crate::limits;
use crate::money::MoneyUnit;
use crate::office::Office;
use crate::text::{clean_free, clean_name};
use crate::user::{UserFields, check_password};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AgencyFields {
    pub name_fa: String,
    pub name_en: String,
    /// Printed under the name on papers.
    pub letterhead: String,
    pub calendar: Calendar,
    pub money_unit: MoneyUnit,
    /// Telephone area code, without the zero.
    pub area_code: String,
}

impl AgencyFields {
    /// Cleaned fields. At least one of the two names is needed; the other takes it over.
    ///
    /// # Errors
    /// Fields to mend.
    pub fn checked(mut self) -> Result<Self, Error> {
        self.name_fa = clean_name(&self.name_fa);
        self.name_en = clean_name(&self.name_en);
        self.letterhead = clean_free(&self.letterhead);
        self.area_code =
            crate::number::fold_digits(&self.area_code).trim().trim_start_matches('0').to_owned();
        if self.name_fa.is_empty() {
            self.name_fa.clone_from(&self.name_en);
        }
        if self.name_en.is_empty() {
            self.name_en.clone_from(&self.name_fa);
        }
        let mut check = Check::default();
        check.needed("name_fa", &self.name_fa, limits::NAME);
        check.optional("name_en", &self.name_en, limits::NAME);
        check.optional("letterhead", &self.letterhead, limits::TITLE);
        let is_code =
            (2..=3).contains(&self.area_code.len()) && self.area_code.bytes().all(|b| b.is_ascii_digit());
        check.require("area_code", is_code, Code::BadNumber);
        check.done()?;
        Ok(self)
    }
}

/// What Thursday is, the one day that agencies differ about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thursday {
    #[default]
    Off,
    Half,
    Working,
}

/// The first set-up: agency, week, first person. Guarded by a one-time code from the console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    pub code: String,
    pub agency: AgencyFields,
    /// Opening and closing on a full working day, such as `9:00`.
    pub open: String,
    pub close: String,
    pub thursday: Thursday,
    pub person: UserFields,
    pub password: String,
    pub again: String,
}

impl SetUp {
    /// Cleaned fields. The first person is administrator and director.
    ///
    /// # Errors
    /// Fields to mend, with `agency.` and `person.` before the names of their parts.
    pub fn checked(mut self) -> Result<Self, Error> {
        let mut fields = Vec::new();
        let mut take = |prefix: &str, error: Error| {
            fields.extend(error.fields().iter().map(|f| crate::check::FieldError {
                field: format!("{prefix}{}", f.field),
                code: f.code.clone(),
            }));
        };
        match self.agency.clone().checked() {
            Ok(agency) => self.agency = agency,
            Err(error) => take("agency.", error),
        }
        self.person.roles = vec![crate::rights::Role::Admin, crate::rights::Role::Director];
        match self.person.clone().checked() {
            Ok(person) => self.person = person,
            Err(error) => take("person.", error),
        }
        let mut check = Check::default();
        check.needed("code", &self.code, limits::NAME);
        let open = check.take("open", crate::calendar::parse_time(&self.open));
        let close = check.take("close", crate::calendar::parse_time(&self.close));
        if let (Some(open), Some(close)) = (open, close) {
            check.require("close", open < close, Code::EndsBeforeStart);
        }
        let at_hand =
            [self.agency.name_fa.as_str(), &self.agency.name_en, &self.person.surname, &self.person.latin];
        check.take("password", check_password(&self.password, &at_hand));
        check.require("again", self.password == self.again, Code::PasswordsDiffer);
        if let Err(more) = check.done() {
            fields.extend(more);
        }
        if fields.is_empty() { Ok(self) } else { Err(Error::Invalid { fields }) }
    }
}

/// The agency as its settings page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyPage {
    pub version: Version,
    pub fields: AgencyFields,
    pub labels: crate::label::Labels,
    pub office: Office,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditAgency {
    pub version: Version,
    pub fields: AgencyFields,
}
