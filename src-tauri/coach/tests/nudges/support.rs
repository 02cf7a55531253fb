//! What the tables are written in.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use coach::act::PostId;
use coach::catalogue::Catalogue;
use coach::day::{Day, Rollover};
use coach::drift::{Fading, FewerPeople, Forecast, Numbers, State, SwitchedOff, Verdict};
use coach::message::Message;
use coach::nudge::{
    CueBy, Decision, Desk, Early, Fate, Feed, NudgeDraft, NudgeKind, Sent, Situation, Sync, Times, Today, Whom, decide,
};
use coach::zone::Moment;
use std::collections::BTreeMap;
use std::path::Path;

pub(crate) fn day(date: &str) -> Day {
    Day::new(date.parse::<NaiveDate>().unwrap())
}

pub(crate) fn clock(time: &str) -> NaiveTime {
    NaiveTime::parse_from_str(time, "%H:%M").unwrap()
}

/// A moment by the clock of a place two hours east of Greenwich.
pub(crate) fn at(civil: &str) -> Moment {
    let offset = FixedOffset::east_opt(2 * 3600).unwrap();
    let civil = NaiveDateTime::parse_from_str(civil, "%Y-%m-%d %H:%M").unwrap();
    Moment { at: civil.and_local_timezone(offset).unwrap().with_timezone(&Utc), offset }
}

/// Monday 2026-11-23, nobody yet of two, cue at 13:30, late nudge at 20:00, nothing in the way.
pub(crate) fn monday() -> Situation {
    Situation {
        today: Today { day: day("2026-11-23"), people: 0, goal: 2, rest: None, busy: false, met: None, strength: 0.64 },
        rollover: Rollover::DEFAULT,
        times: Times {
            cue: clock("13:30"),
            by: CueBy::Set,
            plan: None,
            every: 1,
            late: Some(clock("20:00")),
            quiet: None,
            silent: Vec::new(),
        },
        paused_until: None,
        desk: Desk::default(),
        resumed: None,
        sync: Sync::Fresh,
        whom: None,
        away: None,
        early: None,
        feeds: Vec::new(),
        sent: Vec::new(),
    }
}

pub(crate) fn ana() -> Whom {
    Whom { person: None, name: "Ana".into(), why: Message::new("suggest.asked"), link: None }
}

/// A nudge sent at a moment.
pub(crate) fn sent(key: &str, civil: &str) -> Sent {
    let kind = NudgeKind::named(key.split(':').next().unwrap()).unwrap();
    let day = Day::of(at(civil).civil(), Rollover::DEFAULT);
    Sent { key: key.into(), kind, day, at: at(civil).at, wording: String::new(), later: None, fate: Fate::Waits }
}

/// The cues of so many days up to the day before Monday 2026-11-23, at 13:30, none of them answered.
pub(crate) fn gone_by(days: i64) -> Vec<Sent> {
    let cue = |back: i64| {
        let day = day("2026-11-23").plus(-back);
        Sent { fate: Fate::WentBy, ..sent(&format!("cue:{day}"), &format!("{day} 13:30")) }
    };
    (1..=days).rev().map(cue).collect()
}

/// The sentence with which it says that it rests; the key of what it says where it speaks.
pub(crate) fn says_or_rests(situation: &Situation, now: Moment) -> String {
    match decide(situation, now) {
        Decision::Speak(nudge) => nudge.key,
        Decision::SyncFirst => "reads the sources first".into(),
        Decision::Rest { because, .. } => english_catalogue().say(&because),
    }
}

/// The same, answered with "Later" at a moment.
pub(crate) fn put_off(key: &str, civil: &str, later: &str) -> Sent {
    Sent { later: Some(at(later).at), fate: Fate::Heeded, ..sent(key, civil) }
}

/// A feed in a state since a day, on the numbers of the product's own example.
pub(crate) fn feed(state: State, since: &str) -> Feed {
    let numbers = Numbers {
        gap: 9,
        usual: 2.0,
        last_sign: None,
        automatic_posts: 6,
        automatic_days: 5,
        posts: 14,
        hand_made: 8,
        talk: 0,
        machinery: 0.86,
        conversation: 0.02,
        sign_days: 0,
    };
    let since = day(since);
    Feed {
        name: "all".into(),
        verdict: Verdict { day: since, state, since, numbers },
        entered: since,
        recovered: None,
        forecast: Forecast {
            by_people: Some(day("2026-11-26")),
            switched_off: Some(SwitchedOff { app: "dlvr.it".into(), by: Some(day("2026-11-25")) }),
        },
        evidence: vec![PostId(7), PostId(5)],
    }
}

/// What the coach does, in a word or two: the key of what it says, or why it rests.
pub(crate) fn does(situation: &Situation, now: Moment) -> String {
    match decide(situation, now) {
        Decision::Speak(nudge) => nudge.key,
        Decision::SyncFirst => "sync first".into(),
        Decision::Rest { because, .. } => because.key.replace("nudge.rest.", "rest: "),
    }
}

/// What it says, where it speaks.
pub(crate) fn says(situation: &Situation, now: Moment) -> NudgeDraft {
    match decide(situation, now) {
        Decision::Speak(nudge) => *nudge,
        silent => panic!("it says nothing: {silent:?}"),
    }
}

/// The nudge as a row of the ledger.
pub(crate) fn stored(nudge: &NudgeDraft, at: DateTime<Utc>) -> Sent {
    let NudgeDraft { key, kind, day, wording, .. } = nudge.clone();
    Sent { key, kind, day, at, wording, later: None, fate: Fate::Waits }
}

/// The sentences of one file of words.
pub(crate) fn of_file(name: &str) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/words").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The catalogue of English, as far as days and nudges speak.
pub(crate) fn english_catalogue() -> Catalogue {
    let files = ["en.dates.json", "en.days.json", "en.drift.json", "en.nudges.json"];
    Catalogue::new("en", files.into_iter().flat_map(of_file)).unwrap()
}

/// Conversation that fades, on the numbers of the product's own example, in times.
pub(crate) fn early() -> Early {
    Early { fading: Fading { usual: 9, now: 1, automated: 14, people: None }, evidence: vec![PostId(9), PostId(8)] }
}

/// The same in people.
pub(crate) fn early_in_people() -> Early {
    let mut early = early();
    early.fading.people = Some(FewerPeople { usual: 9, now: 1 });
    early
}
