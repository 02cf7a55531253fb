//! Secrets in a real keychain: GNOME Keyring on a bus of its own.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use chime_in::secrets::{File, Keychain, Secrets};
use desktop::Bus;
use engine::Keeps;
use engine::view::SecretPlace;
use secrecy::{ExposeSecret, SecretString};
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Which keychain the test inside is told of, and what to expect.
const EXPECT: &str = "CHIME_IN_KEYCHAIN";

/// A keyring daemon on a bus; ends when it is dropped.
struct Keyring(Child);

impl Keyring {
    /// Starts one whose keyring lies in its own folder, unlocked with its password or not.
    fn start(bus: &Bus, home: &Path, unlock: bool) -> Self {
        let mut daemon = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--components=secrets"])
            .args(unlock.then_some("--unlock"))
            .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_RUNTIME_DIR", home)
            .env_remove("DISPLAY")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        if unlock {
            daemon.stdin.take().unwrap().write_all(b"a password\n").unwrap();
        }
        Self(daemon)
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs one of the tests below, which are ignored by themselves, on this bus: a process has one session bus for good.
fn on(bus: &Bus, test: &str, expect: &str) {
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
        .env(EXPECT, expect)
        .status()
        .unwrap();
    assert!(status.success(), "{test} with {expect}");
}

fn secrets(folder: &Path) -> Secrets {
    Secrets::new(Keychain::system(), Some(File::at(folder.join("secrets.json"))))
}

/// The same, once a keychain is on the bus.
fn awaited(folder: &Path) -> Secrets {
    let secrets = secrets(folder);
    for _ in 0..200 {
        if secrets.place().is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    secrets
}

#[test]
fn a_secret_is_kept_given_and_forgotten_by_a_real_keychain_and_lies_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let bus = Bus::start(folder.path()).unwrap();
    let place = folder.path().to_str().unwrap();
    let keyring = Keyring::start(&bus, folder.path(), true);
    on(&bus, "in_the_keychain", place);
    drop(keyring);
    let locked = Keyring::start(&bus, folder.path(), false);
    on(&bus, "in_a_locked_keychain", place);
    drop(locked);
    let _unlocked = Keyring::start(&bus, folder.path(), true);
    on(&bus, "in_the_keychain_by_another_process", place);
}

#[test]
fn without_a_keychain_on_the_bus_the_person_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let bus = Bus::start(folder.path()).unwrap();
    on(&bus, "without_a_keychain", folder.path().to_str().unwrap());
}

#[test]
#[ignore = "run by the tests above, on a bus of their own"]
fn in_the_keychain() {
    let folder = std::env::var(EXPECT).unwrap();
    let secrets = awaited(Path::new(&folder));
    assert_eq!(secrets.place(), Some(SecretPlace::Keychain));
    let keeps = secrets.keep("mastodon ana", &SecretString::from("canary-9f2c")).unwrap();
    assert_eq!(keeps, Keeps::Keychain);
    assert_eq!(secrets.get(keeps, "mastodon ana").unwrap().unwrap().expose_secret(), "canary-9f2c");
    assert!(secrets.get(keeps, "mastodon ben").unwrap().is_none());
    secrets.renew(keeps, "mastodon ana", &SecretString::from("canary-renewed")).unwrap();
    assert!(!Path::new(&folder).join("secrets.json").exists());
}

/// One that is locked does not answer, or says no: either way it is said within seconds, and what it keeps stays.
#[test]
#[ignore = "run by the tests above, on a bus of their own"]
fn in_a_locked_keychain() {
    let folder = std::env::var(EXPECT).unwrap();
    let secrets = awaited(Path::new(&folder));
    let refused = secrets.get(Keeps::Keychain, "mastodon ana").unwrap_err();
    assert_eq!(refused.code, "secret.locked", "{refused:?}");
}

#[test]
#[ignore = "run by the tests above, on a bus of their own"]
fn in_the_keychain_by_another_process() {
    let folder = std::env::var(EXPECT).unwrap();
    let secrets = awaited(Path::new(&folder));
    let kept = secrets.get(Keeps::Keychain, "mastodon ana").unwrap();
    assert_eq!(kept.unwrap().expose_secret(), "canary-renewed");
    secrets.forget(Keeps::Keychain, "mastodon ana").unwrap();
    secrets.forget(Keeps::Keychain, "mastodon ana").unwrap();
    assert!(secrets.get(Keeps::Keychain, "mastodon ana").unwrap().is_none());
}

#[test]
#[ignore = "run by the tests above, on a bus of their own"]
fn without_a_keychain() {
    let folder = std::env::var(EXPECT).unwrap();
    let secrets = secrets(Path::new(&folder));
    assert_eq!(secrets.place(), None);
    let refused = secrets.keep("mastodon ana", &SecretString::from("canary-9f2c")).unwrap_err();
    assert_eq!(refused.code, "secret.no-place");
    assert_eq!(secrets.get(Keeps::Keychain, "mastodon ana").unwrap_err().code, "secret.no-keychain");
}
