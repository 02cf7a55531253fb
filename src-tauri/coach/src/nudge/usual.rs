//! When the cue comes: as the person set it, or when she really answers nudges and talks.

use super::silence::is_within;
use crate::day::Rollover;
use crate::message::Message;
use chrono::{NaiveTime, TimeDelta, Timelike};

/// Fewer days than this show no habit.
const DAYS_NEEDED: usize = 7;
/// The cue comes on the quarter of an hour.
const STEP: i64 = 15;
/// "Around" a time is within so many minutes of it.
const AROUND: i64 = 60;
/// Fewer nudges than this around a time say nothing of how they are answered there.
const ASKED_NEEDED: u32 = 3;
/// While nothing is known, times that are tried, each until two in a row went by: after lunch, after work, in the
/// morning.
const TRIED: [(u32, u32); 3] = [(13, 0), (18, 0), (9, 30)];
const TRIES: u32 = 2;

/// Where the time of the cue is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueBy {
    /// The person set it.
    Set,
    /// It is when she answers and talks.
    Learned(Usual),
    /// Not enough is known yet: it is tried out.
    Tried,
}

/// A nudge of a day, for what it says of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// When it was sent, on the person's clock.
    pub at: NaiveTime,
    /// Whether it was answered, or somebody was talked with, within two hours.
    pub answered: bool,
}

/// The time at which a person usually answers and talks, and what shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    /// The time, on the quarter of an hour.
    pub at: NaiveTime,
    /// Nudges within an hour of it that were answered …
    pub answered: u32,
    /// … of so many.
    pub asked: u32,
    /// Days on which the first talk was within an hour of it …
    pub talked: u32,
    /// … of so many days with any.
    pub days: u32,
}

/// When the cue comes and where that is from. `set` is the person's word, where she gave one and wants it kept;
/// `gone_by` how many days in a row went by unanswered. Never within `quiet` hours but by her word.
pub fn cue(
    set: Option<NaiveTime>,
    usual: Option<Usual>,
    gone_by: u32,
    quiet: Option<(NaiveTime, NaiveTime)>,
) -> (NaiveTime, CueBy) {
    if let Some(at) = set {
        return (at, CueBy::Set);
    }
    if let Some(usual) = usual {
        return (usual.at, CueBy::Learned(usual));
    }
    let begin = (gone_by / TRIES) as usize;
    let times = TRIED.iter().cycle().skip(begin % TRIED.len()).take(TRIED.len());
    let mut times = times.filter_map(|(hour, minute)| NaiveTime::from_hms_opt(*hour, *minute, 0));
    let first = times.clone().next().unwrap_or_default();
    (times.find(|at| quiet.is_none_or(|quiet| !is_within(quiet, *at))).unwrap_or(first), CueBy::Tried)
}

/// The quarter of an hour around which most first talks of a day and most answers to nudges lie, each nudge there that
/// went by counting against it; never within quiet hours. `None` for fewer than 7 days with a talk, or where as many
/// nudges went by as were answered and talks begun.
///
/// Times are the person's clock's, and are counted from the rollover on, so that half past midnight is late in the
/// evening. Where several quarters are as good, the one nearest to the median of the talks around it.
pub fn usual_time(
    first_of_each_day: &[NaiveTime],
    nudges: &[Asked],
    quiet: Option<(NaiveTime, NaiveTime)>,
    rollover: Rollover,
) -> Option<Usual> {
    if first_of_each_day.len() < DAYS_NEEDED {
        return None;
    }
    let begins = i64::from(rollover.minutes());
    let into_the_day = |time: NaiveTime| (i64::from(time.hour() * 60 + time.minute()) - begins).rem_euclid(24 * 60);
    let mut talks: Vec<i64> = first_of_each_day.iter().map(|time| into_the_day(*time)).collect();
    talks.sort_unstable();
    let near = |one: i64, other: i64| (one - other).abs() <= AROUND;
    let clock = |minutes: i64| NaiveTime::MIN + TimeDelta::minutes(begins + minutes);

    // Quarters of the clock, which the rollover need not lie on.
    let first = (STEP - begins % STEP) % STEP;
    let quarters = (first..24 * 60).step_by(STEP as usize);
    let candidates = quarters.filter(|minutes| quiet.is_none_or(|quiet| !is_within(quiet, clock(*minutes))));
    let best = candidates.filter_map(|minutes| {
        let around: Vec<i64> = talks.iter().copied().filter(|talk| near(*talk, minutes)).collect();
        let asked = nudges.iter().filter(|nudge| near(into_the_day(nudge.at), minutes));
        let (answered, passed): (Vec<&Asked>, Vec<&Asked>) = asked.partition(|nudge| nudge.answered);
        let score = around.len() as i64 + answered.len() as i64 - passed.len() as i64;
        let off = around.get(around.len() / 2).map_or(i64::MAX, |median| (median - minutes).abs());
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let usual = Usual {
            at: clock(minutes),
            answered: count(answered.len()),
            asked: count(answered.len() + passed.len()),
            talked: count(around.len()),
            days: count(talks.len()),
        };
        (score > 0).then_some(((std::cmp::Reverse(score), off, minutes), usual))
    });
    best.min_by_key(|(order, _)| *order).map(|(_, usual)| usual)
}

