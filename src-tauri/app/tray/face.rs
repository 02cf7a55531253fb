//! What the tray shows: a function of today.

use super::choice::{Choice, Span};
use crate::words;
use coach::interaction::How;
use coach::message::{Arg, Message};
use engine::view::{DayStateName, DriftStateName, PersonBrief, Suggestion, SuggestionSort, Today};

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
    entries.extend(whom(&today.whom));
    entries.extend([Entry::Line, Entry::Menu(words::word("tray.log"), log(&today.recent)), pause(today), rest(today)]);
    if let Some(undo) = &today.undo {
        let back = Message::new("tray.undo").with("act", words::said(&undo.said));
        entries.push(Entry::Item(Choice::Undo(undo.act), words::say(&back)));
    }
    entries.extend([Entry::Line, item(Choice::Open, "tray.open"), item(Choice::Quit, "tray.quit")]);
    Face { icon: icon(today), line, entries }
}

/// What the tray shows where the day can't be read: why, and the way to the window, which says more.
pub fn without(why: String) -> Face {
    let entries = vec![
        Entry::Item(Choice::Open, why.clone()),
        Entry::Line,
        item(Choice::Open, "tray.open"),
        item(Choice::Quit, "tray.quit"),
    ];
    Face { icon: Icon::People(0), line: why, entries }
}

fn item(choice: Choice, key: &str) -> Entry {
    Entry::Item(choice, words::word(key))
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

/// Whoever is still to be talked with and said something that can be opened, the first of them.
fn whom(suggestions: &[Suggestion]) -> Option<Entry> {
    let first = suggestions.iter().find(|one| !one.done && one.link.is_some())?;
    let key = match first.sort {
        SuggestionSort::Waiting | SuggestionSort::Asked | SuggestionSort::Stranger => "tray.answer",
        SuggestionSort::Apart | SuggestionSort::Quiet => "tray.talk",
    };
    let line = Message::new(key).with("name", short(&first.name));
    Some(Entry::Item(Choice::Answer(first.person), words::say(&line)))
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
        return item(Choice::Resume, "tray.resume");
    }
    let span = |span: Span| item(Choice::Pause(span), &format!("tray.pause.{}", span.name()));
    Entry::Menu(words::word("tray.pause"), Span::ALL.map(span).to_vec())
}

fn rest(today: &Today) -> Entry {
    match today.state {
        DayStateName::Rest => item(Choice::Unrest, "tray.unrest"),
        _ => item(Choice::Rest, "tray.rest"),
    }
}

