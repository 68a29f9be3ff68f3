//! The log: lines for a person or JSON for a machine, on standard error, in UTC.

use clap::ValueEnum;
use std::panic::{self, PanicHookInfo};
use tracing_subscriber::EnvFilter;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Text,
    Json,
}

/// What is logged: `LIBERO_LOG_FILTER` in the manner of `info,libero::request=warn`; else `info`.
const FILTER: &str = "LIBERO_LOG_FILTER";

/// Starts the log, once in a process; a second start changes nothing.
pub fn start(format: Format) {
    let filter = EnvFilter::try_from_env(FILTER).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match format {
        Format::Text => log.try_init(),
        Format::Json => log.json().flatten_event(true).try_init(),
    };
    if started.is_ok() {
        panic::set_hook(Box::new(note_panic));
    }
}

/// Where, but in a release not what: a panic's text may quote what somebody wrote.
fn note_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let text = if cfg!(debug_assertions) { panic.payload_as_str().unwrap_or_default() } else { "" };
    tracing::error!(target: "libero::panic", place, text, "panicked");
}
