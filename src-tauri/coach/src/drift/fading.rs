//! The early warning: conversation fades against the person's own usual weeks, while automatic posts go on.

use super::constants::{
    FADING_LEAST, FADING_MACHINES, FADING_MACHINES_PART, FADING_PART, FADING_PEOPLE, FADING_WEEKS, SEASON_DAYS,
    WEEK_DAYS,
};
use super::coverage::Coverage;
use super::state::{State, Verdict};
use super::summary::DaySummary;
use crate::day::Day;
use crate::kind::Kind;
use crate::message::Message;

/// Conversation that fades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fading {
    /// Replies, quotes and questions of a usual week: the median of the 8 weeks before.
    pub usual: u32,
    /// Replies, quotes and questions of the last 7 days.
    pub now: u32,
    /// Automated posts of the last 7 days.
    pub automated: u32,
    /// The same in people, where it can be told in them.
    pub people: Option<FewerPeople>,
}

/// Fewer people talked with than usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FewerPeople {
    /// Different people of a usual week: the median of the 8 weeks before, 2 or more.
    pub usual: u32,
    /// Different people of the last 7 days.
    pub now: u32,
}

/// Whether conversation fades, as seen at the end of the verdict's day: in the last 7 days there was less of it than in
/// any of the 8 weeks before and at most a third of the usual, while automated posts went out as ever.
///
/// `days` are the days on which something happened, in any order; those outside the nine weeks are passed over. `None`
/// where the feed is not fine (what is worse is said already), where a day of the nine weeks was not read, and for a
/// season of 90 days after the day on which the person was `warned` last.
pub fn fading<'a>(
    days: impl IntoIterator<Item = (Day, &'a DaySummary)>,
    read: &Coverage,
    verdict: &Verdict,
    warned: Option<Day>,
) -> Option<Fading> {
    let today = verdict.day;
    let span = WEEK_DAYS * (FADING_WEEKS as i64 + 1);
    let told = warned.is_some_and(|day| (0..SEASON_DAYS).contains(&today.since(day)));
    if verdict.state != State::Fine || told || (0..span).any(|back| !read.allows(today.plus(-back))) {
        return None;
    }
    let mut weeks = [Week::default(); FADING_WEEKS + 1];
    for (day, summary) in days {
        let back = today.since(day);
        if (0..span).contains(&back)
            && let Some(week) = weeks.get_mut((back / WEEK_DAYS) as usize)
        {
            week.talk += summary.counts.conversation();
            week.automated += summary.counts.of(Kind::Automated);
        }
    }
    let [now, before @ ..] = weeks;
    let (usual, machines) = (median(before.map(|week| week.talk)), median(before.map(|week| week.automated)));
    let fewest = before.iter().map(|week| week.talk).min()?;
    let fades = usual >= FADING_LEAST && now.talk < fewest && f64::from(now.talk) <= FADING_PART * f64::from(usual);
    let goes_on =
        now.automated >= FADING_MACHINES && f64::from(now.automated) >= FADING_MACHINES_PART * f64::from(machines);
    (fades && goes_on).then_some(Fading { usual, now: now.talk, automated: now.automated, people: None })
}

impl Fading {
    /// Told in people, where fewer were talked with than usual. `people` has, for each of them, the days on which they were
    /// talked with, of the nine weeks up to and with `today` at least.
    #[must_use]
    pub fn in_people<'a>(self, today: Day, people: impl IntoIterator<Item = &'a [Day]>) -> Self {
        let mut weeks = [0; FADING_WEEKS + 1];
        for days in people {
            for (back, count) in (0i64..).zip(&mut weeks) {
                let week = back * WEEK_DAYS..(back + 1) * WEEK_DAYS;
                *count += u32::from(days.iter().any(|day| week.contains(&today.since(*day))));
            }
        }
        let [now, before @ ..] = weeks;
        let usual = median(before);
        Self { people: (usual >= FADING_PEOPLE && now < usual).then_some(FewerPeople { usual, now }), ..self }
    }

    /// "In a usual week you talk to 9 people; in the last 7 days it was 1. 14 automatic posts went out as ever." Where the
    /// people are not known, it counts the times.
    pub fn sentence(&self) -> Message {
        self.numbers(if self.people.is_some() { "drift.fading.people" } else { "drift.fading" })
    }

    /// A sentence with the numbers in it: people where they are known, times where not.
    pub fn numbers(&self, key: impl Into<String>) -> Message {
        let (usual, now) = self.people.map_or((self.usual, self.now), |people| (people.usual, people.now));
        Message::new(key).with("usual", usual).with("now", now).with("n", self.automated)
    }
}

/// Seven days.
#[derive(Debug, Clone, Copy, Default)]
struct Week {
    talk: u32,
    automated: u32,
}

