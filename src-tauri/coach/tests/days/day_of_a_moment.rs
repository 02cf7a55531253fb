use crate::support::{day, rollover, utc, zone};
use chrono::{Duration, NaiveDateTime, Utc};
use coach::day::{Day, Rollover};
use coach::reckoning::Reckoning;
use coach::zone::Zone;

#[test]
fn a_reply_at_twenty_past_midnight_counts_for_the_evening_before() {
    for (clock, at_rollover, expected) in [
        ("2026-11-24 00:20", 4, "2026-11-23"),
        ("2026-11-24 03:59", 4, "2026-11-23"),
        ("2026-11-24 04:00", 4, "2026-11-24"),
        ("2026-11-24 00:20", 0, "2026-11-24"),
        ("2026-11-24 00:00", 0, "2026-11-24"),
        ("2026-11-24 11:59", 12, "2026-11-23"),
        ("2026-03-01 00:20", 4, "2026-02-28"),
        ("2028-03-01 00:20", 4, "2028-02-29"),
        ("2027-01-01 00:20", 4, "2026-12-31"),
    ] {
        let civil = NaiveDateTime::parse_from_str(clock, "%Y-%m-%d %H:%M").unwrap();
        assert_eq!(Day::of(civil, rollover(at_rollover)), day(expected), "{clock}, rollover {at_rollover}");
    }
}

#[test]
fn no_rollover_lies_after_noon() {
    assert_eq!(Rollover::from_minutes(720).map(Rollover::minutes), Some(720));
    assert_eq!(Rollover::from_minutes(721), None);
}

#[test]
fn the_night_the_clocks_change_belongs_to_the_day_its_rollover_says() {
    // Zone, rollover, the day before the change and its hours, the day of the change and its hours.
    for (name, at_rollover, before, hours_before, of_change, hours) in [
        // New York, 02:00 → 03:00 and 02:00 → 01:00.
        ("America/New_York", 0, "2026-03-07", 24, "2026-03-08", 23),
        ("America/New_York", 3, "2026-03-07", 23, "2026-03-08", 24),
        ("America/New_York", 4, "2026-03-07", 23, "2026-03-08", 24),
        ("America/New_York", 0, "2026-10-31", 24, "2026-11-01", 25),
        ("America/New_York", 3, "2026-10-31", 25, "2026-11-01", 24),
        ("America/New_York", 4, "2026-10-31", 25, "2026-11-01", 24),
        // Vienna, 02:00 → 03:00 and 03:00 → 02:00.
        ("Europe/Vienna", 0, "2026-03-28", 24, "2026-03-29", 23),
        ("Europe/Vienna", 3, "2026-03-28", 23, "2026-03-29", 24),
        ("Europe/Vienna", 4, "2026-03-28", 23, "2026-03-29", 24),
        ("Europe/Vienna", 0, "2026-10-24", 24, "2026-10-25", 25),
        ("Europe/Vienna", 3, "2026-10-24", 25, "2026-10-25", 24),
        ("Europe/Vienna", 4, "2026-10-24", 25, "2026-10-25", 24),
        // Cairo changes at midnight itself: 00:00 → 01:00 and 24:00 → 23:00.
        ("Africa/Cairo", 0, "2026-04-23", 24, "2026-04-24", 23),
        ("Africa/Cairo", 3, "2026-04-23", 23, "2026-04-24", 24),
        ("Africa/Cairo", 0, "2026-10-29", 25, "2026-10-30", 24),
        ("Africa/Cairo", 4, "2026-10-29", 25, "2026-10-30", 24),
    ] {
        let reckoning = Reckoning::new(zone(name), rollover(at_rollover));
        let hours_of = |date: &str| {
            let span = reckoning.span(day(date)).unwrap();
            (span.end - span.start).num_hours()
        };
        let label = format!("{name}, rollover {at_rollover}");
        assert_eq!((hours_of(before), hours_of(of_change)), (hours_before, hours), "{label}, {of_change}");
        // Every quarter of an hour of both days belongs to the day whose span it lies in.
        let (from, to) = (reckoning.span(day(before)).unwrap(), reckoning.span(day(of_change)).unwrap());
        assert_eq!(from.end, to.start, "{label}");
        let mut at = from.start;
        while at < to.end {
            assert_eq!(reckoning.day_of(at) == day(of_change), to.contains(&at), "{label}, {at}");
            at += Duration::minutes(15);
        }
    }
}

