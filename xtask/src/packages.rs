//! What the system has to have, how to see whether it has it, and how to get it.

use crate::shell;
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::process::Command;

/// One thing the system has to have.
#[derive(Debug)]
pub(crate) struct Need {
    what: &'static str,
    seen_by: Sign,
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
}

/// How to see that it is there.
#[derive(Debug)]
enum Sign {
    /// One of these programs is on the path.
    Program(&'static [&'static str]),
    /// A library with its headers, by its pkg-config name.
    Library(&'static str),
    /// A font family.
    Font(&'static str),
    /// A module of Python.
    Module(&'static str),
    /// One of these files.
    File(&'static [&'static str]),
}

use Sign::{File, Font, Library, Module, Program};

const fn need(
    what: &'static str,
    seen_by: Sign,
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
) -> Need {
    Need { what, seen_by, debian, fedora, arch }
}

/// To build the app on Linux.
pub(crate) const BUILD: &[Need] = &[
    need("a C compiler", Program(&["cc"]), "build-essential", "gcc", "base-devel"),
    need("pkg-config", Program(&["pkg-config"]), "pkg-config", "pkgconf-pkg-config", "pkgconf"),
    need("WebKitGTK 4.1", Library("webkit2gtk-4.1"), "libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1"),
    need("D-Bus", Library("dbus-1"), "libdbus-1-dev", "dbus-devel", "dbus"),
    need(
        "AppIndicator, for the tray",
        Library("ayatana-appindicator3-0.1"),
        "libayatana-appindicator3-dev",
        "libayatana-appindicator-gtk3-devel",
        "libayatana-appindicator",
    ),
    need("npm", Program(&["npm"]), "npm", "nodejs-npm", "npm"),
];

/// To show the app where there is no display.
pub(crate) const SCREEN: &[Need] = &[
    need("Xvfb, a virtual display", Program(&["Xvfb"]), "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    need("dbus-daemon, a session bus", Program(&["dbus-daemon"]), "dbus-daemon", "dbus-daemon", "dbus"),
    need("fontconfig", Program(&["fc-list"]), "fontconfig", "fontconfig", "fontconfig"),
    need("a text font", Font("Noto Sans"), "fonts-noto-core", "google-noto-sans-fonts", "noto-fonts"),
    need(
        "an emoji font",
        Font("Noto Color Emoji"),
        "fonts-noto-color-emoji",
        "google-noto-color-emoji-fonts",
        "noto-fonts-emoji",
    ),
];

/// For the tests, beside [`BUILD`] and [`SCREEN`].
pub(crate) const TESTS: &[Need] = &[
    need("dunst, a notification daemon", Program(&["dunst"]), "dunst", "dunst", "dunst"),
    need(
        "GNOME Keyring, a keychain",
        Program(&["gnome-keyring-daemon"]),
        "gnome-keyring",
        "gnome-keyring",
        "gnome-keyring",
    ),
    need(
        "AT-SPI, the bus of screen readers",
        File(&["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi-bus-launcher"]),
        "at-spi2-core",
        "at-spi2-core",
        "at-spi2-core",
    ),
    need("WebKitWebDriver", Program(&["WebKitWebDriver"]), "webkit2gtk-driver", "webkit2gtk-driver", "webkitgtk-6.0"),
    need("Chromium", Program(&["chromium", "chromium-browser"]), "chromium", "chromium", "chromium"),
];

/// To fetch the servers that are tested against. They themselves are not installed.
pub(crate) const PEERS: &[Need] = &[need("Python with venv", Module("ensurepip"), "python3-venv", "python3", "python")];

/// The systems whose packages are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    Debian,
    Fedora,
    Arch,
    OtherLinux,
    Mac,
    Windows,
    Other,
}

/// Sees that everything is there; on Debian and its kin installs what is missing.
///
/// # Errors
/// On other systems, or where this may not install: names what is missing and the command that gets it.
pub(crate) fn ensure(needs: &[Need]) -> Result<()> {
    let system = this_system();
    match system {
        System::Mac => return ensure_tools("cc", "Apple's command line tools", "xcode-select --install"),
        System::Windows => {
            let get =
                "winget install Microsoft.VisualStudio.2022.BuildTools Microsoft.EdgeWebView2Runtime OpenJS.NodeJS";
            return ensure_tools("npm", "Node, the Visual Studio build tools or WebView2", get);
        }
        System::Other => bail!("this system is not known here; Chime In runs on Linux, macOS and Windows"),
        System::Debian | System::Fedora | System::Arch | System::OtherLinux => {}
    }
    let missing: Vec<&Need> = needs.iter().filter(|need| !need.there()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing: {}.", missing.iter().map(|need| need.what).collect::<Vec<_>>().join(", "));
    if system == System::Debian {
        install(&missing)?;
        return match missing.iter().find(|need| !need.there()) {
            None => Ok(()),
            Some(need) => bail!("{} is still missing after installing {}", need.what, need.debian),
        };
    }
    bail!("{}", advice(system, &missing))
}

/// Node has to be new enough for the tools that build the window.
///
/// # Errors
/// Where it is missing or older than 20.19.
pub(crate) fn ensure_node() -> Result<()> {
    let version =
        shell::answer("node", &["--version"]).context("Node is missing: get 20.19 or newer from nodejs.org")?;
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let (major, minor) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if (major, minor) < (20, 19) {
        bail!("Node {version} is too old: get 20.19 or newer from nodejs.org");
    }
    Ok(())
}

impl Need {
    fn there(&self) -> bool {
        match self.seen_by {
            Program(names) => names.iter().any(|name| shell::find(name).is_some()),
            Library(name) => shell::succeeds("pkg-config", &["--exists", name]),
            File(paths) => paths.iter().any(|path| std::path::Path::new(path).exists()),
            Module(name) => shell::succeeds("python3", &["-c", &format!("import {name}")]),
            Font(family) => shell::answer("fc-list", &[family]).is_some_and(|found| !found.is_empty()),
        }
    }
}

fn install(missing: &[&Need]) -> Result<()> {
    let packages: Vec<&str> = missing.iter().map(|need| need.debian).collect();
    let root = shell::answer("id", &["-u"]).as_deref() == Some("0");
    if !root && shell::find("sudo").is_none() {
        bail!("{}", advice(System::Debian, missing));
    }
    let apt = |args: &[&str]| {
        let mut command = if root { Command::new("env") } else { Command::new("sudo") };
        command.arg("DEBIAN_FRONTEND=noninteractive").arg("apt-get").args(args);
        command
    };
    shell::run(&mut apt(&["update"]))?;
    shell::run(apt(&["install", "--yes", "--no-install-recommends"]).args(&packages))
}

fn advice(system: System, missing: &[&Need]) -> String {
    let (get, of): (&str, fn(&Need) -> &'static str) = match system {
        System::Debian => ("apt-get install", |need| need.debian),
        System::Fedora => ("dnf install", |need| need.fedora),
        System::Arch => ("pacman -S", |need| need.arch),
        _ => ("the packages that Debian calls", |need| need.debian),
    };
    let mut text = format!("these can't be installed from here; as root, get them with\n\n    {get}");
    for need in missing {
        let _ = write!(text, " {}", of(need));
    }
    text + "\n\nand try again"
}

fn ensure_tools(program: &str, what: &str, get: &str) -> Result<()> {
    if shell::find(program).is_none() {
        bail!("{what} may be missing (`{program}` is not there); get them with\n\n    {get}\n\nand try again");
    }
    Ok(())
}

fn this_system() -> System {
    match std::env::consts::OS {
        "linux" => linux(&std::fs::read_to_string("/etc/os-release").unwrap_or_default()),
        "macos" => System::Mac,
        "windows" => System::Windows,
        _ => System::Other,
    }
}

/// Which kind of Linux, from `os-release`: its own name, then the ones it says it is like.
fn linux(os_release: &str) -> System {
    let value = |key: &str| {
        let line = os_release.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.unwrap_or_default().trim_matches('"').to_owned()
    };
    let names = format!("{} {}", value("ID"), value("ID_LIKE"));
    names
        .split_whitespace()
        .find_map(|name| match name {
            "debian" | "ubuntu" => Some(System::Debian),
            "fedora" | "rhel" => Some(System::Fedora),
            "arch" => Some(System::Arch),
            _ => None,
        })
        .unwrap_or(System::OtherLinux)
}

#[cfg(test)]
mod tests {
    use super::{BUILD, Need, System, advice, linux};

    #[test]
    fn a_linux_is_known_by_its_name_or_by_what_it_is_like() {
        let cases = [
            ("ID=debian\nVERSION_ID=\"12\"", System::Debian),
            ("NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"", System::Debian),
            ("ID=fedora", System::Fedora),
            ("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"", System::Fedora),
            ("ID=arch", System::Arch),
            ("ID=manjaro\nID_LIKE=arch", System::Arch),
            ("ID=nixos", System::OtherLinux),
            ("", System::OtherLinux),
        ];
        for (os_release, system) in cases {
            assert_eq!(linux(os_release), system, "{os_release}");
        }
    }

    #[test]
    fn each_system_gets_a_command_with_its_own_package_names() {
        let missing: Vec<&Need> = BUILD.iter().filter(|need| need.what.contains("WebKit")).collect();
        for (system, command) in [
            (System::Debian, "apt-get install libwebkit2gtk-4.1-dev"),
            (System::Fedora, "dnf install webkit2gtk4.1-devel"),
            (System::Arch, "pacman -S webkit2gtk-4.1"),
            (System::OtherLinux, "the packages that Debian calls libwebkit2gtk-4.1-dev"),
        ] {
            assert!(advice(system, &missing).contains(command), "{system:?}");
        }
    }
}
