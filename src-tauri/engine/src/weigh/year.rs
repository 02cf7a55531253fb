//! One calendar year, as people and replies: no number of it is one of popularity.

use super::Asked;
use crate::ledger::joined::Joins;
use crate::ledger::{contact, person, tally};
use crate::view::{HowCount, Said, YearCard, YearPerson};
use crate::wire;
use chrono::{Datelike, NaiveDate};
use coach::day::Day;
use coach::interaction::How;
use coach::message::Message;
use coach::mix::Counts;
use coach::person::PersonId;
use coach::week::Shares;
use rusqlite::Result;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// So many people are named.
const NAMED: usize = 5;

/// The card of a year; an empty one where there is nothing in it.
pub(crate) fn card(asked: &Asked<'_>, year: i32) -> Result<YearCard> {
    let ledger = asked.ledger;
    let (first, last) = ends(year);
    let joins = Joins::read(ledger)?;
    let acts = contact::between(ledger, &joins, first, last)?;
    let mut days_of: BTreeMap<PersonId, BTreeSet<Day>> = BTreeMap::new();
    for act in &acts {
        if let Some(person) = act.person {
            days_of.entry(person).or_default().insert(act.day);
        }
    }
    let someones = acts.iter().filter(|act| act.person.is_none()).count();
    let mut new = 0;
    for person in days_of.keys() {
        new += u32::from(contact::last_before(ledger, &joins, *person, first)?.is_none());
    }
    let mut months = vec![0_u32; 12];
    let talked: BTreeSet<Day> = acts.iter().map(|act| act.day).collect();
    for day in &talked {
        if let Some(month) = months.get_mut(day.date().month0() as usize) {
            *month += 1;
        }
    }
    let people = number(days_of.len() + someones);
    let counts = counts(asked, year)?;
    let years = years(asked)?;
    let named = |how: How| HowCount { how: how.into(), acts: number(acts.iter().filter(|act| act.how == how).count()) };
    Ok(YearCard {
        year,
        earlier: years.range(..year).next_back().copied(),
        later: years.range(year.saturating_add(1)..).next().copied(),
        over: asked.today > last,
        said: Said::from(&said(year, people, new)),
        fullest: fullest(&months),
        people,
        new,
        days: number(talked.len()),
        replies: counts.conversation(),
        acts: How::ALL.into_iter().map(named).filter(|count| count.acts > 0).collect(),
        mix: Shares::of(&counts).map(Into::into),
        mix_before: Shares::of(&self::counts(asked, year.saturating_sub(1))?).map(Into::into),
        most: most(asked, &joins, days_of)?,
        months,
    })
}

/// First and last day.
fn ends(year: i32) -> (Day, Day) {
    let day = |month, date| Day::new(NaiveDate::from_ymd_opt(year, month, date).unwrap_or(NaiveDate::MIN));
    (day(1, 1), day(12, 31))
}

fn counts(asked: &Asked<'_>, year: i32) -> Result<Counts> {
    let (first, last) = ends(year);
    let mut counts = Counts::NONE;
    if first <= last {
        for (_, summary) in asked.account.feed(asked.ledger)?.days.range(first..=last) {
            counts.add_all(&summary.counts);
        }
    }
    Ok(counts)
}

/// Every year with anything in it.
fn years(asked: &Asked<'_>) -> Result<BTreeSet<i32>> {
    let days = &asked.account.feed(asked.ledger)?.days;
    let posted = days.iter().filter(|(_, summary)| summary.counts.all() > 0).map(|(day, _)| *day);
    let talked = tally::since(asked.ledger, Day::from_number(i32::MIN / 2))?.into_iter().map(|(day, _)| day);
    Ok(posted.chain(talked).map(|day| day.date().year()).collect())
}

fn said(year: i32, people: u32, new: u32) -> Message {
    let key = match (people, new) {
        (0, _) => "year.said.none",
        (_, 0) => "year.said",
        _ => "year.said.new",
    };
    Message::new(key).with("year", year.to_string()).with("n", people).with("new", i64::from(new))
}

