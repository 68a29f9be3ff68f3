//! `cargo xtask bench`: first figures, each beside its floor in the same run, as a table and as JSON.
//!
//! tests/bench/figures.rs measures the server from inside; here the finished program is started, weighed and
//! visited by a browser.

use crate::build;
use crate::page::Profile;
use crate::server::{Server, free_port};
use crate::site;
use crate::test::install;
use crate::tools::{self, Outcome, cargo, root, step};
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

pub fn command() -> Outcome {
    let root = root()?;
    step("browser and its driver", || install::browser_tools(&root))?;
    build::everything(&root, Profile::Release)?;

    let mut figures = cargo(&root);
    figures.args(["run", "--release", "--package", "libero-server", "--example", "figures"]);
    step("figures", || tools::run(&mut figures))?;

    let data = std::env::temp_dir().join(format!("libero-bench-{}", std::process::id()));
    let listen = format!("127.0.0.1:{}", free_port()?);
    let mut serve = Command::new(build::server_path(&root, Profile::Release));
    serve.args(["serve", "--data"]).arg(&data).args(["--listen", &listen]);
    let begun = Instant::now();
    let mut server = Server::start(&mut serve, &listen, Duration::from_secs(30))?;
    let ready_ms = begun.elapsed().as_millis();

    let mut visit = Command::new("npx");
    visit.current_dir(root.join("tests")).args(["playwright", "test", "--config", "bench/visit.config.ts"]);
    visit.env("LIBERO_URL", format!("http://{listen}")).env("LIBERO_SITE", site::folder(&root));
    let visited = step("visits", || tools::run(&mut visit));
    println!("{{\"ready_ms\":{ready_ms},\"resident_kib\":{}}}", server.resident_kib().unwrap_or_default());
    server.stop();
    let _ = fs::remove_dir_all(&data);
    visited
}
