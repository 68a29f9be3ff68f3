//! `cargo xtask run`: builds for use and becomes the server.

use crate::build;
use crate::page::Profile;
use crate::tools::{Outcome, While, root};
use clap::Args;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Instant;

#[derive(Args)]
pub struct Options {
    /// Starts with the demo story, its clock included.
    #[arg(long)]
    demo: bool,
    /// The demo story under today's clock.
    #[arg(long)]
    demo_now: bool,
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Further words for `libero serve`, after `--`.
    #[arg(last = true)]
    server: Vec<String>,
}

pub fn command(options: &Options) -> Outcome {
    let root = root()?;
    let start = Instant::now();
    build::everything(&root, Profile::Release)?;
    println!("built in {}", crate::tools::seconds(start.elapsed()));

    let mut server = Command::new(build::server_path(&root, Profile::Release));
    server.current_dir(&root).arg("serve");
    if !options.names("--data") {
        server.args(["--data", "./data"]);
    }
    if !options.names("--listen") {
        println!("http://127.0.0.1:{}", options.port);
        server.args(["--listen", &format!("127.0.0.1:{}", options.port)]);
    }
    if options.demo || options.demo_now {
        server.arg("--demo");
    }
    if options.demo_now {
        server.arg("--demo-now");
    }
    // From here on this process is the server: signals and the exit code are its own.
    Err(server.args(&options.server).exec()).during("the server did not start")
}

impl Options {
    /// Whether the words for the server already set this flag.
    fn names(&self, flag: &str) -> bool {
        self.server.iter().any(|word| word == flag || word.starts_with(&format!("{flag}=")))
    }
}