#[test]
fn where_clocks_go_back_across_the_rollover_the_day_ends_with_its_last_moment() {
    // Vienna, rollover 02:30: on the clock 02:30 comes twice, at 00:30 and 01:30 UTC; in between the old day returns.
    let reckoning = Reckoning::new(zone("Europe/Vienna"), Rollover::from_minutes(150).unwrap());
    let (old, new) = (day("2026-10-24"), day("2026-10-25"));
    for (at, expected) in
        [("00:29", old), ("00:30", new), ("00:59", new), ("01:00", old), ("01:29", old), ("01:30", new)]
    {
        assert_eq!(reckoning.day_of(utc(&format!("2026-10-25 {at}"))), expected, "{at}");
    }
    assert_eq!(reckoning.span(old).unwrap().end, utc("2026-10-25 01:30"));
    assert_eq!(reckoning.span(new).unwrap().start, utc("2026-10-25 00:30"));
}

#[test]
fn where_clocks_go_back_to_the_rollover_itself_the_day_has_ended_for_good() {
    // Vienna, rollover 02:00: the clock shows 02:00 at 00:00 UTC and again at 01:00 UTC, and nothing earlier between.
    let reckoning = Reckoning::new(zone("Europe/Vienna"), rollover(2));
    for edge in [reckoning.span(day("2026-10-24")).unwrap().end, reckoning.span(day("2026-10-25")).unwrap().start] {
        assert_eq!(edge, utc("2026-10-25 00:00"));
    }
}

#[test]
fn flying_east_across_the_date_line_skips_a_day_and_nobody_can_be_blamed_for_it() {
    // Honolulu 2026-06-10 14:00 (00:00 UTC on the 11th), landing in Auckland at 21:00 on the 11th (09:00 UTC).
    let mut reckoning = Reckoning::new(zone("Pacific/Honolulu"), Rollover::DEFAULT);
    reckoning.change(utc("2026-06-11 16:30"), zone("Pacific/Auckland"), Rollover::DEFAULT);
    assert_eq!(reckoning.day_of(utc("2026-06-11 13:59")), day("2026-06-10"), "03:59 in Honolulu");
    assert_eq!(reckoning.day_of(utc("2026-06-11 16:29")), day("2026-06-11"), "06:29 in Honolulu");
    assert_eq!(reckoning.day_of(utc("2026-06-11 16:30")), day("2026-06-12"), "04:30 in Auckland");

    // The change comes while it is still the 10th in Honolulu: the 11th never comes.
    let mut reckoning = Reckoning::new(zone("Pacific/Honolulu"), Rollover::DEFAULT);
    reckoning.change(utc("2026-06-11 13:00"), zone("Pacific/Kiritimati"), Rollover::from_minutes(0).unwrap());
    assert_eq!(reckoning.day_of(utc("2026-06-11 12:59")), day("2026-06-10"));
    assert_eq!(reckoning.day_of(utc("2026-06-11 13:00")), day("2026-06-12"));
    assert_eq!(reckoning.span(day("2026-06-11")), None);
    assert!(reckoning.span(day("2026-06-10")).is_some() && reckoning.span(day("2026-06-12")).is_some());
}

#[test]
fn flying_west_across_the_date_line_lives_a_day_twice() {
    let mut reckoning = Reckoning::new(zone("Pacific/Auckland"), Rollover::DEFAULT);
    reckoning.change(utc("2026-06-11 06:00"), zone("Pacific/Honolulu"), Rollover::DEFAULT);
    for (at, expected, clock) in [
        ("2026-06-10 05:00", "2026-06-10", "17:00 in Auckland"),
        ("2026-06-11 05:59", "2026-06-11", "17:59 in Auckland"),
        ("2026-06-11 06:00", "2026-06-10", "20:00 in Honolulu"),
        ("2026-06-11 14:00", "2026-06-11", "04:00 in Honolulu"),
    ] {
        assert_eq!(reckoning.day_of(utc(at)), day(expected), "{clock}");
    }
    let tenth = reckoning.span(day("2026-06-10")).unwrap();
    assert_eq!((tenth.start, tenth.end), (utc("2026-06-09 16:00"), utc("2026-06-11 14:00")));
}

