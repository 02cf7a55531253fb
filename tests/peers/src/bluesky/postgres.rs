//! A database of PostgreSQL that nobody else sees.

use crate::leash::{self, Leash};
use crate::{Trouble, debian, places};
use desktop::Home;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A running database; gone with its folder when this is dropped.
#[derive(Debug)]
pub(super) struct Postgres {
    leash: Leash,
    _home: Home,
    port: u16,
}

impl Postgres {
    pub(super) fn start() -> Result<Self, Trouble> {
        let initdb = find("initdb")?;
        let home = Home::new().map_err(|error| Trouble::Broken(format!("no folder for a database: {error}")))?;
        let user = user();
        let data = prepare(&home, user)?;
        let port = places::free_port()?;
        let log = |of| home.log(of).map_err(|error| Trouble::Broken(format!("no log: {error}")));
        let mut init = as_user(user, &initdb, Command::new);
        home.lend(&mut init);
        debian::lend_libraries(&mut init);
        init.current_dir("/").arg("--pgdata").arg(&data);
        init.args(["--username=peers", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        let failed = |trouble: Trouble| trouble.of("PostgreSQL", &home.said());
        debian::run(init.stdout(log("initdb out")?).stderr(log("initdb")?)).map_err(failed)?;

        let mut serve = as_user(user, &find("postgres")?, leash::command);
        home.lend(&mut serve);
        debian::lend_libraries(&mut serve);
        serve.current_dir("/").arg("-D").arg(&data).arg("-p").arg(port.to_string());
        for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "jit=off"] {
            serve.arg("-c").arg(setting);
        }
        let mut leash = Leash::start(serve.stdout(log("postgres out")?).stderr(log("postgres")?))?;
        let ready = find("pg_isready")?;
        let is_ready = || {
            let mut ask = Command::new(&ready);
            debian::lend_libraries(&mut ask);
            ask.args(["--quiet", "--host=127.0.0.1", &format!("--port={port}")]);
            ask.status().is_ok_and(|status| status.success())
        };
        leash.wait_until(Duration::from_secs(60), is_ready).map_err(failed)?;
        Ok(Self { leash, _home: home, port })
    }

    /// What a program connects to.
    pub(super) fn url(&self) -> String {
        format!("postgresql://peers@127.0.0.1:{}/postgres", self.port)
    }

    pub(super) fn processes(&self) -> Vec<u32> {
        self.leash.processes()
    }
}

/// Whether the programs are here.
pub(crate) fn is_here() -> bool {
    ["initdb", "postgres", "pg_isready"].iter().all(|name| find(name).is_ok())
}

/// Where a program is: Debian keeps them in a folder for each version.
fn find(program: &str) -> Result<PathBuf, Trouble> {
    let versions = |root: &Path| fs::read_dir(root.join("usr/lib/postgresql")).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = [debian::root(), "/".into()]
        .iter()
        .flat_map(|root| versions(root))
        .map(|entry| entry.path().join("bin"))
        .collect();
    folders.sort();
    let absent = "PostgreSQL is not here; `cargo xtask peers appview` fetches it";
    places::find(program, &folders).ok_or_else(|| Trouble::Absent(absent.into()))
}

/// Whom the database must belong to: it refuses to run as root. `None` where this is not root.
fn user() -> Option<&'static str> {
    let id = Command::new("id").arg("-u").output().ok()?;
    (id.stdout.trim_ascii() == b"0").then_some("nobody")
}

/// The folder for the data, which belongs to `user` and can be reached by them.
fn prepare(home: &Home, user: Option<&str>) -> Result<PathBuf, Trouble> {
    let data = home.path("database");
    fs::create_dir(&data).map_err(|error| Trouble::Broken(format!("{}: {error}", data.display())))?;
    if let Some(user) = user {
        debian::run(Command::new("chmod").arg("711").arg(home.path(".")))?;
        debian::run(Command::new("chown").arg(user).arg(&data))?;
    }
    Ok(data)
}

/// A program that runs as `user`, where it must be another.
fn as_user(user: Option<&str>, program: &Path, command: impl Fn(PathBuf) -> Command) -> Command {
    let Some(user) = user else { return command(program.to_owned()) };
    let mut command = command("setpriv".into());
    command.args([&format!("--reuid={user}"), "--clear-groups", "--regid=nogroup", "--"]).arg(program);
    command
}
