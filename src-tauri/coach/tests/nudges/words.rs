//! Every sentence of days and nudges is in the catalogue, with every gap filled.

use crate::support::{
    ana, at, clock, day, early, early_in_people, english_catalogue, feed, gone_by, monday, of_file, put_off, says,
    sent, stored,
};
use chrono::Duration;
use coach::act::RestWhy;
use coach::catalogue::Catalogue;
use coach::day::{Day, Rollover};
use coach::days::Habit;
use coach::days::facts::Watch;
use coach::days::plan::Plan;
use coach::days::state::Resting;
use coach::drift::State;
use coach::message::{Arg, Message};
use coach::nudge::{Absence, CueBy, Decision, Desk, Fate, NudgeDraft, Sent, Situation, Sync, Usual, decide, looked};
use coach::reckoning::Reckoning;
use coach::zone::Zone;
use std::collections::{BTreeMap, BTreeSet};

/// The keys that a message may be found under, its sentence checked to be complete.
fn complete(words: &Catalogue, message: &Message) -> String {
    let said = words.say(message);
    assert_ne!(said, message.key, "no sentence for {}", message.key);
    assert!(!said.contains(['{', '}']), "a gap is left: {said}");
    message.key.clone()
}

/// Every nudge of a year in which this situation goes on, one every four days.
fn a_year_of(mut situation: Situation, time: &str) -> Vec<NudgeDraft> {
    let mut all = Vec::new();
    for nth in 0..90 {
        let now = at(&format!("2026-11-23 {time}"));
        let now = coach::zone::Moment { at: now.at + Duration::days(4 * nth), ..now };
        situation.today.day = Day::of(now.civil(), Rollover::DEFAULT);
        situation.sent.retain(|sent| sent.day != situation.today.day);
        if situation.times.late.is_some() {
            let cue = format!("cue:{}", situation.today.day);
            situation.sent.push(sent(&cue, &format!("{} 13:30", situation.today.day)));
        }
        for feed in &mut situation.feeds {
            feed.entered = situation.today.day;
        }
        let nudge = says(&situation, now);
        situation.sent.push(stored(&nudge, now.at));
        all.push(nudge);
    }
    all
}

fn every_nudge() -> Vec<NudgeDraft> {
    let mut all = Vec::new();
    for people in [0, 1] {
        for whom in [None, Some(ana())] {
            for busy in [false, true] {
                let mut cue = Situation { whom: whom.clone(), ..monday() };
                cue.today =
                    coach::nudge::Today { people, goal: if busy { people as u8 + 1 } else { 2 }, busy, ..cue.today };
                cue.times.late = None;
                all.extend(a_year_of(cue.clone(), "13:30"));
                cue.times = monday().times;
                all.extend(a_year_of(cue, "20:00"));
            }
        }
    }
    for state in [State::Thinning, State::Broadcasting, State::Autopilot] {
        for (gap, n) in [(9, 6), (1, 1)] {
            let mut drift = Situation { feeds: vec![feed(state, "2026-11-22")], ..monday() };
            let numbers = &mut drift.feeds[0].verdict.numbers;
            (numbers.gap, numbers.automatic_posts, numbers.hand_made) = (gap, n, n);
            drift.times.late = None;
            all.extend(a_year_of(drift, "10:00"));
        }
    }
    all
}

/// What is said by the person's plan, by what was learned, after three that went by, after an absence, and early.
fn every_other_nudge() -> Vec<NudgeDraft> {
    let mut all = Vec::new();
    let learned = |asked| Usual { at: clock("13:30"), answered: 6, asked, talked: 9, days: 14 };
    for whom in [None, Some(ana())] {
        let mut plain = Situation { whom: whom.clone(), ..monday() };
        plain.times.late = None;
        for people in [0, 1] {
            let mut planned = plain.clone();
            (planned.times.plan, planned.today.people) = (Some("after lunch".into()), people);
            all.extend(a_year_of(planned, "13:30"));
        }
        for asked in [8, 0] {
            let mut by_habit = plain.clone();
            by_habit.times.by = CueBy::Learned(learned(asked));
            all.push(says(&by_habit, at("2026-11-23 13:30")));
        }
        let mut back = plain.clone();
        back.away = Some(Absence { since: day("2026-11-11"), days: 12 });
        all.extend(a_year_of(back, "10:00"));
        for (set, early) in [("fading", early()), ("fading-people", early_in_people())] {
            for n in [1, 14] {
                let mut fades = Situation { early: Some(early.clone()), ..plain.clone() };
                if let Some(early) = &mut fades.early {
                    early.fading.automated = n;
                }
                all.extend((0..6).map(|nth| {
                    let wording = format!("nudge.{set}.{nth}");
                    fades.sent = vec![Sent { wording, ..sent("fading:all:2026-08-01", "2026-08-01 09:00") }];
                    says(&fades, at("2026-11-23 10:00"))
                }));
            }
        }
        all.extend((0..6).map(|nth| {
            let wording = format!("nudge.ask.{nth}");
            let asked = Sent { wording, fate: Fate::Heeded, ..sent("ask:2026-08-01", "2026-08-01 09:00") };
            says(&Situation { sent: [vec![asked], gone_by(3)].concat(), ..plain.clone() }, at("2026-11-23 13:30"))
        }));
    }
    all
}

