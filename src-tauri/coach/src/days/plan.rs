//! What the person asked of each day: the goal, the weekdays off, rest, and the busy season.

use crate::act::RestWhy;
use crate::day::Day;
use chrono::Weekday;

/// Goal, schedule, rest and busy seasons through time, told in the order in which the person set them. Where two say
/// something of the same day, the later word stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    goals: Vec<(Day, u8)>,
    days_off: Vec<(Day, Vec<Weekday>)>,
    rests: Vec<(Day, Day, RestWhy)>,
    seasons: Vec<(Day, Day)>,
}

/// What one day asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// People, 1 to 5.
    pub goal: u8,
    /// Whether its weekday is scheduled off.
    pub off: bool,
    /// How many weekdays are scheduled, 0 to 7.
    pub scheduled: u8,
    /// Why it is rest, where the person said so.
    pub rest: Option<RestWhy>,
    /// Whether it lies in a busy season; the goal then is 1.
    pub busy: bool,
}

/// Why a range of days cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeRefused {
    /// It ends before it begins.
    Backwards,
    /// It begins more than [`DAYS_BACK`] days ago.
    TooFarBack,
    /// It is longer than [`LONGEST`] days: every rest and every season has an end that can be seen.
    TooLong,
}

/// The goal until the person sets another.
pub const GOAL: u8 = 2;
/// How far back a day can be made rest: ill, travelling, not at the desk.
pub const DAYS_BACK: i64 = 7;
/// The longest rest or busy season that can be set at once, in days.
pub const LONGEST: i64 = 366;

/// Whether a rest or a busy season from `from` to `to`, both included, can be set today.
pub fn check_range(from: Day, to: Day, today: Day) -> Result<(), RangeRefused> {
    if to < from {
        Err(RangeRefused::Backwards)
    } else if today.since(from) > DAYS_BACK {
        Err(RangeRefused::TooFarBack)
    } else if to.since(from) >= LONGEST {
        Err(RangeRefused::TooLong)
    } else {
        Ok(())
    }
}

impl Plan {
    /// From this day on, so many people a day; kept within 1 to 5.
    pub fn goal(&mut self, from: Day, goal: u8) {
        self.goals.push((from, goal.clamp(1, 5)));
    }

    /// From this day on, these weekdays are off and the others are not.
    pub fn days_off(&mut self, from: Day, weekdays: Vec<Weekday>) {
        self.days_off.push((from, weekdays));
    }

    /// These days are rest, both included.
    pub fn rest(&mut self, from: Day, to: Day, why: RestWhy) {
        self.rests.push((from, to, why));
    }

    /// These days are a busy season, both included.
    pub fn busy(&mut self, from: Day, to: Day) {
        self.seasons.push((from, to));
    }

    /// What a day asks.
    pub fn on(&self, day: Day) -> Asked {
        let goal = self.goals.iter().rev().find(|(from, _)| *from <= day).map_or(GOAL, |(_, goal)| *goal);
        let off = self.days_off.iter().rev().find(|(from, _)| *from <= day).map_or(&[][..], |(_, off)| off);
        let within = |from: Day, to: Day| from <= day && day <= to;
        let busy = self.seasons.iter().any(|(from, to)| within(*from, *to));
        let rest = self.rests.iter().rev().find(|(from, to, _)| within(*from, *to)).map(|(.., why)| *why);
        let off_days = WEEK.iter().filter(|weekday| off.contains(weekday)).count();
        Asked {
            goal: if busy { 1 } else { goal },
            off: off.contains(&day.weekday()),
            scheduled: 7 - u8::try_from(off_days).unwrap_or(7),
            rest,
            busy,
        }
    }
}

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
