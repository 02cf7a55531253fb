//! Looking for a secret everywhere.

use base64::Engine as _;
use std::path::{Path, PathBuf};

/// Which of these secrets are in the bytes, as they are or in base64, wherever in it they begin.
pub fn found_in(bytes: &[u8], secrets: &[String]) -> Vec<String> {
    let has = |form: &str| !form.is_empty() && bytes.windows(form.len()).any(|window| window == form.as_bytes());
    secrets.iter().filter(|secret| forms(secret).iter().any(|form| has(form))).cloned().collect()
}

/// A secret as it may be written. In base64 three letters make four, so that it has three forms, each without the letters
/// at its ends that its neighbours share.
fn forms(secret: &str) -> Vec<String> {
    let mut forms = vec![secret.to_owned(), secret.replace('-', "%2D").replace('_', "%5F")];
    for before in 0..3 {
        for alphabet in [base64::prelude::BASE64_STANDARD_NO_PAD, base64::prelude::BASE64_URL_SAFE_NO_PAD] {
            let whole = alphabet.encode([&b"   "[..before], secret.as_bytes()].concat());
            let from = (before * 8).div_ceil(6);
            forms.push(whole[from..whole.len() - 1].to_owned());
        }
    }
    forms
}

/// Every file below a folder, but for this one.
pub fn files(folder: &Path, except: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => all.extend(files(&path, except)),
            Ok(kind) if kind.is_file() && path != except => all.push(path),
            _ => {}
        }
    }
    all
}

#[test]
fn a_secret_is_found_in_every_form() {
    let secret = "tok-9f2c_canary".to_owned();
    for before in ["", "a", "ab", "abc", "Bearer "] {
        let text = format!("{before}{secret} and more");
        let packed = base64::prelude::BASE64_STANDARD.encode(&text);
        for holds in [text, packed] {
            let found = found_in(holds.as_bytes(), &[secret.clone(), "other".into()]);
            assert!(found.len() == 1 && found[0] == secret, "{holds}");
        }
    }
    assert!(found_in(b"tok-9f2c", std::slice::from_ref(&secret)).is_empty());
}
