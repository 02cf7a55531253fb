//! What stays of sources that are read no more, in table `setting`: since when the person has the app, and for which days
//! they were read. Without it past days would fall when a source goes.

use super::live::Live;
use super::period::Periods;
use super::{setting, source};
use chrono::{DateTime, Utc};
use coach::days::facts::Watch;
use rusqlite::Connection;

const BEGAN: &str = "began";
const WATCHES: &str = "ended-watches";

/// A source is about to be read no more. One that came and went on the same day leaves nothing.
pub(crate) fn note(ledger: &Connection, live: &Live, periods: &Periods, now: DateTime<Utc>) -> rusqlite::Result<()> {
    let day = |at| periods.reckoning.day_of(at);
    let added = source::first_added(ledger)?.into_iter().chain(began(ledger)?).min();
    if let Some(added) = added.filter(|added| day(*added) < day(now)) {
        setting::set(ledger, BEGAN, &added.timestamp().to_string())?;
    }
    if live.is_watched() && day(live.since) < day(now) {
        let watch = Watch { until: Some(live.stopped.unwrap_or(now)), ..live.watch() };
        let all: Vec<String> = watches(ledger)?.iter().chain([&watch]).map(write).collect();
        setting::set(ledger, WATCHES, &all.join("\n"))?;
    }
    Ok(())
}

/// When the first source was added, of those that were taken out since.
pub(crate) fn began(ledger: &Connection) -> rusqlite::Result<Option<DateTime<Utc>>> {
    Ok(setting::get(ledger, BEGAN)?.and_then(|text| moment(&text)))
}

/// Sources that are read no more, as the judgement of days sees them.
pub(crate) fn watches(ledger: &Connection) -> rusqlite::Result<Vec<Watch>> {
    Ok(setting::get(ledger, WATCHES)?.unwrap_or_default().lines().filter_map(read).collect())
}

/// Seconds since 1970: from, until, read until; `-` where there is none.
fn write(watch: &Watch) -> String {
    let maybe = |at: Option<DateTime<Utc>>| at.map_or_else(|| "-".to_owned(), |at| at.timestamp().to_string());
    format!("{} {} {}", watch.from.timestamp(), maybe(watch.until), maybe(watch.synced))
}

fn read(line: &str) -> Option<Watch> {
    let [from, until, synced] = line.split(' ').collect::<Vec<_>>()[..] else { return None };
    Some(Watch { from: moment(from)?, until: moment(until), synced: moment(synced) })
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(text.parse().ok()?, 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_noted_is_read_as_it_was_and_nonsense_is_nothing() {
        for line in ["1795000000 1795600000 1795500000", "1795000000 1795600000 -"] {
            assert_eq!(write(&read(line).unwrap()), line);
        }
        for line in ["", "1", "a b c", "- 1 1"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
