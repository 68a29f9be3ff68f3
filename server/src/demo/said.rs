//! A contact being told: its report from the first line to the client's answer, each step at its own time.

use super::{astray, command, date, moment, next_working_day};
use chrono::NaiveTime;
use libero_domain::contact_report::{
    AnswerLine, AnswerReport, Attendee, ContactKind, Entry, EntryKind, IssueReport, Party, ReportBody,
    SaveReport, Topic,
};
use libero_domain::detail::{Weight, When};
use libero_domain::id::{ClientId, EntryId, PersonId, ReportId, TopicId, UserId};
use libero_domain::rights::Actor;
use libero_domain::team::Area;
use libero_domain::time::{Timestamp, Zone};
use libero_services::{Libero, Outcome, contact_report};
use uuid::Uuid;

/// A report in the making, and when its steps happen.
pub struct Said {
    body: ReportBody,
    to: PersonId,
    saved: Timestamp,
    issued: Timestamp,
    answered: Timestamp,
}

impl Said {
    /// A contact in the late morning; its report is written, sent and answered on the same day.
    pub fn on(client: ClientId, user: UserId, person: PersonId, kind: ContactKind, day: &str) -> Self {
        let day = date(day);
        let mut body = ReportBody { client: Some(client), kind, ..ReportBody::empty(day) };
        body.attendees = vec![Attendee::present(Party::Person(person)), Attendee::present(Party::User(user))];
        let said = Self {
            body,
            to: person,
            saved: moment(day, 12, 5),
            issued: moment(day, 12, 40),
            answered: moment(day, 14, 10),
        };
        match kind {
            ContactKind::Call => said.lasting((10, 30), (10, 42)),
            _ => said.lasting((10, 30), (11, 40)),
        }
    }

    pub fn lasting(mut self, from: (u32, u32), to: (u32, u32)) -> Self {
        let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0);
        (self.body.from, self.body.to) = (time(from), time(to));
        self
    }

    /// Written down, sent and answered at other times than usual.
    pub fn written(mut self, saved: Timestamp, issued: Timestamp, answered: Timestamp) -> Self {
        (self.saved, self.issued, self.answered) = (saved, issued, answered);
        self
    }

    pub fn place(&mut self, place: &str) {
        self.body.place = place.into();
    }

    pub fn with(&mut self, party: Party) {
        self.body.attendees.push(Attendee::present(party));
    }

    pub fn topic(&mut self, title: &str, budget: &str) {
        let (title, budget) = (title.into(), budget.into());
        self.body.topics.push(Topic { id: TopicId(Uuid::now_v7()), title, budget });
    }

    pub fn line(&mut self, kind: EntryKind, text: &str) -> &mut Entry {
        let mut entry = Entry::new(EntryId(Uuid::now_v7()), kind, text);
        entry.topic = self.body.topics.last().map(|topic| topic.id);
        self.body.entries.push(entry);
        let last = self.body.entries.len() - 1;
        &mut self.body.entries[last]
    }

    pub fn decision(&mut self, text: &str) {
        self.line(EntryKind::Decision, text);
    }

    pub fn detail(&mut self, text: &str, said_by: PersonId, weight: Weight, when: When, areas: &[Area]) {
        let entry = self.line(EntryKind::Detail, text);
        entry.said_by = Some(said_by);
        entry.detail.weight = weight;
        entry.detail.when = when;
        entry.detail.areas = areas.to_vec();
    }

    pub fn action(&mut self, text: &str, owner: Party, due: &str) -> &mut Entry {
        let entry = self.line(EntryKind::Action, text);
        entry.action.owner = Some(owner);
        entry.action.due_on = Some(date(due));
        entry
    }

    /// The morning of the working day after the report went out.
    pub fn morning_after(&self) -> Timestamp {
        moment(next_working_day(Zone::tehran().date(self.issued)), 10, 0)
    }

    pub async fn draft(&self, libero: &Libero, by: &Actor) -> Outcome<(ReportId, i64)> {
        let id = ReportId(Uuid::now_v7());
        let save = SaveReport { id, version: 0, body: self.body.clone() };
        Ok((id, contact_report::save(&libero.at(self.saved), by, command(save)).await?.version))
    }

    async fn issue(&self, libero: &Libero, by: &Actor) -> Outcome<ReportId> {
        let (id, version) = self.draft(libero, by).await?;
        let issue = IssueReport { id, version, recipients: vec![self.to] };
        contact_report::issue(&libero.at(self.issued), by, command(issue)).await?;
        Ok(id)
    }

    /// Sent, and every line is right.
    pub async fn accepted(&self, libero: &Libero, by: &Actor) -> Outcome<ReportId> {
        self.answered(libero, by, None).await
    }

    /// Sent, and one line is not right.
    pub async fn objected(&self, libero: &Libero, by: &Actor, line: u16, words: &str) -> Outcome<ReportId> {
        self.answered(libero, by, Some((line, words))).await
    }

    async fn answered(&self, libero: &Libero, by: &Actor, no: Option<(u16, &str)>) -> Outcome<ReportId> {
        let id = self.issue(libero, by).await?;
        let then = libero.at(self.answered);
        let page = contact_report::page(&then, by, id).await?;
        let link = page.recipients.first().ok_or_else(|| astray("nobody received the report"))?.link;
        contact_report::opened(&then, link).await?;
        let asked =
            page.body.entries.iter().filter(|entry| entry.kind.for_client()).filter_map(|entry| entry.line);
        let lines = asked
            .map(|line| match no {
                Some((other, words)) if other == line => {
                    AnswerLine { line, accepts: false, words: words.into() }
                }
                _ => AnswerLine { line, accepts: true, words: String::new() },
            })
            .collect();
        contact_report::answer(&then, link, AnswerReport { lines }).await?;
        Ok(id)
    }
}