/// The first of the months with the most days, 1 to 12.
fn fullest(months: &[u32]) -> Option<u8> {
    let (nth, days) = months.iter().enumerate().max_by_key(|(nth, days)| (**days, Reverse(*nth)))?;
    u8::try_from(nth + 1).ok().filter(|_| *days > 0)
}

fn most(asked: &Asked<'_>, joins: &Joins, days_of: BTreeMap<PersonId, BTreeSet<Day>>) -> Result<Vec<YearPerson>> {
    let nobodies = person::nobodies(asked.ledger)?.into_iter().map(|one| joins.whole(one));
    let nobodies: BTreeSet<PersonId> = nobodies.collect();
    let mut people: Vec<(PersonId, usize)> = days_of.into_iter().map(|(who, days)| (who, days.len())).collect();
    people.sort_by_key(|(who, days)| (Reverse(*days), *who));
    let mut most = Vec::new();
    for (who, days) in people.into_iter().filter(|(who, _)| !nobodies.contains(who)) {
        if most.len() == NAMED {
            break;
        }
        if let Some(name) = person::name(asked.ledger, who)? {
            most.push(YearPerson { person: wire::id(who.0), name, days: number(days) });
        }
    }
    Ok(most)
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::story::{Story, at, named};
    use coach::act::{What, Who};
    use coach::interaction::How;

    #[test]
    fn a_year_is_people_days_and_what_was_done() {
        let story = Story::begins("2025-11-01 08:00");
        story.logs("2025-12-01 12:00", How::Asked, named("Ana"));
        for day in ["2026-03-02", "2026-03-03", "2026-07-01"] {
            story.logs(&format!("{day} 12:00"), How::Answered, named("Ben"));
        }
        story.logs("2026-07-01 13:00", How::Asked, named("Ana"));
        story.logs("2026-07-02 13:00", How::Helped, Who::Someone);
        let card = story.engine.year(2026, at("2026-11-23 12:00")).unwrap();
        assert_eq!((card.people, card.new, card.days, card.over), (3, 1, 4, false));
        let most: Vec<_> = card.most.iter().map(|one| (one.name.as_str(), one.days)).collect();
        assert_eq!(most, [("Ben", 3), ("Ana", 1)]);
        assert_eq!((card.months[2], card.months[6], card.earlier, card.later), (2, 2, Some(2025), None));
        assert_eq!(card.acts.iter().map(|act| act.acts).collect::<Vec<_>>(), [1, 3, 1]);
        assert_eq!(card.fullest, Some(3));
    }

    #[test]
    fn a_year_without_anything_and_one_out_of_the_calendar_are_empty() {
        let story = Story::begins("2026-11-23 08:00");
        for year in [1999, i32::MAX, i32::MIN] {
            let card = story.engine.year(year, at("2026-11-23 12:00")).unwrap();
            assert_eq!((card.people, card.said.key.as_str(), card.mix), (0, "year.said.none", None), "{year}");
        }
    }

    #[test]
    fn whoever_is_one_with_a_declared_robot_is_not_named() {
        let story = Story::begins("2026-11-01 08:00");
        story.logs("2026-11-02 12:00", How::Asked, named("Ana"));
        story.logs("2026-11-02 12:01", How::Asked, named("Ben"));
        let robot = story.writes(|w| {
            let robot = crate::ledger::person::of_handle(w, &crate::story::on_mastodon("robot"), false)?;
            w.execute("UPDATE handle SET bot = 1 WHERE id = ?1", [robot.handle]).map(|_| robot.person)
        });
        story.does("2026-11-02 13:00", What::Join { one: story.person("Ana"), other: robot });
        let card = story.engine.year(2026, at("2026-11-23 12:00")).unwrap();
        assert_eq!(card.most.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Ben"]);
    }

    #[test]
    fn who_was_forgotten_is_counted_and_not_named() {
        let story = Story::begins("2026-11-01 08:00");
        story.logs("2026-11-02 12:00", How::Asked, named("Ana"));
        story.does("2026-11-03 12:00", What::Forget { person: story.person("Ana") });
        let card = story.engine.year(2026, at("2026-11-23 12:00")).unwrap();
        assert_eq!((card.people, card.most.len()), (1, 0));
    }
}
