//! What an answer of the server leads to.

use super::{Desk, Effect, Notice, PAUSE_MS};
use crate::answer::Answer;
use crate::envelope::{Sending, State, Theirs, Why};
use crate::merge::{self, Outcome};
use libero_domain::command::Version;
use libero_domain::id::CommandId;

impl Desk {
    /// An answer to anything but the request under way is a late echo, and means nothing.
    pub(super) fn answered(&mut self, command: CommandId, answer: Answer) {
        if self.line.flight != Some(command) {
            return;
        }
        self.line.flight = None;
        match self.draft.sending.clone().filter(|sending| sending.command == command) {
            Some(sending) => self.put_answered(sending, answer),
            None => self.delete_answered(answer),
        }
    }

    fn put_answered(&mut self, sending: Sending, answer: Answer) {
        match answer {
            Answer::Stored { version, settled } => {
                self.draft.settled = settled;
                self.stored(sending, version);
            }
            Answer::Conflict { theirs } => self.conflict(&sending, theirs),
            Answer::SignInNeeded => self.stop_queue(),
            // Kept as it is: the attempt may have been stored before its answer was lost.
            Answer::NotAllowed => self.stop(Why::NotAllowed),
            Answer::NotFound => self.stop(Why::NotFound),
            Answer::Settled => self.drop_attempt_and_stop(Why::Settled),
            Answer::TooLarge => self.drop_attempt_and_stop(Why::TooLarge),
            Answer::Malformed => self.drop_attempt_and_stop(Why::Malformed),
            Answer::Reused => {
                self.draft.sending = None;
                self.turn(self.draft.state.clone());
                self.persist();
                self.wait(None);
            }
            Answer::Unavailable { retry_after_s } => self.wait(retry_after_s),
            Answer::Lost | Answer::Deleted => self.wait(None),
        }
    }

    fn stored(&mut self, sending: Sending, version: Version) {
        self.line.tries = 0;
        self.draft.sending = None;
        self.draft.base = version;
        self.draft.ancestor = sending.body;
        self.draft.stored = sending.revision;
        let all = self.draft.revision == sending.revision;
        let next = match self.draft.state {
            State::Waiting if all => State::Stored,
            ref state => state.clone(),
        };
        self.turn(next);
        self.persist();
        match self.draft.state {
            State::Stored => self.show(Notice::Stored),
            State::Discarding => self.schedule_now(),
            _ => self.schedule_words(if self.draft.ready { 0 } else { PAUSE_MS }),
        }
    }

    fn conflict(&mut self, sending: &Sending, theirs: Theirs) {
        self.draft.sending = None;
        if self.draft.state == State::Discarding {
            // Their words stay on the server; only the copy here goes.
            self.forget();
            return;
        }
        // A server that refuses the very version it names would be asked for ever.
        self.line.tries = if theirs.version == sending.base { self.line.tries.saturating_add(1) } else { 0 };
        match merge::merge(&self.draft.ancestor, &self.draft.body, &theirs.body) {
            Outcome::Merged(words) => {
                let as_theirs = words == theirs.body;
                if words != self.draft.body {
                    self.draft.set_words(words, self.draft.ready, self.moment.at);
                    self.show(Notice::Words);
                }
                self.build_on(theirs);
                if as_theirs && !self.draft.ready {
                    self.draft.stored = self.draft.revision;
                    self.turn(State::Stored);
                    self.show(Notice::Stored);
                } else {
                    self.turn(State::Waiting);
                }
                self.persist();
                self.schedule_now();
            }
            Outcome::Conflicts(_) => {
                self.turn(State::Clash { theirs });
                self.persist();
                self.show(Notice::Clash);
            }
        }
    }

    pub(super) fn build_on(&mut self, theirs: Theirs) {
        self.draft.base = theirs.version;
        self.draft.ancestor = theirs.body;
        // What was stored before is not the newest any more, so the words here go again.
        self.draft.stored = self.draft.stored.min(self.draft.revision - 1);
    }

    fn delete_answered(&mut self, answer: Answer) {
        if self.draft.state != State::Discarding {
            // New words came while the deletion was under way.
            if answer == Answer::Deleted {
                self.start_again();
                self.persist();
            }
            self.schedule_now();
            return;
        }
        match answer {
            Answer::Deleted
            | Answer::Stored { .. }
            | Answer::Conflict { .. }
            | Answer::NotAllowed
            | Answer::NotFound
            | Answer::Settled => self.forget(),
            Answer::SignInNeeded => {
                self.effects.extend([Effect::StopQueue, Effect::Show(Notice::SignInNeeded)])
            }
            Answer::Unavailable { retry_after_s } => self.wait(retry_after_s),
            Answer::Reused | Answer::TooLarge | Answer::Malformed | Answer::Lost => self.wait(None),
        }
    }
}
