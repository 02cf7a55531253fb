//! Recorded answers of real servers, where they are beside the clone.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The JSON answers in a recording of Bluesky; `None`, said aloud, where there is none.
pub(crate) fn answers(name: &str) -> Option<Vec<Value>> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/bluesky/recorded").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        assert!(std::env::var_os("CI").is_none() || !path.parent().unwrap().exists(), "{name} is missing");
        eprintln!("SKIPPED, nothing was tested here: {} is not there", path.display());
        return None;
    };
    let bodies = text.split("\n      string: ").skip(1);
    Some(bodies.map(|body| serde_json::from_str(&scalar(body)).unwrap()).collect())
}

/// A scalar of YAML at the beginning of a text: in double or single quotes, or bare on its line.
fn scalar(text: &str) -> String {
    match text.as_bytes()[0] {
        b'"' => double(&text[1..]),
        b'\'' => {
            let mut end = 1;
            while let Some(at) = text[end..].find('\'') {
                end += at + 1;
                if !text[end..].starts_with('\'') {
                    break;
                }
                end += 1;
            }
            folded(&text[1..end - 1]).replace("''", "'")
        }
        _ => text.lines().next().unwrap().to_owned(),
    }
}

/// Lines of one scalar, joined.
fn folded(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

fn double(text: &str) -> String {
    let (mut out, mut chars) = (String::new(), text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' => return out,
            '\n' => {
                let kept = out.trim_end_matches(' ').len();
                out.truncate(kept);
                while chars.next_if(|c| *c == ' ').is_some() {}
                out.push(' ');
            }
            '\\' => match chars.next().unwrap() {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                '\n' => while chars.next_if(|c| *c == ' ').is_some() {},
                'x' => out.push(code(&mut chars, 2)),
                'u' => out.push(code(&mut chars, 4)),
                'U' => out.push(code(&mut chars, 8)),
                '_' => out.push('\u{a0}'),
                'L' => out.push('\u{2028}'),
                'P' => out.push('\u{2029}'),
                other => out.push(other),
            },
            other => out.push(other),
        }
    }
    panic!("a scalar without end");
}

fn code(chars: &mut impl Iterator<Item = char>, digits: usize) -> char {
    let digits: String = chars.take(digits).collect();
    char::from_u32(u32::from_str_radix(&digits, 16).unwrap()).unwrap()
}
