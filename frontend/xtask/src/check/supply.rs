//! What comes from outside: versions below which a library has a known hole, where it comes from, its licence.

use super::Check;
use serde_json::Value;
use std::collections::BTreeMap;

/// Known holes (rustsec/advisory-db of 2026-08-20) and the first versions without them. The database itself is not
/// asked, since a build must not depend on another machine: renew this list with each release. Where a fix was
/// carried back to an older line, that line has its own floor.
const FLOORS: [(&str, &[&str], &str); 24] = [
    ("ammonia", &["4.1.4"], "2025-0071, 2026-0193, 2026-0213"),
    ("axum-core", &["0.2.8", "0.3.0"], "2022-0055"),
    ("bytes", &["1.11.1"], "2026-0007"),
    ("calamine", &["0.17.0"], "2021-0015"),
    ("event-listener", &["5.4.2"], "2026-0221"),
    ("h2", &["0.4.16"], "2024-0332, 2026-0258"),
    ("hyper", &["0.14.10", "1.0.0"], "2021-0078, 2021-0079"),
    ("lettre", &["0.11.22"], "2026-0141"),
    ("quick-xml", &["0.41.0"], "2026-0194, 2026-0195"),
    ("rand", &["0.8.6", "0.9.3", "0.10.1"], "2026-0097"),
    ("rust-embed", &["6.3.0"], "2021-0126"),
    ("rustls-webpki", &["0.103.13"], "2026-0049, 2026-0098, 2026-0099, 2026-0104"),
    ("scc", &["3.8.4"], "2026-0205"),
    ("slab", &["0.4.11"], "2025-0047"),
    ("sqlx", &["0.8.1"], "2024-0363"),
    ("time", &["0.3.47"], "2026-0009"),
    ("tokio", &["1.44.2"], "2025-0023"),
    ("totp-rs", &["1.1.0"], "2022-0018"),
    ("tracing-subscriber", &["0.3.20"], "2025-0055"),
    ("zip", &["2.3.0"], "2025-0168"),
    // Not advisories: floors of the framework itself. 0.8.20 mends a script break-out, 0.8.21 a hang of pages.
    ("leptos", &["0.8.22"], "script break-out in serialised errors, hang of parallel boundaries"),
    ("leptos_axum", &["0.8.10"], "nonce"),
    // 3.51.3 mends a loss of the write-ahead log.
    ("libsqlite3-sys", &["0.37.0"], "write-ahead log reset"),
    ("wasm-bindgen", &["0.2.130"], "one version for page and tool"),
];

/// Two of one of these in the tree means code twice in the binary, or types that do not meet.
const ONCE: [&str; 7] = ["axum", "leptos", "tachys", "reactive_graph", "tower-http", "wasm-bindgen", "sqlx"];

/// The binary must not need what a machine may lack, and has one TLS.
const NEVER: [&str; 4] = ["openssl-sys", "native-tls", "aws-lc-sys", "diesel"];

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

const LICENCES: [&str; 16] = [
    "0BSD",
    "AGPL-3.0-or-later",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

pub fn checks(lock: &str, metadata: &Value) -> Vec<Check> {
    let packages = locked(lock);
    vec![
        Check::new("no library below the version that mends a known hole", below_floors(&packages)),
        Check::new("libraries come from crates.io alone", foreign(&packages)),
        Check::new("libraries that must be one are one", doubles(&packages)),
        Check::new("nothing that asks the machine for more", banned(&packages)),
        Check::new("licences allow the use", unlicensed(metadata)),
    ]
}

struct Locked {
    name: String,
    version: String,
    /// None for our own crates.
    source: Option<String>,
}

/// The packages of a Cargo.lock.
fn locked(lock: &str) -> Vec<Locked> {
    let value = |block: &str, key: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        line.map(|value| value.trim_matches('"').to_owned())
    };
    let package = |block: &str| {
        Some(Locked {
            name: value(block, "name")?,
            version: value(block, "version")?,
            source: value(block, "source"),
        })
    };
    lock.split("[[package]]").skip(1).filter_map(package).collect()
}

/// `major.minor.patch`; a pre-release counts as its release, and what follows `+` or `-` is left out.
fn version(text: &str) -> [u64; 3] {
    let mut parts =
        text.split(['-', '+']).next().unwrap_or("").split('.').map(|part| part.parse().unwrap_or(0));
    [0; 3].map(|_: u64| parts.next().unwrap_or(0))
}

/// Versions of one line may replace each other: 1.x, or 0.3.x.
fn line(version: [u64; 3]) -> [u64; 2] {
    if version[0] > 0 { [version[0], 0] } else { [0, version[1]] }
}

fn below_floors(packages: &[Locked]) -> Vec<String> {
    let mut broken = Vec::new();
    for package in packages {
        let Some((_, floors, hole)) = FLOORS.iter().find(|(name, ..)| *name == package.name) else {
            continue;
        };
        let now = version(&package.version);
        let floors: Vec<[u64; 3]> = floors.iter().map(|floor| version(floor)).collect();
        let mended = match floors.iter().find(|floor| line(**floor) == line(now)) {
            Some(floor) => now >= *floor,
            None => floors.iter().all(|floor| now > *floor),
        };
        if !mended {
            broken.push(format!("{} {}: {hole}", package.name, package.version));
        }
    }
    broken
}

