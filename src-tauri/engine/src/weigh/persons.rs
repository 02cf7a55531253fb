//! People: a page of them, and one of them opened.

use super::acquaintances::Acquaintances;
use super::entries::entry;
use super::{Asked, join};
use crate::ledger::heard::{self, Heard};
use crate::ledger::{interaction, person, tie};
use crate::view::{
    HandleLine, HeardLine, JoinedLine, PeopleOrder, PeoplePage, PeopleQuery, PersonDetail, PersonLine, Said,
};
use crate::wire;
use chrono::Datelike;
use coach::day::Day;
use coach::message::Message;
use coach::person::PersonId;
use coach::suggest::{Candidate, Standing, ago, standing};
use rusqlite::Result;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// So many people are on a page where the question does not say, and at most.
const PAGE: usize = 50;
const LONGEST_PAGE: usize = 500;
/// So many interactions with one person are shown.
const ENTRIES: u32 = 200;
/// So many months of talks are shown.
const MONTHS: i32 = 24;

/// A page of people.
pub(crate) fn page(asked: &Asked<'_>, query: &PeopleQuery) -> Result<PeoplePage> {
    let everybody = Everybody::gather(asked)?;
    let mut lines = everybody.listed(asked, query)?;
    match query.order {
        PeopleOrder::Latest => lines.sort_by_cached_key(|one| (Reverse(one.latest), one.name.clone(), one.person)),
        PeopleOrder::Due => lines.sort_by_cached_key(|one| (Reverse(one.late), Reverse(one.latest), one.person)),
        PeopleOrder::Most => lines.sort_by_key(|one| (Reverse(one.days), Reverse(one.latest), one.person)),
        PeopleOrder::Name => lines.sort_by_cached_key(|one| (one.name.to_lowercase(), one.person)),
    }
    let limit = if query.limit == 0 { PAGE } else { usize::try_from(query.limit).unwrap_or(PAGE) };
    let from = usize::try_from(query.from).unwrap_or(usize::MAX);
    let shown = lines.iter().skip(from).take(limit.min(LONGEST_PAGE));
    Ok(PeoplePage {
        total: u32::try_from(lines.len()).unwrap_or(u32::MAX),
        people: shown.map(|one| everybody.line(asked, one.person, &one.name)).collect::<Result<_>>()?,
        joins: if query.from == 0 { join::offers(asked.ledger, &everybody.known.joins)? } else { Vec::new() },
    })
}

/// One person, opened; `None` where there is no such, or she was forgotten.
pub(crate) fn detail(asked: &Asked<'_>, of: PersonId) -> Result<Option<PersonDetail>> {
    let everybody = Everybody::gather(asked)?;
    let joins = &everybody.known.joins;
    let whole = joins.whole(of);
    let Some(name) = person::name(asked.ledger, whole)? else { return Ok(None) };
    let (mut entries, mut handles) = (Vec::new(), Vec::new());
    for part in joins.parts(whole) {
        entries.extend(interaction::with(asked.ledger, part, ENTRIES)?);
        for shown in person::handles(asked.ledger, part)? {
            handles.push(HandleLine {
                network: shown.handle.network.into(),
                link: super::names::page(&shown.handle, shown.name.as_deref()),
                sites: tie::of(asked.ledger, shown.id)?,
                bot: shown.bot,
                name: shown.name.unwrap_or(shown.handle.id),
            });
        }
    }
    interaction::as_wholes(asked.ledger, joins, &mut entries)?;
    entries.sort_by_key(|one| Reverse((one.day, one.moment.at, one.id)));
    entries.truncate(usize::try_from(ENTRIES).unwrap_or(usize::MAX));
    let mut joined = Vec::new();
    for part in joins.parts(whole) {
        for (person, since) in joins.into(part) {
            let name = person::name(asked.ledger, person)?.unwrap_or_default();
            joined.push(JoinedLine { person: wire::id(person.0), name, since: since.to_string() });
        }
    }
    let waiting = everybody.known.heard.get(&whole).into_iter().flatten();
    let days = everybody.known.acts.get(&whole).map_or(&[][..], |acts| &acts.days);
    Ok(Some(PersonDetail {
        line: everybody.line(asked, whole, &name)?,
        handles,
        entries: entries.iter().map(entry).collect(),
        months: months(days, asked.today),
        waiting: waiting.map(|said| heard_line(asked, said)).collect(),
        joined,
        never: everybody.known.passed.get(&whole).is_some_and(Option::is_none),
    }))
}

/// Everybody, and when each last spoke.
struct Everybody {
    known: Acquaintances,
    spoke: BTreeMap<PersonId, Day>,
}

/// Somebody on the list, with what it is ordered by.
struct Listed {
    person: PersonId,
    name: String,
    latest: Option<Day>,
    days: usize,
    /// In thousandths of what is usual; 0 where it is not her turn.
    late: i64,
}

impl Everybody {
    fn gather(asked: &Asked<'_>) -> Result<Self> {
        let known = Acquaintances::since(asked.ledger, Day::from_number(i32::MIN / 2), asked.now)?;
        let mut spoke: BTreeMap<PersonId, Day> = BTreeMap::new();
        for (person, day) in heard::last_days(asked.ledger)? {
            let last = spoke.entry(known.joins.whole(person)).or_insert(day);
            *last = (*last).max(day);
        }
        Ok(Self { known, spoke })
    }

