//! `target/site`: every file the server hands out as it is, under a name that changes with its content.
//!
//! `manifest.json` tells the server and the pages those names. All addresses in it begin with `/`.

use crate::css;
use crate::page::{self, Profile};
use crate::tools::{self, Outcome, Trouble, While, files_under, read, relative, trouble, write};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

/// What the server must know to write a page's head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub js: String,
    pub wasm: String,
    pub css: String,
    /// In the order in which the style sheet names them.
    pub fonts: Vec<String>,
    /// Changes when any file of the site does.
    pub build: String,
}

/// How hard to compress.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// For a browser on this machine: not at all.
    None,
    Quick,
    Tight,
}

impl Packing {
    fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Quick => "quick",
            Self::Tight => "tight",
        }
    }
}

pub fn folder(root: &Path) -> PathBuf {
    root.join("target").join("site")
}

/// Puts the site together from the bound page, `style/` and the plain files of `frontend/`.
/// The manifest is written last and at once, so that a running server never reads names without files.
pub fn assemble(root: &Path, profile: Profile, packing: Packing) -> Outcome<Manifest> {
    let mut site = Files::default();
    let mut manifest = page_files(&page::folder(root, profile), &mut site)?;
    let snippets: Vec<String> = site.0.keys().filter(|name| name.contains("/snippets/")).cloned().collect();
    let (sheet, fonts) = style_files(&root.join("style"), &mut site)?;
    manifest.css = sheet;
    manifest.fonts = fonts;
    let public = root.join("frontend").join("public");
    for path in files_under(&public)? {
        // Plain files keep their names: other programs know them (the app manifest, icons).
        site.put(&relative(&path, &public), fs::read(&path)?);
    }

    let worker = read(&root.join("frontend").join("sw.js"))?;
    manifest.build = site.hash(&worker);
    let mut precache = vec![manifest.js.clone(), manifest.wasm.clone(), manifest.css.clone()];
    precache.extend(snippets.iter().map(|name| format!("/{name}")));
    precache.extend(manifest.fonts.iter().cloned());
    site.put("sw.js", worker_with(&worker, &precache, &manifest.build)?.into_bytes());

    place(root, &site, &manifest, packing)?;
    Ok(manifest)
}

/// Files of the site by name, without a leading `/`.
#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.insert(name.to_owned(), bytes);
    }

    /// Puts a file of `/pkg` under its hashed name and answers with its address.
    fn put_hashed(&mut self, stem: &str, ending: &str, bytes: Vec<u8>) -> String {
        let name = format!("pkg/{stem}.{}.{ending}", short_hash(&bytes));
        self.put(&name, bytes);
        format!("/{name}")
    }

    fn hash(&self, also: &str) -> String {
        let mut all = Sha256::new();
        for (name, bytes) in &self.0 {
            all.update(name.as_bytes());
            all.update(Sha256::digest(bytes));
        }
        all.update(also.as_bytes());
        hex(&all.finalize())
    }
}

/// Twelve hexadecimal digits of a file's SHA-256: enough to tell any two builds apart.
pub fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// JavaScript and wasm. The first does not name the second: a page's start script does.
fn page_files(folder: &Path, site: &mut Files) -> Outcome<Manifest> {
    let read = |name: String| fs::read(folder.join(&name)).during(format!("{name} (build the page first)"));
    let wasm = read(format!("{}_bg.wasm", page::NAME))?;
    let wasm = site.put_hashed(&format!("{}_bg", page::NAME), "wasm", wasm);
    let js = site.put_hashed(page::NAME, "js", read(format!("{}.js", page::NAME))?);
    // Snippets of dependencies lie in folders whose names already carry a hash.
    for path in files_under(&folder.join("snippets"))? {
        site.put(&format!("pkg/{}", relative(&path, folder)), fs::read(&path)?);
    }
    Ok(Manifest { js, wasm, css: String::new(), fonts: Vec::new(), build: String::new() })
}

/// One sheet and the fonts it names.
fn style_files(style: &Path, site: &mut Files) -> Outcome<(String, Vec<String>)> {
    let mut fonts: Vec<String> = Vec::new();
    let sheet = css::bundle(style, |name| {
        let path = style.join(name);
        let bytes = fs::read(&path).during(format!("url({name})"))?;
        let (stem, ending) = parts(&path)?;
        let address = site.put_hashed(stem, ending, bytes);
        if matches!(ending, "woff2" | "woff") && !fonts.contains(&address) {
            fonts.push(address.clone());
        }
        // The sheet lies in the same folder.
        Ok(address.trim_start_matches("/pkg/").to_owned())
    })?;
    Ok((site.put_hashed(page::NAME, "css", sheet.into_bytes()), fonts))
}

