//! `cargo xtask test`: every check and suite in order, cheap ones first, and one line with their counts at the end.
//!
//! Quiet while all is well: a line a stage. A failing stage shows what its programs wrote. Host tests, the server
//! that browser tests use and its libraries are compiled once, by one cargo call with one set of features.

pub mod install;
mod stages;

use crate::tally::Tally;
use crate::tools::{Outcome, root, seconds};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use std::time::{Duration, Instant};

#[derive(Args)]
pub struct Options {
    /// One stage, with the builds it needs.
    #[arg(long, value_enum)]
    only: Option<Stage>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, ValueEnum)]
enum Stage {
    /// Programs the other stages need.
    Tools,
    /// cargo fmt.
    Format,
    /// Directions, colours, words, paths.
    Tidy,
    /// Who may call whom; known holes and licences of libraries.
    Layering,
    /// Lints on host and wasm.
    Clippy,
    /// Compiles tests and server.
    Build,
    /// Rules of the trade, kit, papers, this tool.
    Unit,
    /// Store, use cases and HTTP, on SQLite and PostgreSQL.
    Store,
    /// The page as released.
    Site,
    /// Stories, accessibility and trees in a browser.
    Browser,
}

impl Stage {
    const ALL: [Self; 10] = [
        Self::Tools,
        Self::Format,
        Self::Tidy,
        Self::Layering,
        Self::Clippy,
        Self::Build,
        Self::Unit,
        Self::Store,
        Self::Site,
        Self::Browser,
    ];

    /// Minutes on a cold machine of two cores: what is aimed at, and what is too long.
    fn minutes(self) -> (u64, u64) {
        match self {
            Self::Tools => (3, 5),
            Self::Format | Self::Tidy | Self::Layering => (1, 2),
            Self::Clippy => (9, 12),
            Self::Build => (12, 15),
            Self::Unit => (3, 4),
            Self::Store => (4, 6),
            Self::Site => (7, 9),
            Self::Browser => (9, 12),
        }
    }

    /// A stage that runs three times too long hangs: its program is ended.
    fn patience(self) -> Duration {
        Duration::from_secs(self.minutes().1 * 60 * 3)
    }

    /// Stages that must come before this one.
    fn needs(self) -> &'static [Self] {
        match self {
            Self::Unit | Self::Store => &[Self::Build],
            Self::Browser => &[Self::Build, Self::Site],
            _ => &[],
        }
    }

    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// What a stage found.
#[derive(Default)]
struct Found {
    tally: Tally,
    /// Shown under the stage's line when something failed.
    details: Vec<String>,
    /// Shown in any case.
    remarks: Vec<String>,
}

impl Found {
    fn add(&mut self, tally: Tally, details: impl FnOnce() -> String) {
        self.tally += tally;
        if tally.failed > 0 {
            self.details.push(details());
        }
    }

    fn fail(&mut self, details: impl Into<String>) {
        self.add(Tally::FAILED, || details.into());
    }
}

/// What stages hand on to later ones.
struct Run {
    root: PathBuf,
    harnesses: Vec<crate::tally::Harness>,
    failed: Vec<Stage>,
}

/// True when nothing failed.
pub fn command(options: &Options) -> Outcome<bool> {
    let mut run = Run { root: root()?, harnesses: Vec::new(), failed: Vec::new() };
    let wanted =
        |stage: &Stage| options.only.is_none_or(|only| only == *stage || only.needs().contains(stage));
    let start = Instant::now();
    let mut total = Tally::default();
    for stage in Stage::ALL.into_iter().filter(wanted) {
        total += perform(stage, &mut run);
    }
    println!("{} in all", seconds(start.elapsed()));
    println!("{}", last_line(total));
    Ok(total.failed == 0)
}

fn last_line(total: Tally) -> String {
    format!("{} passed, {} failed", total.passed, total.failed)
}

fn perform(stage: Stage, run: &mut Run) -> Tally {
    let start = Instant::now();
    let blocked = stage.needs().iter().find(|needed| run.failed.contains(needed));
    let found = match blocked {
        Some(needed) => Err(crate::tools::Trouble(format!("not run: {} failed", needed.name()))),
        None => stages::run(stage, run),
    };
    let mut found = found.unwrap_or_else(|error| {
        let mut found = Found::default();
        found.fail(error.to_string());
        found
    });
    let took = start.elapsed();
    // A suite that ran nothing proved nothing.
    if found.tally == Tally::default() {
        found.fail("nothing was tested");
    }
    let (aim, limit) = stage.minutes();
    let slow = if took > Duration::from_secs(limit * 60) {
        format!("  over {limit} min, aim {aim}")
    } else {
        String::new()
    };
    let failed =
        if found.tally.failed > 0 { format!(", {} FAILED", found.tally.failed) } else { String::new() };
    println!("{:<9} {:>12}  {} passed{failed}{slow}", stage.name(), seconds(took), found.tally.passed);
    for remark in &found.remarks {
        println!("  {remark}");
    }
    if found.tally.failed > 0 {
        run.failed.push(stage);
        for details in &found.details {
            println!("{}", indented(details));
        }
    }
    found.tally
}

fn indented(text: &str) -> String {
    text.trim_end().lines().map(|line| format!("  | {line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts_and_nothing_else() {
        assert_eq!(last_line(Tally { passed: 812, failed: 0 }), "812 passed, 0 failed");
    }

    #[test]
    fn a_stage_comes_after_all_it_needs() {
        for stage in Stage::ALL {
            assert!(stage.needs().iter().all(|needed| *needed < stage));
        }
        assert!(Stage::ALL.is_sorted());
    }

    #[test]
    fn aims_sum_to_less_than_an_hour() {
        let aim: u64 = Stage::ALL.into_iter().map(|stage| stage.minutes().0).sum();
        assert!(aim <= 50, "{aim}");
    }

    #[test]
    fn a_stage_whose_build_failed_is_a_failure_and_does_not_run() {
        let mut run =
            Run { root: PathBuf::from("nowhere"), harnesses: Vec::new(), failed: vec![Stage::Build] };
        assert_eq!(perform(Stage::Unit, &mut run), Tally::FAILED);
        assert!(run.failed.contains(&Stage::Unit));
    }
}
