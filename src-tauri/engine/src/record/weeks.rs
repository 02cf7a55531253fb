//! The person's word on what a week was worth.

use super::{ActError, Doing, Done};
use crate::ledger::setting;
use crate::settings::WORTH;
use coach::day::Day;
use coach::message::Message;

type Sql<'a> = &'a dyn Fn(rusqlite::Error) -> ActError;

/// Days from the middle of a week to its ends.
const HALF: i64 = 3;

/// `middle` is the day in the middle of the week, under which its worth is kept.
pub(super) fn rate(doing: &Doing<'_>, middle: Day, value: Option<u8>, sql: Sql<'_>) -> Result<Done, ActError> {
    if let Some(value) = value.filter(|value| !(1..=5).contains(value)) {
        return Err(ActError::Worth(value));
    }
    if middle.plus(-HALF) > doing.today {
        return Err(ActError::NotYet(middle.plus(-HALF)));
    }
    let key = |days: i64| format!("{WORTH}{}", middle.plus(days));
    let clear = |from, to| setting::unset(doing.ledger, &key(from), &key(to)).map_err(sql);
    let Some(value) = value else {
        clear(-HALF, HALF)?;
        return Ok(Done::told(Message::new("act.rate.none")));
    };
    // Where weeks once began on another weekday, its worth may be kept under a day beside the middle.
    clear(-HALF, -1)?;
    clear(1, HALF)?;
    setting::set(doing.ledger, &key(0), &value.to_string()).map_err(sql)?;
    Ok(Done::told(Message::new("act.rate").with("n", i64::from(value))))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use crate::ActError;
    use crate::story::{Story, at, day};
    use chrono::Weekday;
    use coach::act::What;

    fn value(story: &Story, of: &str, begins: Weekday) -> Option<u8> {
        story.engine.week(Some(of), begins, at("2026-11-23 13:00")).unwrap().value
    }

    #[test]
    fn a_week_is_worth_what_was_said_last_and_the_word_can_be_taken_back_and_undone() {
        let story = Story::begins("2026-11-16 08:00");
        let before = story.dump();
        let middle = day("2026-11-19");
        story.does("2026-11-23 13:00", What::Rate { week: middle, value: Some(2) });
        story.does("2026-11-23 13:00", What::Rate { week: middle, value: Some(4) });
        assert_eq!(value(&story, "2026-11-22", Weekday::Mon), Some(4));
        assert_eq!(value(&story, "2026-11-23", Weekday::Mon), None);
        story.does("2026-11-23 13:01", What::Rate { week: middle, value: None });
        assert_eq!(value(&story, "2026-11-22", Weekday::Mon), None);
        story.does("2026-11-23 13:02", What::Undo { act: None });
        assert_eq!(value(&story, "2026-11-22", Weekday::Mon), Some(4));
        story.does("2026-11-23 13:03", What::Undo { act: None });
        story.does("2026-11-23 13:03", What::Undo { act: None });
        assert_eq!(story.dump(), before);
    }

    #[test]
    fn it_stays_with_its_week_where_weeks_begin_on_another_day() {
        let story = Story::begins("2026-11-16 08:00");
        story.does("2026-11-23 13:00", What::Rate { week: day("2026-11-19"), value: Some(5) });
        for (of, begins, worth) in [
            ("2026-11-15", Weekday::Sun, Some(5)),
            ("2026-11-22", Weekday::Sun, None),
            ("2026-11-14", Weekday::Sat, Some(5)),
        ] {
            assert_eq!(value(&story, of, begins), worth, "{of}, weeks from {begins}");
        }
        story.does("2026-11-23 13:00", What::Rate { week: day("2026-11-18"), value: Some(1) });
        assert_eq!(value(&story, "2026-11-16", Weekday::Mon), Some(1));
    }

    #[test]
    fn only_one_to_five_and_only_weeks_that_have_begun() {
        let story = Story::begins("2026-11-16 08:00");
        let rate = |week, value| story.tries("2026-11-23 13:00", What::Rate { week: day(week), value: Some(value) });
        assert_eq!(rate("2026-11-19", 0), Err(ActError::Worth(0)));
        assert_eq!(rate("2026-11-19", 6), Err(ActError::Worth(6)));
        assert_eq!(rate("2026-12-03", 3), Err(ActError::NotYet(day("2026-11-30"))));
        assert!(rate("2026-11-26", 3).is_ok());
    }
}
