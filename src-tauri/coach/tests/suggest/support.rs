//! What the tables are written in.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use coach::act::HeardId;
use coach::catalogue::Catalogue;
use coach::day::Day;
use coach::message::Message;
use coach::person::PersonId;
use coach::suggest::{Candidate, Given, Heard, Pick, Sort, next};
use std::collections::BTreeMap;

/// Monday 2026-11-23.
pub(crate) fn today() -> Day {
    Day::new(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap())
}

/// Noon of it.
pub(crate) fn now() -> DateTime<Utc> {
    today().date().and_hms_opt(12, 0, 0).unwrap().and_utc()
}

/// Somebody who is a stranger and said nothing.
pub(crate) fn somebody(person: i64) -> Candidate {
    Candidate {
        person: PersonId(person),
        nobody: false,
        heard: Vec::new(),
        days: Vec::new(),
        touched: None,
        every: None,
        passed: None,
        suggested: None,
    }
}

/// Somebody the person spoke to so many days ago, each.
pub(crate) fn spoken_to(person: i64, days_ago: &[i64]) -> Candidate {
    let mut days: Vec<Day> = days_ago.iter().map(|ago| today().plus(-ago)).collect();
    days.sort();
    Candidate { touched: days.last().copied(), days, ..somebody(person) }
}

/// Something said so many minutes ago, of five words.
pub(crate) fn said(minutes: i64, to_me: bool, asks: bool) -> Heard {
    Heard {
        id: HeardId(minutes),
        at: now() - TimeDelta::minutes(minutes),
        to_me,
        asks,
        words: 5,
        link: Some(format!("https://social.example/{minutes}")),
    }
}

/// The same person, who said this.
pub(crate) fn saying(candidate: Candidate, heard: Heard) -> Candidate {
    Candidate { heard: vec![heard], ..candidate }
}

/// Somebody named today already, who is still to be talked with.
pub(crate) fn given(person: i64, sort: Sort) -> Given {
    Given { person: PersonId(person), sort, done: false, passed: false }
}

/// Whom the coach names, where nobody was named yet and the goal is not met.
pub(crate) fn named(candidates: &[Candidate]) -> Vec<Pick> {
    next(candidates, &[], true, today(), now())
}

/// Their numbers.
pub(crate) fn numbers(picks: &[Pick]) -> Vec<i64> {
    picks.iter().map(|pick| pick.person.0).collect()
}

/// The English sentence.
pub(crate) fn english(message: &Message) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/words/en.engine.json");
    let words: BTreeMap<String, String> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    Catalogue::new("en", words).unwrap().say(message)
}
