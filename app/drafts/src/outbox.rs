//! The outbox of one draft: what happens, and what is to be done about it. No clock, no chance, no I/O.
//!
//! Held at every step, over crashes, lost and repeated answers:
//! - at most one request of a draft is under way;
//! - an attempt (command id and words) is written down before it is sent and repeated as it is until it is
//!   answered, so that the server stores it once;
//! - words typed while an attempt is under way are kept, and go afterwards as a new command;
//! - after "nobody is signed in" nothing is sent until somebody is;
//! - words leave this device's keeping only when the server has them, or when the person discards them.

mod answers;

use crate::answer::Answer;
use crate::envelope::{Envelope, Sending, Start, State, Why};
use crate::merge;
use libero_domain::command::Version;
use libero_domain::id::CommandId;
use libero_domain::time::Timestamp;
use serde_json::Value;

/// Pause between a change of words and sending it, so that a sentence goes as one put.
pub const PAUSE_MS: u32 = 1_500;
/// First wait after a failure; doubled with each further one.
pub const BACKOFF_FIRST_MS: u32 = 2_000;
/// Longest wait.
pub const BACKOFF_CAP_MS: u32 = 300_000;
/// A draft that is done and stored stays readable here this long after its last word.
pub const KEEP_STORED_MS: i64 = Timestamp::DAY_MS;

/// A draft with what only the running page knows of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outbox {
    pub draft: Envelope,
    pub line: Line,
}

/// The line to the server; lost at a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the browser says about the network: a hint that sets the pace, never a reason not to try.
    pub online: bool,
    /// Failures since the last answer.
    pub tries: u32,
    /// The command that is under way.
    pub flight: Option<CommandId>,
}

/// When a thing happens, and an id nobody used yet.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// By the device's clock.
    pub at: Timestamp,
    pub fresh: CommandId,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A page shows `body` now; before it showed `view`. Both are the page's own, so that what others wrote
    /// in between is merged, not overwritten.
    Typed {
        view: Value,
        body: Value,
    },
    Done,
    WentOnline,
    WentOffline,
    /// The time set by `Schedule` has come.
    SendStarted,
    Answered {
        command: CommandId,
        answer: Answer,
    },
    /// A person settled the clash with version `onto`; `mine` is the own side that they saw.
    Resolved {
        mine: Value,
        body: Value,
        onto: Version,
    },
    Discarded,
    /// The page starts, or takes over the queue; nothing is under way from here.
    Restarted,
    SignedIn,
    /// A person wants another try.
    Retried,
    /// A person has seen that the words are stored.
    Acknowledged,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write the envelope to local storage, then to the durable store.
    PersistLocal,
    PersistDurable,
    /// Only after the envelope is durable.
    Put {
        command: CommandId,
        base: Version,
        ready: bool,
        body: Value,
    },
    Delete {
        command: CommandId,
        base: Version,
    },
    /// Bring `SendStarted` after this time; an earlier time already set stays.
    Schedule {
        delay_ms: u32,
    },
    /// Nobody is signed in: send nothing of this person's.
    StopQueue,
    /// Delete both copies.
    Forget,
    Show(Notice),
}

/// What a page may tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    Sending,
    Stored,
    /// The words changed by a merge: pages that show them read them again.
    Words,
    Clash,
    SignInNeeded,
    Stopped,
    /// No answer, or the server is busy; goes on by itself.
    ServerAway,
    Gone,
}

impl Line {
    pub const fn new(online: bool) -> Self {
        Self { online, tries: 0, flight: None }
    }
}

/// The first words of a draft.
pub fn start(start: Start, body: Value, line: Line) -> (Outbox, Vec<Effect>) {
    let moment = Moment { at: start.at, fresh: start.command };
    let mut desk = Desk { draft: Envelope::new(start, body), line, moment, effects: Vec::new() };
    desk.persist();
    desk.schedule_words(PAUSE_MS);
    (Outbox { draft: desk.draft, line }, desk.effects)
}

/// One step. Whatever the state, every event has an answer; the table of both is a test.
pub fn step(outbox: Outbox, event: Event, moment: Moment) -> (Outbox, Vec<Effect>) {
    let mut desk = Desk { draft: outbox.draft, line: outbox.line, moment, effects: Vec::new() };
    match event {
        Event::Typed { view, body } => desk.typed(&view, &body),
        Event::Done => desk.done(),
        Event::WentOnline => desk.went_online(),
        Event::WentOffline => desk.line.online = false,
        Event::SendStarted => desk.send(),
        Event::Answered { command, answer } => desk.answered(command, answer),
        Event::Resolved { mine, body, onto } => desk.resolved(&mine, &body, onto),
        Event::Discarded => desk.discarded(),
        Event::Restarted => desk.restarted(),
        Event::SignedIn => desk.go_on(|why| why == Why::SignIn),
        Event::Retried => desk.go_on(|_| true),
        Event::Acknowledged => desk.acknowledged(),
    }
    (Outbox { draft: desk.draft, line: desk.line }, desk.effects)
}

