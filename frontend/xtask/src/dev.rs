//! `cargo xtask dev`: serves, watches the source, rebuilds what an edit touches and reloads the browser.
//!
//! The server runs with `LIBERO_DEV=1`. It then offers `/dev/reload`, an event stream that breaks off when the server
//! ends; a page that listens loads itself anew once a new server answers. So the server is restarted after every
//! edit, also one that it need not be compiled for: it starts in an instant and reads the site's names then.

use crate::build;
use crate::page::{self, Profile};
use crate::server::Server;
use crate::site::{self, Packing};
use crate::tools::{self, Outcome, Trouble, files_under, relative, root, seconds};
use clap::Args;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

#[derive(Args)]
pub struct Options {
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Without the demo story: an empty house, from its set-up on.
    #[arg(long)]
    empty: bool,
    /// Further words for `libero serve`, after `--`.
    #[arg(last = true)]
    server: Vec<String>,
}

/// How often the source is looked at. Asking a few hundred files for their time takes about a millisecond.
const PAUSE: Duration = Duration::from_millis(200);

pub fn command(options: &Options) -> Outcome {
    let root = root()?;
    let mut seen = snapshot(&root)?;
    page::ensure_target(&root)?;
    tools::step("first build", || rebuild(&root, Work { page: true, site: true, server: true }))?;
    let mut server = Some(serve(&root, options)?);
    println!("http://{} · watching", listen(options));
    // What edits have asked for and failed builds still owe.
    let mut owed = Work::default();
    loop {
        thread::sleep(PAUSE);
        if server.as_mut().is_some_and(Server::has_ended) {
            println!("✗ the server has ended; the next edit starts it again");
            server = None;
        }
        // A folder may go while it is being read; the next look sees what is left.
        let Ok(now) = snapshot(&root) else { continue };
        let changed = differences(&seen, &now);
        if changed.is_empty() {
            continue;
        }
        // An edit made while this one is being built is seen on the next round.
        seen = now;
        let start = Instant::now();
        let work =
            changed.iter().map(|path| work_for(&relative(path, &root))).fold(Work::default(), Work::and);
        if work == Work::default() {
            continue;
        }
        owed = owed.and(work);
        println!("· {}", changed.iter().map(|path| relative(path, &root)).collect::<Vec<_>>().join(", "));
        match rebuild(&root, owed).and_then(|()| restart(&mut server, &root, options)) {
            Ok(()) => {
                owed = Work::default();
                println!("✓ edit to page {}", seconds(start.elapsed()));
            }
            Err(error) => println!("✗ {error}"),
        }
    }
}

fn listen(options: &Options) -> String {
    format!("127.0.0.1:{}", options.port)
}

fn serve(root: &Path, options: &Options) -> Outcome<Server> {
    let data = if options.empty { "data/dev-empty" } else { "data/dev" };
    let mut command = Command::new(build::server_path(root, Profile::Dev));
    command.current_dir(root).env("LIBERO_DEV", "1").env("LIBERO_SITE", site::folder(root));
    command.args(["serve", "--listen", &listen(options), "--data", data]);
    if !options.empty {
        command.arg("--demo");
    }
    command.args(&options.server);
    Server::start(&mut command, &listen(options), Duration::from_secs(60))
}

fn restart(server: &mut Option<Server>, root: &Path, options: &Options) -> Outcome {
    // The old one holds port and data; it goes first.
    *server = None;
    *server = Some(serve(root, options)?);
    Ok(())
}

/// What an edit makes necessary.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
struct Work {
    page: bool,
    site: bool,
    server: bool,
}

impl Work {
    fn and(self, other: Self) -> Self {
        Self {
            page: self.page || other.page,
            site: self.site || other.site,
            server: self.server || other.server,
        }
    }
}

fn work_for(path: &str) -> Work {
    let both = Work { page: true, site: true, server: true };
    let within = |folder: &str| path.starts_with(folder);
    if within("style/") || within("frontend/public/") || path == "frontend/sw.js" {
        Work { site: true, ..Work::default() }
    } else if within("app/") || matches!(path, "Cargo.toml" | "Cargo.lock") {
        both
    } else if within("frontend/src/") || path == "frontend/Cargo.toml" {
        Work { page: true, site: true, ..Work::default() }
    } else if within("server/") {
        Work { server: true, ..Work::default() }
    } else {
        Work::default()
    }
}

/// Page and server lie in different folders of cargo's, so both are compiled at the same time.
fn rebuild(root: &Path, work: Work) -> Outcome {
    thread::scope(|scope| {
        let server =
            work.server.then(|| scope.spawn(|| tools::run(build::server(root, Profile::Dev).arg("--quiet"))));
        let page = if work.page { rebuild_page(root) } else { Ok(()) };
        let server = server.map_or(Ok(()), |server| {
            server.join().unwrap_or_else(|_| Err(Trouble("building the server broke off".to_owned())))
        });
        page.and(server)
    })?;
    if work.site {
        site::assemble(root, Profile::Dev, Packing::None)?;
    }
    Ok(())
}

fn rebuild_page(root: &Path) -> Outcome {
    tools::run(page::compile(root, Profile::Dev).arg("--quiet"))?;
    page::bind(root, Profile::Dev)?;
    Ok(())
}

type Snapshot = BTreeMap<PathBuf, (SystemTime, u64)>;

fn snapshot(root: &Path) -> Outcome<Snapshot> {
    let mut files = vec![root.join("Cargo.toml"), root.join("Cargo.lock")];
    for folder in ["app", "frontend", "server", "style"] {
        files.extend(files_under(&root.join(folder))?);
    }
    // A file may go between being listed and being asked: then it is simply not there.
    let state = |path: PathBuf| {
        let data = path.metadata().ok()?;
        Some((path, (data.modified().ok()?, data.len())))
    };
    Ok(files.into_iter().filter_map(state).collect())
}

fn differences(before: &Snapshot, now: &Snapshot) -> Vec<PathBuf> {
    let fresh = now.iter().filter(|(path, state)| before.get(*path) != Some(*state)).map(|(path, _)| path);
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    fresh.chain(gone).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_rebuilds_no_more_than_it_touches() {
        let work = |page, site, server| Work { page, site, server };
        assert_eq!(work_for("style/tokens.css"), work(false, true, false));
        assert_eq!(work_for("frontend/sw.js"), work(false, true, false));
        assert_eq!(work_for("app/domain/src/money.rs"), work(true, true, true));
        assert_eq!(work_for("frontend/src/lib.rs"), work(true, true, false));
        assert_eq!(work_for("server/store/migrations/0001.sql"), work(false, false, true));
        assert_eq!(work_for("frontend/xtask/src/main.rs"), Work::default());
    }

    #[test]
    fn new_changed_and_removed_files_are_edits() {
        let state = |length| (SystemTime::UNIX_EPOCH, length);
        let before = Snapshot::from([("a".into(), state(1)), ("b".into(), state(1)), ("c".into(), state(1))]);
        let now = Snapshot::from([("a".into(), state(1)), ("b".into(), state(2)), ("d".into(), state(1))]);
        assert_eq!(differences(&before, &now), ["b", "d", "c"].map(PathBuf::from));
    }
}
