//! How often the cue comes: less often the longer it goes unanswered, never more often.

use super::draft::NudgeKind;
use super::situation::{Fate, Sent};
use crate::day::Day;

/// After so many days in a row that went by, there is no late nudge.
const NO_LATE: u32 = 2;
/// After so many, it asks once how it should change.
const ASKS: u32 = 3;
/// After so many (first) the cue comes at most every so many days (second).
const SLOWER: [(u32, i64); 3] = [(4, 2), (6, 3), (9, 7)];

/// The next step less often than every so many days: 2, 3, then 7.
pub fn slower(every: u8) -> u8 {
    SLOWER.iter().filter_map(|(_, days)| u8::try_from(*days).ok()).find(|days| *days > every).unwrap_or(7)
}

/// How often the cue comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// So many days in a row, up to the last on which the coach spoke of the day, went by unanswered.
    pub gone_by: u32,
    /// The first of them.
    pub since: Option<Day>,
    /// The cue comes at most every so many days, 1 to 7.
    pub every: i64,
    /// Whether the late nudge may come, where the person wants one.
    pub late: bool,
    /// Whether to ask how it should change, in the cue's place: three went by, and it was not asked since.
    pub asks: bool,
    /// The last day before today on which the coach spoke of the day.
    pub last: Option<Day>,
}

/// The pace of today. `sent` is in the order in which it was sent; `every` is the person's own word, in days.
///
/// A day went by where each nudge about it did. One that was heeded ends the count, and so does a welcome: what was said
/// before an absence is not held against anybody.
pub fn pace(sent: &[Sent], today: Day, every: u8) -> Pace {
    let of_days = || sent.iter().rev().filter(|sent| !sent.kind.is_drift());
    let mut gone: Vec<Day> = Vec::new();
    for nudge in of_days() {
        match nudge.fate {
            Fate::Heeded => {
                gone.retain(|day| *day != nudge.day);
                break;
            }
            Fate::WentBy if gone.last() != Some(&nudge.day) => gone.push(nudge.day),
            Fate::WentBy | Fate::Waits => {}
        }
        if nudge.kind == NudgeKind::Welcome {
            break;
        }
    }
    let gone_by = u32::try_from(gone.len()).unwrap_or(u32::MAX);
    let since = gone.last().copied();
    let slower = SLOWER.iter().rev().find(|(from, _)| gone_by >= *from).map_or(1, |(_, every)| *every);
    let asked = of_days().any(|sent| sent.kind == NudgeKind::Ask && since.is_some_and(|since| sent.day >= since));
    Pace {
        gone_by,
        since,
        every: i64::from(every).clamp(1, 7).max(slower),
        late: gone_by < NO_LATE,
        asks: gone_by >= ASKS && !asked,
        last: of_days().map(|sent| sent.day).find(|day| *day < today),
    }
}

impl Pace {
    /// The first day, from `today` on, on which the cue may come.
    pub fn next(&self, today: Day) -> Day {
        self.last.map_or(today, |last| last.plus(self.every)).max(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use proptest::prelude::*;

    /// Nudges one a day up to the day before day 100: `.` went by, `+` was heeded; `a` an ask and `w` a welcome that
    /// went by, `A` and `W` such that were heeded.
    fn sent(days: &str) -> Vec<Sent> {
        let first = 100 - days.len() as i32;
        let kind = |mark: char| match mark {
            'a' | 'A' => NudgeKind::Ask,
            'w' | 'W' => NudgeKind::Welcome,
            _ => NudgeKind::Cue,
        };
        let fate = |mark: char| if matches!(mark, '+' | 'A' | 'W') { Fate::Heeded } else { Fate::WentBy };
        let one = |(n, mark): (i32, char)| one(first + n, kind(mark), fate(mark));
        (0..).zip(days.chars()).map(one).collect()
    }

    fn one(day: i32, kind: NudgeKind, fate: Fate) -> Sent {
        let day = Day::from_number(day);
        let (key, at) = (format!("{}:{day}", kind.name()), DateTime::UNIX_EPOCH);
        Sent { key, kind, day, at, wording: String::new(), later: None, fate }
    }

    fn at(days: &str, every: u8) -> Pace {
        pace(&sent(days), Day::from_number(100), every)
    }

    #[test]
    fn the_longer_it_goes_unanswered_the_quieter_it_gets() {
        for (days, gone_by, every, late, asks) in [
            ("", 0, 1, true, false),
            ("+", 0, 1, true, false),
            (".", 1, 1, true, false),
            ("..", 2, 1, false, false),
            ("...", 3, 1, false, true),
            ("+...", 3, 1, false, true),
            ("...a", 4, 2, false, false),
            ("...A", 0, 1, true, false),
            ("...A...", 3, 1, false, true),
            ("...a.", 5, 2, false, false),
            ("...a..", 6, 3, false, false),
            ("...a.....", 9, 7, false, false),
            ("...a...............", 19, 7, false, false),
            ("...a.....+", 0, 1, true, false),
            ("...+..", 2, 1, false, false),
            ("......W", 0, 1, true, false),
            ("......w", 1, 1, true, false),
            ("......w..", 3, 1, false, true),
        ] {
            let pace = at(days, 1);
            assert_eq!((pace.gone_by, pace.every, pace.late, pace.asks), (gone_by, every, late, asks), "{days:?}");
        }
    }

    #[test]
    fn the_persons_own_pace_is_only_ever_slowed() {
        for (days, every, expected) in [("+", 2, 2), ("...a", 7, 7), ("...a", 1, 2), ("...a..", 2, 3), ("", 0, 1)] {
            assert_eq!(at(days, every).every, expected, "{days:?}, every {every}");
        }
    }

    #[test]
    fn the_next_cue_comes_so_many_days_after_the_last() {
        let today = Day::from_number(100);
        for (days, every, ahead) in [("", 7, 0), ("+", 1, 0), ("+", 2, 1), ("...a", 1, 1), ("...a.....", 1, 6)] {
            assert_eq!(at(days, every).next(today).since(today), ahead, "{days:?}, every {every}");
        }
    }

    #[test]
    fn a_day_on_which_one_of_two_was_heeded_did_not_go_by() {
        let two = |first, second| vec![one(98, NudgeKind::Cue, first), one(98, NudgeKind::Late, second)];
        for (first, second, gone_by) in [
            (Fate::WentBy, Fate::WentBy, 1),
            (Fate::Heeded, Fate::WentBy, 0),
            (Fate::WentBy, Fate::Heeded, 0),
            (Fate::WentBy, Fate::Waits, 1),
        ] {
            assert_eq!(pace(&two(first, second), Day::from_number(99), 1).gone_by, gone_by, "{first:?} {second:?}");
        }
    }

    proptest! {
        #[test]
        fn never_is_it_louder_for_one_that_went_by(days in "[.+aAwW]{0,30}", at_day in 0..30_usize) {
            let heard = sent(&days);
            let Some(changed) = heard.get(at_day) else { return Ok(()) };
            let mut unheard = heard.clone();
            if changed.kind == NudgeKind::Cue {
                unheard[at_day].fate = Fate::WentBy;
            }
            let today = Day::from_number(100);
            let (before, after) = (pace(&heard, today, 1), pace(&unheard, today, 1));
            prop_assert!(after.every >= before.every && (before.late || !after.late));
        }
    }
}
