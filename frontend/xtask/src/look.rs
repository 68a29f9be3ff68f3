//! `cargo xtask look`: pictures of every page of the demo house, and one sheet a page to compare them on.
//!
//! tests/support/look.ts takes them; it starts a server on a free port for each language.

use crate::build;
use crate::page::Profile;
use crate::site;
use crate::test::install;
use crate::tools::{self, Outcome, root, step};
use clap::Args;
use std::process::Command;

#[derive(Args)]
pub struct Options {
    /// One page by its name in tests/support/pages.ts.
    #[arg(long)]
    only: Option<String>,
}

/// False when a page could not be pictured.
pub fn command(options: &Options) -> Outcome<bool> {
    let root = root()?;
    step("browser and its driver", || install::browser_tools(&root))?;
    build::everything(&root, Profile::Dev)?;

    let mut look = Command::new("npx");
    look.current_dir(root.join("tests")).args(["playwright", "test", "--config", "support/look.config.ts"]);
    look.env("LIBERO_BIN", build::server_path(&root, Profile::Dev)).env("LIBERO_SITE", site::folder(&root));
    if let Some(only) = &options.only {
        look.env("LIBERO_LOOK_ONLY", only);
    }
    let whole = step("pictures", || tools::run(&mut look)).is_ok();
    println!("{}", root.join("target").join("look").display());
    Ok(whole)
}
