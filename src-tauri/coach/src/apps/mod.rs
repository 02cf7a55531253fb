//! What is known of posting apps: which post by themselves, which both schedule and converse, which a person types into.

mod switch_off;

pub use switch_off::{SwitchOff, switch_off};

use crate::act::AppStanding;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The list of posting apps.
#[derive(Debug)]
pub struct Apps {
    names: HashMap<String, AppStanding>,
    /// Beginnings of names, longest first.
    starts: Vec<(String, AppStanding)>,
    /// Ends of names, longest first.
    ends: Vec<(String, AppStanding)>,
}

static SHIPPED: LazyLock<Apps> = LazyLock::new(|| Apps::read(include_str!("apps.txt")));

impl Apps {
    /// The list that ships with the app, `apps.txt` beside this file.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// What an app does, by the name the source gives it; `None` where it is not listed. Whole names come before
    /// beginnings, and those before ends.
    pub fn standing(&self, name: &str) -> Option<AppStanding> {
        self.standing_of_key(&key(name))
    }

    /// What an app does, by its [`key`].
    pub(crate) fn standing_of_key(&self, key: &str) -> Option<AppStanding> {
        let whole = self.names.get(key).copied();
        let start = || self.starts.iter().find(|(start, _)| key.starts_with(start.as_str())).map(|(_, s)| *s);
        let end = || self.ends.iter().find(|(end, _)| key.ends_with(end.as_str())).map(|(_, s)| *s);
        whole.or_else(start).or_else(end)
    }

    /// Reads a list: `[automation]`, `[mixed]` and `[by-hand]` begin a part, `#` a remark, every other line is a name.
    /// A name that ends or begins with `*` stands for all that begin or end so. Of a name given twice the first counts.
    fn read(list: &str) -> Self {
        let mut apps = Self { names: HashMap::new(), starts: Vec::new(), ends: Vec::new() };
        let mut part = None;
        for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !is_remark(line)) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                part = AppStanding::named(name);
            } else if let Some(standing) = part {
                if let Some(start) = line.strip_suffix('*') {
                    apps.starts.push((key_of_part(start), standing));
                } else if let Some(end) = line.strip_prefix('*') {
                    apps.ends.push((key_of_part(end), standing));
                } else {
                    apps.names.entry(key(line)).or_insert(standing);
                }
            }
        }
        apps.starts.sort_by_key(|(start, _)| std::cmp::Reverse(start.len()));
        apps.ends.sort_by_key(|(end, _)| std::cmp::Reverse(end.len()));
        apps
    }
}

/// `#` and a space: names may begin with `#` too.
fn is_remark(line: &str) -> bool {
    line == "#" || line.starts_with("# ")
}

/// The name under which an app is known, whatever the source wrote: without markup, lower case, one space between
/// words, look-alike letters of other scripts as Latin ones ("Tweetbot for iΟS", spelled with a Greek omicron).
pub fn key(name: &str) -> String {
    key_of_part(without_markup(name).trim()).trim().to_owned()
}

/// [`key`] without trimming, for a beginning or an end of a name.
fn key_of_part(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.nfkd().flat_map(char::to_lowercase) {
        match c {
            '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '®' | '\u{0300}'..='\u{036F}' => {}
            c if c.is_whitespace() => {
                if !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            c if c.is_control() => {}
            c => key.push(latin(c)),
        }
    }
    key
}

/// The Latin letter that looks like this Greek or Cyrillic one.
fn latin(c: char) -> char {
    match c {
        'ο' | 'о' => 'o',
        'α' | 'а' => 'a',
        'ε' | 'е' => 'e',
        'ι' | 'і' => 'i',
        'ρ' | 'р' => 'p',
        'с' => 'c',
        'х' | 'χ' => 'x',
        'у' => 'y',
        'к' | 'κ' => 'k',
        'т' | 'τ' => 't',
        'ν' => 'v',
        'ѕ' => 's',
        'ј' => 'j',
        other => other,
    }
}

fn without_markup(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    if text.trim().is_empty() { name.to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AppStanding::{Automation, ByHand, Mixed};

    #[test]
    fn apps_are_known_however_their_name_is_written() {
        for (name, standing) in [
            ("dlvr.it", Some(Automation)),
            ("  DLVR.IT ", Some(Automation)),
            ("<a href=\"http://twitterfeed.com\" rel=\"nofollow\">twitterfeed</a>", Some(Automation)),
            ("IFTTT", Some(Automation)),
            ("Buffer", Some(Automation)),
            ("Revive Old Post", Some(Automation)),
            ("HootSuite", Some(Mixed)),
            ("Hootsuite Inc.", Some(Mixed)),
            ("Typefully", Some(Mixed)),
            ("Hypefury", Some(Mixed)),
            ("Bridgy", Some(Mixed)),
            ("Tweetbot for iΟS", Some(ByHand)),
            ("Tweetbot for iOS", Some(ByHand)),
            ("Twitter for Websites", Some(ByHand)),
            ("Plume\u{a0}for\u{a0}Android", Some(ByHand)),
            ("Ivory for Mac", Some(ByHand)),
            ("Twidere for Android #7", Some(ByHand)),
            ("A reader nobody heard of on iOS", Some(ByHand)),
            ("Camera+\u{200b} on iOS", Some(Mixed)),
            ("web", Some(ByHand)),
            ("A tool nobody heard of", None),
            ("", None),
            ("<>", None),
        ] {
            assert_eq!(Apps::shipped().standing(name), standing, "{name}");
        }
    }

    #[test]
    fn no_name_is_listed_in_two_parts() {
        let mut parts: HashMap<String, &str> = HashMap::new();
        let mut part = "";
        for line in include_str!("apps.txt").lines().filter(|line| !line.is_empty() && !is_remark(line)) {
            if line.starts_with('[') {
                part = line;
            } else if let Some(other) = parts.insert(key(line), part) {
                assert_eq!(other, part, "{line} is in {other} and in {part}");
            }
        }
        assert!(parts.len() > 900);
    }
}
