//! Programs that tests need: brought when this tool may, else named.

use crate::page;
use crate::postgres;
use crate::site::short_hash;
use crate::tools::{self, Outcome, While, capture, cargo, run_quietly, trouble, which};
use std::env;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// For everything `cargo xtask test` runs.
pub fn everything(root: &Path) -> Outcome {
    rust_tools(root)?;
    page::ensure_target(root)?;
    let postgres = if postgres::bin().is_none() { vec!["postgresql"] } else { Vec::new() };
    system_packages(root, postgres.into_iter().chain(missing_for_browser()).collect())?;
    npm_packages(root)
}

/// For pictures: a browser and what drives it.
pub fn browser_tools(root: &Path) -> Outcome {
    system_packages(root, missing_for_browser().collect())?;
    npm_packages(root)
}

/// Debian's names of what is missing.
fn missing_for_browser() -> impl Iterator<Item = &'static str> {
    let needed = [("node", "nodejs"), ("npm", "npm"), ("npx", "npm")];
    let missing =
        needed.into_iter().filter(|(program, _)| which(program).is_none()).map(|(_, package)| package);
    missing.chain((!chromium().is_file()).then_some("chromium"))
}

/// Where the browser tests look, too.
fn chromium() -> PathBuf {
    env::var_os("LIBERO_CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from)
}

fn rust_tools(root: &Path) -> Outcome {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if capture(cargo(root).args([subcommand, "--version"])).is_ok() {
            continue;
        }
        if which("rustup").is_none() {
            return trouble(format!("install {component}"));
        }
        quietly(root, Command::new("rustup").current_dir(root).args(["component", "add", component]))?;
    }
    Ok(())
}

fn system_packages(root: &Path, mut missing: Vec<&'static str>) -> Outcome {
    missing.dedup();
    if missing.is_empty() {
        return Ok(());
    }
    let is_root = Path::new("/proc/self").metadata().is_ok_and(|own| own.uid() == 0);
    if !is_root || which("apt-get").is_none() {
        return trouble(format!(
            "install {} (on Debian: apt-get install {})",
            missing.join(", "),
            missing.join(" ")
        ));
    }
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    quietly(root, apt().args(["update", "--quiet"]))?;
    quietly(root, apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(&missing))
}

/// `npm ci` when the lock file is another than at its last call.
fn npm_packages(root: &Path) -> Outcome {
    let tests = root.join("tests");
    let stamp = tests.join("node_modules").join(".libero-lock");
    let lock = short_hash(&fs::read(tests.join("package-lock.json")).during("tests/package-lock.json")?);
    if fs::read_to_string(&stamp).is_ok_and(|before| before == lock) {
        return Ok(());
    }
    // Debian's browser is used: no other one is fetched.
    let mut npm = Command::new("npm");
    npm.current_dir(&tests)
        .args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    quietly(root, &mut npm)?;
    tools::write(&stamp, lock.as_bytes())
}

fn quietly(root: &Path, command: &mut Command) -> Outcome {
    let ended = run_quietly(command, &tools::notes(root).join("install.log"), PATIENCE)?;
    if ended.success() { Ok(()) } else { trouble(ended.output) }
}
