//! The only place that asks the machine what time it is.

use libero_domain::time::Timestamp;

/// Two clocks: the real one for sessions, links and tokens, and the trade's, which a demo moves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    /// Milliseconds that the trade's clock is ahead of the real one.
    ahead_ms: i64,
}

impl Clock {
    /// The trade's clock runs from `now` on.
    pub fn starting_at(now: Timestamp) -> Self {
        Self { ahead_ms: now.since_ms(Self::default().real()) }
    }

    /// The real time: for sessions, tokens, codes.
    #[allow(clippy::disallowed_methods)]
    pub fn real(&self) -> Timestamp {
        let since_1970 =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
    }

    /// The trade's time: for due times, contacts, reports.
    pub fn now(&self) -> Timestamp {
        self.real().plus_ms(self.ahead_ms)
    }

    pub fn is_moved(&self) -> bool {
        self.ahead_ms != 0
    }
}