fn short(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    name.chars().take(NAME - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::open_day::open_day as day;
    use super::*;
    use engine::view::{DriftNow, Said, UndoLine};

    fn drifting(state: DriftStateName) -> Today {
        Today { drift: DriftNow { state, ..day().drift }, ..day() }
    }

    /// The menu in lines, what opens from an entry indented.
    fn lines(entries: &[Entry], depth: usize) -> String {
        let line = |entry: &Entry| match entry {
            Entry::Item(_, words) => format!("{}{words}\n", "  ".repeat(depth)),
            Entry::Menu(words, inner) => format!("{}{words}\n{}", "  ".repeat(depth), lines(inner, depth + 1)),
            Entry::Line => format!("{}---\n", "  ".repeat(depth)),
        };
        entries.iter().map(line).collect()
    }

    #[test]
    fn the_icon_tells_the_day() {
        let paused = Some("2026-11-23T18:00:00+01:00".to_owned());
        let cases = [
            (day(), Icon::People(0)),
            (Today { counted: 1, ..day() }, Icon::People(1)),
            (Today { counted: 2, ..day() }, Icon::Done),
            (Today { counted: 2, goal: 3, ..day() }, Icon::People(2)),
            (Today { counted: 4, goal: 5, ..day() }, Icon::People(4)),
            (Today { counted: 9, ..day() }, Icon::Done),
            (drifting(DriftStateName::Autopilot), Icon::Drifting),
            (drifting(DriftStateName::Thinning), Icon::Drifting),
            (drifting(DriftStateName::Absent), Icon::People(0)),
            (Today { counted: 1, ..drifting(DriftStateName::Autopilot) }, Icon::People(1)),
            (Today { state: DayStateName::Rest, ..day() }, Icon::Rest),
            (Today { paused_until: paused.clone(), ..day() }, Icon::Paused),
            (Today { paused_until: paused, counted: 2, ..day() }, Icon::Paused),
        ];
        for (today, icon) in cases {
            assert_eq!(of(&today).icon, icon, "{} of {}, {:?}", today.counted, today.goal, today.drift.state);
        }
    }

    #[test]
    fn the_menu_reads_as_a_person_reads_it() {
        let ana = PersonBrief { person: 7, name: "Ana".into(), networks: vec![], last: None };
        let undo = Some(UndoLine { act: 3, said: Said::from(&Message::new("tray.rest")) });
        let face = of(&Today { counted: 1, recent: vec![ana], undo, ..day() });
        expect_test::expect![[r#"
            1 of 2 people · strength 83 %
            ---
            Log
              Asked
                Ana
                ---
                someone else…
              Answered
                Ana
                ---
                someone else…
              Commented
                Ana
                ---
                someone else…
              Helped
                Ana
                ---
                someone else…
            Pause
              1 hour
              Today
              A week
            Rest today
            Undo: Rest today
            ---
            Open Chime In
            Quit
        "#]]
        .assert_eq(&lines(&face.entries, 0));
    }

    fn suggested(person: i32, sort: SuggestionSort, link: Option<&str>, done: bool) -> Suggestion {
        let why = Said::from(&Message::new("whom.waiting.asked.hours").with("n", 2_i64));
        let (name, link) = (format!("Person {person}"), link.map(str::to_owned));
        Suggestion { person, name, network: None, sort, why, link, heard: None, done }
    }

    #[test]
    fn the_menu_leads_to_the_first_post_that_can_be_opened() {
        let link = Some("https://social.example/@ana/1");
        let cases = [
            (vec![], None),
            (vec![suggested(1, SuggestionSort::Waiting, None, false)], None),
            (vec![suggested(1, SuggestionSort::Waiting, link, true)], None),
            (
                vec![
                    suggested(1, SuggestionSort::Waiting, None, false),
                    suggested(2, SuggestionSort::Asked, link, false),
                ],
                Some((Choice::Answer(2), "Answer Person 2 ↗")),
            ),
            (vec![suggested(3, SuggestionSort::Apart, link, false)], Some((Choice::Answer(3), "Write to Person 3 ↗"))),
        ];
        for (people, entry) in cases {
            let expected = entry.map(|(choice, words)| Entry::Item(choice, words.to_owned()));
            assert_eq!(whom(&people), expected, "{people:?}");
        }
    }

    #[test]
    fn a_pause_can_be_ended_and_rest_taken_back() {
        let paused = Today { paused_until: Some("2026-11-23T18:00:00+01:00".into()), ..day() };
        assert!(of(&paused).entries.contains(&item(Choice::Resume, "tray.resume")));
        let resting = Today { state: DayStateName::Rest, ..day() };
        assert!(of(&resting).entries.contains(&item(Choice::Unrest, "tray.unrest")));
    }

    #[test]
    fn where_the_day_cannot_be_read_the_window_can_still_be_opened_and_the_app_ended() {
        let face = without("The ledger is damaged.".into());
        expect_test::expect![[r#"
            The ledger is damaged.
            ---
            Open Chime In
            Quit
        "#]]
        .assert_eq(&lines(&face.entries, 0));
    }

    #[test]
    fn a_long_name_is_cut_and_every_letter_of_it_stays_whole() {
        assert_eq!(short("Ana"), "Ana");
        assert_eq!(short(&"é".repeat(40)), "é".repeat(31) + "…");
    }
}
