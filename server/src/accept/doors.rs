//! How many connections there may be, in all and from one address.

use super::Limits;
use std::collections::HashMap;
use std::fs;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// A refusal is logged at most this often, so that a flood does not fill the log as well.
const SAY_EVERY: Duration = Duration::from_secs(10);

pub(super) struct Doors {
    limits: Arc<Limits>,
    counts: Arc<Mutex<Counts>>,
}

#[derive(Default)]
struct Counts {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
    refused: u64,
    said: Option<Instant>,
}

/// A place of one connection, free again when dropped.
pub(super) struct Seat {
    /// The address it is counted under, unless it is one that is not counted.
    counted: Option<IpAddr>,
    counts: Arc<Mutex<Counts>>,
}

impl Doors {
    pub(super) fn new(limits: Arc<Limits>) -> Self {
        Self { limits, counts: Arc::default() }
    }

    /// A seat, or none when all or this address's are taken.
    pub(super) fn enter(&self, ip: IpAddr) -> Option<Seat> {
        let ip = ip.to_canonical();
        let counted = (!ip.is_loopback() && !self.limits.proxies.contains(ip)).then(|| household(ip));
        let mut counts = lock(&self.counts);
        let here = counted.and_then(|ip| counts.by_address.get(&ip).copied()).unwrap_or(0);
        if counts.all >= self.limits.connections || (counted.is_some() && here >= self.limits.per_address) {
            counts.refuse(ip);
            return None;
        }
        counts.all += 1;
        if let Some(ip) = counted {
            counts.by_address.insert(ip, here + 1);
        }
        drop(counts);
        Some(Seat { counted, counts: self.counts.clone() })
    }
}

impl Counts {
    fn refuse(&mut self, ip: IpAddr) {
        self.refused += 1;
        if self.said.is_none_or(|said| said.elapsed() >= SAY_EVERY) {
            tracing::warn!(open = self.all, refused = self.refused, latest = %ip, "too many connections");
            self.said = Some(Instant::now());
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut counts = lock(&self.counts);
        counts.all -= 1;
        if let Some(ip) = self.counted
            && let Some(here) = counts.by_address.get_mut(&ip)
        {
            *here -= 1;
            if *here == 0 {
                counts.by_address.remove(&ip);
            }
        }
    }
}

fn lock(counts: &Mutex<Counts>) -> MutexGuard<'_, Counts> {
    counts.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One subscriber has a whole /64 of IPv6 to choose addresses from.
fn household(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)),
    }
}

/// How many files and sockets this process may have open, where the system tells.
pub fn open_files() -> Option<usize> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_cannot_take_every_seat() {
        let limits = Limits { connections: 4, per_address: 2, ..Limits::default() };
        let doors = Doors::new(Arc::new(limits));
        let ip = |text: &str| -> IpAddr { text.parse().unwrap() };
        let first = doors.enter(ip("203.0.113.9"));
        let _second = doors.enter(ip("::ffff:203.0.113.9")).unwrap();
        assert!(doors.enter(ip("203.0.113.9")).is_none());
        drop(first);
        let _third = doors.enter(ip("203.0.113.9")).unwrap();

        let _host = doors.enter(ip("2001:db8::1")).unwrap();
        let _neighbour = doors.enter(ip("2001:db8::2")).unwrap();
        assert!(doors.enter(ip("127.0.0.1")).is_none(), "all seats are taken");
    }

    #[test]
    fn loopback_and_proxies_are_not_counted_by_address() {
        let proxies = crate::address::Trusted(vec!["10.0.0.1".parse().unwrap()]);
        let limits = Limits { connections: 9, per_address: 1, proxies, ..Limits::default() };
        let doors = Doors::new(Arc::new(limits));
        let seats: Vec<_> = ["10.0.0.1", "10.0.0.1", "127.0.0.1", "127.0.0.1", "::1", "::1"]
            .iter()
            .map(|text| doors.enter(text.parse().unwrap()))
            .collect();
        assert!(seats.iter().all(Option::is_some));
    }
}
