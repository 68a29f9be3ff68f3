//! What the server promises: a command once, a stale base refused with what is stored, nothing else.

use libero_domain::command::Version;
use libero_domain::id::{CommandId, ReportId};
use libero_drafts::answer::Answer;
use libero_drafts::envelope::Theirs;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
pub struct Request {
    pub draft: ReportId,
    pub command: CommandId,
    pub base: Version,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Put { ready: bool, body: Value },
    Delete,
}

struct Report {
    version: Version,
    body: Value,
}

pub struct Server {
    pub open: bool,
    pub signed_in: bool,
    /// A promise that the devices broke.
    pub fault: Option<String>,
    reports: BTreeMap<ReportId, Report>,
    discarded: BTreeSet<ReportId>,
    created: BTreeMap<ReportId, u32>,
    answered: BTreeMap<CommandId, (Version, What, Answer)>,
    seen: BTreeSet<CommandId>,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            open: true,
            signed_in: true,
            fault: None,
            reports: BTreeMap::new(),
            discarded: BTreeSet::new(),
            created: BTreeMap::new(),
            answered: BTreeMap::new(),
            seen: BTreeSet::new(),
        }
    }
}

impl Server {
    pub fn take(&mut self, request: &Request) -> Answer {
        self.seen.insert(request.command);
        if !self.open {
            return Answer::Unavailable { retry_after_s: None };
        }
        if !self.signed_in {
            return Answer::SignInNeeded;
        }
        if let Some((base, what, answer)) = self.answered.get(&request.command) {
            if (*base, what) != (request.base, &request.what) {
                self.fault = Some(format!("command {} came with other words", request.command));
                return Answer::Reused;
            }
            return answer.clone();
        }
        let answer = self.apply(request);
        if matches!(answer, Answer::Stored { .. } | Answer::Deleted) {
            self.answered.insert(request.command, (request.base, request.what.clone(), answer.clone()));
        }
        answer
    }

    fn apply(&mut self, request: &Request) -> Answer {
        if self.discarded.contains(&request.draft) {
            return if request.what == What::Delete { Answer::Deleted } else { Answer::Settled };
        }
        let stored = self.reports.get(&request.draft);
        if let Some(report) = stored.filter(|report| report.version != request.base) {
            let theirs = Theirs { version: report.version, body: report.body.clone(), by: None, at: None };
            return Answer::Conflict { theirs };
        }
        match &request.what {
            What::Delete => {
                self.reports.remove(&request.draft);
                self.discarded.insert(request.draft);
                Answer::Deleted
            }
            What::Put { .. } if stored.is_none() && request.base != 0 => Answer::NotFound,
            What::Put { body, .. } => {
                if request.base == 0 {
                    *self.created.entry(request.draft).or_default() += 1;
                }
                let version = request.base + 1;
                self.reports.insert(request.draft, Report { version, body: body.clone() });
                Answer::Stored { version, settled: false }
            }
        }
    }

    pub fn knows(&self, command: CommandId) -> bool {
        self.seen.contains(&command)
    }

    pub fn version(&self, draft: ReportId) -> Version {
        self.reports.get(&draft).map_or(0, |report| report.version)
    }

    pub fn read(&self, draft: ReportId) -> (Version, Value) {
        self.reports.get(&draft).map_or((0, Value::Null), |report| (report.version, report.body.clone()))
    }

    pub fn created(&self, draft: ReportId) -> u32 {
        self.created.get(&draft).copied().unwrap_or(0)
    }
}
