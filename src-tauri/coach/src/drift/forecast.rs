//! The way back: what two people a day will do to the recent share of conversation, and by when.

use super::constants::{WAY_BACK_PEOPLE, WAY_BACK_SHARE, WAY_BACK_WITHIN, WINDOW_DAYS};
use super::summary::DaySummary;
use crate::day::Day;
use crate::message::Message;
use crate::mix::weight_after;
use std::collections::BTreeMap;

/// When the recent share of conversation will be over a fifth, if the person speaks to two people a day from tomorrow
/// on and everything else goes on as in the last 14 days.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// By two people a day alone; `None` where four weeks do not bring it there.
    pub by_people: Option<Day>,
    /// By two people a day and switching off the busiest automation, where one is named.
    pub switched_off: Option<SwitchedOff>,
}

/// What switching one automation off brings.
#[derive(Debug, Clone, PartialEq)]
pub struct SwitchedOff {
    /// The posting app.
    pub app: String,
    /// When the share will be over a fifth; `None` where four weeks do not bring it there.
    pub by: Option<Day>,
}

/// The way back as seen at the end of `today`, from the days on which something happened.
pub fn forecast<'a>(days: impl IntoIterator<Item = (Day, &'a DaySummary)>, today: Day) -> Forecast {
    let mut recent = Recent::default();
    let mut apps: BTreeMap<&str, u32> = BTreeMap::new();
    for (day, summary) in days.into_iter().filter(|(day, _)| *day <= today) {
        let age = today.since(day);
        let (all, talk) = (f64::from(summary.counts.posts()), f64::from(summary.counts.conversation()));
        recent.all += weight_after(age) * all;
        recent.conversation += weight_after(age) * talk;
        if age < WINDOW_DAYS {
            recent.others_a_day += (all - talk) / WINDOW_DAYS as f64;
            for (app, count) in &summary.apps {
                *apps.entry(app).or_default() += count;
            }
        }
    }
    let busiest = apps.into_iter().max_by_key(|(app, count)| (*count, std::cmp::Reverse(*app)));
    let switched_off = busiest.map(|(app, count)| SwitchedOff {
        app: app.to_owned(),
        by: recent.way_back(f64::from(count) / WINDOW_DAYS as f64).map(|n| today.plus(n)),
    });
    Forecast { by_people: recent.way_back(0.0).map(|n| today.plus(n)), switched_off }
}

/// Recent posts, each weighing half for every five days of its age.
#[derive(Debug, Clone, Copy, Default)]
struct Recent {
    all: f64,
    conversation: f64,
    others_a_day: f64,
}

impl Recent {
    /// In how many days the share is over a fifth, with so many posts a day switched off.
    fn way_back(self, off_a_day: f64) -> Option<i64> {
        let people = f64::from(WAY_BACK_PEOPLE);
        let others = (self.others_a_day - off_a_day).max(0.0);
        let (mut all, mut conversation) = (self.all, self.conversation);
        (1..=WAY_BACK_WITHIN).find(|_| {
            all = all * weight_after(1) + people + others;
            conversation = conversation * weight_after(1) + people;
            conversation > WAY_BACK_SHARE * all
        })
    }
}

impl Forecast {
    /// "Two people a day brings the conversation share over a fifth by Thursday; switching off dlvr.it, by Wednesday."
    pub fn sentence(&self) -> Message {
        let off = self.switched_off.as_ref().and_then(|off| Some((off.app.as_str(), off.by?)));
        match (self.by_people, off) {
            (Some(day), Some((app, sooner))) if sooner < day => {
                Message::new("drift.way-back.both").with("day", day).with("app", app).with("sooner", sooner)
            }
            (Some(day), _) => Message::new("drift.way-back.people").with("day", day),
            (None, Some((app, day))) => Message::new("drift.way-back.switch-off").with("app", app).with("day", day),
            (None, None) => Message::new("drift.way-back.slow"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drift::Glimpse;
    use crate::kind::Kind;

    /// Two weeks up to day 13 with so many posts a day by each app.
    fn two_weeks(apps: &[(&'static str, u32)]) -> Vec<(Day, DaySummary)> {
        let mut day = DaySummary::default();
        for (app, n) in apps {
            for _ in 0..*n {
                day.add(&Glimpse { kind: Kind::Automated, probability: 1.0, known: true, app: Some(app) });
            }
        }
        (0..14).map(|n| (Day::from_number(n), day.clone())).collect()
    }

    fn check(apps: &[(&'static str, u32)], by_people: Option<i64>, switched_off: Option<(&str, Option<i64>)>) {
        let days = two_weeks(apps);
        let found = forecast(days.iter().map(|(day, summary)| (*day, summary)), Day::from_number(13));
        let in_days = |day: Option<Day>| day.map(|day| day.since(Day::from_number(13)));
        let off = found.switched_off.as_ref().map(|off| (off.app.as_str(), in_days(off.by)));
        assert_eq!((in_days(found.by_people), off), (by_people, switched_off), "{apps:?}");
    }

    #[test]
    fn two_people_a_day_bring_the_share_over_a_fifth_the_sooner_the_less_goes_out_by_itself() {
        check(&[("dlvr.it", 1)], Some(1), Some(("dlvr.it", Some(1))));
        check(&[("dlvr.it", 4)], Some(5), Some(("dlvr.it", Some(3))));
        check(&[("dlvr.it", 4), ("IFTTT", 2)], Some(10), Some(("dlvr.it", Some(5))));
    }

    #[test]
    fn where_robots_speak_more_than_eight_times_a_day_two_people_alone_are_not_enough() {
        check(&[("dlvr.it", 20)], None, Some(("dlvr.it", Some(9))));
        check(&[("dlvr.it", 20), ("IFTTT", 9)], None, Some(("dlvr.it", None)));
    }

    #[test]
    fn an_empty_feed_is_back_after_one_day() {
        check(&[], Some(1), None);
    }
}
