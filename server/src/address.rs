//! Who asks: the address of the connection, or the one a declared proxy names. Nobody else's
//! `X-Forwarded-*` is believed.

use axum::http::HeaderMap;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

/// The other end of the connection; put into every request by the accept loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    pub addr: SocketAddr,
    /// The connection itself is encrypted.
    pub tls: bool,
}

impl Peer {
    /// A request that came over no socket, as in a test that calls the router.
    pub const INSIDE: Self =
        Self { addr: SocketAddr::new(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0), tls: false };
}

/// The browser's true address and scheme; put into every request by the guard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    pub ip: IpAddr,
    /// The browser speaks https, to us or to a declared proxy.
    pub secure: bool,
}

/// A range of addresses such as `10.0.0.0/8`, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    bits: u8,
}

/// The text is no address and no `address/bits`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadNetwork(String);

impl fmt::Display for BadNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no address and no network such as 10.0.0.0/8", self.0)
    }
}

impl std::error::Error for BadNetwork {}

impl FromStr for Network {
    type Err = BadNetwork;

    fn from_str(text: &str) -> Result<Self, BadNetwork> {
        let bad = || BadNetwork(text.into());
        let (base, bits) = match text.trim().split_once('/') {
            Some((base, bits)) => (base, Some(bits.parse::<u8>().map_err(|_| bad())?)),
            None => (text.trim(), None),
        };
        let base: IpAddr = base.parse().map_err(|_| bad())?;
        let most = if base.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits <= most { Ok(Self { base, bits }) } else { Err(bad()) }
    }
}

impl Network {
    pub fn contains(&self, ip: IpAddr) -> bool {
        match (self.base, ip.to_canonical()) {
            (IpAddr::V4(base), IpAddr::V4(ip)) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.bits)).unwrap_or(0);
                base.to_bits() & mask == ip.to_bits() & mask
            }
            (IpAddr::V6(base), IpAddr::V6(ip)) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(self.bits)).unwrap_or(0);
                base.to_bits() & mask == ip.to_bits() & mask
            }
            _ => false,
        }
    }
}

/// The proxies that were declared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trusted(pub Vec<Network>);

impl Trusted {
    pub fn contains(&self, ip: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(ip))
    }
}

/// The true client: behind declared proxies the rightmost forwarded address that is none of them, and
/// the scheme that the nearest proxy names. An address that cannot be read ends the search, so that the
/// nearest known hop counts.
pub fn client(peer: Peer, headers: &HeaderMap, trusted: &Trusted) -> Client {
    let mut ip = peer.addr.ip().to_canonical();
    if !trusted.contains(ip) {
        return Client { ip, secure: peer.tls };
    }
    for hop in values(headers, "x-forwarded-for").into_iter().rev() {
        let Some(address) = hop_address(hop) else { break };
        ip = address;
        if !trusted.contains(ip) {
            break;
        }
    }
    let scheme = values(headers, "x-forwarded-proto").pop();
    Client { ip, secure: peer.tls || scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https")) }
}

/// All items of a comma-separated header, over all its lines, in order.
fn values<'a>(headers: &'a HeaderMap, name: &str) -> Vec<&'a str> {
    headers
        .get_all(name)
        .iter()
        // A line that is no text still counts as a hop, one that cannot be read.
        .flat_map(|line| line.to_str().unwrap_or("?").split(','))
        .map(str::trim)
        .collect()
}

/// `1.2.3.4`, `1.2.3.4:567`, `::1`, `[::1]` or `[::1]:567`.
fn hop_address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let ip = bare.parse().or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip())).ok()?;
    Some(IpAddr::to_canonical(&ip))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn asked(peer: &str, forwarded: &[&str], proto: &str) -> Client {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_str(line).unwrap());
        }
        headers.append("x-forwarded-proto", HeaderValue::from_str(proto).unwrap());
        let trusted = Trusted(vec!["10.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()]);
        client(Peer { addr: peer.parse().unwrap(), tls: false }, &headers, &trusted)
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_stranger_cannot_name_another_address_or_scheme() {
        assert_eq!(
            asked("203.0.113.9:1", &["1.1.1.1"], "https"),
            Client { ip: ip("203.0.113.9"), secure: false }
        );
    }

    #[test]
    fn behind_proxies_the_rightmost_stranger_counts() {
        let spoofed_first = asked("10.0.0.1:1", &["9.9.9.9, 203.0.113.9", "10.0.0.2"], "https");
        assert_eq!(spoofed_first, Client { ip: ip("203.0.113.9"), secure: true });
        assert_eq!(asked("[::ffff:10.0.0.1]:1", &["[2001:db8::1]:77"], "http").ip, ip("2001:db8::1"));
        assert!(asked("[::1]:1", &["203.0.113.9:1234"], "http, https").secure);
        assert_eq!(asked("[::1]:1", &[], "https, http"), Client { ip: ip("::1"), secure: false });
    }

    #[test]
    fn an_unreadable_hop_ends_the_search() {
        assert_eq!(asked("10.0.0.1:1", &["203.0.113.9, unknown, 10.0.0.2"], "").ip, ip("10.0.0.2"));
    }

    #[test]
    fn networks_are_read_with_their_bits() {
        assert!("0.0.0.0/0".parse::<Network>().unwrap().contains(ip("8.8.8.8")));
        assert!("fd00::/8".parse::<Network>().unwrap().contains(ip("fd12::1")));
        assert!(!"192.168.1.0/24".parse::<Network>().unwrap().contains(ip("192.168.2.1")));
        for bad in ["10.0.0.0/33", "10.0.0/8", "x", "", "10.0.0.0/-1", "::/129"] {
            assert!(bad.parse::<Network>().is_err(), "{bad}");
        }
    }
}
