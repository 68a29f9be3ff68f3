//! `cargo xtask build`: page, site, server.

use crate::page::{self, Bound, Profile};
use crate::site::{self, Manifest, Packing};
use crate::tools::{self, Outcome, cargo, root, step};
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Args)]
pub struct Options {
    /// Small and fast results: takes minutes.
    #[arg(long)]
    release: bool,
}

pub fn command(options: &Options) -> Outcome {
    let root = root()?;
    let profile = if options.release { Profile::Release } else { Profile::Dev };
    everything(&root, profile)?;
    println!("{}", server_path(&root, profile).display());
    Ok(())
}

/// Page first: the server carries the site inside.
pub fn everything(root: &Path, profile: Profile) -> Outcome {
    site_of(root, profile)?;
    step("server", || tools::run(&mut server(root, profile)))
}

/// The page and the folder the server serves.
pub fn site_of(root: &Path, profile: Profile) -> Outcome<Manifest> {
    page::ensure_target(root)?;
    step("page: Rust to wasm", || tools::run(&mut page::compile(root, profile)))?;
    step("page: binding to JavaScript", || {
        say(&page::bind(root, profile)?, profile);
        Ok(())
    })?;
    let packing = if profile == Profile::Release { Packing::Tight } else { Packing::Quick };
    let manifest = step("site: style, names, packing", || site::assemble(root, profile, packing))?;
    println!(
        "  build {}, first load {} kB packed",
        manifest.build,
        site::first_load(root, &manifest)? / 1000
    );
    Ok(manifest)
}

fn say(bound: &Bound, profile: Profile) {
    match bound {
        Bound::Unchanged => println!("  unchanged"),
        Bound::Optimised => println!("  made small by wasm-opt"),
        Bound::Unoptimised if profile == Profile::Release => {
            println!("  not made small: `npm ci` in tests/ brings wasm-opt");
        }
        Bound::Unoptimised => {}
    }
}

/// The cargo call that compiles the server.
pub fn server(root: &Path, profile: Profile) -> Command {
    let mut cargo = cargo(root);
    cargo.args(["build", "--package", "libero-server", "--bin", "libero"]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    cargo
}

pub fn server_path(root: &Path, profile: Profile) -> PathBuf {
    tools::target(root).join(if profile == Profile::Release { "release" } else { "debug" }).join("libero")
}
