//! The page's program: Rust to wasm, its JavaScript binding, the optimiser.
//!
//! The result waits under `target/xtask/page.<profile>`; `site` names and places it.

use crate::tools::{self, Outcome, Trouble, While, capture, cargo, trouble, which};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TRIPLE: &str = "wasm32-unknown-unknown";
/// Name of the page's program before a hash is put into it.
pub const NAME: &str = "libero";

/// How much work goes into small and fast results.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Dev,
    Release,
}

impl Profile {
    fn cargo_name(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm-release",
        }
    }
}

/// Adds the wasm target to the toolchain when it is missing.
pub fn ensure_target(root: &Path) -> Outcome {
    let installed = libdir(root)?;
    if installed.is_dir() {
        return Ok(());
    }
    if which("rustup").is_none() {
        return trouble(format!("the toolchain has no {TRIPLE}: install it, or rustup"));
    }
    tools::run(Command::new("rustup").current_dir(root).args(["target", "add", TRIPLE]))
}

fn libdir(root: &Path) -> Outcome<PathBuf> {
    let path = capture(Command::new("rustc").current_dir(root).args([
        "--print",
        "target-libdir",
        "--target",
        TRIPLE,
    ]))?;
    Ok(PathBuf::from(path.trim()))
}

/// The cargo call that compiles the page.
pub fn compile(root: &Path, profile: Profile) -> Command {
    let mut cargo = cargo(root);
    cargo.args([
        "build",
        "--package",
        "libero-frontend",
        "--target",
        TRIPLE,
        "--profile",
        profile.cargo_name(),
    ]);
    cargo
}

/// Where the bound and optimised page of a profile lies.
pub fn folder(root: &Path, profile: Profile) -> PathBuf {
    tools::notes(root).join(match profile {
        Profile::Dev => "page.dev",
        Profile::Release => "page.release",
    })
}

/// What was done to a compiled page.
pub enum Bound {
    /// The same program as last time: nothing to do.
    Unchanged,
    Optimised,
    /// No optimiser on this machine: the page works, but loads more.
    Unoptimised,
}

/// Binds the compiled page to JavaScript and, for release, makes it small.
pub fn bind(root: &Path, profile: Profile) -> Outcome<Bound> {
    let wasm = tools::target(root).join(TRIPLE).join(profile.cargo_name()).join("libero_frontend.wasm");
    let optimiser = if profile == Profile::Release { optimiser(root) } else { None };
    let folder = folder(root, profile);
    let stamp = folder.join("made-from");
    let data = wasm.metadata().during(wasm.display())?;
    let made_from = format!("{:?} {} {}", data.modified()?, data.len(), optimiser.is_some());
    if fs::read_to_string(&stamp).is_ok_and(|before| before == made_from) {
        return Ok(Bound::Unchanged);
    }

    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut bindgen = Bindgen::new();
    // The page's start script says where the wasm lies: so the binding's own name changes only when it does.
    bindgen.input_path(&wasm).out_name(NAME).typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(profile == Profile::Release).remove_producers_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(&folder))
        .map_err(|error| Trouble(format!("{error:#}")))?;

    let bound = match optimiser {
        Some(mut optimiser) => {
            let wasm = folder.join(format!("{NAME}_bg.wasm"));
            tools::run(optimiser.arg("-Oz").args(FEATURES).arg(&wasm).arg("-o").arg(&wasm))?;
            Bound::Optimised
        }
        None => Bound::Unoptimised,
    };
    fs::write(stamp, made_from)?;
    Ok(bound)
}

/// What rustc lets itself use in wasm; the optimiser refuses what it is not told of.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-reference-types",
];

/// Binaryen's `wasm-opt` as npm brings it with the browser tests, at the version their lock file names.
fn optimiser(root: &Path) -> Option<Command> {
    let script = root.join("tests/node_modules/binaryen/bin/wasm-opt");
    let node = which("node")?;
    script.is_file().then(|| {
        let mut command = Command::new(node);
        command.arg(script);
        command
    })
}
