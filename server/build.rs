//! Makes sure that the folder of the built site exists, so that the server compiles before the first
//! build of the pages, and embeds it anew when it changes.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let site = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../target/site");
    let manifest = site.join("manifest.json");
    fs::create_dir_all(&site)?;
    if !manifest.exists() {
        fs::write(&manifest, "{ \"build\": \"none\" }\n")?;
    }

    println!("cargo::rerun-if-changed=build.rs");
    // Only a release embeds the site; a debug build reads it at run time, and would else be compiled
    // again after every change of a page.
    if env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo::rerun-if-changed={}", site.display());
    }
    Ok(())
}
