//! Who may call whom, and what the browser must not carry.

use super::Check;
use crate::tools::{Outcome, Trouble, capture, cargo};
use serde_json::Value;
use std::path::Path;

/// The rooms and the rooms each may name. The tool itself stands outside.
const MAY_CALL: [(&str, &[&str]); 10] = [
    ("libero-domain", &[]),
    ("libero-ui", &["libero-domain"]),
    ("libero-drafts", &["libero-domain"]),
    ("libero-app", &["libero-domain", "libero-ui", "libero-drafts", "libero-services"]),
    ("libero-frontend", &["libero-app"]),
    ("libero-store", &["libero-domain"]),
    ("libero-documents", &["libero-domain"]),
    ("libero-services", &["libero-domain", "libero-store"]),
    (
        "libero-server",
        &["libero-domain", "libero-app", "libero-services", "libero-store", "libero-documents"],
    ),
    ("xtask", &[]),
];

/// Libraries that only these rooms may name. `domain` may name none of them.
const ONLY_IN: [(&str, &[&str]); 6] = [
    ("sqlx", &["libero-store"]),
    ("axum", &["libero-app", "libero-server"]),
    ("leptos", &["libero-ui", "libero-app", "libero-frontend", "libero-server"]),
    ("tokio", &["libero-store", "libero-services", "libero-server"]),
    ("rand", &["libero-services", "libero-server"]),
    ("argon2", &["libero-services"]),
];

/// What the page's tree must not hold: the server's rooms, databases, sockets, tables too heavy to load.
/// Macros run on the host and are not looked at.
const NOT_IN_PAGE: [&str; 10] = [
    "libero-store",
    "libero-services",
    "libero-server",
    "libero-documents",
    "sqlx",
    "axum",
    "hyper",
    "mio",
    "socket2",
    "chrono-tz",
];

/// Reads the workspace once from cargo; `--locked`, so the lock file is what is inspected.
pub fn metadata(root: &Path) -> Outcome<Value> {
    let mut cargo = cargo(root);
    cargo.args(["metadata", "--format-version=1", "--locked"]);
    cargo.args([
        "--filter-platform",
        "x86_64-unknown-linux-gnu",
        "--filter-platform",
        "wasm32-unknown-unknown",
    ]);
    Ok(serde_json::from_str(&capture(&mut cargo)?)?)
}

pub fn checks(root: &Path, metadata: &Value) -> Outcome<Vec<Check>> {
    let packages = own_packages(metadata)?;
    let mut cargo = cargo(root);
    cargo.args(["tree", "--locked", "--package", "libero-frontend", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]);
    let tree = capture(&mut cargo)?;
    Ok(vec![
        Check::new("a room calls only the rooms below it", wrong_edges(&packages)),
        Check::new("services reach the app on the server only", unguarded_services(&packages)),
        Check::new("libraries stay in their rooms", strays(&packages)),
        Check::new("the page carries nothing of the server", page_strays(&tree)),
    ])
}

/// A crate of the workspace with what it names, tests and build scripts included.
struct Package {
    name: String,
    names: Vec<Named>,
}

struct Named {
    name: String,
    optional: bool,
}

fn own_packages(metadata: &Value) -> Outcome<Vec<Package>> {
    let missing = || Trouble("cargo metadata has no packages".to_owned());
    let members = metadata["workspace_members"].as_array().ok_or_else(missing)?;
    let packages = metadata["packages"].as_array().ok_or_else(missing)?;
    let own = packages.iter().filter(|package| members.contains(&package["id"]));
    Ok(own.map(package).collect())
}

fn package(package: &Value) -> Package {
    let named = |dependency: &Value| Named {
        name: dependency["name"].as_str().unwrap_or("").to_owned(),
        optional: dependency["optional"] == true,
    };
    Package {
        name: package["name"].as_str().unwrap_or("").to_owned(),
        names: package["dependencies"].as_array().into_iter().flatten().map(named).collect(),
    }
}

