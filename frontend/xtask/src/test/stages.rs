//! What each stage of `cargo xtask test` does.

use super::{Found, Run, Stage, install};
use crate::build;
use crate::check::{Check, layering, supply, tidy};
use crate::page::{self, Profile};
use crate::postgres::Postgres;
use crate::site::{self, Packing};
use crate::tally::{self, Tally};
use crate::tools::{self, Ended, Outcome, Trouble, While, cargo, files_under, read, run_quietly};
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

/// Bytes, as brotli, that a browser may have to load before the first page works.
const FIRST_LOAD: u64 = 1_100_000;

/// The crates that are compiled for this machine: all but the page.
const HOST: [&str; 3] = ["--workspace", "--exclude", "libero-frontend"];

/// Crates whose tests ask a database.
const WITH_DATABASE: [&str; 3] = ["libero-store", "libero-services", "libero-server"];

pub fn run(stage: Stage, run: &mut Run) -> Outcome<Found> {
    match stage {
        Stage::Tools => {
            install::everything(&run.root)?;
            Ok(Found { tally: Tally::PASSED, ..Found::default() })
        }
        // The names of the files are enough: `cargo fmt` mends them.
        Stage::Format => program(run, stage, cargo(&run.root).args(["fmt", "--all", "--check", "--", "-l"])),
        Stage::Tidy => {
            let tidy = tidy::inspect(&run.root)?;
            Ok(Found { remarks: tidy.remarks, ..inspected(tidy.checks) })
        }
        Stage::Layering => {
            let metadata = layering::metadata(&run.root)?;
            let mut checks = layering::checks(&run.root, &metadata)?;
            checks.extend(supply::checks(&read(&run.root.join("Cargo.lock"))?, &metadata));
            Ok(inspected(checks))
        }
        Stage::Clippy => clippy(run),
        Stage::Build => build(run),
        Stage::Unit => suites(run, stage, |package| !WITH_DATABASE.contains(&package)),
        Stage::Store => suites(run, stage, |package| WITH_DATABASE.contains(&package)),
        Stage::Site => released_site(run),
        Stage::Browser => browser(run),
    }
}

fn inspected(checks: Vec<Check>) -> Found {
    let mut found = Found::default();
    for check in checks {
        found.add(Tally::of(check.broken.is_empty()), || {
            format!("{}:\n  {}", check.rule, check.broken.join("\n  "))
        });
    }
    found
}

/// A program that passes or fails as a whole.
fn program(run: &Run, stage: Stage, command: &mut Command) -> Outcome<Found> {
    let mut found = Found::default();
    let ended = logged(run, stage, &stage.name(), command)?;
    found.add(Tally::of(ended.success()), || ended.output);
    Ok(found)
}

fn logged(run: &Run, stage: Stage, name: &str, command: &mut Command) -> Outcome<Ended> {
    run_quietly(command, &tools::notes(&run.root).join(format!("{name}.log")), stage.patience())
}

fn clippy(run: &Run) -> Outcome<Found> {
    let mut found = Found::default();
    let strict = ["--", "--deny", "warnings"];
    let mut host = cargo(&run.root);
    host.args(["clippy", "--quiet", "--locked"]).args(HOST).arg("--all-targets").args(strict);
    let mut page = cargo(&run.root);
    page.args(["clippy", "--quiet", "--locked", "--package", "libero-frontend"]);
    page.args(["--target", "wasm32-unknown-unknown"]).args(strict);
    for (name, mut command) in [("clippy-host", host), ("clippy-page", page)] {
        let ended = logged(run, Stage::Clippy, name, &mut command)?;
        found.add(Tally::of(ended.success()), || ended.output);
    }
    Ok(found)
}

/// Everything of the host in one call: test programs and the server of the browser tests share their libraries.
fn build(run: &mut Run) -> Outcome<Found> {
    let mut command = cargo(&run.root);
    command.args(["build", "--quiet", "--locked"]).args(HOST);
    command.args(["--all-targets", "--message-format=json-render-diagnostics"]);
    let ended = logged(run, Stage::Build, "build", &mut command)?;
    run.harnesses = tally::harnesses(&ended.output);
    let mut found = Found::default();
    found.add(Tally::of(ended.success()), || {
        ended.output.lines().filter(|line| !line.starts_with('{')).collect::<Vec<_>>().join("\n")
    });
    Ok(found)
}

/// Runs the test programs of the crates that `take` accepts. Each crate must have tests, and none may be ignored.
fn suites(run: &Run, stage: Stage, take: impl Fn(&str) -> bool) -> Outcome<Found> {
    let mut found = Found::default();
    let postgres = if stage == Stage::Store { Some(Postgres::start()?) } else { None };
    let mut tests: BTreeMap<&str, Tally> = BTreeMap::new();
    for harness in run.harnesses.iter().filter(|harness| take(&harness.package)) {
        let mut command = Command::new(&harness.executable);
        command.current_dir(&harness.folder).env("CARGO_MANIFEST_DIR", &harness.folder);
        if let Some(postgres) = &postgres {
            command.env("LIBERO_TEST_POSTGRES", postgres.url());
        }
        let name = format!("{}-{}", harness.package, harness.target);
        let ended = logged(run, stage, &name, &mut command)?;
        let tally = counted(&ended);
        *tests.entry(&harness.package).or_default() += tally;
        found.add(tally, || failures(&name, &ended.output));
    }
    if stage == Stage::Unit {
        doc_tests(run, &mut found)?;
    }
    for (package, _) in tests.into_iter().filter(|(_, tally)| *tally == Tally::default()) {
        found.fail(format!("{package} has no tests"));
    }
    Ok(found)
}