struct Desk {
    draft: Envelope,
    line: Line,
    moment: Moment,
    effects: Vec<Effect>,
}

impl Desk {
    fn typed(&mut self, view: &Value, body: &Value) {
        let words = merge::keep_both(view, body, &self.draft.body);
        if words != *body {
            self.show(Notice::Words);
        }
        if words == self.draft.body {
            return;
        }
        self.draft.set_words(words, self.draft.ready, self.moment.at);
        match self.draft.state {
            State::Gone => self.start_again(),
            // Words typed elsewhere after the deletion outrank it; its command may have been sent.
            State::Discarding => {
                self.draft.command = self.moment.fresh;
                self.turn(State::Waiting);
            }
            State::Stored | State::Stopped { why: Why::TooLarge | Why::Malformed } => {
                self.turn(State::Waiting)
            }
            State::Waiting | State::Clash { .. } | State::Stopped { .. } => {}
        }
        self.persist();
        self.schedule_words(PAUSE_MS);
    }

    /// The draft was deleted here and on the server; new words make a new start under the same id.
    fn start_again(&mut self) {
        self.draft.base = 0;
        self.draft.ancestor = Value::Null;
        self.draft.stored = 0;
        self.draft.sending = None;
        self.turn(State::Waiting);
    }

    fn done(&mut self) {
        if self.draft.ready || matches!(self.draft.state, State::Discarding | State::Gone) {
            return;
        }
        let body = self.draft.body.clone();
        self.draft.set_words(body, true, self.moment.at);
        if self.draft.state == State::Stored {
            self.turn(State::Waiting);
        }
        self.persist();
        self.schedule_words(0);
    }

    fn went_online(&mut self) {
        self.line.online = true;
        self.line.tries = 0;
        self.schedule_now();
    }

    fn send(&mut self) {
        if self.line.flight.is_some() {
            return;
        }
        match (&self.draft.state, &self.draft.sending) {
            (State::Waiting | State::Discarding, Some(sending)) => {
                let put = put_of(sending);
                self.line.flight = Some(sending.command);
                self.effects.extend([put, Effect::Show(Notice::Sending)]);
            }
            (State::Waiting, None) if self.draft.revision > self.draft.stored => {
                let sending = Sending {
                    command: std::mem::replace(&mut self.draft.command, self.moment.fresh),
                    base: self.draft.base,
                    revision: self.draft.revision,
                    ready: self.draft.ready,
                    body: self.draft.body.clone(),
                };
                let put = put_of(&sending);
                self.line.flight = Some(sending.command);
                self.draft.sending = Some(sending);
                self.turn(State::Waiting);
                self.persist();
                self.effects.extend([put, Effect::Show(Notice::Sending)]);
            }
            (State::Discarding, None) => {
                let command = self.draft.command;
                self.line.flight = Some(command);
                self.effects.push(Effect::Delete { command, base: self.draft.base });
            }
            _ => {}
        }
    }

    fn resolved(&mut self, mine: &Value, body: &Value, onto: Version) {
        let theirs = match &self.draft.state {
            State::Clash { theirs } if theirs.version == onto => theirs.clone(),
            // Settled elsewhere, or a newer clash: the page reads again.
            _ => {
                self.show(Notice::Words);
                return;
            }
        };
        let words = merge::keep_both(mine, body, &self.draft.body);
        self.draft.set_words(words, self.draft.ready, self.moment.at);
        self.build_on(theirs);
        self.line.tries = 0;
        self.turn(State::Waiting);
        self.persist();
        self.show(Notice::Words);
        self.schedule_now();
    }

    fn discarded(&mut self) {
        let on_server = self.draft.base > 0 || self.draft.sending.is_some();
        match self.draft.state {
            State::Discarding | State::Gone => {}
            _ if on_server => {
                self.turn(State::Discarding);
                self.persist();
                self.schedule_now();
            }
            _ => self.forget(),
        }
    }