fn foreign(packages: &[Locked]) -> Vec<String> {
    let foreign = packages.iter().filter_map(|package| Some((package, package.source.as_ref()?)));
    foreign
        .filter(|(_, source)| *source != REGISTRY)
        .map(|(package, source)| format!("{}: {source}", package.name))
        .collect()
}

fn doubles(packages: &[Locked]) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages.iter().filter(|package| ONCE.contains(&package.name.as_str())) {
        versions.entry(&package.name).or_default().push(&package.version);
    }
    let doubles = versions.into_iter().filter(|(_, versions)| versions.len() > 1);
    doubles.map(|(name, versions)| format!("{name}: {}", versions.join(", "))).collect()
}

fn banned(packages: &[Locked]) -> Vec<String> {
    packages
        .iter()
        .filter(|package| NEVER.contains(&package.name.as_str()))
        .map(|package| package.name.clone())
        .collect()
}

fn unlicensed(metadata: &Value) -> Vec<String> {
    // Only what the two platforms really build counts; the lock also names what other systems would need.
    let nodes = metadata["resolve"]["nodes"].as_array().into_iter().flatten();
    let built: Vec<&str> = nodes.filter_map(|node| node["id"].as_str()).collect();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let broken = packages
        .filter(|package| package["id"].as_str().is_some_and(|id| built.contains(&id)))
        .filter_map(|package| {
            let licence = package["license"].as_str().unwrap_or("none");
            (!is_allowed(licence)).then(|| format!("{}: {licence}", package["name"].as_str().unwrap_or("?")))
        });
    broken.collect()
}

/// Whether an SPDX expression leaves us a choice that is allowed. `/` is the old way to write OR.
fn is_allowed(expression: &str) -> bool {
    let text = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut at = 0;
    any_of(&words, &mut at) && at == words.len()
}

fn any_of(words: &[&str], at: &mut usize) -> bool {
    let mut allowed = all_of(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        allowed |= all_of(words, at);
    }
    allowed
}

fn all_of(words: &[&str], at: &mut usize) -> bool {
    let mut allowed = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        allowed &= one(words, at);
    }
    allowed
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let word = words.get(*at).copied().unwrap_or("");
    *at += 1;
    if word == "(" {
        let allowed = any_of(words, at);
        *at += 1;
        return allowed;
    }
    // An exception only ever allows more.
    if words.get(*at) == Some(&"WITH") {
        *at += 2;
    }
    LICENCES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_package(name: &str, version: &str) -> Vec<Locked> {
        let lock = format!(
            "version = 4\n\n[[package]]\nname = \"{name}\"\nversion = \"{version}\"\nsource = \"{REGISTRY}\"\n"
        );
        locked(&lock)
    }

    #[test]
    fn a_version_with_a_known_hole_is_refused() {
        assert_eq!(below_floors(&one_package("h2", "0.4.15")).len(), 1);
        assert!(below_floors(&one_package("h2", "0.4.16")).is_empty());
        assert!(below_floors(&one_package("h2", "0.5.0")).is_empty());
        assert_eq!(below_floors(&one_package("h2", "0.3.27")).len(), 1);
    }

    #[test]
    fn each_line_has_its_own_floor() {
        for (version, mended) in [
            ("0.8.5", false),
            ("0.8.6", true),
            ("0.9.2", false),
            ("0.9.3", true),
            ("0.10.0", false),
            ("0.10.1", true),
            ("0.11.0", true),
            ("0.7.3", false),
        ] {
            assert_eq!(below_floors(&one_package("rand", version)).is_empty(), mended, "{version}");
        }
    }

    #[test]
    fn a_library_from_elsewhere_is_refused() {
        let lock = "[[package]]\nname = \"x\"\nversion = \"1.0.0\"\nsource = \"git+https://example.org/x\"\n\n[[package]]\nname = \"own\"\nversion = \"0.1.0\"\n";
        assert_eq!(foreign(&locked(lock)), ["x: git+https://example.org/x"]);
    }

    #[test]
    fn two_versions_of_one_framework_are_refused() {
        let mut packages = one_package("tower-http", "0.6.11");
        assert!(doubles(&packages).is_empty());
        packages.extend(one_package("tower-http", "0.7.0"));
        assert_eq!(doubles(&packages), ["tower-http: 0.6.11, 0.7.0"]);
    }

    #[test]
    fn a_choice_of_licences_needs_one_good_one() {
        for good in [
            "MIT",
            "MIT OR GPL-3.0",
            "MIT/Apache-2.0",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(is_allowed(good), "{good}");
        }
        for bad in ["GPL-3.0", "MIT AND GPL-3.0", "none", "", "(MIT OR GPL-2.0) AND SSPL-1.0"] {
            assert!(!is_allowed(bad), "{bad}");
        }
    }
}
