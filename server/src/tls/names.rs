//! The names and addresses under which people of the local network reach this machine.

use std::collections::BTreeSet;
use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// Names of this machine on its own network: loopback, the host's name (also with `.local`), its private
/// addresses. Public addresses are not looked for: they change, and the own authority is not for them.
/// Ordered, without repeats.
pub fn local() -> Vec<String> {
    let mut names: BTreeSet<String> = ["localhost", "127.0.0.1", "::1"].map(String::from).into();
    if let Some(host) = host_name() {
        let short = host.split('.').next().unwrap_or(&host).to_owned();
        names.insert(format!("{short}.local"));
        names.insert(short);
        names.insert(host);
    }
    names.extend(addresses().into_iter().filter(|ip| is_private(*ip)).map(|ip| ip.to_string()));
    names.into_iter().collect()
}

/// The private address on the way to the outside: one that the network's other devices can use.
pub fn outward() -> Option<IpAddr> {
    OUTSIDE.into_iter().filter_map(towards).find(|ip| is_private(*ip) && !ip.is_loopback())
}

/// Addresses kept for documentation: routed like any other, never reached.
const OUTSIDE: [&str; 2] = ["192.0.2.1:9", "[2001:db8::1]:9"];

/// Ranges that belong to local networks, shared carrier space (used by private overlays) among them.
pub(super) const PRIVATE: [(IpAddr, u8); 7] = [
    (IpAddr::V4(Ipv4Addr::new(10, 0, 0, 0)), 8),
    (IpAddr::V4(Ipv4Addr::new(172, 16, 0, 0)), 12),
    (IpAddr::V4(Ipv4Addr::new(192, 168, 0, 0)), 16),
    (IpAddr::V4(Ipv4Addr::new(100, 64, 0, 0)), 10),
    (IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), 8),
    (IpAddr::V6(Ipv6Addr::LOCALHOST), 128),
    (IpAddr::V6(Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0)), 7),
];

/// Endings that no public authority gives out.
pub(super) const LOCAL_ENDINGS: [&str; 5] = ["localhost", "local", "lan", "internal", "home.arpa"];

fn is_private(ip: IpAddr) -> bool {
    let within = |base: IpAddr, bits| format!("{base}/{bits}").parse::<crate::address::Network>();
    PRIVATE.iter().any(|(base, bits)| within(*base, *bits).is_ok_and(|network| network.contains(ip)))
}

fn host_name() -> Option<String> {
    let told =
        fs::read_to_string("/proc/sys/kernel/hostname").or_else(|_| fs::read_to_string("/etc/hostname"));
    let name =
        told.ok().or_else(|| std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME")).ok())?;
    let name = name.trim().trim_end_matches('.').to_ascii_lowercase();
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    (plain && !name.is_empty() && name != "(none)").then_some(name)
}

/// All addresses where the system lists them, and on any system the ones used towards the outside.
fn addresses() -> Vec<IpAddr> {
    let table = |path| fs::read_to_string(path).unwrap_or_default();
    let mut all = listed_v4(&table("/proc/net/fib_trie"));
    all.extend(listed_v6(&table("/proc/net/if_inet6")));
    all.extend(OUTSIDE.into_iter().filter_map(towards));
    all
}

/// The own address on the way to `target`. Connecting a datagram socket only asks the routing table.
fn towards(target: &str) -> Option<IpAddr> {
    let target: SocketAddr = target.parse().ok()?;
    let any: IpAddr =
        if target.is_ipv4() { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect(target).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

/// Linux: an address in the routing trie stands on the line before `/32 host LOCAL`.
fn listed_v4(trie: &str) -> Vec<IpAddr> {
    let lines: Vec<&str> = trie.lines().map(str::trim).collect();
    let own = lines.windows(2).filter(|pair| pair[1] == "/32 host LOCAL");
    own.filter_map(|pair| pair[0].strip_prefix("|-- ")?.parse().ok()).collect()
}

/// Linux: 32 hexadecimal digits begin each line.
fn listed_v6(interfaces: &str) -> Vec<IpAddr> {
    let address = |line: &str| u128::from_str_radix(line.split_whitespace().next()?, 16).ok();
    interfaces.lines().filter_map(address).map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_from_the_systems_lists() {
        let trie = "Main:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 192.168.1.0\n        /24 link UNICAST\n     \
                    |-- 192.168.1.20\n        /32 host LOCAL\n     |-- 192.168.1.255\n        /32 link BROADCAST\n";
        assert_eq!(listed_v4(trie), ["192.168.1.20".parse::<IpAddr>().unwrap()]);
        let list = "fd000000000000000000000000000020 02 40 00 80 eth0\n00000000000000000000000000000001 01 80 10 80 lo\n";
        assert_eq!(listed_v6(list), ["fd00::20".parse::<IpAddr>().unwrap(), "::1".parse().unwrap()]);
    }

    #[test]
    fn this_machine_is_at_least_itself() {
        let names = local();
        assert!(
            ["localhost", "127.0.0.1", "::1"].iter().all(|name| names.iter().any(|own| own == name)),
            "{names:?}"
        );
        assert!(names.iter().filter_map(|name| name.parse().ok()).all(is_private), "{names:?}");
    }
}
