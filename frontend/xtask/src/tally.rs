//! Counting: what a suite printed, as passed and failed. What was skipped or ignored did not pass.

use crate::tools::{Outcome, trouble};
use serde_json::Value;
use std::ops::AddAssign;
use std::path::PathBuf;

#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    pub const PASSED: Self = Self { passed: 1, failed: 0 };
    pub const FAILED: Self = Self { passed: 0, failed: 1 };

    pub fn of(passed: bool) -> Self {
        if passed { Self::PASSED } else { Self::FAILED }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
    }
}

/// Sums the `test result:` lines of Rust's test harness. None when it printed no such line: it broke off.
pub fn of_harness(output: &str) -> Option<Tally> {
    let mut tally = None;
    for line in output.lines().filter_map(|line| line.trim_start().strip_prefix("test result: ")) {
        let count = |word: &str| {
            let part = line.split([';', '.']).map(str::trim).find(|part| part.ends_with(word));
            part.and_then(|part| part.split(' ').next())
                .and_then(|number| number.parse::<u64>().ok())
                .unwrap_or(0)
        };
        let one = Tally { passed: count(" passed"), failed: count(" failed") + count(" ignored") };
        *tally.get_or_insert_with(Tally::default) += one;
    }
    tally
}

/// Reads the `stats` of Playwright's JSON report. A test that passed only at the second try did not pass, and an
/// error outside the tests (a file that does not load) fails too.
pub fn of_playwright(report: &str) -> Outcome<Tally> {
    let report: Value = serde_json::from_str(report)?;
    let count = |name: &str| report["stats"][name].as_u64();
    let Some(passed) = count("expected") else { return trouble("the report has no `stats.expected`") };
    let failed = ["unexpected", "flaky", "skipped"].into_iter().filter_map(count).sum::<u64>();
    let errors = report["errors"].as_array().map_or(0, Vec::len) as u64;
    Ok(Tally { passed, failed: failed + errors })
}

/// Titles of the tests that Playwright did not run.
pub fn skipped_in_playwright(report: &str) -> Vec<String> {
    let mut titles = Vec::new();
    if let Ok(report) = serde_json::from_str::<Value>(report) {
        collect_skipped(&report["suites"], &mut titles);
    }
    titles
}

fn collect_skipped(suites: &Value, titles: &mut Vec<String>) {
    for suite in suites.as_array().into_iter().flatten() {
        for spec in suite["specs"].as_array().into_iter().flatten() {
            let tests = spec["tests"].as_array().into_iter().flatten();
            for test in tests.filter(|test| test["status"] == "skipped") {
                let word = |value: &Value| value.as_str().unwrap_or("").to_owned();
                titles.push(format!(
                    "{} · {} ({})",
                    word(&spec["file"]),
                    word(&spec["title"]),
                    word(&test["projectName"])
                ));
            }
        }
        collect_skipped(&suite["suites"], titles);
    }
}

/// A program with tests that cargo has built.
#[derive(Debug, PartialEq, Eq)]
pub struct Harness {
    pub package: String,
    /// `lib`, or the name of a test file or binary.
    pub target: String,
    pub executable: PathBuf,
    /// The package's folder: tests run inside it.
    pub folder: PathBuf,
}

/// Test programs in the messages of `cargo build --message-format=json`.
pub fn harnesses(messages: &str) -> Vec<Harness> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| harness(&message))
        .collect()
}

fn harness(message: &Value) -> Option<Harness> {
    if message["reason"] != "compiler-artifact" || message["profile"]["test"] != true {
        return None;
    }
    let kind = message["target"]["kind"][0].as_str()?;
    if matches!(kind, "bench" | "example") {
        return None;
    }
    let name = message["target"]["name"].as_str()?;
    let manifest = PathBuf::from(message["manifest_path"].as_str()?);
    Some(Harness {
        package: package_name(message["package_id"].as_str()?)?.to_owned(),
        target: if kind.ends_with("lib") { "lib".to_owned() } else { name.to_owned() },
        executable: PathBuf::from(message["executable"].as_str()?),
        folder: manifest.parent()?.to_path_buf(),
    })
}

/// `path+file:///p/app/domain#libero-domain@0.1.0`, or `path+file:///p/xtask#0.1.0` when the folder has its name.
fn package_name(id: &str) -> Option<&str> {
    let (path, rest) = id.rsplit_once('#')?;
    match rest.split_once('@') {
        Some((name, _)) => Some(name),
        None => path.rsplit('/').next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_several_harnesses_are_summed_and_ignored_is_failed() {
        let output = "running 3 tests\ntest a ... ok\n\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.01s\n\
            noise: test result\n\
            test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.52s\n";
        assert_eq!(of_harness(output), Some(Tally { passed: 7, failed: 3 }));
    }

    #[test]
    fn a_harness_that_broke_off_has_no_counts() {
        assert_eq!(of_harness("running 3 tests\nSIGSEGV\n"), None);
    }

    #[test]
    fn flaky_skipped_and_broken_files_do_not_pass() {
        let report = r#"{"stats":{"expected":9,"skipped":1,"unexpected":2,"flaky":1,"duration":3.1},"errors":[{"message":"x"}]}"#;
        assert_eq!(of_playwright(report).unwrap(), Tally { passed: 9, failed: 5 });
        assert!(of_playwright("{}").is_err());
    }

    #[test]
    fn skipped_browser_tests_are_named() {
        let report = r#"{"suites":[{"suites":[{"specs":[{"file":"a.spec.ts","title":"signs in",
            "tests":[{"status":"skipped","projectName":"nojs"},{"status":"expected","projectName":"phone-fa"}]}]}]}]}"#;
        assert_eq!(skipped_in_playwright(report), ["a.spec.ts · signs in (nojs)"]);
    }

    #[test]
    fn test_programs_are_found_among_the_messages() {
        let message = |kind: &str, test: bool, id: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","package_id":"{id}","manifest_path":"/p/server/Cargo.toml",
                "target":{{"kind":["{kind}"],"name":"http"}},"profile":{{"test":{test}}},"executable":"/t/http-1"}}"#
            )
            .replace('\n', "")
        };
        let id = "path+file:///p/server#libero-server@0.1.0";
        let lines = [
            message("test", true, id),
            message("bin", false, id),
            message("lib", true, "path+file:///p/xtask#0.1.0"),
            r#"{"reason":"build-finished","success":true}"#.to_owned(),
            "not json".to_owned(),
        ];
        let found = harnesses(&lines.join("\n"));
        let names: Vec<_> =
            found.iter().map(|found| (found.package.as_str(), found.target.as_str())).collect();
        assert_eq!(names, [("libero-server", "http"), ("xtask", "lib")]);
        assert_eq!(found[0].folder, PathBuf::from("/p/server"));
    }
}
