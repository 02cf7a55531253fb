//! A week, reviewed. Looks at thirteen weeks of acts and summaries and at four weeks of posts, however long the history.

mod followed;
mod waiting;

use super::{Asked, cue, habit::Account};
use crate::ledger::contact::{self, Contact};
use crate::ledger::joined::Joins;
use crate::ledger::summary::Days;
use crate::ledger::{passed, person, setting};
use crate::settings::{Plain, WORTH};
use crate::view::{HowCount, MixShares, Said, WeekAdvice, WeekBar, WeekPerson, WeekReview, WeekStanding, WeekWaiting};
use crate::wire;
use chrono::Weekday;
use coach::day::Day;
use coach::days::Record;
use coach::interaction::How;
use coach::kind::Kind;
use coach::message::{Arg, Message};
use coach::mix::Counts;
use coach::person::PersonId;
use coach::week::{self, Acquaintance, Facts, Met, Shares, USUAL_WEEKS, Week};
use rusqlite::{Connection, Result};
use std::collections::{BTreeMap, BTreeSet};

/// The weeks that are plotted, the reviewed one included.
const PLOTTED: i64 = 12;
/// The weeks before the reviewed one that are looked at for the usual: twice those it needs, as some may be empty.
const BEFORE: i64 = 2 * USUAL_WEEKS as i64;

/// The week in which a day lies; without one the last that is over, or the present one where that is the first.
pub(crate) fn review(asked: &Asked<'_>, day: Option<Day>, begins: Weekday) -> Result<WeekReview> {
    let ledger = asked.ledger;
    let feed = asked.account.feed(ledger)?;
    let present = Week::of(asked.today, begins);
    let earliest = earliest(ledger, &feed.days)?.map(|first| Week::of(first, begins));
    let last_over = present.plus(-1);
    let default = if earliest.is_some_and(|earliest| earliest <= last_over) { last_over } else { present };
    let reviewed = day.map_or(default, |day| Week::of(day, begins)).min(present);
    let joins = Joins::read(ledger)?;
    let weeks = Weeks::gather(asked, &joins, reviewed)?;
    let nobodies: BTreeSet<PersonId> = person::nobodies(ledger)?.into_iter().map(|one| joins.whole(one)).collect();

    let acts = weeks.acts(reviewed);
    let contacts: Vec<week::Contact> =
        acts.iter().map(|act| week::Contact { person: act.person, day: act.day }).collect();
    let people: BTreeSet<PersonId> = acts.iter().filter_map(|act| act.person).collect();
    let mut before = BTreeMap::new();
    for person in &people {
        if let Some(day) = contact::last_before(ledger, &joins, *person, reviewed.first())? {
            before.insert(*person, day);
        }
    }
    let met = week::met(&contacts, &before);
    let someones = u32::try_from(acts.iter().filter(|act| act.person.is_none()).count()).unwrap_or(u32::MAX);
    let usual_people = week::usual_people(&weeks.before(|week| weeks.people(week)));
    let shares = weeks.shares(reviewed);
    let shares_before = weeks.shares(reviewed.plus(-1));
    let usual = week::usual(&weeks.before(|week| weeks.counts(week)));
    let waiting = waiting::waiting(asked, &joins, &nobodies, reviewed)?;
    let followed = followed::followed(asked, &joins, &nobodies, reviewed)?;
    let facts = Facts {
        waiting: waiting.iter().map(|(person, _)| *person).collect(),
        people: weeks.people(reviewed),
        usual_people,
        new: met.iter().filter(|one| one.acquaintance == Acquaintance::New).map(|one| one.person).collect(),
        missed: weeks.missed(&people, &unsuggested(asked, &joins, &nobodies)?),
        acts: How::ALL.map(|how| (how, count(acts, how))).to_vec(),
        shares,
        machine: weeks.machine(reviewed),
        told: followed.told,
    };
    let hears = followed.line.hears;
    let waiting: Vec<WeekWaiting> = waiting.into_iter().map(|(_, line)| line).collect();
    let worth = |of: Week| worth(ledger, of);
    Ok(WeekReview {
        from: reviewed.first().to_string(),
        to: reviewed.last().to_string(),
        over: reviewed < present,
        earlier: earliest.filter(|first| *first < reviewed).map(|_| reviewed.plus(-1).first().to_string()),
        later: (reviewed < present).then(|| reviewed.plus(1).first().to_string()),
        any: earliest.is_some(),
        days: days(&asked.account, &asked.account.whole(asked.now), reviewed),
        said: Said::from(&week::met_sentence(&met, someones)),
        compared: Said::from(&compared(earliest, reviewed, weeks.people(reviewed.plus(-1)), usual_people)),
        people: met.iter().map(|one| line(ledger, one)).collect::<Result<_>>()?,
        someones,
        acts: facts
            .acts
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(how, n)| HowCount { how: (*how).into(), acts: *n })
            .collect(),
        trade: Said::from(&trade(weeks.counts(reviewed).of(Kind::Automated), waiting.len(), hears)),
        mix_said: Said::from(&mix(shares, shares_before, usual)),
        mix: shares.map(Into::into),
        mix_before: shares_before.map(Into::into),
        mix_usual: usual.map(Into::into),
        advice: advice(ledger, &facts, &waiting)?,
        waiting,
        followed: followed.line,
        value: worth(reviewed)?,
        middle: reviewed.middle().to_string(),
        weeks: (0..PLOTTED)
            .rev()
            .map(|back| reviewed.plus(-back))
            .filter(|week| earliest.is_some_and(|first| first <= *week))
            .map(|week| {
                let (mix, people) = (weeks.shares(week).map(Into::into), weeks.people(week));
                Ok(WeekBar { from: week.first().to_string(), mix, people, value: worth(week)? })
            })
            .collect::<Result<_>>()?,
    })
}