fn wrong_edges(packages: &[Package]) -> Vec<String> {
    let mut broken = Vec::new();
    for package in packages {
        let Some((_, may)) = MAY_CALL.iter().find(|(name, _)| *name == package.name) else {
            broken.push(format!("{} is not in the list of rooms", package.name));
            continue;
        };
        let own = |named: &&Named| packages.iter().any(|package| package.name == named.name);
        for named in package.names.iter().filter(own).filter(|named| !may.contains(&named.name.as_str())) {
            broken.push(format!("{} names {}", package.name, named.name));
        }
    }
    broken
}

/// The browser builds `libero-app` too: there its services must be absent, so they must be optional.
fn unguarded_services(packages: &[Package]) -> Vec<String> {
    let app = packages.iter().filter(|package| package.name == "libero-app");
    let services =
        app.flat_map(|app| &app.names).filter(|named| named.name == "libero-services" && !named.optional);
    services.map(|_| "libero-app names libero-services without `optional`".to_owned()).collect()
}

fn strays(packages: &[Package]) -> Vec<String> {
    let mut broken = Vec::new();
    for package in packages {
        for named in &package.names {
            let rule = ONLY_IN.iter().find(|(library, _)| *library == named.name);
            if rule.is_some_and(|(_, rooms)| !rooms.contains(&package.name.as_str())) {
                broken.push(format!("{} names {}", package.name, named.name));
            }
        }
    }
    broken
}

fn page_strays(tree: &str) -> Vec<String> {
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let strays = names.filter(|name| NOT_IN_PAGE.contains(name) || name.starts_with("sqlx-"));
    let mut strays: Vec<String> = strays.map(str::to_owned).collect();
    strays.sort();
    strays.dedup();
    strays
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn workspace(edges: &[(&str, &str, bool)]) -> Vec<Package> {
        let names: Vec<&str> = MAY_CALL.iter().map(|(name, _)| *name).collect();
        let packages: Vec<Value> = names
            .iter()
            .map(|name| {
                let dependencies: Vec<Value> = edges
                    .iter()
                    .filter(|(from, _, _)| from == name)
                    .map(|(_, to, optional)| json!({ "name": to, "optional": optional }))
                    .collect();
                json!({ "id": name, "name": name, "dependencies": dependencies })
            })
            .collect();
        own_packages(&json!({ "workspace_members": names, "packages": packages })).unwrap()
    }

    #[test]
    fn a_room_may_call_down_but_not_up_or_aside() {
        let good = [("libero-app", "libero-ui", false), ("libero-server", "libero-store", false)];
        assert!(wrong_edges(&workspace(&good)).is_empty());
        let up = workspace(&[("libero-domain", "libero-ui", false)]);
        assert_eq!(wrong_edges(&up), ["libero-domain names libero-ui"]);
        let aside = workspace(&[("libero-services", "libero-documents", false)]);
        assert_eq!(wrong_edges(&aside), ["libero-services names libero-documents"]);
    }

    #[test]
    fn an_unknown_room_is_refused() {
        let packages = vec![Package { name: "libero-billing".to_owned(), names: Vec::new() }];
        assert_eq!(wrong_edges(&packages), ["libero-billing is not in the list of rooms"]);
    }

    #[test]
    fn the_app_names_services_only_as_an_option() {
        assert!(unguarded_services(&workspace(&[("libero-app", "libero-services", true)])).is_empty());
        assert_eq!(unguarded_services(&workspace(&[("libero-app", "libero-services", false)])).len(), 1);
    }

    #[test]
    fn sql_stays_in_the_store() {
        assert!(strays(&workspace(&[("libero-store", "sqlx", false)])).is_empty());
        assert_eq!(strays(&workspace(&[("libero-services", "sqlx", false)])), ["libero-services names sqlx"]);
        assert_eq!(strays(&workspace(&[("libero-domain", "tokio", false)])), ["libero-domain names tokio"]);
    }

    #[test]
    fn the_page_is_searched_by_whole_names() {
        let tree = "libero-frontend v0.1.0 (/p)\nsqlx-core v0.9.0\naxum v0.8.9\naxum v0.8.9 (*)\nregex-lite v0.1.0\ntokio v1.54.0";
        assert_eq!(page_strays(tree), ["axum", "sqlx-core"]);
    }
}