#[test]
fn samoa_had_no_30th_of_december_2011() {
    let midnight = Reckoning::new(zone("Pacific/Apia"), rollover(0));
    assert_eq!(midnight.span(day("2011-12-30")), None);
    assert_eq!(midnight.span(day("2011-12-29")).unwrap().end, midnight.span(day("2011-12-31")).unwrap().start);
}

#[test]
fn a_rollover_changed_at_one_in_the_morning_applies_from_then_on_only() {
    let one = utc("2026-06-02 01:00");
    // From 04:00 to 00:00: Monday ends there and then.
    let mut earlier = Reckoning::new(Zone::utc(), rollover(4));
    earlier.change(one, Zone::utc(), rollover(0));
    // From 00:00 to 04:00: Tuesday had begun; until four it is Monday again.
    let mut later = Reckoning::new(Zone::utc(), rollover(0));
    later.change(one, Zone::utc(), rollover(4));
    for (clock, with_earlier, with_later) in [
        ("2026-06-01 23:59", "2026-06-01", "2026-06-01"),
        ("2026-06-02 00:59", "2026-06-01", "2026-06-02"),
        ("2026-06-02 01:00", "2026-06-02", "2026-06-01"),
        ("2026-06-02 03:59", "2026-06-02", "2026-06-01"),
        ("2026-06-02 04:00", "2026-06-02", "2026-06-02"),
    ] {
        assert_eq!(earlier.day_of(utc(clock)), day(with_earlier), "{clock}, to midnight");
        assert_eq!(later.day_of(utc(clock)), day(with_later), "{clock}, to four");
    }
    assert_eq!(earlier.span(day("2026-06-01")).unwrap().end, one);
    assert_eq!(later.span(day("2026-06-01")).unwrap().end, utc("2026-06-02 04:00"));
}

#[test]
fn a_zone_set_with_the_clock_set_back_stands() {
    let mut reckoning = Reckoning::new(Zone::utc(), Rollover::DEFAULT);
    reckoning.change(utc("2026-06-02 10:00"), zone("Asia/Tokyo"), Rollover::DEFAULT);
    // The clock was wrong and is an hour earlier now: the last word is Vienna, also at ten.
    reckoning.change(utc("2026-06-02 09:00"), zone("Europe/Vienna"), Rollover::DEFAULT);
    assert_eq!(reckoning.at(utc("2026-06-02 12:00")).0.name(), "Europe/Vienna");
}

#[test]
fn mondays_nudge_answered_on_tuesday_counts_for_monday() {
    let reckoning = Reckoning::new(Zone::utc(), Rollover::DEFAULT);
    let (monday, tuesday) = (day("2026-06-01"), day("2026-06-02"));
    let at = utc("2026-06-02 08:00");
    assert_eq!(reckoning.day_of_act(None, None, at), tuesday, "from the tray");
    assert_eq!(reckoning.day_of_act(None, Some(monday), at), monday, "Monday's nudge");
    assert_eq!(reckoning.day_of_act(Some(tuesday), Some(monday), at), tuesday, "the day the person names wins");
}

#[test]
fn days_are_numbered_from_1970_and_back() {
    for (date, number) in [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2026-11-23", 20_780)] {
        assert_eq!((day(date).number(), Day::from_number(number)), (number, day(date)));
    }
    for far in [i32::MIN, i32::MAX] {
        let edge = Day::from_number(far);
        assert_eq!(edge.plus(i64::from(far)), edge, "the ends of the calendar hold");
        assert!(Zone::utc().day_begins(edge, Rollover::DEFAULT) <= chrono::DateTime::<Utc>::MAX_UTC);
    }
}
