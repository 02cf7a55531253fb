//! When the review of the last week is offered.

use super::Week;
use crate::day::Day;
use chrono::{NaiveDateTime, NaiveTime};

/// For so many days from the first of the week on, the review of the week before is offered.
const OFFERED: i64 = 3;

/// Whether the review of the week before `week`, which is the present one, is offered now: from the cue on its first day
/// on, for three days, unless the person has said already what that week was worth. `civil` is the wall clock's time.
pub fn ready(week: Week, today: Day, civil: NaiveDateTime, cue: NaiveTime, rated: bool) -> bool {
    !rated && week.contains(today) && today.since(week.first()) < OFFERED && civil >= week.first().date().and_time(cue)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::day::Rollover;
    use chrono::Weekday;

    #[test]
    fn it_is_offered_from_mondays_cue_until_wednesdays_end() {
        for (civil, rated, offered) in [
            ("2026-11-23 12:59", false, false),
            ("2026-11-23 13:00", false, true),
            ("2026-11-23 13:00", true, false),
            ("2026-11-24 02:00", false, true),
            ("2026-11-25 23:00", false, true),
            ("2026-11-26 03:59", false, true),
            ("2026-11-26 04:00", false, false),
            ("2026-11-22 13:00", false, false),
        ] {
            let at = NaiveDateTime::parse_from_str(civil, "%Y-%m-%d %H:%M").unwrap();
            let today = Day::of(at, Rollover::DEFAULT);
            let week = Week::of(today, Weekday::Mon);
            let cue = NaiveTime::from_hms_opt(13, 0, 0).unwrap();
            assert_eq!(ready(week, today, at, cue, rated), offered, "{civil}, rated: {rated}");
        }
    }
}