    fn listed(&self, asked: &Asked<'_>, query: &PeopleQuery) -> Result<Vec<Listed>> {
        let names = person::names(asked.ledger)?;
        let search = query.search.trim().trim_start_matches('@');
        let found: Option<BTreeSet<PersonId>> = if search.is_empty() {
            None
        } else {
            let found = person::with_in_name(asked.ledger, search)?;
            Some(found.into_iter().map(|person| self.known.joins.whole(person)).collect())
        };
        let touched = self.known.acts.iter().filter(|(_, acts)| acts.touched.is_some()).map(|(person, _)| *person);
        let people: BTreeSet<PersonId> =
            touched.chain(self.spoke.keys().copied()).chain(self.known.circle.keys().copied()).collect();
        let fits = |person: &PersonId| {
            !self.known.is_nobody(*person)
                && found.as_ref().is_none_or(|found| found.contains(person))
                && (!query.circle || self.known.circle.contains_key(person))
        };
        let listed = |person: PersonId| {
            let name = names.get(&person)?.clone();
            let candidate = self.known.candidate(person);
            let latest = candidate.touched.max(self.spoke.get(&person).copied());
            let late = standing(&candidate, asked.today).map_or(0, lateness);
            Some(Listed { person, name, latest, days: candidate.days.len(), late })
        };
        Ok(people.into_iter().filter(fits).filter_map(listed).collect())
    }

    fn line(&self, asked: &Asked<'_>, whole: PersonId, name: &str) -> Result<PersonLine> {
        let candidate = self.known.candidate(whole);
        let from_her = self.spoke.get(&whole).copied();
        let waiting = self.known.heard.get(&whole).and_then(|heard| heard.iter().find(|said| waits(said)));
        let standing = standing(&candidate, asked.today);
        let mut networks = Vec::new();
        for part in self.known.joins.parts(whole) {
            networks.extend(person::networks(asked.ledger, part)?);
        }
        networks.sort();
        networks.dedup();
        Ok(PersonLine {
            person: wire::id(whole.0),
            name: name.to_owned(),
            networks: networks.into_iter().map(Into::into).collect(),
            to_her: candidate.touched.map(|day| day.to_string()),
            from_her: from_her.map(|day| day.to_string()),
            days: u32::try_from(candidate.days.len()).unwrap_or(u32::MAX),
            every: candidate.every,
            overdue: standing.map_or(0, overdue),
            waits: waiting.is_some(),
            said: Said::from(&said(asked, &candidate, from_her, waiting, standing)),
        })
    }
}

fn waits(said: &Heard) -> bool {
    said.sort != "post" && said.asks
}

/// How late it is, in thousandths of what is usual.
fn lateness(standing: Standing) -> i64 {
    match standing {
        Standing::Overdue { since: None, .. } => i64::MAX,
        Standing::Overdue { since: Some(since), every } => since.saturating_mul(1000) / i64::from(every.max(1)),
        Standing::Apart { since, usual } => since.saturating_mul(1000) / usual.max(1),
        Standing::Quiet { .. } => 0,
    }
}

/// Days past the cadence.
fn overdue(standing: Standing) -> u32 {
    match standing {
        Standing::Overdue { since: Some(since), every } => u32::try_from(since - i64::from(every)).unwrap_or(0),
        _ => 0,
    }
}

/// How it stands with somebody, in a sentence.
fn said(
    asked: &Asked<'_>,
    candidate: &Candidate,
    from_her: Option<Day>,
    waiting: Option<&Heard>,
    standing: Option<Standing>,
) -> Message {
    if let Some(said) = waiting {
        return ago("whom.waiting.asked", asked.now - said.at);
    }
    if let Some(standing @ (Standing::Overdue { .. } | Standing::Apart { .. })) = standing {
        return standing.said();
    }
    let since = |day: Day| asked.today.since(day).max(0);
    let days = |key: &str, n: i64| match n {
        0 => Message::new(format!("{key}.today")),
        n => Message::new(key).with("n", n),
    };
    match (candidate.touched, from_her) {
        (Some(to), from) if from.is_none_or(|from| from <= to) => days("person.talked", since(to)),
        (_, Some(from)) => days("person.spoke", since(from)),
        _ => Message::new("person.not-yet"),
    }
}

fn heard_line(asked: &Asked<'_>, said: &Heard) -> HeardLine {
    let asks = if said.asks { ".asks" } else { "" };
    HeardLine {
        heard: wire::id(said.id.0),
        at: wire::moment(asked.periods.moment(said.at)),
        said: Said::from(&Message::new(format!("heard.{}{asks}", said.sort))),
        link: said.link.clone(),
    }
}

/// On how many days of each of the last months the person spoke to her, the oldest month first.
fn months(days: &[Day], today: Day) -> Vec<(String, u32)> {
    let number = |day: Day| day.date().year() * 12 + day.date().month0().cast_signed();
    let last = number(today);
    let name = |month: i32| format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1);
    let spoken = |month: i32| days.iter().filter(|day| number(**day) == month).count();
    (last - MONTHS + 1..=last).map(|month| (name(month), u32::try_from(spoken(month)).unwrap_or(u32::MAX))).collect()
}
