//! Debian's packages, unpacked beside what is built and never installed: nothing of the system changes, no right is
//! needed, and no service starts.

use crate::{Trouble, places};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The release that has snac2, for systems of the one before.
const NEWER: &str = "trixie";

/// The folder that the packages are unpacked into, laid out as `/` is.
pub(crate) fn root() -> PathBuf {
    places::fetched().join("debian")
}

/// Points a program at the libraries that were unpacked with it.
pub(crate) fn lend_libraries(command: &mut Command) {
    let triplets = fs::read_dir(root().join("usr/lib")).into_iter().flatten().flatten();
    let folders: Vec<_> =
        triplets.map(|entry| entry.path()).filter(|path| path.to_string_lossy().ends_with("-linux-gnu")).collect();
    if let Ok(folders) = std::env::join_paths(folders)
        && !folders.is_empty()
    {
        command.env("LD_LIBRARY_PATH", folders);
    }
}

/// Unpacks packages of the system's own release, with all they need that is not installed.
pub(crate) fn fetch(packages: &[&str]) -> Result<(), Trouble> {
    let apt = Apt::new("own", None)?;
    apt.run(&["update"])?;
    // What is installed is not fetched, in no newer version either.
    let get = ["install", "--yes", "--download-only", "--no-install-recommends", "--no-upgrade"];
    apt.run(&[&get, packages].concat())?;
    apt.unpack()
}

/// Unpacks one package of the next release, by itself: the names of what it needs are not known here, what they mean is.
pub(crate) fn fetch_newer(package: &str) -> Result<(), Trouble> {
    let apt = Apt::new("newer", Some(&newer_source()?))?;
    apt.run(&["update"])?;
    apt.run(&["download", package])?;
    apt.unpack()
}

/// The name of the system's release, such as `bookworm`; empty where it has none.
pub(crate) fn release() -> String {
    let about = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = about.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    name.unwrap_or_default().trim_matches('"').to_owned()
}

/// Apt with lists and a cache of its own, believing the same signatures.
struct Apt {
    home: PathBuf,
    options: Vec<String>,
}

impl Apt {
    fn new(name: &str, source: Option<&str>) -> Result<Self, Trouble> {
        let home = places::fetched().join("apt").join(name);
        let option = |key: &str, value: &Path| format!("{key}={}", value.display());
        let mut options = vec![
            option("Dir::State", &home.join("state")),
            option("Dir::Cache", &home.join("cache")),
            "Dir::State::status=/var/lib/dpkg/status".to_owned(),
            "Acquire::Languages=none".to_owned(),
            "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false".to_owned(),
            "APT::Update::Post-Invoke-Success=".to_owned(),
            "APT::Sandbox::User=".to_owned(),
            "Debug::NoLocking=true".to_owned(),
        ];
        let made = (|| {
            for folder in ["state/lists/partial", "cache/archives/partial", "sources"] {
                fs::create_dir_all(home.join(folder))?;
            }
            if let Some(source) = source {
                fs::write(home.join("sources/peers.sources"), source)?;
                options.push("Dir::Etc::sourcelist=/dev/null".to_owned());
                options.push(option("Dir::Etc::sourceparts", &home.join("sources")));
            }
            Ok(())
        })();
        made.map_err(|error: std::io::Error| broken(&home, &error))?;
        Ok(Self { home, options })
    }

    fn run(&self, arguments: &[&str]) -> Result<(), Trouble> {
        let mut apt = Command::new("apt-get");
        apt.current_dir(self.home.join("cache/archives")).arg("--quiet");
        for option in &self.options {
            apt.arg("-o").arg(option);
        }
        run(apt.args(arguments))
    }

    /// Unpacks what came, and forgets it.
    fn unpack(&self) -> Result<(), Trouble> {
        let archives = self.home.join("cache/archives");
        let root = root();
        fs::create_dir_all(&root).map_err(|error| broken(&root, &error))?;
        for entry in fs::read_dir(&archives).map_err(|error| broken(&archives, &error))?.flatten() {
            if entry.path().extension().is_some_and(|ending| ending == "deb") {
                run(Command::new("dpkg-deb").arg("-x").arg(entry.path()).arg(&root))?;
                fs::remove_file(entry.path()).map_err(|error| broken(&entry.path(), &error))?;
            }
        }
        Ok(())
    }
}

/// Where this system gets its own packages, asked for the next release.
fn newer_source() -> Result<String, Trouble> {
    let output = Command::new("apt-get")
        .args(["indextargets", "--format", "$(CREATED_BY) $(COMPONENT) $(RELEASE) $(REPO_URI)"])
        .output()
        .map_err(|error| Trouble::Absent(format!("apt-get did not start: {error}")))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let plain = |line: &str| {
        let [by, component, release, uri] = line.split(' ').collect::<Vec<_>>()[..] else { return None };
        let whole = by == "Packages" && component == "main" && !release.contains(['-', '/']);
        whole.then(|| uri.to_owned())
    };
    let uri = text.lines().find_map(plain).ok_or_else(|| Trouble::Absent("apt knows no source of packages".into()))?;
    let key = "/usr/share/keyrings/debian-archive-keyring.gpg";
    Ok(format!("Types: deb\nURIs: {uri}\nSuites: {NEWER}\nComponents: main\nSigned-By: {key}\n"))
}

/// Runs a program to its end, its output shown.
pub(crate) fn run(command: &mut Command) -> Result<(), Trouble> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.stdin(std::process::Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Trouble::Broken(format!("{name} failed ({status})"))),
        Err(error) => Err(Trouble::Absent(format!("{name} did not start: {error}"))),
    }
}

fn broken(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::Broken(format!("{}: {error}", path.display()))
}