    fn restarted(&mut self) {
        self.line.tries = 0;
        self.line.flight = None;
        let old = self.moment.at.since_ms(self.draft.updated_at) > KEEP_STORED_MS;
        match self.draft.state {
            State::Gone => self.forget(),
            State::Stored if self.draft.ready && old => self.forget(),
            // The two copies may differ after a crash; what holds now is made to hold in both before
            // anything is sent, or an attempt could be known to one of them only.
            // A start may be a sign-in.
            _ => {
                self.persist();
                self.go_on(|why| why == Why::SignIn);
            }
        }
    }

    /// Sends again what waits, and what stopped for a reason that `over` says is over.
    fn go_on(&mut self, over: impl Fn(Why) -> bool) {
        self.line.tries = 0;
        if let State::Stopped { why } = self.draft.state
            && over(why)
        {
            let nothing_left = self.draft.sending.is_none() && self.draft.revision == self.draft.stored;
            self.turn(if nothing_left { State::Stored } else { State::Waiting });
            self.persist();
        }
        self.schedule_now();
    }

    fn acknowledged(&mut self) {
        if self.draft.state == State::Stored {
            self.forget();
        }
    }

    fn stop_queue(&mut self) {
        self.effects.push(Effect::StopQueue);
        if self.draft.state == State::Discarding {
            self.show(Notice::SignInNeeded);
        } else {
            self.turn(State::Stopped { why: Why::SignIn });
            self.persist();
            self.show(Notice::SignInNeeded);
        }
    }

    fn stop(&mut self, why: Why) {
        if self.draft.state == State::Discarding {
            self.forget();
            return;
        }
        self.turn(State::Stopped { why });
        self.persist();
        self.show(Notice::Stopped);
    }

    fn drop_attempt_and_stop(&mut self, why: Why) {
        let newer_words = self.draft.sending.take().is_some_and(|sent| self.draft.revision > sent.revision);
        if newer_words && why != Why::Settled && self.draft.state == State::Waiting {
            // What was refused is not what stands here now.
            self.turn(State::Waiting);
            self.persist();
            self.schedule_words(PAUSE_MS);
        } else {
            self.stop(why);
        }
    }

    fn forget(&mut self) {
        self.draft.sending = None;
        self.turn(State::Gone);
        self.effects.extend([Effect::Forget, Effect::Show(Notice::Gone)]);
    }

    fn wait(&mut self, retry_after_s: Option<u32>) {
        self.line.tries = self.line.tries.saturating_add(1);
        let asked = retry_after_s.map_or(0, |seconds| seconds.saturating_mul(1_000)).min(BACKOFF_CAP_MS);
        let delay_ms = self.backoff_ms().max(asked);
        self.effects.extend([Effect::Schedule { delay_ms }, Effect::Show(Notice::ServerAway)]);
    }

    /// Doubled per failure up to the cap, a quarter more or less by the draft's id, so that the phones of
    /// an agency do not all come back in the same second.
    fn backoff_ms(&self) -> u32 {
        let doubled = BACKOFF_FIRST_MS.saturating_mul(1 << self.line.tries.saturating_sub(1).min(16));
        let whole = doubled.min(BACKOFF_CAP_MS);
        whole / 4 * 3 + whole / 2 / 255 * u32::from(self.spread())
    }

    fn spread(&self) -> u8 {
        self.draft.id.0.as_bytes().iter().fold(0, |sum, byte| sum ^ byte)
    }

    /// After new words: when the line is free and healthy. Otherwise a time is set already.
    fn schedule_words(&mut self, delay_ms: u32) {
        if self.draft.state == State::Waiting && self.line.flight.is_none() && self.line.tries == 0 {
            let delay_ms = if self.line.online || delay_ms == 0 { delay_ms } else { BACKOFF_CAP_MS };
            self.effects.push(Effect::Schedule { delay_ms });
        }
    }

    fn schedule_now(&mut self) {
        if matches!(self.draft.state, State::Waiting | State::Discarding) && self.line.flight.is_none() {
            let delay_ms = if self.line.tries == 0 { 0 } else { self.backoff_ms() };
            self.effects.push(Effect::Schedule { delay_ms });
        }
    }

    fn turn(&mut self, state: State) {
        self.draft.state = state;
        self.draft.turn += 1;
    }

    fn persist(&mut self) {
        self.effects.extend([Effect::PersistLocal, Effect::PersistDurable]);
    }

    fn show(&mut self, notice: Notice) {
        self.effects.push(Effect::Show(notice));
    }
}

fn put_of(sending: &Sending) -> Effect {
    Effect::Put {
        command: sending.command,
        base: sending.base,
        ready: sending.ready,
        body: sending.body.clone(),
    }
}

#[cfg(test)]
mod tests;
