//! A PostgreSQL of the tests' own: a fresh cluster in a temporary folder, gone afterwards.

use crate::server::free_port;
use crate::tools::{Outcome, Trouble, While, capture, trouble, which};
use std::env;
use std::fs::{self, File};
use std::net::TcpStream;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Begins the name of each cluster's folder; the process that made it ends it.
const PREFIX: &str = "libero-postgres-";

pub struct Postgres {
    child: Child,
    folder: PathBuf,
    port: u16,
}

impl Postgres {
    /// Makes and starts a cluster. It is a child of this process, so that an interrupted run takes it along.
    pub fn start() -> Outcome<Self> {
        let bin = bin().ok_or_else(|| Trouble("no initdb: install postgresql".to_owned()))?;
        remove_abandoned();
        let folder = env::temp_dir().join(format!("{PREFIX}{}", std::process::id()));
        fs::create_dir_all(&folder).during(folder.display())?;
        // PostgreSQL refuses to run as root.
        let owner = owner_for(&folder)?;
        if let Some((user, group)) = owner {
            chown(&folder, Some(user), Some(group))?;
        }
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;

        let data = folder.join("data");
        let mut initdb = as_owner(&bin.join("initdb"), owner, &folder);
        initdb
            .args(["--auth=trust", "--username=libero", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(&data);
        capture(&mut initdb)?;

        let port = free_port()?;
        let log = File::create(folder.join("log"))?;
        let mut postgres = as_owner(&bin.join("postgres"), owner, &folder);
        postgres.arg("-D").arg(&data).arg("-k").arg(&folder).args([
            "-p",
            &port.to_string(),
            "-h",
            "127.0.0.1",
        ]);
        // Nothing here outlives the run, so nothing needs to reach the disk.
        for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"]
        {
            postgres.args(["-c", setting]);
        }
        let child = postgres.stdout(log.try_clone()?).stderr(log).spawn().during("postgres")?;
        let mut server = Self { child, folder, port };
        server.wait_until_ready()?;
        Ok(server)
    }

    /// Where tests find it; each makes a schema or database of its own.
    pub fn url(&self) -> String {
        format!("postgres://libero@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self) -> Outcome {
        let start = Instant::now();
        let ready = |log: &str| log.contains("ready to accept connections");
        while start.elapsed() < Duration::from_secs(60) {
            let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            if ready(&log) && TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return Ok(());
            }
            if self.child.try_wait()?.is_some() {
                return trouble(format!("postgres ended:\n{log}"));
            }
            thread::sleep(Duration::from_millis(50));
        }
        trouble("postgres was not ready after 60 s")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGQUIT is its immediate shutdown: children end too, nothing is written.
        let asked = Command::new("kill").args(["-QUIT", &self.child.id().to_string()]).status();
        if asked.is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Folders of runs that were ended before they could clean up: their process is no more.
fn remove_abandoned() {
    for entry in fs::read_dir(env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        if process.is_some_and(|process| !Path::new("/proc").join(process).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// The folder with `initdb` and `postgres`: Debian keeps them off the PATH, one folder a version.
pub fn bin() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").ok().and_then(|versions| {
        let mut bins: Vec<PathBuf> = versions.flatten().map(|version| version.path().join("bin")).collect();
        bins.sort_by_key(|bin| version_of(bin));
        bins.into_iter().rev().find(|bin| is_whole(bin))
    });
    debian.or_else(|| {
        which("initdb").and_then(|path| path.parent().map(Path::to_path_buf)).filter(|bin| is_whole(bin))
    })
}

fn is_whole(bin: &Path) -> bool {
    bin.join("initdb").is_file() && bin.join("postgres").is_file()
}

fn version_of(bin: &Path) -> u32 {
    let version = bin.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    version.and_then(|version| version.parse().ok()).unwrap_or(0)
}

/// User and group to run as when we are root, which our own fresh folder tells: `postgres`, else `nobody`.
fn owner_for(folder: &Path) -> Outcome<Option<(u32, u32)>> {
    if folder.metadata()?.uid() != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let owner = ["postgres", "nobody"].into_iter().find_map(|name| ids_of(&users, name));
    owner
        .map(Some)
        .ok_or_else(|| Trouble("postgres cannot run as root, and there is no user `postgres`".to_owned()))
}

fn ids_of(users: &str, name: &str) -> Option<(u32, u32)> {
    let fields: Vec<&str> =
        users.lines().map(|line| line.split(':').collect()).find(|fields: &Vec<&str>| fields[0] == name)?;
    Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
}

fn as_owner(program: &Path, owner: Option<(u32, u32)>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    if let Some((user, group)) = owner {
        command.uid(user).gid(group).env("HOME", folder);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        let postgres = Postgres::start().unwrap();
        let (folder, port) = (postgres.folder.clone(), postgres.port);
        assert!(postgres.url().starts_with("postgres://libero@127.0.0.1:"));
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
        drop(postgres);
        assert!(!folder.exists());
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    }

    #[test]
    fn user_and_group_are_read_from_the_list_of_users() {
        let users = "root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104::/var/lib/postgresql:/bin/bash\n";
        assert_eq!(ids_of(users, "postgres"), Some((101, 104)));
        assert_eq!(ids_of(users, "nobody"), None);
    }

    #[test]
    fn the_newest_version_is_the_largest_number() {
        assert!(
            version_of(Path::new("/usr/lib/postgresql/15/bin"))
                > version_of(Path::new("/usr/lib/postgresql/9/bin"))
        );
    }
}
