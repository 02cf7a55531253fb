//! The feed: its mix over time, where it drifted, and the apps that post to it.

use super::{Asked, drift};
use crate::ledger::summary::Days;
use crate::ledger::{app, turn};
use crate::view::{
    AppLine, DriftSpan, DriftStateName, DriftTurn, FeedStory, KindCount, MixBar, Resolution, Said, YearLine,
};
use crate::wire;
use chrono::{Datelike, NaiveDate, Weekday};
use coach::act::AppStanding;
use coach::apps::{Apps, key};
use coach::day::Day;
use coach::drift::{State, years};
use coach::kind::Kind;
use coach::mix::Counts;
use coach::week::Week;
use rusqlite::Result;
use std::collections::BTreeMap;

/// Up to so many days are shown by week, up to the next by month, longer stretches by year.
const BY_WEEK: i64 = 500;
const BY_MONTH: i64 = 15 * 366;

/// The story of the feed between two days, both included; from the first to the last post where none is given. Weeks
/// begin on `begins`.
pub(crate) fn feed(
    asked: &Asked<'_>,
    resolution: Option<Resolution>,
    from: Option<Day>,
    to: Option<Day>,
    begins: Weekday,
) -> Result<FeedStory> {
    let feed = asked.account.feed(asked.ledger)?;
    let posted = |day: &&Day| feed.days.get(day).is_some_and(|summary| summary.counts.all() > 0);
    let first = from.or_else(|| feed.days.keys().find(posted).copied());
    let last = to.or_else(|| feed.days.keys().rev().find(posted).copied());
    let range = first.zip(last).filter(|(first, last)| first <= last);
    let length = range.map_or(0, |(first, last)| last.since(first) + 1);
    let resolution = resolution.unwrap_or(if length <= BY_WEEK {
        Resolution::Week
    } else if length <= BY_MONTH {
        Resolution::Month
    } else {
        Resolution::Year
    });
    let years = years(feed.days.iter().map(|(day, summary)| (*day, summary)));
    let turns = turn::of(asked.ledger, None)?;
    let within = |day: Day| from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to);
    Ok(FeedStory {
        bars: range.map_or(Vec::new(), |(first, last)| bars(&feed.days, resolution, begins, first, last)),
        resolution,
        spans: spans(&turns, from, to),
        turns: turns.iter().filter(|turn| within(turn.day)).map(drift_turn).collect(),
        now: drift::now(asked)?,
        headline: coach::drift::turn(&years).map(|turn| Said::from(&turn.sentence())),
        years: years.iter().map(year_line).collect(),
        apps: apps(asked)?,
        posts: feed.days.values().fold(0, |sum: u32, day| sum.saturating_add(day.counts.all())),
    })
}

fn bars(days: &Days, resolution: Resolution, begins: Weekday, first: Day, last: Day) -> Vec<MixBar> {
    let mut bars = Vec::new();
    let mut from = bar_begins(first, resolution, begins);
    while from <= last {
        let to = bar_ends(from, resolution);
        let mut counts = Counts::NONE;
        for (_, summary) in days.range(from.max(first)..=to.min(last)) {
            counts.add_all(&summary.counts);
        }
        bars.push(MixBar { from: from.to_string(), to: to.to_string(), counts: kind_counts(&counts) });
        from = to.plus(1);
    }
    bars
}

fn kind_counts(counts: &Counts) -> Vec<KindCount> {
    let of = |kind: Kind| KindCount { kind: kind.into(), posts: counts.of(kind) };
    Kind::ALL.into_iter().map(of).filter(|count| count.posts > 0).collect()
}

fn bar_begins(day: Day, resolution: Resolution, begins: Weekday) -> Day {
    let date = day.date();
    match resolution {
        Resolution::Week => Week::of(day, begins).first(),
        Resolution::Month => Day::new(date.with_day(1).unwrap_or(date)),
        Resolution::Year => Day::new(NaiveDate::from_yo_opt(date.year(), 1).unwrap_or(date)),
    }
}

fn bar_ends(from: Day, resolution: Resolution) -> Day {
    let within_the_next = match resolution {
        Resolution::Week => 7,
        Resolution::Month => 32,
        Resolution::Year => 370,
    };
    bar_begins(from.plus(within_the_next), resolution, from.weekday()).plus(-1)
}

/// Stretches of drift and of absence.
fn spans(turns: &[turn::Turn], from: Option<Day>, to: Option<Day>) -> Vec<DriftSpan> {
    let ends = turns.iter().skip(1).map(|next| Some(next.day.plus(-1))).chain([None]);
    turns
        .iter()
        .zip(ends)
        .filter_map(|(turn, end)| Some((turn.day, end, State::named(&turn.to)?)))
        .filter(|(_, _, state)| state.is_drift() || *state == State::Absent)
        .filter(|(begin, end, _)| {
            to.is_none_or(|to| *begin <= to) && from.is_none_or(|from| end.is_none_or(|end| end >= from))
        })
        .map(|(begin, end, state)| DriftSpan {
            from: begin.to_string(),
            to: end.map(|day| day.to_string()),
            state: state.into(),
        })
        .collect()
}

fn drift_turn(turn: &turn::Turn) -> DriftTurn {
    let state = |name: &str| State::named(name).map_or(DriftStateName::NoVerdict, Into::into);
    DriftTurn {
        id: wire::id(turn.id),
        day: turn.day.to_string(),
        from: state(&turn.from),
        to: state(&turn.to),
        said: turn.said.clone(),
        gap: turn.gap,
        usual: turn.usual,
        posts: turn.evidence.iter().copied().map(wire::id).collect(),
    }
}

pub(super) fn year_line(year: &coach::drift::Year) -> YearLine {
    let mix = year.counts.mix();
    YearLine {
        year: year.year,
        posts: year.counts.posts(),
        conversation: mix.map_or(0.0, |mix| mix.conversation()),
        machinery: mix.map_or(0.0, |mix| mix.machinery()),
    }
}

fn apps(asked: &Asked<'_>) -> Result<Vec<AppLine>> {
    let words: BTreeMap<String, AppStanding> = app::words(asked.ledger)?.into_iter().collect();
    let line = |(name, done): (String, app::Use)| AppLine {
        posts: done.posts,
        automated: done.automated,
        last: done.last.to_string(),
        listed: Apps::shipped().standing(&name).map(Into::into),
        overruled: words.get(&key(&name)).copied().map(Into::into),
        app: name,
    };
    Ok(app::uses(asked.ledger)?.into_iter().map(line).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn bars_of_weeks_begin_as_weeks_do() {
        let day = |date: &str| Day::new(date.parse().unwrap());
        for (begins, first, last) in [
            (Weekday::Mon, "2026-11-16", "2026-11-22"),
            (Weekday::Sun, "2026-11-22", "2026-11-28"),
            (Weekday::Sat, "2026-11-21", "2026-11-27"),
        ] {
            let bars = bars(&Days::new(), Resolution::Week, begins, day("2026-11-22"), day("2026-11-22"));
            assert_eq!(bars.len(), 1, "{begins}");
            assert_eq!((bars[0].from.as_str(), bars[0].to.as_str()), (first, last), "{begins}");
        }
    }
}
