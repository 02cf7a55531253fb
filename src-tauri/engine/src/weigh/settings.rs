//! Settings and sources.

use super::Asked;
use crate::ledger::source::{self, Source};
use crate::ledger::{pause, period, plan, rest};
use crate::settings::{Plain, time};
use crate::view::{Capability, Settings, SourceLine};
use crate::wire;
use rusqlite::Result;
use std::path::Path;

/// All settings, as they stand.
pub(crate) fn settings(asked: &Asked<'_>, path: &Path) -> Result<Settings> {
    let plain = Plain::read(asked.ledger)?;
    let in_force = plan::on(asked.ledger, asked.today)?;
    let latest = period::latest(asked.ledger)?;
    let (_, rollover) = asked.periods.reckoning.at(asked.now);
    let range = |from: coach::day::Day, to: coach::day::Day| (from.to_string(), to.to_string());
    let busy = plan::busy(asked.ledger, asked.today)?.into_iter().next();
    Ok(Settings {
        goal: in_force.goal,
        rollover: latest.as_ref().map_or(rollover, |latest| latest.rollover).minutes(),
        zone: latest.as_ref().map_or("UTC", |latest| latest.zone.name()).to_owned(),
        zone_follows_system: latest.is_none_or(|latest| latest.follows),
        days_off: in_force.off.iter().map(|day| u8::try_from(day.number_from_monday()).unwrap_or(1)).collect(),
        cue: time(plain.cue),
        late: plain.late.map(time),
        quiet: plain.quiet.map(|(from, to)| (time(from), time(to))),
        show_streak: plain.show_streak,
        own_sites: plain.own_sites,
        start_with_session: plain.start_with_session,
        quick_log_keys: plain.quick_log_keys,
        busy: busy.map(|(from, to)| range(from, to)),
        paused_until: pause::until(asked.ledger, asked.now)?.map(|until| wire::moment(asked.periods.moment(until))),
        rests: rest::ranges(asked.ledger, asked.today)?
            .into_iter()
            .map(|(from, to, why)| (from.to_string(), to.to_string(), why.into()))
            .collect(),
        sources: source::all(asked.ledger)?.into_iter().map(line).collect(),
        ledger: path.display().to_string(),
        ledger_bytes: bytes(path),
    })
}

/// What a set of bits says can be seen.
pub(super) fn sees(bits: u8) -> Vec<Capability> {
    let all = [Capability::OwnPosts, Capability::Replies, Capability::Boosts, Capability::App, Capability::Mentions];
    all.into_iter().enumerate().filter(|(bit, _)| bits & (1 << bit) != 0).map(|(_, c)| c).collect()
}

fn line(source: Source) -> SourceLine {
    SourceLine {
        source: wire::id(source.id),
        network: source.network.into(),
        title: source.title,
        posts: source.posts,
        until: source.until.map(|day| day.to_string()),
        sees: sees(source.sees),
        sample: source.sample,
    }
}

/// The size of the ledger with its write-ahead log.
fn bytes(path: &Path) -> f64 {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    [path, Path::new(&log)]
        .into_iter()
        .filter_map(|file| std::fs::metadata(file).ok())
        .map(|meta| meta.len() as f64)
        .sum()
}
