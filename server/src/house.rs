//! Opens what the use cases work with: the database, the key, the clock, the papers.

use crate::config::Serve;
use libero_documents::{LinkMessage, link_message};
use libero_domain::time::Timestamp;
use libero_services::{Clock, Libero, LinkPaper, Papers, Secret, Setting};
use libero_store::{Db, StoreError};
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

/// Why the house cannot be opened, in one line.
#[derive(Debug)]
pub enum Closed {
    Folder(String, io::Error),
    Key(String),
    Store(StoreError),
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder, error) => write!(f, "the data folder {folder} cannot be used: {error}"),
            Self::Key(file) => write!(f, "{file} does not hold a key of 32 bytes"),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Closed {}

impl From<StoreError> for Closed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Papers as the documents room prints them.
struct House;

impl Papers for House {
    fn link_message(&self, paper: &LinkPaper<'_>) -> String {
        link_message(&LinkMessage {
            lang: paper.lang,
            agency: paper.agency,
            person: paper.person,
            sender: paper.sender,
            kind: paper.kind,
            day: paper.day,
            url: paper.url,
        })
    }
}

/// Opens the database of these options and all around it. `public_url` begins every link.
///
/// # Errors
/// The folder, the key or the database cannot be used.
pub async fn open(options: &Serve, public_url: String, now: Option<Timestamp>) -> Result<Libero, Closed> {
    let folder = |error| Closed::Folder(options.data.display().to_string(), error);
    fs::create_dir_all(&options.data).map_err(folder)?;
    let secret = secret(&options.data.join("secret.key"))?;
    let db = match &options.database_url {
        Some(url) => Db::postgres(url.expose(), None).await?,
        None => Db::sqlite(&options.data.join("libero.db")).await?,
    };
    let clock = now.map_or_else(Clock::default, Clock::starting_at);
    let setting = Setting { public_url, demo: options.demo };
    Ok(Libero::new(db, clock, secret, setting, Arc::new(House)))
}

/// The key beside the database, made at the first start and readable by its owner alone.
fn secret(file: &Path) -> Result<Secret, Closed> {
    let trouble = |error| Closed::Folder(file.display().to_string(), error);
    let bad = || Closed::Key(file.display().to_string());
    match File::open(file) {
        Ok(mut open) => {
            let mut bytes = Vec::new();
            open.read_to_end(&mut bytes).map_err(trouble)?;
            Ok(Secret::new(bytes.try_into().map_err(|_| bad())?))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let secret = Secret::random();
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut made = options.open(file).map_err(trouble)?;
            made.write_all(secret.bytes()).and_then(|()| made.sync_all()).map_err(trouble)?;
            Ok(secret)
        }
        Err(error) => Err(trouble(error)),
    }
}
