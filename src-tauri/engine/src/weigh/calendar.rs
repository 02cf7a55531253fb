//! Days told apart, and one of them opened.

use super::entries::OfDay;
use super::{Asked, names};
use crate::settings::Plain;
use crate::view::{Calendar, DayCell, DayDetail, Said};
use chrono::DateTime;
use coach::day::Day;
use coach::days::Record;
use coach::days::plan::{DAYS_BACK, LONGEST};
use coach::days::state::State;
use rusqlite::Result;

/// The longest range that is answered at once, in days: ten years and more.
const LONGEST_RANGE: i64 = 4000;

/// The days of a range, both included, oldest first.
pub(crate) fn calendar(asked: &Asked<'_>, from: Day, to: Day) -> Result<Calendar> {
    let record = asked.account.whole(asked.now);
    let to = to.min(from.plus(LONGEST_RANGE));
    let days: Vec<DayCell> = (0..=to.since(from)).map(|n| cell(asked, &record, from.plus(n))).collect::<Result<_>>()?;
    let kept = days.iter().filter(|cell| cell.state == Some(State::Kept.into())).count();
    Ok(Calendar {
        began: asked.account.began.map(|day| day.to_string()),
        today: asked.today.to_string(),
        days,
        longest: Plain::read(asked.ledger)?.show_streak.then_some(record.tally.longest),
        kept: u32::try_from(kept).unwrap_or(u32::MAX),
    })
}

/// One day, opened.
pub(crate) fn day(asked: &Asked<'_>, day: Day) -> Result<DayDetail> {
    let record = asked.account.whole(asked.now);
    let of_day = OfDay::read(asked.ledger, day)?;
    let mut entries: Vec<_> = of_day.counted.into_iter().map(|(_, entry)| entry).chain(of_day.uncounted).collect();
    // By the moment, not by how it is written: an hour that the clock shows twice is not one.
    entries.sort_by_cached_key(|entry| DateTime::parse_from_rfc3339(&entry.at).ok());
    let ahead = day.since(asked.today);
    Ok(DayDetail {
        cell: cell(asked, &record, day)?,
        because: record.day(day).map(|judged| Said::from(&judged.because)).into_iter().collect(),
        entries,
        can_rest: (-DAYS_BACK..LONGEST).contains(&ahead),
    })
}

fn cell(asked: &Asked<'_>, record: &Record, day: Day) -> Result<DayCell> {
    let plan = asked.account.habit.plan.on(day);
    let judged = record.day(day);
    let counted = match judged {
        Some(judged) => judged.facts.people,
        None => crate::ledger::tally::on(asked.ledger, day)?,
    };
    Ok(DayCell {
        day: day.to_string(),
        state: judged.filter(|_| asked.account.began.is_some()).map(|judged| judged.state.into()),
        counted,
        goal: plan.goal,
        strength: judged.map_or(0.0, |judged| judged.strength),
        rest: judged.map_or(plan.rest.map(Into::into), |judged| names::rest(judged.state)),
        busy: plan.busy,
        mended: judged.is_some_and(|judged| judged.mends.is_some()),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::story::{Story, act, at, day, named};
    use coach::act::{Act, What};
    use coach::interaction::How;

    #[test]
    fn in_the_hour_that_the_clock_shows_twice_what_came_first_stands_first() {
        let story = Story::begins("2026-10-24 08:00");
        for (when, who) in [("2026-10-25 00:50", "Ana"), ("2026-10-25 01:10", "Ben")] {
            let log = What::Log { how: How::Asked, who: named(who), note: None, link: None };
            story.engine.act(&Act { day: Some(day("2026-10-24")), ..act(when, log) }).unwrap();
        }
        let entries = story.engine.day("2026-10-24", at("2026-10-25 02:00")).unwrap().entries;
        let names: Vec<_> = entries.iter().map(|entry| entry.name.as_deref().unwrap()).collect();
        assert_eq!(names, ["Ana", "Ben"], "{entries:?}");
    }
}
