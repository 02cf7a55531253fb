//! All that the coach looks at before it speaks.

use super::acquaintances::Acquaintances;
use super::{Asked, cue, whom};
use crate::Surroundings;
use crate::ledger::{interaction, live, pause, turn};
use crate::listen::live::freshness;
use crate::settings::Plain;
use chrono::NaiveTime;
use coach::act::PostId;
use coach::day::Day;
use coach::days::people::people;
use coach::days::state::Resting;
use coach::drift::constants::FADING_WEEKS;
use coach::drift::{Behind, Change, State, Verdict, forecast};
use coach::kind::Kind;
use coach::nudge::{Absence, Early, Feed, Situation, Spent, Times, Today, absence};
use rusqlite::Result;

/// An early warning shows the automatic posts of so many days, and so many of them.
const WEEK: i64 = 7;
const SHOWN: usize = 12;
/// It compares a week with those before.
const COMPARED: i64 = (FADING_WEEKS as i64 + 1) * WEEK;

/// The situation now.
pub(crate) fn situation(asked: &Asked<'_>, around: &Surroundings) -> Result<Situation> {
    let plain = Plain::read(asked.ledger)?;
    let (_, rollover) = asked.periods.reckoning.at(asked.now);
    let told = cue::cue(asked, &plain)?;
    let away = away(asked);
    let feed = feed(asked)?;
    let early = match &feed {
        Some(feed) if plain.early => early(asked, &feed.verdict)?,
        _ => None,
    };
    Ok(Situation {
        today: today(asked)?,
        rollover,
        times: Times {
            cue: told.at,
            by: told.by,
            plan: plain.plan,
            every: plain.every,
            late: plain.late,
            quiet: plain.quiet,
            silent: plain.silent,
        },
        paused_until: pause::until(asked.ledger, asked.now)?,
        desk: around.desk,
        resumed: around.resumed,
        sync: freshness::sync(&live::all(asked.ledger)?, asked.now),
        whom: if away.is_some() { whom::easy(asked)? } else { whom::first(asked)? },
        away,
        early,
        feeds: feed.into_iter().collect(),
        sent: told.sent,
    })
}

/// How today stands, and when its goal was met.
fn today(asked: &Asked<'_>) -> Result<Today> {
    let plan = asked.account.habit.plan.on(asked.today);
    let mut today = asked.account.recent(asked.now).today().map_or_else(
        || Today {
            day: asked.today,
            people: 0,
            goal: plan.goal,
            rest: plan.rest.map(Resting::Taken).or(plan.off.then_some(Resting::DayOff)),
            busy: plan.busy,
            met: None,
            strength: 0.0,
        },
        Today::from,
    );
    if today.missing() == 0 {
        today.met = met(asked, u32::from(today.goal))?;
    }
    Ok(today)
}

/// When today's goal was met, on the person's clock.
fn met(asked: &Asked<'_>, goal: u32) -> Result<Option<NaiveTime>> {
    let mut counted = interaction::counted(asked.ledger, asked.today)?;
    counted.sort_by_key(|one| (one.at, one.id));
    let enough = |n: &usize| counted.get(..*n).is_some_and(|first| people(first).n >= goal);
    let last = (1..=counted.len()).find(enough).and_then(|n| counted.get(n - 1));
    Ok(last.map(|one| asked.periods.moment(one.at).civil().time()))
}

/// The absence that ended with today.
fn away(asked: &Asked<'_>) -> Option<Absence> {
    let habit = &asked.account.habit;
    let began = asked.account.began?;
    absence(asked.today, began, |day| {
        let plan = habit.plan.on(day);
        match habit.people.get(&day) {
            Some(people) if *people > 0 => Spent::There,
            _ if plan.rest.is_some() => Spent::Away,
            _ if habit.ran.contains(&day) => Spent::There,
            _ if plan.off => Spent::Off,
            _ => Spent::Away,
        }
    })
}

/// Conversation that fades, with the automatic posts of its week.
fn early(asked: &Asked<'_>, verdict: &Verdict) -> Result<Option<Early>> {
    let Some(fading) = asked.account.feed(asked.ledger)?.fading(verdict) else { return Ok(None) };
    let people = Acquaintances::since(asked.ledger, verdict.day.plus(1 - COMPARED), asked.now)?;
    let people = people.acts.iter().filter(|(person, _)| !people.is_nobody(**person));
    let fading = fading.in_people(verdict.day, people.map(|(_, acts)| acts.days.as_slice()));
    let behind = Behind { kinds: &[Kind::Automated], first: verdict.day.plus(1 - WEEK), last: verdict.day };
    let posts = turn::behind_posts(asked.ledger, None, &behind)?;
    Ok(Some(Early { fading, evidence: posts.into_iter().take(SHOWN).map(PostId).collect() }))
}

/// Where all sources together stand; `None` where none sees replies.
fn feed(asked: &Asked<'_>) -> Result<Option<Feed>> {
    let (feed, course) = (asked.account.feed(asked.ledger)?, asked.account.course(asked.ledger, asked.today)?);
    let Some(verdict) = course.now.filter(|_| feed.is_read) else { return Ok(None) };
    let changes = &course.changes;
    let recovered = recovered(changes);
    let speaks = verdict.state.is_drift() || recovered.is_some();
    let evidence = match changes.last().and_then(|change| change.behind.as_ref()).filter(|_| speaks) {
        Some(behind) => turn::behind_posts(asked.ledger, None, behind)?,
        None => Vec::new(),
    };
    Ok(Some(Feed {
        name: "all".to_owned(),
        verdict,
        entered: entered(changes).unwrap_or(verdict.since),
        recovered,
        forecast: forecast(feed.days.iter().map(|(day, summary)| (*day, summary)), asked.today),
        evidence: evidence.into_iter().map(PostId).collect(),
    }))
}

/// When the state was entered; where the same autopilot went on after an absence, when it first was.
fn entered(changes: &[Change]) -> Option<Day> {
    let last = changes.last()?;
    if last.to == State::Autopilot && last.again {
        let first = changes.iter().rev().find(|change| change.to == State::Autopilot && !change.again);
        return first.map(|change| change.day);
    }
    Some(last.day)
}

/// The day of the recovery from the last drift, where there was none since.
fn recovered(changes: &[Change]) -> Option<Day> {
    let last = changes.iter().rev().find(|change| change.recovered || change.to.is_drift())?;
    last.recovered.then_some(last.day)
}