/// A recovery after each wording of an earlier one, and a cue that "Later" brought back.
fn recoveries_and_repeats() -> Vec<NudgeDraft> {
    let mut back = Situation { feeds: vec![feed(State::Fine, "2026-11-22")], ..monday() };
    back.feeds[0].recovered = Some(day("2026-11-22"));
    back.feeds[0].verdict.numbers.sign_days = 3;
    let after = |nth: usize| {
        let wording = format!("nudge.recovered.{nth}");
        let earlier = Sent { wording, ..sent("recovered:all:2026-08-01", "2026-08-01 09:00") };
        let told = sent("autopilot:all:2026-11-01:0", "2026-11-02 09:00");
        says(&Situation { sent: vec![earlier, told], ..back.clone() }, at("2026-11-23 10:00"))
    };
    let later = vec![put_off("cue:2026-11-23", "2026-11-23 13:30", "2026-11-23 13:40")];
    let repeat = says(&Situation { sent: later, ..monday() }, at("2026-11-23 14:40"));
    (0..6).map(after).chain([repeat]).collect()
}

#[test]
fn every_nudge_is_a_whole_sentence_and_every_wording_is_used() {
    let words = english_catalogue();
    let mut used = BTreeSet::new();
    for nudge in every_nudge().into_iter().chain(every_other_nudge()).chain(recoveries_and_repeats()) {
        for message in [&nudge.title, &nudge.body, &nudge.because].into_iter().chain(&nudge.way_back) {
            used.insert(complete(&words, message));
        }
    }
    let of_reports = ["nudge.rest.", "nudge.looked.", "nudge.usual."];
    let nudges = |key: &String| !of_reports.iter().any(|report| key.starts_with(report));
    for key in of_file("en.nudges.json").into_keys().filter(nudges) {
        let plain = key.trim_end_matches(".one").trim_end_matches(".other");
        assert!(used.contains(plain), "nothing says {key}");
    }
}

#[test]
fn a_wording_does_not_come_back_within_five_sends() {
    let mut cue = monday();
    cue.times.late = None;
    let wordings: Vec<String> = a_year_of(cue, "13:30").into_iter().map(|nudge| nudge.wording).collect();
    for six in wordings.windows(6) {
        assert_eq!(six.iter().collect::<BTreeSet<_>>().len(), 6, "{six:?}");
    }
}

#[test]
fn no_guilt_no_threat_to_the_streak_and_never_bot() {
    let unkind = [
        "bot",
        "robot",
        "streak",
        "miss",
        "missed",
        "missing",
        "lose",
        "lost",
        "fail",
        "failed",
        "forgot",
        "should",
        "must",
        "ashamed",
        "sorry",
        "disappointed",
        "only",
        "still not",
        "again no",
        "break",
        "chain",
    ];
    for (key, sentence) in of_file("en.nudges.json") {
        let plain = format!(" {} ", sentence.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " "));
        for word in unkind {
            assert!(!plain.contains(&format!(" {word} ")), "“{word}” in {key}: {sentence}");
        }
        assert!(!sentence.contains('!'), "{key} shouts");
    }
}

type Change = fn(&mut Situation);