fn parts(path: &Path) -> Outcome<(&str, &str)> {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let ending = path.extension().and_then(|ending| ending.to_str());
    match (stem, ending) {
        (Some(stem), Some(ending)) => Ok((stem, ending)),
        _ => trouble(format!("{}: a file of the site needs a name and an ending", path.display())),
    }
}

/// The service worker learns what to keep and which build it belongs to. `__PRECACHE__` becomes an array,
/// `__BUILD__` the bare letters of the build, to be written inside quotes.
fn worker_with(text: &str, precache: &[String], build: &str) -> Outcome<String> {
    for token in ["__PRECACHE__", "__BUILD__"] {
        if !text.contains(token) {
            return trouble(format!("frontend/sw.js has no {token}"));
        }
    }
    Ok(text.replace("__PRECACHE__", &serde_json::to_string(precache)?).replace("__BUILD__", build))
}

/// Writes what has changed, packs it, then the manifest, then takes away what no longer belongs.
fn place(root: &Path, site: &Files, manifest: &Manifest, packing: Packing) -> Outcome {
    let folder = folder(root);
    // How the files were packed last time: a release must not keep what a quick build left.
    let note = tools::notes(root).join("site-packing");
    let packed_so = fs::read_to_string(&note).is_ok_and(|note| note == packing.name());
    let mut keep = BTreeSet::from([folder.join("manifest.json")]);
    let mut to_pack = Vec::new();
    for (name, bytes) in &site.0 {
        let path = folder.join(name);
        let same = fs::read(&path).is_ok_and(|now| now == *bytes);
        if !same {
            write(&path, bytes)?;
        }
        if packing != Packing::None && is_packable(name) {
            let siblings = ["br", "gz"].map(|ending| sibling(&path, ending));
            if !same || !siblings.iter().all(|sibling| sibling.is_file()) || !packed_so {
                to_pack.push((path.clone(), bytes));
            }
            keep.extend(siblings);
        }
        keep.insert(path);
    }
    pack(to_pack, packing)?;
    if packing != Packing::None {
        write(&note, packing.name().as_bytes())?;
    }

    // Written only when it differs: its time tells cargo whether the server must embed the site anew.
    let (place, text) = (folder.join("manifest.json"), serde_json::to_vec_pretty(manifest)?);
    if !fs::read(&place).is_ok_and(|now| now == text) {
        let next = folder.join("manifest.json.next");
        write(&next, &text)?;
        fs::rename(&next, &place)?;
    }

    for path in files_under(&folder)? {
        if !keep.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

fn is_packable(name: &str) -> bool {
    const PACKABLE: [&str; 8] = ["js", "css", "wasm", "svg", "json", "webmanifest", "html", "txt"];
    name.rsplit_once('.').is_some_and(|(_, ending)| PACKABLE.contains(&ending))
}

fn sibling(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Packs files side by side on as many threads as the machine has.
fn pack(files: Vec<(PathBuf, &Vec<u8>)>, packing: Packing) -> Outcome {
    let work = Mutex::new(
        files
            .into_iter()
            .flat_map(|(path, bytes)| [(path.clone(), bytes, "br"), (path, bytes, "gz")])
            .collect::<Vec<_>>(),
    );
    let threads = thread::available_parallelism().map_or(2, usize::from);
    let next = || work.lock().ok().and_then(|mut work| work.pop());
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    while let Some((path, bytes, ending)) = next() {
                        let packed = if ending == "br" { brotli(bytes, packing)? } else { gzip(bytes)? };
                        fs::write(sibling(&path, ending), packed)?;
                    }
                    Ok(())
                })
            })
            .collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| Err(Trouble("packing broke off".to_owned())))
        })
    })
}

