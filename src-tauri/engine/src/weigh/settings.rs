//! Settings and sources.

use super::{Asked, cue};
use crate::ledger::source::{self, Source};
use crate::ledger::{pause, period, plan, rest};
use crate::settings::{Plain, time};
use crate::view::{Capability, LearnedCue, Said, Settings, SourceLine};
use crate::wire;
use coach::days::plan::DAYS_BACK;
use coach::message::Message;
use coach::nudge::pace;
use rusqlite::Result;
use std::path::Path;

/// All settings, as they stand.
pub(crate) fn settings(asked: &Asked<'_>, path: &Path) -> Result<Settings> {
    let plain = Plain::read(asked.ledger)?;
    let told = cue::cue(asked, &plain)?;
    let pace = pace(&told.sent, asked.today, plain.every);
    let in_force = plan::on(asked.ledger, asked.today)?;
    let latest = period::latest(asked.ledger)?;
    let (_, rollover) = asked.periods.reckoning.at(asked.now);
    let range = |from: coach::day::Day, to: coach::day::Day| (from.to_string(), to.to_string());
    let lately = asked.today.plus(-DAYS_BACK);
    Ok(Settings {
        goal: in_force.goal,
        rollover: latest.as_ref().map_or(rollover, |latest| latest.rollover).minutes(),
        zone: latest.as_ref().map_or("UTC", |latest| latest.zone.name()).to_owned(),
        zone_follows_system: latest.is_none_or(|latest| latest.follows),
        days_off: in_force.off.iter().map(|day| number(*day)).collect(),
        cue: time(told.at),
        cue_learned: plain.learn,
        learned: told.usual.map(|usual| LearnedCue { at: time(usual.at), said: Said::from(&usual.sentence()) }),
        plan: plain.plan,
        cue_every: plain.every,
        slowed: (pace.every > i64::from(plain.every))
            .then(|| Said::from(&Message::new("nudge.slowed").with("n", pace.gone_by).with("every", pace.every))),
        silent: plain.silent.iter().map(|day| number(*day)).collect(),
        early_warning: plain.early,
        late: plain.late.map(time),
        quiet: plain.quiet.map(|(from, to)| (time(from), time(to))),
        show_streak: plain.show_streak,
        own_sites: plain.own_sites,
        count_private: plain.count_private,
        start_with_session: plain.start_with_session,
        quick_log_keys: plain.quick_log_keys,
        language: plain.language,
        busy: plan::busy(asked.ledger, lately)?.into_iter().map(|(from, to)| range(from, to)).collect(),
        paused_until: pause::until(asked.ledger, asked.now)?.map(|until| wire::moment(asked.periods.moment(until))),
        rests: rest::ranges(asked.ledger, lately)?
            .into_iter()
            .map(|(from, to, why)| (from.to_string(), to.to_string(), why.into()))
            .collect(),
        sources: source::all(asked.ledger)?.into_iter().map(line).collect(),
        ledger: path.display().to_string(),
        ledger_bytes: bytes(path),
    })
}

/// 1 Monday to 7 Sunday.
fn number(day: chrono::Weekday) -> u8 {
    u8::try_from(day.number_from_monday()).unwrap_or(1)
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