#[test]
fn every_reason_to_rest_and_all_that_was_looked_at_has_its_sentence() {
    let words = english_catalogue();
    let quiet = |s: &mut Situation| s.times.quiet = Some((clock("12:00"), clock("15:00")));
    let changes: [(Change, &str); 26] = [
        (|s| s.paused_until = Some(at("2026-11-24 14:00").at), "paused"),
        (|s| s.paused_until = Some(at("2026-11-23 15:00").at), "paused.today"),
        (|s| s.today.rest = Some(Resting::NeverCame), "rest_day"),
        (|s| s.today.rest = Some(Resting::Taken(RestWhy::Ill)), "rest_day.ill"),
        (|s| s.today.rest = Some(Resting::Taken(RestWhy::Travelling)), "rest_day.travelling"),
        (|s| s.today.rest = Some(Resting::DayOff), "rest_day.off"),
        (|s| s.times.silent = vec![chrono::Weekday::Mon], "silent"),
        (|s| s.sent = vec![sent("late:2026-11-23", "2026-11-23 12:00"); 3], "enough"),
        (|s| s.desk.do_not_disturb = Some(true), "do_not_disturb"),
        (quiet, "quiet"),
        (|s| s.resumed = Some(at("2026-11-23 13:59").at), "waking"),
        (|s| s.desk.locked = Some(true), "locked"),
        (|s| s.desk.shared = Some(true), "shared"),
        (|s| s.desk.full_screen = Some(true), "full_screen"),
        (|s| s.desk.idle = Some(true), "away"),
        (|s| s.today.people = 2, "kept"),
        (|s| (s.today.people, s.today.met) = (2, Some(clock("12:00"))), "kept.at"),
        (|s| (s.today.people, s.today.goal) = (2, 1), "kept"),
        (|s| (s.today.people, s.today.goal, s.today.met) = (2, 1, Some(clock("12:00"))), "kept.at"),
        (|s| s.times.cue = clock("15:00"), "early"),
        (|s| s.sent = vec![sent("cue:2026-11-23", "2026-11-23 13:30")], "said.late"),
        (|s| (s.times.late, s.sent) = (None, vec![sent("cue:2026-11-23", "2026-11-23 13:30")]), "said"),
        (|s| s.sent = vec![put_off("cue:2026-11-23", "2026-11-23 13:30", "2026-11-23 13:40")], "later"),
        (
            |s| {
                s.sent = vec![sent("cue:2026-11-23", "2026-11-23 12:30")];
                (s.times.late, s.sync) = (Some(clock("13:50")), Sync::Failed);
            },
            "unread",
        ),
        (|s| (s.times.every, s.sent) = (7, vec![sent("cue:2026-11-22", "2026-11-22 13:30")]), "every"),
        (|s| s.sent = gone_by(6), "pace"),
    ];
    let mut said = BTreeSet::new();
    for (change, expected) in changes {
        let mut situation = Situation { sync: Sync::Fresh, ..monday() };
        change(&mut situation);
        if expected == "pace" {
            situation.sent[5] = Sent { fate: Fate::WentBy, ..sent("ask:2026-11-17", "2026-11-22 13:30") };
        }
        let now = at("2026-11-23 14:00");
        let Decision::Rest { because, .. } = decide(&situation, now) else { panic!("{expected}: it speaks") };
        assert_eq!(complete(&words, &because), format!("nudge.rest.{expected}"));
        said.insert(because.key);
        said.extend(looked(&situation, now).iter().map(|line| complete(&words, line)));
    }
    said.extend(all_senses().iter().map(|line| complete(&words, line)));
    for key in of_file("en.nudges.json").into_keys() {
        let plain = key.trim_end_matches(".one").trim_end_matches(".other");
        let reports = ["nudge.rest.", "nudge.looked.", "nudge.usual."].iter().any(|report| key.starts_with(report));
        assert!(!reports || said.contains(plain), "nothing says {key}");
    }
}

/// What was looked at on a desktop that tells everything, on one that tells nothing, and by every sort of cue.
fn all_senses() -> Vec<coach::message::Message> {
    let mut all = Vec::new();
    let usual = |asked| Usual { at: clock("13:30"), answered: 2, asked, talked: 9, days: 14 };
    let cues = [CueBy::Set, CueBy::Tried, CueBy::Learned(usual(8)), CueBy::Learned(usual(0))];
    for (is, by) in [Some(true), Some(false), None, None].into_iter().zip(cues) {
        let mut situation = Situation { sync: Sync::Due, early: Some(early()), ..monday() };
        situation.desk = Desk { do_not_disturb: is, locked: is, idle: is, full_screen: is, shared: is };
        situation.times.by = by;
        situation.times.plan = (by == CueBy::Set).then(|| "after lunch".into());
        situation.away = Some(Absence { since: day("2026-11-11"), days: 12 });
        situation.feeds = vec![feed(State::Fine, "2026-11-22")];
        all.extend(looked(&situation, at("2026-11-23 14:00")));
    }
    all
}