/// A day of the last week, where its review is offered now.
pub(crate) fn offered(asked: &Asked<'_>, begins: Weekday) -> Result<Option<String>> {
    let present = Week::of(asked.today, begins);
    let last = present.plus(-1);
    let cue = cue::cue(asked, &Plain::read(asked.ledger)?)?.at;
    let civil = asked.periods.moment(asked.now).civil();
    let rated = worth(asked.ledger, last)?.is_some();
    if !week::ready(present, asked.today, civil, cue, rated) {
        return Ok(None);
    }
    let lived = earliest(asked.ledger, &asked.account.feed(asked.ledger)?.days)?.is_some_and(|day| day <= last.last());
    Ok(lived.then(|| last.first().to_string()))
}

/// What a week was worth, by the person's word.
fn worth(ledger: &Connection, of: Week) -> Result<Option<u8>> {
    let key = |day: Day| format!("{WORTH}{day}");
    let kept = setting::between(ledger, &key(of.first()), &key(of.last()))?;
    Ok(kept.last().and_then(|(_, value)| value.parse().ok()))
}

/// The first day on which anything was posted, found or logged.
fn earliest(ledger: &Connection, days: &Days) -> Result<Option<Day>> {
    let posted = days.iter().find(|(_, summary)| summary.counts.all() > 0).map(|(day, _)| *day);
    Ok([posted, contact::first_day(ledger)?].into_iter().flatten().min())
}

/// The acts and summaries of the week and of those before it.
struct Weeks<'a> {
    reviewed: Week,
    acts: BTreeMap<Week, Vec<Contact>>,
    days: &'a Days,
}

impl<'a> Weeks<'a> {
    fn gather(asked: &'a Asked<'_>, joins: &Joins, reviewed: Week) -> Result<Self> {
        let mut acts: BTreeMap<Week, Vec<Contact>> = BTreeMap::new();
        let begins = reviewed.first().weekday();
        for act in contact::between(asked.ledger, joins, reviewed.plus(-BEFORE).first(), reviewed.last())? {
            acts.entry(Week::of(act.day, begins)).or_default().push(act);
        }
        Ok(Self { reviewed, acts, days: &asked.account.feed(asked.ledger)?.days })
    }

    fn acts(&self, week: Week) -> &[Contact] {
        self.acts.get(&week).map_or(&[], Vec::as_slice)
    }

    /// People talked with; each someone is one.
    fn people(&self, week: Week) -> u32 {
        let named: BTreeSet<PersonId> = self.acts(week).iter().filter_map(|act| act.person).collect();
        let someones = self.acts(week).iter().filter(|act| act.person.is_none()).count();
        u32::try_from(named.len() + someones).unwrap_or(u32::MAX)
    }

    fn counts(&self, week: Week) -> Counts {
        let mut counts = Counts::NONE;
        for (_, summary) in self.days.range(week.first()..=week.last()) {
            counts.add_all(&summary.counts);
        }
        counts
    }

    fn shares(&self, week: Week) -> Option<Shares> {
        Shares::of(&self.counts(week))
    }

    /// Something of each week before the reviewed one, the latest first.
    fn before<T>(&self, of: impl Fn(Week) -> T) -> Vec<T> {
        (1..=BEFORE).map(|back| of(self.reviewed.plus(-back))).collect()
    }

    /// The app that posted the most by itself in a week.
    fn machine(&self, week: Week) -> Option<(String, u32)> {
        let mut apps: BTreeMap<&str, u32> = BTreeMap::new();
        for (_, summary) in self.days.range(week.first()..=week.last()) {
            for (app, n) in &summary.apps {
                *apps.entry(app).or_default() += n;
            }
        }
        apps.into_iter().max_by_key(|(_, n)| *n).map(|(app, n)| (app.to_owned(), n))
    }

