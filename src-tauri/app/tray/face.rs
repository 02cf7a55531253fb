//! What the tray shows: a function of today.

use super::choice::{Choice, Span};
use crate::words;
use coach::interaction::How;
use coach::message::{Arg, Message};
use engine::view::{DayStateName, DriftStateName, PersonBrief, Today};

/// Icon and menu.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// The icon.
    pub icon: Icon,
    /// The day in one line: "1 of 2 people · strength 83 %".
    pub line: String,
    /// The menu.
    pub entries: Vec<Entry>,
}

/// The icon: told apart by shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// So many people so far, fewer than the goal: 0 to 4 dots.
    People(u8),
    /// The goal is reached.
    Done,
    /// The coach is silent for a while.
    Paused,
    /// A rest day.
    Rest,
    /// The feed drifts, and nobody was talked with yet today.
    Drifting,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Can be chosen.
    Item(Choice, String),
    /// Opens further entries.
    Menu(String, Vec<Entry>),
    /// A line between entries.
    Line,
}

/// At most so many people to choose from.
const PEOPLE: usize = 8;
/// A name is cut here, so that the menu does not grow wide.
const NAME: usize = 32;

/// What the tray shows on such a day.
pub fn of(today: &Today) -> Face {
    let line = Message::new("tray.line")
        .with("counted", i64::from(today.counted))
        .with("n", i64::from(today.goal))
        .with("strength", Arg::Share(today.strength));
    let line = words::say(&line);
    let mut entries = vec![Entry::Item(Choice::Open, line.clone())];
    if let Some(nudge) = &today.waiting {
        let waits = Message::new("tray.nudge").with("title", words::said(&nudge.title));
        entries.push(Entry::Item(Choice::Nudge(nudge.nudge), words::say(&waits)));
    }
    entries.extend([Entry::Line, Entry::Menu(words::word("tray.log"), log(&today.recent)), pause(today), rest(today)]);
    if let Some(undo) = &today.undo {
        let back = Message::new("tray.undo").with("act", words::said(&undo.said));
        entries.push(Entry::Item(Choice::Undo(undo.act), words::say(&back)));
    }
    let item = |choice, key| Entry::Item(choice, words::word(key));
    entries.extend([Entry::Line, item(Choice::Open, "tray.open"), item(Choice::Quit, "tray.quit")]);
    Face { icon: icon(today), line, entries }
}

fn icon(today: &Today) -> Icon {
    let drifts = matches!(
        today.drift.state,
        DriftStateName::Thinning | DriftStateName::Broadcasting | DriftStateName::Autopilot
    );
    match today.counted {
        _ if today.paused_until.is_some() => Icon::Paused,
        _ if today.state == DayStateName::Rest => Icon::Rest,
        people if people >= u32::from(today.goal) => Icon::Done,
        0 if drifts => Icon::Drifting,
        people => Icon::People(u8::try_from(people).unwrap_or(4).min(4)),
    }
}

fn log(recent: &[PersonBrief]) -> Vec<Entry> {
    let with = |how| {
        let people = recent.iter().take(PEOPLE);
        let mut entries: Vec<Entry> =
            people.map(|person| Entry::Item(Choice::Log(how, Some(person.person)), short(&person.name))).collect();
        if !entries.is_empty() {
            entries.push(Entry::Line);
        }
        entries.push(Entry::Item(Choice::Log(how, None), words::word("tray.someone")));
        Entry::Menu(words::word(&format!("tray.log.{}", how.name())), entries)
    };
    [How::Asked, How::Answered, How::Commented, How::Helped].map(with).to_vec()
}

fn pause(today: &Today) -> Entry {
    if today.paused_until.is_some() {
        return Entry::Item(Choice::Resume, words::word("tray.resume"));
    }
    let span = |span: Span| Entry::Item(Choice::Pause(span), words::word(&format!("tray.pause.{}", span.name())));
    Entry::Menu(words::word("tray.pause"), Span::ALL.map(span).to_vec())
}

fn rest(today: &Today) -> Entry {
    let (choice, key) =
        if today.state == DayStateName::Rest { (Choice::Unrest, "tray.unrest") } else { (Choice::Rest, "tray.rest") };
    Entry::Item(choice, words::word(key))
}

fn short(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    name.chars().take(NAME - 1).chain(['…']).collect()
}