/// A program that broke off after, or before, its counts has failed once more than it says.
fn counted(ended: &Ended) -> Tally {
    match tally::of_harness(&ended.output) {
        Some(tally) if ended.success() || tally.failed > 0 => tally,
        Some(tally) => Tally { failed: 1, ..tally },
        None => Tally::FAILED,
    }
}

/// The end of a harness's output from the first failure on; ignored tests by name.
fn failures(name: &str, output: &str) -> String {
    let ignored: Vec<&str> = output.lines().filter(|line| line.contains(" ... ignored")).collect();
    let from = output.find("\nfailures:\n").unwrap_or(if ignored.is_empty() { 0 } else { output.len() });
    format!("{name}:\n{}\n{}", ignored.join("\n"), &output[from..])
}

/// Examples in docstrings, when there are any. In one call over all crates: another set of crates would mean another
/// set of features, and everything compiled again.
fn doc_tests(run: &Run, found: &mut Found) -> Outcome {
    let mut sources = Vec::new();
    for harness in run.harnesses.iter().filter(|harness| harness.target == "lib") {
        sources.extend(files_under(&harness.folder.join("src"))?);
    }
    let rust = sources.iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let texts = rust.map(|path| read(path)).collect::<Outcome<Vec<_>>>()?;
    if !texts.iter().any(|text| has_example(text)) {
        return Ok(());
    }
    let mut command = cargo(&run.root);
    command.args(["test", "--quiet", "--locked", "--doc"]).args(HOST);
    let ended = logged(run, Stage::Unit, "examples", &mut command)?;
    found.add(counted(&ended), || failures("examples", &ended.output));
    Ok(())
}

/// Whether a docstring opens a block of Rust. Fences come in pairs, and the closing one looks like a plain opening.
fn has_example(source: &str) -> bool {
    let in_docs = |line: &&str| line.starts_with("/// ") || line.starts_with("//! ");
    let fences =
        source.lines().map(str::trim_start).filter(in_docs).filter_map(|line| line[4..].strip_prefix("```"));
    fences
        .step_by(2)
        .any(|language| matches!(language.split(',').next(), Some("" | "rust" | "should_panic" | "no_run")))
}

/// The page as people get it, and its weight.
fn released_site(run: &Run) -> Outcome<Found> {
    let root = &run.root;
    let mut found =
        program(run, Stage::Site, page::compile(root, Profile::Release).args(["--quiet", "--locked"]))?;
    if found.tally.failed > 0 {
        return Ok(found);
    }
    page::bind(root, Profile::Release)?;
    // How tightly it is packed changes no test; the weight is measured as released.
    let manifest = site::assemble(root, Profile::Release, Packing::Tight)?;
    let weight = site::first_load(root, &manifest)?;
    found.add(Tally::of(weight <= FIRST_LOAD), || {
        format!("the first load is {weight} bytes, more than {FIRST_LOAD}")
    });
    found.remarks.push(format!("first load {} kB packed", weight / 1000));
    Ok(found)
}

fn browser(run: &Run) -> Outcome<Found> {
    let report = tools::notes(&run.root).join("playwright.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let mut command = Command::new("npx");
    command.current_dir(run.root.join("tests")).args(["playwright", "test", "--reporter=list,json"]);
    command.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report).env("LIBERO_SITE", site::folder(&run.root));
    command.env("LIBERO_BIN", build::server_path(&run.root, Profile::Dev)).env("CI", "1");
    let ended = logged(run, Stage::Browser, "browser", &mut command)?;
    let mut found = Found::default();
    let text = read(&report).map_err(|_| Trouble(ended.output.clone()))?;
    let tally = tally::of_playwright(&text).during("the report of the browser tests")?;
    found.add(tally, || {
        let skipped = tally::skipped_in_playwright(&text).join("\n");
        let noise = |line: &&str| !line.trim_start().starts_with('✓');
        format!("{}\nskipped:\n{skipped}", ended.output.lines().filter(noise).collect::<Vec<_>>().join("\n"))
    });
    if !ended.success() && tally.failed == 0 {
        found.fail(ended.output);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(code: &str, output: &str) -> Ended {
        let status = Command::new("sh").args(["-c", code]).status().ok();
        Ended { status, output: output.to_owned() }
    }

    #[test]
    fn a_program_that_breaks_off_after_its_counts_has_failed() {
        let counts =
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(counted(&ended("exit 0", counts)), Tally { passed: 3, failed: 0 });
        assert_eq!(counted(&ended("exit 1", counts)), Tally { passed: 3, failed: 1 });
        assert_eq!(counted(&ended("exit 0", "")), Tally::FAILED);
    }

    #[test]
    fn examples_are_seen_and_plain_text_blocks_are_not() {
        assert!(has_example("/// Sum:\n/// ```\n/// assert!(true);\n/// ```\nfn a() {}"));
        assert!(!has_example("    /// ```text\n    /// a → b\n    /// ```\n    fn a() {}"));
        assert!(!has_example("// ```\n// not a docstring\n// ```"));
    }

    #[test]
    fn only_the_failing_part_is_shown() {
        let output = "running 2 tests\ntest a ... ok\ntest b ... FAILED\n\nfailures:\n\n---- b ----\nboom\n";
        assert!(!failures("x", output).contains("test a"));
        assert!(failures("x", output).contains("boom"));
        assert!(failures("x", "test c ... ignored\ntest result: ok.\n").contains("test c"));
    }
}
