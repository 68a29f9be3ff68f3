//! The only build tool: `cargo xtask <command>`.
//!
//! One module a command; what several of them need lies in `tools` (processes, paths, time), `page` (wasm),
//! `css`, `site` (the folder the server serves), `server` (a running server) and `check` (own inspections).

mod bench;
mod build;
mod check;
mod css;
mod dev;
mod look;
mod page;
mod postgres;
mod run;
mod server;
mod site;
mod tally;
mod test;
mod tools;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and tests Libero.", disable_help_subcommand = true)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Page, style sheet and server.
    Build(build::Options),
    /// First figures, each beside its floor in the same run.
    Bench,
    /// Builds for use and starts the server on this machine.
    Run(run::Options),
    /// Serves, watches the source, rebuilds and reloads the browser.
    Dev(dev::Options),
    /// Every check and test, in order; the last line counts them.
    Test(test::Options),
    /// Pictures of every page in both languages, sizes and themes, in target/look.
    Look(look::Options),
}

fn main() -> ExitCode {
    let line = Line::parse();
    let outcome = match line.command {
        Command::Build(options) => build::command(&options).map(|()| true),
        Command::Bench => bench::command().map(|()| true),
        Command::Run(options) => run::command(&options).map(|()| true),
        Command::Dev(options) => dev::command(&options).map(|()| true),
        Command::Test(options) => test::command(&options),
        Command::Look(options) => look::command(&options),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}