#[test]
fn every_day_says_why_it_is_what_it_is() {
    let words = english_catalogue();
    let mut said = BTreeSet::new();
    let monday = day("2026-06-01");
    let mut habit = Habit {
        since: monday,
        reckoning: Reckoning::new(Zone::named("Pacific/Honolulu").unwrap(), Rollover::DEFAULT),
        plan: Plan::default(),
        watches: Vec::new(),
        people: [(0, 0), (1, 2), (2, 1), (7, 4), (8, 4), (13, 1)].map(|(nth, n)| (monday.plus(nth), n)).into(),
        ran: (0..40).map(|nth| monday.plus(nth)).collect(),
    };
    habit.plan.rest(monday.plus(9), monday.plus(9), RestWhy::Rest);
    habit.plan.rest(monday.plus(10), monday.plus(10), RestWhy::Ill);
    habit.plan.rest(monday.plus(11), monday.plus(11), RestWhy::Travelling);
    habit.plan.days_off(monday.plus(12), vec![monday.plus(12).weekday()]);
    habit.plan.days_off(monday.plus(13), Vec::new());
    habit.ran.remove(&monday.plus(14));
    // Over the date line on the evening of the 16th day: the 17th never comes.
    let evening = habit.reckoning.span(monday.plus(15)).unwrap().end - Duration::minutes(1);
    habit.reckoning.change(evening, Zone::named("Pacific/Kiritimati").unwrap(), Rollover::from_minutes(0).unwrap());
    let now = habit.reckoning.span(monday.plus(20)).unwrap().start + Duration::hours(1);
    for watches in [Vec::new(), vec![Watch { from: now - Duration::days(8), until: None, synced: None }]] {
        habit.watches = watches;
        for judged in habit.record(now).days {
            said.insert(complete(&words, &judged.because));
        }
    }
    let known: BTreeSet<String> = of_file("en.days.json")
        .into_keys()
        .map(|key| key.trim_end_matches(".one").trim_end_matches(".other").to_owned())
        .collect();
    assert_eq!(said, known);
}

#[test]
fn the_renderer_fills_gaps_and_chooses_the_plural() {
    let words = |language: &str, pairs: &[(&str, &str)]| {
        Catalogue::new(language, pairs.iter().map(|(key, pattern)| (key.to_string(), pattern.to_string()))).unwrap()
    };
    let english = english_catalogue();
    let count = |n: i64| Message::new("people").with("n", n);
    let of_people = words("en", &[("people.one", "{n} person"), ("people.other", "{n} people")]);
    let polish = words("pl", &[("people.one", "{n} osoba"), ("people.few", "{n} osoby"), ("people.many", "{n} osób")]);
    for (said, expected) in [
        (of_people.say(&count(0)), "0 people"),
        (of_people.say(&count(1)), "1 person"),
        (of_people.say(&count(2)), "2 people"),
        (
            english.say(&Message::new("day.kept").with("n", 1_234_567_i64).with("goal", 2_i64)),
            "1,234,567 people of 2: kept.",
        ),
        (
            english.say(&Message::new("day.kept").with("n", 999_i64).with("goal", -1_000_i64)),
            "999 people of -1,000: kept.",
        ),
        (polish.say(&count(3)), "3 osoby"),
        (polish.say(&count(5)), "5 osób"),
        (words("ja", &[("people.other", "{n}人")]).say(&count(1)), "1人"),
        (words("en", &[("people", "{n} and {more}")]).say(&count(1)), "1 and {more}"),
        (words("en", &[("people", "{n")]).say(&count(1)), "{n"),
        (words("en", &[]).say(&count(1)), "people"),
        (words("en", &[("people", "{n}")]).say(&Message::new("people").with("n", "{n}")), "{n}"),
        (
            english.say(&Message::new("drift.way-back.people").with("day", day("2026-11-26"))),
            "Two people a day brings the conversation share over a fifth by 26 Nov 2026.",
        ),
        (
            words("en", &[("s", "{share}"), ("number.share", "{n} %")])
                .say(&Message::new("s").with("share", Arg::Share(0.826))),
            "83 %",
        ),
    ] {
        assert_eq!(said, expected);
    }
    assert!(Catalogue::new("no language at all", BTreeMap::new()).is_err());
}
