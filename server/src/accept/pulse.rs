//! What one connection is waiting for, and until when.

use super::Limits;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::time::Instant;

/// Marks left by the socket, the requests and the answers of one connection.
#[derive(Clone, Debug)]
pub(super) struct Pulse(Arc<Mutex<Marks>>);

#[derive(Debug)]
struct Marks {
    phase: Phase,
    http2: bool,
    /// Requests whose answer has not been handed over in full.
    running: usize,
    /// The socket last took bytes.
    sent: Instant,
    /// The socket takes no bytes since.
    stalled: Option<Instant>,
    /// Answers of which a piece was handed over and the next one not asked for since. Over HTTP/2 a
    /// client can hold back one answer while the socket stays free.
    handed: HashMap<u64, Instant>,
    next: u64,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    /// Opened, nothing asked yet.
    New(Instant),
    Busy,
    Idle(Instant),
    /// The head of a request has begun.
    Head(Instant),
    /// Told to end; what was answered is still under way.
    Leaving(Instant),
}

/// What to do when the time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Drop(&'static str),
    /// Close in order: nothing is running.
    Retire,
}

impl Pulse {
    pub(super) fn new() -> Self {
        let now = Instant::now();
        Self(Arc::new(Mutex::new(Marks {
            phase: Phase::New(now),
            http2: false,
            running: 0,
            sent: now,
            stalled: None,
            handed: HashMap::new(),
            next: 0,
        })))
    }

    /// The handshake is over; the time for the first request starts.
    pub(super) fn opened(&self) {
        self.marks().phase = Phase::New(Instant::now());
    }

    /// Bytes came in. HTTP/2 also sends bytes that ask for nothing.
    pub(super) fn received(&self) {
        let mut marks = self.marks();
        if let (Phase::Idle(_), false) = (marks.phase, marks.http2) {
            marks.phase = Phase::Head(Instant::now());
        }
    }

    pub(super) fn sent(&self) {
        let mut marks = self.marks();
        marks.sent = Instant::now();
        marks.stalled = None;
    }

    pub(super) fn stalled(&self) {
        self.marks().stalled.get_or_insert_with(Instant::now);
    }

    pub(super) fn request(&self, http2: bool) -> Flight {
        let mut marks = self.marks();
        marks.http2 |= http2;
        marks.running += 1;
        marks.next += 1;
        if !matches!(marks.phase, Phase::Leaving(_)) {
            marks.phase = Phase::Busy;
        }
        Flight { id: marks.next, pulse: self.clone() }
    }

    pub(super) fn leaving(&self) {
        self.marks().phase = Phase::Leaving(Instant::now());
    }

    /// The next moment at which something must have happened.
    pub(super) fn due(&self, limits: &Limits) -> Option<(Instant, Verdict)> {
        let marks = self.marks();
        let phase = match marks.phase {
            Phase::New(at) | Phase::Head(at) => Some((at + limits.head, Verdict::Drop("no request in time"))),
            Phase::Idle(at) => Some((at.max(marks.sent) + limits.idle, Verdict::Retire)),
            Phase::Leaving(at) => Some((at.max(marks.sent) + limits.write, Verdict::Drop("did not leave"))),
            Phase::Busy => None,
        };
        let unread = Verdict::Drop("answer not read in time");
        let stalled = marks.stalled.map(|at| (at + limits.write, unread));
        let held = marks.handed.values().min().map(|at| ((*at).max(marks.sent) + limits.write, unread));
        [phase, stalled, held].into_iter().flatten().min_by_key(|(at, _)| *at)
    }

    fn marks(&self) -> MutexGuard<'_, Marks> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request under way, up to the end of its answer's body.
#[derive(Debug)]
pub(super) struct Flight {
    id: u64,
    pulse: Pulse,
}

impl Flight {
    /// The connection asks for the next piece of the answer.
    pub(super) fn asked(&self) {
        self.pulse.marks().handed.remove(&self.id);
    }

    pub(super) fn handed(&self) {
        self.pulse.marks().handed.insert(self.id, Instant::now());
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        let mut marks = self.pulse.marks();
        marks.handed.remove(&self.id);
        marks.running -= 1;
        if let (0, Phase::Busy) = (marks.running, marks.phase) {
            marks.phase = Phase::Idle(Instant::now());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(pulse: &Pulse) -> Option<Verdict> {
        pulse.due(&Limits::default()).map(|(_, verdict)| verdict)
    }

    #[test]
    fn a_running_request_may_take_its_time() {
        let pulse = Pulse::new();
        assert_eq!(verdict(&pulse), Some(Verdict::Drop("no request in time")));
        let flight = pulse.request(false);
        assert_eq!(verdict(&pulse), None);
        drop(flight);
        assert_eq!(verdict(&pulse), Some(Verdict::Retire));
        pulse.received();
        assert_eq!(verdict(&pulse), Some(Verdict::Drop("no request in time")));
    }

    #[test]
    fn an_answer_held_back_is_given_up() {
        let pulse = Pulse::new();
        let (one, _two) = (pulse.request(true), pulse.request(true));
        one.handed();
        assert_eq!(verdict(&pulse), Some(Verdict::Drop("answer not read in time")));
        one.asked();
        assert_eq!(verdict(&pulse), None);
        pulse.stalled();
        assert_eq!(verdict(&pulse), Some(Verdict::Drop("answer not read in time")));
        pulse.sent();
        assert_eq!(verdict(&pulse), None);
    }

    #[test]
    fn a_ping_over_http2_is_no_request() {
        let pulse = Pulse::new();
        drop(pulse.request(true));
        pulse.received();
        assert_eq!(verdict(&pulse), Some(Verdict::Retire));
        pulse.leaving();
        assert_eq!(verdict(&pulse), Some(Verdict::Drop("did not leave")));
    }
}
