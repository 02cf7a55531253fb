//! Acts on settings. Goal, weekdays off, zone and rollover have a history and hold from the act on only.

use super::{ActError, Doing, Done};
use crate::ledger::period::{self, Period};
use crate::ledger::{plan, setting, source};
use crate::settings::{
    COUNT_PRIVATE, CUE, EARLY, EVERY, LANGUAGE, LATE, LEARN_CUE, OWN_SITES, PLAN, Plain, QUICK_LOG_KEYS, QUIET,
    SHOW_STREAK, SILENT, START_WITH_SESSION, time, weekdays as written,
};
use coach::act::{PLAN_LENGTH, Setting};
use coach::day::Rollover;
use coach::message::Message;
use coach::nudge::slower;
use coach::zone::Zone;

type Sql<'a> = &'a dyn Fn(rusqlite::Error) -> ActError;

pub(super) fn set(doing: &Doing<'_>, setting: &Setting, sql: Sql<'_>) -> Result<Done, ActError> {
    let keep = |name: &str, value: &str| setting::set(doing.ledger, name, value).map_err(sql);
    let switch = |on: bool| if on { "yes" } else { "no" };
    let said = |key: &str| Message::new(format!("act.set.{key}"));
    Ok(Done::told(match setting {
        Setting::Goal(goal) => {
            if !(1..=5).contains(goal) {
                return Err(ActError::Goal(*goal));
            }
            let mut asked = plan::on(doing.ledger, doing.today).map_err(sql)?;
            if asked.goal != *goal {
                asked.goal = *goal;
                plan::set(doing.ledger, doing.today, &asked).map_err(sql)?;
            }
            said("goal").with("n", i64::from(*goal))
        }
        Setting::DaysOff(weekdays) => {
            let mut weekdays = weekdays.clone();
            weekdays.sort_by_key(chrono::Weekday::num_days_from_monday);
            weekdays.dedup();
            let mut asked = plan::on(doing.ledger, doing.today).map_err(sql)?;
            if asked.off != weekdays {
                asked.off = weekdays;
                plan::set(doing.ledger, doing.today, &asked).map_err(sql)?;
            }
            said("days-off")
        }
        Setting::Rollover(rollover) => {
            let now = latest(doing, sql)?;
            change(doing, &now.zone, now.follows, *rollover, &now, sql)?;
            said("rollover").with("time", rollover.time())
        }
        Setting::Zone(name) => {
            let now = latest(doing, sql)?;
            let zone = match name {
                None => doing.system.clone(),
                Some(name) => Zone::named(name).ok_or_else(|| ActError::Zone(name.clone()))?,
            };
            change(doing, &zone, name.is_none(), now.rollover, &now, sql)?;
            said(if name.is_some() { "zone" } else { "zone.system" }).with("zone", zone.name())
        }
        Setting::Cue(at) => {
            keep(CUE, &time(*at))?;
            keep(LEARN_CUE, switch(false))?;
            said("cue").with("time", *at)
        }
        Setting::LearnCue(learn) => {
            keep(LEARN_CUE, switch(*learn))?;
            said(if *learn { "learn.on" } else { "learn.off" })
        }
        Setting::Plan(plan) => {
            let plan = plan.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            let length = plan.chars().count();
            if length > PLAN_LENGTH {
                return Err(ActError::PlanLength(length));
            }
            keep(PLAN, &plan)?;
            if plan.is_empty() { said("plan.none") } else { said("plan").with("plan", plan) }
        }
        Setting::CueEvery(days) => {
            if !(1..=7).contains(days) {
                return Err(ActError::Every(*days));
            }
            keep(EVERY, &days.to_string())?;
            said("every").with("n", i64::from(*days))
        }
        Setting::Silent(weekdays) => {
            let mut weekdays = weekdays.clone();
            weekdays.sort_by_key(chrono::Weekday::num_days_from_monday);
            weekdays.dedup();
            keep(SILENT, &written(&weekdays))?;
            said("silent").with("n", i64::try_from(weekdays.len()).unwrap_or(i64::MAX))
        }
        Setting::EarlyWarning(warns) => {
            keep(EARLY, switch(*warns))?;
            said(if *warns { "early.on" } else { "early.off" })
        }
        Setting::Late(at) => {
            keep(LATE, &at.map(time).unwrap_or_default())?;
            match at {
                Some(at) => said("late").with("time", *at),
                None => said("late.never"),
            }
        }
        Setting::Quiet(hours) => match hours {
            Some((from, to)) => {
                keep(QUIET, &format!("{} {}", time(*from), time(*to)))?;
                said("quiet").with("from", *from).with("to", *to)
            }
            None => {
                keep(QUIET, "")?;
                said("quiet.never")
            }
        },
        Setting::ShowStreak(show) => {
            keep(SHOW_STREAK, switch(*show))?;
            said(if *show { "streak.shown" } else { "streak.hidden" })
        }
        Setting::OwnSites(sites) => {
            let hosts = sites.iter().map(|site| host(site)).collect::<Result<Vec<_>, _>>()?;
            keep(OWN_SITES, &hosts.join(" "))?;
            source::unjudged(doing.ledger, None).map_err(sql)?;
            said("own-sites").with("n", i64::try_from(hosts.len()).unwrap_or(i64::MAX))
        }
        Setting::CountPrivate(count) => {
            keep(COUNT_PRIVATE, switch(*count))?;
            said(if *count { "private.counts" } else { "private.counts-not" })
        }
        Setting::StartWithSession(start) => {
            keep(START_WITH_SESSION, switch(*start))?;
            said(if *start { "start.session" } else { "start.hand" })
        }
        Setting::Language(tag) => {
            keep(LANGUAGE, tag.as_deref().unwrap_or_default())?;
            said(if tag.is_some() { "language" } else { "language.system" })
        }
        Setting::QuickLogKeys(keys) => {
            keep(QUICK_LOG_KEYS, keys.as_deref().unwrap_or(""))?;
            match keys {
                Some(keys) => said("quick-log").with("keys", keys.as_str()),
                None => said("quick-log.never"),
            }
        }
    }))
}