/// The middle one; the lower of the two in the middle.
fn median(mut weeks: [u32; FADING_WEEKS]) -> u32 {
    weeks.sort_unstable();
    weeks[(FADING_WEEKS - 1) / 2]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;
    use crate::drift::{Glimpse, Judge};
    use proptest::prelude::*;

    /// Day 0 begins the first of the nine weeks; each is told by its replies and its automatic posts, spread over it.
    fn days(weeks: &[(u32, u32)]) -> Vec<(Day, DaySummary)> {
        let mut days = vec![DaySummary::default(); weeks.len() * 7];
        for (week, (replies, robots)) in weeks.iter().enumerate() {
            for (n, kind) in [(*replies, Kind::Reply), (*robots, Kind::Automated)] {
                for post in 0..n {
                    let robot = kind == Kind::Automated;
                    let glimpse = Glimpse { kind, probability: f64::from(robot), known: robot, app: None };
                    days[week * 7 + (post * 7 / n) as usize].add(&glimpse);
                }
            }
        }
        (0..).map(Day::from_number).zip(days).collect()
    }

    fn verdict(day: Day, state: State) -> Verdict {
        let mut judge = Judge::default();
        judge.day(day, &DaySummary::default(), true);
        Verdict { state, ..judge.verdict().expect("a day was judged") }
    }

    fn found(weeks: &[(u32, u32)], state: State, warned: Option<i32>) -> Option<Fading> {
        let days = days(weeks);
        let last = Day::from_number(weeks.len() as i32 * 7 - 1);
        let read = Coverage::of([(Day::from_number(0), last)]);
        let told = days.iter().map(|(day, summary)| (*day, summary));
        fading(told, &read, &verdict(last, state), warned.map(Day::from_number))
    }

    fn check(weeks: &[(u32, u32)], expected: Option<(u32, u32, u32)>) {
        let found = found(weeks, State::Fine, None);
        assert_eq!(found.map(|fading| (fading.usual, fading.now, fading.automated)), expected, "{weeks:?}");
    }

    const TALKATIVE: [(u32, u32); 8] = [(9, 14), (7, 14), (12, 14), (9, 14), (4, 14), (9, 14), (10, 14), (5, 14)];

    fn then(last: (u32, u32)) -> Vec<(u32, u32)> {
        TALKATIVE.into_iter().chain([last]).collect()
    }

    #[test]
    fn a_week_with_a_third_of_the_usual_conversation_and_the_same_robots_is_fading() {
        check(&then((1, 14)), Some((9, 1, 14)));
        check(&then((3, 14)), Some((9, 3, 14)));
        check(&then((3, 7)), Some((9, 3, 7)));
    }

    #[test]
    fn a_week_as_quiet_as_an_earlier_one_is_not() {
        check(&then((4, 14)), None);
        let mut weeks = then((1, 14));
        weeks[2] = (1, 14);
        check(&weeks, None);
    }

    #[test]
    fn where_the_robots_fall_silent_too_it_is_a_holiday() {
        check(&then((1, 6)), None);
        check(&then((0, 0)), None);
    }

    #[test]
    fn who_never_talked_much_and_whose_weeks_are_not_known_is_not_warned() {
        check(&[(1, 14), (2, 14), (2, 14), (1, 14), (2, 14), (2, 14), (2, 14), (2, 14), (0, 14)], None);
        check(&[(9, 14), (9, 14), (9, 14), (1, 14)], None);
    }

    #[test]
    fn an_unread_day_a_worse_state_and_a_warning_this_season_keep_it_silent() {
        let weeks = then((1, 14));
        assert!(found(&weeks, State::Fine, Some(62 - 90)).is_some());
        for (state, warned) in [(State::Fine, Some(62 - 89)), (State::Fine, Some(62)), (State::Thinning, None)] {
            assert_eq!(found(&weeks, state, warned), None, "{state:?}, warned {warned:?}");
        }
        let days = days(&weeks);
        let last = Day::from_number(62);
        let read = Coverage::of([(Day::from_number(0), Day::from_number(30)), (Day::from_number(40), last)]);
        let told = days.iter().map(|(day, summary)| (*day, summary));
        assert_eq!(fading(told, &read, &verdict(last, State::Fine), None), None);
    }

    #[test]
    fn it_is_told_in_people_where_those_of_a_usual_week_are_known_and_got_fewer() {
        let fading = Fading { usual: 9, now: 1, automated: 14, people: None };
        let today = Day::from_number(62);
        let told = |people: &[Vec<Day>]| fading.in_people(today, people.iter().map(Vec::as_slice)).people;
        // Each is talked with every week, on a day of their own and on its last; the first of them this week as well.
        let weekly = |nth: i32, weeks: i32| (0..weeks).flat_map(move |week| [week * 7 + nth, week * 7 + 6]);
        let people = |n: i32, still: i32| -> Vec<Vec<Day>> {
            (0..n).map(|nth| weekly(nth, if nth < still { 9 } else { 8 }).map(Day::from_number).collect()).collect()
        };
        for (n, still, expected) in [(5, 1, Some((5, 1))), (5, 0, Some((5, 0))), (2, 1, Some((2, 1)))] {
            let told = told(&people(n, still)).map(|people| (people.usual, people.now));
            assert_eq!(told, expected, "{n} people, {still} of them still");
        }
        for (n, still) in [(0, 0), (1, 0), (3, 3)] {
            assert_eq!(told(&people(n, still)), None, "{n} people, {still} of them still");
        }
    }

    proptest! {
        #[test]
        fn one_more_conversation_today_never_brings_the_warning_up(
            weeks in prop::collection::vec((0..12u32, 0..6u32), 9), more in 1..4u32
        ) {
            let mut better = weeks.clone();
            better[8].0 += more;
            if found(&weeks, State::Fine, None).is_none() {
                prop_assert_eq!(found(&better, State::Fine, None), None);
            }
        }
    }
}
