//! What holds for every week, however people, clocks and machines behave in it.

use crate::support::{ana, at, clock, early, feed, monday, stored};
use chrono::{Duration, TimeDelta};
use coach::day::{Day, Rollover};
use coach::days::state::Resting;
use coach::drift::State;
use coach::nudge::{Absence, Decision, Fate, NudgeKind, Situation, Sync, decide};
use coach::zone::Moment;
use proptest::prelude::*;

/// One thing that happens before the coach is asked again.
#[derive(Debug, Clone)]
enum Event {
    Minutes(i64),
    People(u32),
    Rest(bool),
    Busy(bool),
    DoNotDisturb(bool),
    Active(bool),
    FullScreen(bool),
    Away,
    Fades(bool),
    Unheard,
    Resumed,
    Paused(i64),
    Synced(bool),
    Later,
    Drift(State),
    Recovered,
    Restart,
}

fn event() -> impl Strategy<Value = Event> {
    let states = vec![State::Fine, State::Thinning, State::Broadcasting, State::Autopilot, State::Absent];
    prop_oneof![
        8 => (1..600_i64).prop_map(Event::Minutes),
        1 => (-3_000..0_i64).prop_map(Event::Minutes),
        2 => (0..3_u32).prop_map(Event::People),
        1 => any::<bool>().prop_map(Event::Rest),
        1 => any::<bool>().prop_map(Event::Busy),
        1 => any::<bool>().prop_map(Event::DoNotDisturb),
        1 => any::<bool>().prop_map(Event::Active),
        1 => any::<bool>().prop_map(Event::FullScreen),
        1 => Just(Event::Away),
        1 => any::<bool>().prop_map(Event::Fades),
        2 => Just(Event::Unheard),
        1 => Just(Event::Resumed),
        1 => (1..900_i64).prop_map(Event::Paused),
        1 => any::<bool>().prop_map(Event::Synced),
        2 => Just(Event::Later),
        1 => prop::sample::select(states).prop_map(Event::Drift),
        1 => Just(Event::Recovered),
        1 => Just(Event::Restart),
    ]
}

fn happen(situation: &mut Situation, now: &mut Moment, event: Event) {
    match event {
        Event::Minutes(minutes) => now.at += Duration::minutes(minutes),
        Event::People(people) => situation.today.people = people,
        Event::Rest(rest) => situation.today.rest = rest.then_some(Resting::DayOff),
        Event::Busy(busy) => situation.today.busy = busy,
        Event::DoNotDisturb(silence) => situation.desk.do_not_disturb = Some(silence),
        Event::Active(active) => situation.desk.idle = Some(!active),
        Event::FullScreen(full) => situation.desk.full_screen = Some(full),
        Event::Resumed => situation.resumed = Some(now.at),
        Event::Paused(minutes) => situation.paused_until = Some(now.at + Duration::minutes(minutes)),
        Event::Synced(synced) => situation.sync = if synced { Sync::Fresh } else { Sync::Due },
        Event::Later => {
            if let Some(last) = situation.sent.last_mut() {
                last.later = Some(now.at);
            }
        }
        Event::Drift(state) => situation.feeds = vec![feed(state, &Day::new(now.civil().date()).to_string())],
        Event::Recovered => {
            situation.feeds = vec![feed(State::Fine, "2026-11-20")];
            situation.feeds[0].recovered = Some(Day::new(now.civil().date()));
        }
        Event::Away => {
            let today = Day::new(now.civil().date());
            situation.away = Some(Absence { since: today.plus(-9), days: 9 });
        }
        Event::Fades(fades) => situation.early = fades.then(early),
        Event::Unheard => {
            for sent in situation.sent.iter_mut().filter(|sent| sent.day < situation.today.day) {
                sent.fate = Fate::WentBy;
            }
        }
        // All that outlives a restart is the ledger.
        Event::Restart => situation.resumed = None,
    }
    let day = Day::of(now.civil(), Rollover::DEFAULT);
    if day != situation.today.day {
        situation.away = None;
    }
    situation.today.day = day;
}

proptest! {
    #[test]
    fn the_manners_hold_whatever_happens(events in prop::collection::vec(event(), 1..150), company in any::<bool>()) {
        let mut situation = Situation { whom: company.then(ana), ..monday() };
        situation.times.quiet = Some((clock("22:30"), clock("07:00")));
        let mut now = at("2026-11-23 08:00");
        for event in events {
            happen(&mut situation, &mut now, event);
            let decision = decide(&situation, now);
            prop_assert_eq!(&decide(&situation, now), &decision, "a second window would say the same");
            let Decision::Speak(nudge) = decision else { continue };

            prop_assert!(situation.sent.iter().all(|sent| sent.key != nudge.key), "said before: {}", nudge.key);
            let of_today = situation.sent.iter().filter(|sent| sent.day == nudge.day).count();
            prop_assert!(of_today < 3, "a fourth on {}", nudge.day);
            prop_assert_eq!(nudge.day, situation.today.day);

            let time = now.civil().time();
            prop_assert!(time >= clock("07:00") && time < clock("22:30"), "in quiet hours");
            prop_assert!(situation.today.rest.is_none());
            prop_assert!(situation.desk.do_not_disturb != Some(true) && situation.desk.idle != Some(true));
            prop_assert!(situation.desk.full_screen != Some(true));
            prop_assert!(situation.paused_until.is_none_or(|until| now.at >= until));
            prop_assert!(situation.resumed.is_none_or(|woke| (now.at - woke).abs() >= TimeDelta::minutes(10)));

            let good_news = nudge.kind == NudgeKind::Recovered;
            prop_assert!(good_news || situation.today.people < 2);
            prop_assert!(good_news || situation.sync != Sync::Due);
            if nudge.kind == NudgeKind::Fading {
                let lately = |day: Day| (0..90).contains(&nudge.day.since(day));
                prop_assert!(situation.sent.iter().all(|sent| !sent.kind.is_drift() || !lately(sent.day)));
            }
            if nudge.kind.is_drift() {
                let near = |at| (now.at - at) < TimeDelta::hours(72) && (at - now.at) < TimeDelta::hours(72);
                prop_assert!(situation.sent.iter().all(|sent| !sent.kind.is_drift() || !near(sent.at)));
            }
            let recent = &situation.sent[situation.sent.len().saturating_sub(5)..];
            prop_assert!(recent.iter().all(|sent| sent.wording != nudge.wording), "the same words again");
            situation.sent.push(stored(&nudge, now.at));
        }
    }
}
