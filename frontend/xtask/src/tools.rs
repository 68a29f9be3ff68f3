//! Paths, child processes and time, shared by every command.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

pub type Outcome<T = ()> = Result<T, Trouble>;

/// What went wrong, for the person at the console.
#[derive(Debug)]
pub struct Trouble(pub String);

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

pub fn trouble<T>(words: impl Into<String>) -> Outcome<T> {
    Err(Trouble(words.into()))
}

/// Adds what was being done to an error that does not say it.
pub trait While<T> {
    fn during(self, deed: impl fmt::Display) -> Outcome<T>;
}

impl<T, E: fmt::Display> While<T> for Result<T, E> {
    fn during(self, deed: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| Trouble(format!("{deed}: {error}")))
    }
}

/// The folder of the workspace, asked at run time so that the tool holds no path of the machine it was built on.
pub fn root() -> Outcome<PathBuf> {
    let start = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => env::current_dir()?,
    };
    match start.ancestors().find(|folder| folder.join("Cargo.lock").is_file()) {
        Some(folder) => Ok(folder.to_path_buf()),
        None => trouble("no Cargo.lock above this folder: run the tool inside the project"),
    }
}

/// Where cargo puts what it builds.
pub fn target(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

/// Where this tool keeps its own notes and in-between files.
pub fn notes(root: &Path) -> PathBuf {
    root.join("target").join("xtask")
}

/// A cargo that sees what a person's own call would show it: what `cargo run` told this tool about itself is
/// taken away, or build scripts would believe their surroundings had changed.
pub fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_PRIMARY"]
            .iter()
            .any(|own| text.starts_with(own))
        {
            cargo.env_remove(&name);
        }
    }
    cargo.current_dir(root).env("LIBERO_SITE_DIR", root.join("target").join("site"));
    cargo
}

/// Looks a program up on the PATH.
pub fn which(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Says what begins and, at its end, how long it took. For steps that print lines of their own.
pub fn step<T>(name: &str, deed: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("· {name}");
    let start = Instant::now();
    let outcome = deed();
    let how = if outcome.is_ok() { "✓" } else { "✗" };
    println!("{how} {name} ({})", seconds(start.elapsed()));
    outcome
}

pub fn seconds(time: Duration) -> String {
    if time.as_secs() < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
    }
}

/// Runs a program whose lines go straight to the console.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().during(name_of(command))?;
    if status.success() { Ok(()) } else { trouble(format!("{} ended with {status}", name_of(command))) }
}

/// A program that has ended, with all it wrote.
pub struct Ended {
    pub status: Option<ExitStatus>,
    pub output: String,
}

impl Ended {
    pub fn success(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }
}

/// Runs a program silently; both its streams go, in their true order, to one file under `target/xtask`.
/// A program that outlives `limit` is ended and has no status.
pub fn run_quietly(command: &mut Command, log: &Path, limit: Duration) -> Outcome<Ended> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = File::create(log).during(log.display())?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    let mut child = command.spawn().during(name_of(command))?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            break None;
        }
        thread::sleep(Duration::from_millis(50));
    };
    let mut output = String::from_utf8_lossy(&fs::read(log)?).into_owned();
    if status.is_none() {
        output.push_str(&format!("\nended after {}: it took too long\n", seconds(limit)));
    }
    Ok(Ended { status, output })
}

/// Standard output of a program that must succeed.
pub fn capture(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().during(name_of(command))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        trouble(format!("{}: {}", name_of(command), String::from_utf8_lossy(&output.stderr)))
    }
}

fn name_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// Every file under a folder, sorted, without what git would not keep. A missing folder has none.
pub fn files_under(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(folder, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Outcome {
    const UNKEPT: [&str; 5] = ["target", "node_modules", ".git", "test-results", "playwright-report"];
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder).during(folder.display())? {
        let path = entry?.path();
        let unkept = path.file_name().is_some_and(|name| UNKEPT.iter().any(|unkept| name == *unkept));
        if unkept {
            continue;
        }
        if path.is_dir() {
            collect(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// A path as it is written in messages and addresses: from `base`, with forward slashes.
pub fn relative(path: &Path, base: &Path) -> String {
    let short = path.strip_prefix(base).unwrap_or(path);
    short.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

pub fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).during(path.display())
}

/// Writes a file, making the folders above it; a file that already holds these bytes keeps its time.
pub fn write(path: &Path, bytes: &[u8]) -> Outcome {
    if fs::read(path).is_ok_and(|now| now == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).during(folder.display())?;
    }
    fs::write(path, bytes).during(path.display())
}