    /// Who was talked with in the most of the weeks of a season before this one, but not in it.
    fn missed(&self, here: &BTreeSet<PersonId>, unsuggested: &BTreeSet<PersonId>) -> Option<(PersonId, u32)> {
        let mut weeks: BTreeMap<PersonId, u32> = BTreeMap::new();
        for back in 1..=USUAL_WEEKS as i64 {
            let people: BTreeSet<PersonId> =
                self.acts(self.reviewed.plus(-back)).iter().filter_map(|act| act.person).collect();
            for person in people.into_iter().filter(|one| !here.contains(one) && !unsuggested.contains(one)) {
                *weeks.entry(person).or_default() += 1;
            }
        }
        weeks.into_iter().max_by_key(|(person, n)| (*n, std::cmp::Reverse(*person)))
    }
}

/// Who is not to be named: robots, the person herself, and whom she passed over.
fn unsuggested(asked: &Asked<'_>, joins: &Joins, nobodies: &BTreeSet<PersonId>) -> Result<BTreeSet<PersonId>> {
    let passed = passed::all(asked.ledger)?.into_iter();
    let away = passed.filter(|(_, until)| until.is_none_or(|until| until > asked.today));
    Ok(nobodies.iter().copied().chain(away.map(|(person, _)| joins.whole(person))).collect())
}

fn count(acts: &[Contact], how: How) -> u32 {
    u32::try_from(acts.iter().filter(|act| act.how == how).count()).unwrap_or(u32::MAX)
}

fn days(account: &Account, record: &Record, week: Week) -> Vec<(String, Option<crate::view::DayStateName>)> {
    let state = |day| record.day(day).filter(|_| account.began.is_some()).map(|judged| judged.state.into());
    (0..7).map(|n| week.first().plus(n)).map(|day| (day.to_string(), state(day))).collect()
}

fn line(ledger: &Connection, one: &Met) -> Result<WeekPerson> {
    let (standing, said) = match one.acquaintance {
        Acquaintance::New => (WeekStanding::New, Message::new("week.person.new")),
        Acquaintance::Returning(gap) => (WeekStanding::Returning, Message::new("week.person.returning").with("n", gap)),
        Acquaintance::Known => (WeekStanding::Known, Message::new("week.person.known").with("n", one.days)),
    };
    let name = person::name(ledger, one.person)?;
    Ok(WeekPerson { person: wire::id(one.person.0), name, acts: one.acts, standing, said: Said::from(&said) })
}

fn compared(earliest: Option<Week>, reviewed: Week, before: u32, usual: Option<u32>) -> Message {
    match usual {
        _ if earliest.is_none_or(|first| first >= reviewed) => Message::new("week.people.first"),
        None => Message::new("week.people.before").with("n", before),
        Some(usual) => Message::new("week.people.usual").with("before", i64::from(before)).with("n", usual),
    }
}

fn trade(automated: u32, waiting: usize, hears: bool) -> Message {
    let waiting = i64::try_from(waiting).unwrap_or(i64::MAX);
    match (automated, waiting) {
        (n, _) if !hears => Message::new("week.trade.unheard").with("n", n),
        (0, 0) => Message::new("week.trade.none"),
        (0, n) => Message::new("week.trade.waiting").with("n", n),
        (n, 0) => Message::new("week.trade.automated").with("n", n),
        (automated, n) => Message::new("week.trade.both").with("automated", automated).with("n", n),
    }
}

fn mix(shares: Option<Shares>, before: Option<Shares>, usual: Option<Shares>) -> Message {
    let Some(shares) = shares else { return Message::new("week.mix.none") };
    let share = |of: Shares| Arg::Share(of.conversation);
    let message = match (before, usual) {
        (None, None) => Message::new("week.mix"),
        (Some(before), None) => Message::new("week.mix.before").with("before", share(before)),
        (None, Some(usual)) => Message::new("week.mix.usual").with("usual", share(usual)),
        (Some(before), Some(usual)) => {
            Message::new("week.mix.both").with("before", share(before)).with("usual", share(usual))
        }
    };
    message.with("share", share(shares))
}

fn advice(ledger: &Connection, facts: &Facts, waiting: &[WeekWaiting]) -> Result<WeekAdvice> {
    let suggestion = week::suggest(facts);
    let name = match suggestion.person() {
        Some(person) => person::name(ledger, person)?.unwrap_or_default(),
        None => String::new(),
    };
    let answers = matches!(suggestion, week::Suggestion::Answer { .. });
    Ok(WeekAdvice {
        said: Said::from(&suggestion.said(&name)),
        person: suggestion.person().map(|person| wire::id(person.0)),
        link: waiting.first().filter(|_| answers).and_then(|first| first.link.clone()),
        robot: matches!(suggestion, week::Suggestion::SwitchOff { .. }),
    })
}

impl From<Shares> for MixShares {
    fn from(shares: Shares) -> Self {
        let Shares { conversation, own, machinery, posts } = shares;
        Self { posts, conversation, own, machinery }
    }
}

#[cfg(test)]
mod tests;