impl Usual {
    /// "You answered 6 of 8 around 13:00", or, where too few came then, "You talked around 13:00 on 9 of 14 days".
    pub fn sentence(&self) -> Message {
        let time = self.at;
        if self.asked >= ASKED_NEEDED {
            Message::new("nudge.usual.answered")
                .with("answered", self.answered)
                .with("n", self.asked)
                .with("time", time)
        } else {
            Message::new("nudge.usual.talked").with("talked", self.talked).with("n", self.days).with("time", time)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    fn clock(text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H:%M").unwrap()
    }

    fn clocks(all: &str) -> Vec<NaiveTime> {
        all.split_whitespace().map(clock).collect()
    }

    /// Nudges: `13:00+` was answered, `13:00-` went by.
    fn nudges(all: &str) -> Vec<Asked> {
        let one = |text: &str| Asked { at: clock(text.trim_end_matches(['+', '-'])), answered: text.ends_with('+') };
        all.split_whitespace().map(one).collect()
    }

    const NIGHT: Option<(&str, &str)> = Some(("22:00", "08:00"));

    #[test]
    fn the_time_is_when_most_days_begin_to_talk_and_most_nudges_are_answered() {
        let lunch = "12:40 12:50 13:00 13:05 13:10 13:20 13:30 13:40";
        let both = format!("{lunch} 19:00 19:05 19:10 19:20 19:20 19:25 19:30");
        for (why, talks, sent, quiet, expected) in [
            ("six of seven around one", "12:10 12:20 12:40 13:05 13:10 13:20 18:00", "", None, Some("13:00")),
            ("over midnight", "23:50 23:55 00:10 00:20 00:30 01:00 01:05", "", None, Some("00:15")),
            ("always the same minute", "23:59 23:59 23:59 23:59 23:59 23:59 23:59", "", None, Some("00:00")),
            ("six days are no habit", "12:10 12:20 12:40 13:05 13:10 13:20", "", None, None),
            ("two habits: the stronger", &both, "", None, Some("13:15")),
            ("nudges that went by move it", &both, "13:00- 13:00- 13:00-", None, Some("19:15")),
            ("those answered keep it", &both, "13:00- 13:00- 13:00- 13:00+ 13:00+ 13:00+", None, Some("13:15")),
            ("never into the night", "22:30 22:30 22:30 22:30 22:30 22:30 22:30", "", NIGHT, Some("21:45")),
            (
                "where nothing is ever answered nothing is learned",
                "13:00 13:00 13:00 13:00 13:00 13:00 13:00",
                "13:00- 13:00- 13:00- 13:00- 13:00- 13:00- 13:00- 13:00-",
                None,
                None,
            ),
        ] {
            let quiet = quiet.map(|(from, to)| (clock(from), clock(to)));
            let usual = usual_time(&clocks(talks), &nudges(sent), quiet, Rollover::DEFAULT);
            assert_eq!(usual.map(|usual| usual.at), expected.map(clock), "{why}");
        }
    }

    #[test]
    fn it_says_what_shows_it() {
        let talks = clocks("12:40 12:50 13:00 13:05 13:10 13:20 19:30");
        let by_answers = usual_time(&talks, &nudges("13:00+ 13:00+ 13:15- 19:00-"), None, Rollover::DEFAULT).unwrap();
        assert_eq!((by_answers.answered, by_answers.asked), (2, 3));
        assert_eq!(by_answers.sentence().key, "nudge.usual.answered");
        let by_talks = usual_time(&talks, &nudges("19:00-"), None, Rollover::DEFAULT).unwrap();
        assert_eq!((by_talks.talked, by_talks.days), (6, 7));
        assert_eq!(by_talks.sentence().key, "nudge.usual.talked");
    }

    #[test]
    fn the_persons_word_goes_first_then_what_is_known_then_what_is_tried() {
        let usual = Usual { at: clock("19:15"), answered: 3, asked: 4, talked: 9, days: 14 };
        for (set, known, gone_by, quiet, expected) in [
            (Some("07:00"), Some(usual), 5, Some(("22:00", "08:00")), ("07:00", CueBy::Set)),
            (None, Some(usual), 5, None, ("19:15", CueBy::Learned(usual))),
            (None, None, 0, None, ("13:00", CueBy::Tried)),
            (None, None, 1, None, ("13:00", CueBy::Tried)),
            (None, None, 2, None, ("18:00", CueBy::Tried)),
            (None, None, 4, None, ("09:30", CueBy::Tried)),
            (None, None, 6, None, ("13:00", CueBy::Tried)),
            (None, None, 0, Some(("09:00", "17:00")), ("18:00", CueBy::Tried)),
            (None, None, 0, Some(("00:00", "23:59")), ("13:00", CueBy::Tried)),
        ] {
            let quiet = quiet.map(|(from, to)| (clock(from), clock(to)));
            let (at, by) = cue(set.map(clock), known, gone_by, quiet);
            assert_eq!((at, by), (clock(expected.0), expected.1), "{set:?} {gone_by} {quiet:?}");
        }
    }

    proptest! {
        /// A nudge more that went by at the learned time never makes that time look better.
        #[test]
        fn what_goes_by_never_holds_the_cue_in_its_place(
            talks in prop::collection::vec(0..24 * 60_i64, 7..40), sent in prop::collection::vec((0..24 * 60_i64, any::<bool>()), 0..30),
        ) {
            let time = |minutes: i64| NaiveTime::MIN + TimeDelta::minutes(minutes);
            let talks: Vec<NaiveTime> = talks.into_iter().map(time).collect();
            let mut sent: Vec<Asked> = sent.into_iter().map(|(at, answered)| Asked { at: time(at), answered }).collect();
            if let Some(usual) = usual_time(&talks, &sent, None, Rollover::DEFAULT) {
                sent.extend([Asked { at: usual.at, answered: false }; 80]);
                let moved = usual_time(&talks, &sent, None, Rollover::DEFAULT);
                prop_assert!(moved.is_none_or(|moved| moved.at != usual.at));
            }
        }
    }
}