fn brotli(bytes: &[u8], packing: Packing) -> Outcome<Vec<u8>> {
    let quality = if packing == Packing::Tight { 11 } else { 5 };
    let params = BrotliEncoderParams { quality, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Bytes a browser loads before the first page works: program, binding and style as brotli.
pub fn first_load(root: &Path, manifest: &Manifest) -> Outcome<u64> {
    [&manifest.js, &manifest.wasm, &manifest.css].into_iter().try_fold(0, |sum, address| {
        let path = sibling(&folder(root).join(address.trim_start_matches('/')), "br");
        Ok(sum + fs::metadata(&path).during(path.display())?.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;

    /// A small project with a bound page, in a folder of its own.
    struct Project(PathBuf);

    impl Project {
        fn new(name: &str) -> Self {
            let root = env::temp_dir().join(format!("libero-site-{name}-{}", std::process::id()));
            let project = Self(root);
            project.put("target/xtask/page.dev/libero.js", "start()");
            project.put("target/xtask/page.dev/libero_bg.wasm", "wasm");
            project.put("target/xtask/page.dev/snippets/dep-0a/inline0.js", "export {}");
            project.put("style/ORDER", "base.css\n");
            project.put("style/base.css", "@font-face { src: url(fonts/vazir.woff2) }");
            project.put("style/fonts/vazir.woff2", "font");
            project.put("frontend/public/manifest.webmanifest", "{}");
            project.put("frontend/public/icons/app.png", "icon");
            project.put("frontend/sw.js", "const keep = __PRECACHE__, build = \"__BUILD__\";");
            project
        }

        fn put(&self, name: &str, text: &str) {
            write(&self.0.join(name), text.as_bytes()).unwrap();
        }

        fn site(&self, name: &str) -> String {
            read(&folder(&self.0).join(name)).unwrap()
        }
    }

    impl Drop for Project {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn names_change_with_content_and_lead_to_each_other() {
        let project = Project::new("names");
        let first = assemble(&project.0, Profile::Dev, Packing::Quick).unwrap();
        assert_eq!(first.wasm, format!("/pkg/libero_bg.{}.wasm", short_hash(b"wasm")));
        assert_eq!(first.js, format!("/pkg/libero.{}.js", short_hash(b"start()")));
        let font = first.fonts[0].trim_start_matches("/pkg/");
        assert!(project.site(&first.css[1..]).contains(&format!("url(\"{font}\")")));
        assert_eq!(project.site("icons/app.png"), "icon");
        let worker = project.site("sw.js");
        for address in [&first.js, &first.wasm, &first.css, &first.fonts[0], &first.build] {
            assert!(worker.contains(address.as_str()), "{worker}");
        }
        assert!(worker.contains("/pkg/snippets/dep-0a/inline0.js"));

        project.put("style/base.css", "a { color: var(--ink) }");
        let second = assemble(&project.0, Profile::Dev, Packing::Quick).unwrap();
        assert_eq!(first.js, second.js);
        assert_ne!(first.css, second.css);
        assert_ne!(first.build, second.build);
        assert!(!folder(&project.0).join(&first.css[1..]).exists());
        assert!(second.fonts.is_empty());
    }

    #[test]
    fn packed_files_unpack_to_the_same_bytes() {
        let project = Project::new("packed");
        let manifest = assemble(&project.0, Profile::Dev, Packing::Tight).unwrap();
        let path = folder(&project.0).join(&manifest.js[1..]);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &fs::read(sibling(&path, "br")).unwrap()[..], &mut plain).unwrap();
        assert_eq!(plain, fs::read(&path).unwrap());
        let mut plain = Vec::new();
        let packed = fs::read(sibling(&path, "gz")).unwrap();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&packed[..]), &mut plain).unwrap();
        assert_eq!(plain, fs::read(&path).unwrap());
        assert!(!sibling(&folder(&project.0).join("icons/app.png"), "br").exists());
        assert!(first_load(&project.0, &manifest).unwrap() > 0);
    }

    #[test]
    fn an_unpacked_site_keeps_no_old_packed_file() {
        let project = Project::new("unpacked");
        let manifest = assemble(&project.0, Profile::Dev, Packing::Quick).unwrap();
        assemble(&project.0, Profile::Dev, Packing::None).unwrap();
        assert!(!sibling(&folder(&project.0).join(&manifest.js[1..]), "br").exists());
    }

    #[test]
    fn the_same_source_gives_the_same_build() {
        let (one, two) = (Project::new("one"), Project::new("two"));
        let build = |project: &Project| assemble(&project.0, Profile::Dev, Packing::None).unwrap();
        assert_eq!(build(&one), build(&two));
    }

    #[test]
    fn a_worker_without_its_tokens_is_refused() {
        assert!(worker_with("self.skipWaiting()", &[], "0").is_err());
    }
}
