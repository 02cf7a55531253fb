//! X's dates. Three ways of writing them, two of them mixed in one archive; all in UTC.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use coach::post::Precision;

/// Before this day, many archives carry 00:00:00 for the time of day.
const TIMES_BEGIN: NaiveDate = match NaiveDate::from_ymd_opt(2010, 11, 4) {
    Some(day) => day,
    None => unreachable!(),
};

/// The moment written as `Wed Feb 01 04:45:51 +0000 2012`, `2012-02-01 04:45:51 +0000` or `2012-02-01T04:45:51.000Z`,
/// to the second, and whether its time of day is real.
pub(super) fn moment(text: &str) -> Option<(DateTime<Utc>, Precision)> {
    let bytes = text.trim().as_bytes();
    let at = match bytes.first()? {
        b'0'..=b'9' => iso(bytes)?,
        _ => english(bytes)?,
    };
    let day_only = at.time() == NaiveTime::MIN && at.date() < TIMES_BEGIN;
    Some((at.and_utc(), if day_only { Precision::Day } else { Precision::Second }))
}

/// `2012-02-01 04:45:51 +0000`, and what follows the seconds ignored: X writes no other offset.
fn iso(text: &[u8]) -> Option<NaiveDateTime> {
    let year = number(text.get(..4)?)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(text.get(5..7)?)?, number(text.get(8..10)?)?)?;
    Some(date.and_time(time(text.get(11..19)?)?))
}

/// `Wed Feb 01 04:45:51 +0000 2012`.
fn english(text: &[u8]) -> Option<NaiveDateTime> {
    const MONTHS: [&[u8; 3]; 12] =
        [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    let month = MONTHS.iter().position(|name| text.get(4..7) == Some(name.as_slice()))?;
    let year = number(text.get(26..30)?)?;
    let month = u32::try_from(month).ok()? + 1;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, number(text.get(8..10)?)?)?;
    Some(date.and_time(time(text.get(11..19)?)?))
}

/// `04:45:51`; a leap second counts as the second before it.
fn time(text: &[u8]) -> Option<NaiveTime> {
    let second = number(text.get(6..8)?)?;
    NaiveTime::from_hms_opt(number(text.get(..2)?)?, number(text.get(3..5)?)?, if second == 60 { 59 } else { second })
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_date_is_read() {
        for (text, expected) in [
            ("Wed Feb 01 04:45:51 +0000 2012", Some(("2012-02-01T04:45:51+00:00", Precision::Second))),
            ("2012-02-01 04:45:51 +0000", Some(("2012-02-01T04:45:51+00:00", Precision::Second))),
            ("2023-02-10T18:07:11.000Z", Some(("2023-02-10T18:07:11+00:00", Precision::Second))),
            ("2009-06-30 00:00:00 +0000", Some(("2009-06-30T00:00:00+00:00", Precision::Day))),
            ("2010-11-03 00:00:00 +0000", Some(("2010-11-03T00:00:00+00:00", Precision::Day))),
            ("2009-06-30 00:00:01 +0000", Some(("2009-06-30T00:00:01+00:00", Precision::Second))),
            ("2010-11-04 00:00:00 +0000", Some(("2010-11-04T00:00:00+00:00", Precision::Second))),
            ("2016-12-31 23:59:60 +0000", Some(("2016-12-31T23:59:59+00:00", Precision::Second))),
            ("2012-02-30 04:45:51 +0000", None),
            ("2012-02-01", None),
            ("Wed Feb 01 04:45:51 +0000", None),
            ("yesterday", None),
            ("", None),
            ("Wéd Féb 01 04:45:51 +0000 2012", None),
        ] {
            let got = moment(text).map(|(at, precision)| (at.to_rfc3339(), precision));
            assert_eq!(got, expected.map(|(at, precision)| (at.to_owned(), precision)), "{text}");
        }
    }
}