/// The cue comes less often, by one step.
pub(super) fn fewer(doing: &Doing<'_>, sql: Sql<'_>) -> Result<Done, ActError> {
    let every = Plain::read(doing.ledger).map_err(sql)?.every;
    set(doing, &Setting::CueEvery(slower(every)), sql)
}

fn latest(doing: &Doing<'_>, sql: Sql<'_>) -> Result<Period, ActError> {
    let latest = period::latest(doing.ledger).map_err(sql)?;
    Ok(latest.unwrap_or(Period { zone: doing.system.clone(), follows: true, rollover: Rollover::DEFAULT }))
}

fn change(
    doing: &Doing<'_>,
    zone: &Zone,
    follows: bool,
    rollover: Rollover,
    now: &Period,
    sql: Sql<'_>,
) -> Result<(), ActError> {
    if (&now.zone, now.follows, now.rollover) == (zone, follows, rollover) {
        return Ok(());
    }
    period::change(doing.ledger, doing.act.at, zone, follows, rollover).map_err(sql)
}

/// The host of a site, whether typed as `example.org`, `https://example.org/blog` or `Example.org/`.
fn host(typed: &str) -> Result<String, ActError> {
    let refused = || ActError::Site(typed.to_owned());
    let typed_trimmed = typed.trim();
    let bare = typed_trimmed.split_once("://").map_or(typed_trimmed, |(_, rest)| rest);
    let bare = bare.split(['/', '?', '#', ' ']).next().unwrap_or_default();
    let host = bare.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let labels_fit = host.split('.').all(|label| !label.is_empty() && label.len() <= 63);
    let letters_fit = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
    if host.contains('.') && labels_fit && letters_fit { Ok(host.to_owned()) } else { Err(refused()) }
}
