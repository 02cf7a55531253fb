//! Writes what posts are and the interactions in them, and gathers what days and apps amount to.

use super::judging::{Batch, Judged};
use super::known::Known;
use super::reviewing::Rules;
use crate::ledger::summary::{ALL, Days};
use crate::ledger::verdict::{self, Kept};
use crate::ledger::{app, interaction, live, person, post, source, summary};
use coach::drift::Glimpse;
use coach::interaction::Standing;
use coach::kind::{Kind, RULES_VERSION, Revision};
use coach::person::{Counterpart, Handle, PersonId};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many people are remembered between posts, so that most need not be looked up.
const PEOPLE: usize = 20_000;

/// What is gathered while verdicts are written.
pub(super) struct Writing<'k> {
    known: &'k Known,
    people: HashMap<Handle, PersonId>,
    days: BTreeMap<i64, Days>,
    apps: app::Uses,
}

impl<'k> Writing<'k> {
    /// Nothing is gathered yet.
    pub(super) fn new(known: &'k Known) -> Self {
        Self { known, people: HashMap::new(), days: BTreeMap::new(), apps: BTreeMap::new() }
    }

    /// Writes what posts are, and the interactions in them.
    pub(super) fn write(&mut self, ledger: &Connection, judged: Vec<Judged>) -> rusqlite::Result<()> {
        let mut verdicts = verdict::Writer::new(ledger)?;
        for Judged { post, verdict } in judged {
            let kept = Kept::of(&verdict, self.known.word(&post));
            verdicts.write(post.id, &kept)?;
            self.count(&post, &kept);
            self.interaction(ledger, &post, verdict, &kept)?;
        }
        Ok(())
    }

    /// A later post changed what an earlier one is.
    pub(super) fn revise(
        &mut self,
        ledger: &Connection,
        held: &mut [Option<Batch>; 2],
        revision: Revision,
    ) -> rusqlite::Result<()> {
        let is_it =
            |judged: &&mut Judged| judged.post.post.id == revision.post && judged.post.post.network == revision.network;
        let mut batches = held.iter_mut().flatten();
        if let Some(judged) = batches.find_map(|batch| batch.judged.iter_mut().find(is_it)) {
            judged.verdict = revision.verdict;
            return Ok(());
        }
        let Some(id) = post::find(ledger, revision.network, &revision.post)? else { return Ok(()) };
        let (Some(post), Some(before)) = (post::get(ledger, id)?, verdict::get(ledger, id)?) else { return Ok(()) };
        self.uncount(&post, &before);
        self.write(ledger, vec![Judged { post, verdict: revision.verdict }])
    }

    fn interaction(
        &mut self,
        ledger: &Connection,
        post: &post::Kept,
        mut verdict: coach::kind::Verdict,
        kept: &Kept,
    ) -> rusqlite::Result<()> {
        verdict.kind = kept.settled();
        let found = coach::interaction::judge(&post.post, &verdict, |handle| self.known.is_nobody(handle));
        let Some(found) = found else { return interaction::not_found(ledger, post.id) };
        let person = self.person(ledger, &found.whom, self.known.is_sample(post))?;
        write_found(ledger, post, found, person, &self.known.review)
    }

    fn person(&mut self, ledger: &Connection, whom: &Counterpart, sample: bool) -> rusqlite::Result<PersonId> {
        if let Some(known) = self.people.get(&whom.handle) {
            return Ok(*known);
        }
        let person = person::of_handle(ledger, whom, sample)?.person;
        if self.people.len() >= PEOPLE {
            self.people.clear();
        }
        self.people.insert(whom.handle.clone(), person);
        Ok(person)
    }

    fn count(&mut self, post: &post::Kept, kept: &Kept) {
        let glimpse = glimpse(post, kept);
        self.days.entry(post.source).or_default().entry(post.day).or_default().add(&glimpse);
        if !kept.twin {
            self.days.entry(ALL).or_default().entry(post.day).or_default().add(&glimpse);
        }
        if let Some(app) = post.app {
            let done = self.apps.entry(app).or_insert(app::Use { posts: 0, automated: 0, last: post.day });
            done.posts += 1;
            done.automated += u32::from(glimpse.kind == Kind::Automated);
            done.last = done.last.max(post.day);
        }
    }

    fn uncount(&mut self, post: &post::Kept, kept: &Kept) {
        let glimpse = glimpse(post, kept);
        let sources = if kept.twin { &[post.source][..] } else { &[post.source, ALL] };
        for source in sources {
            if let Some(day) = self.days.get_mut(source).and_then(|days| days.get_mut(&post.day)) {
                day.remove(&glimpse);
            }
        }
        if let Some(done) = post.app.and_then(|app| self.apps.get_mut(&app)) {
            done.posts = done.posts.saturating_sub(1);
            done.automated = done.automated.saturating_sub(u32::from(glimpse.kind == Kind::Automated));
        }
    }

    /// Everything is judged: what was gathered takes the place of what was known.
    pub(super) fn finish(&self, ledger: &Connection, today: coach::day::Day) -> rusqlite::Result<()> {
        summary::replace_all(ledger, &self.days)?;
        app::replace_uses(ledger, &self.apps)?;
        let live: BTreeSet<i64> = live::all(ledger)?.into_iter().map(|live| live.source.0).collect();
        for source in source::all(ledger)?.into_iter().filter(|source| !live.contains(&source.id)) {
            let days = self.days.get(&source.id);
            let span = days.and_then(|days| days.first_key_value().zip(days.last_key_value()));
            if let Some(((first, _), (last, _))) = span {
                source::cover(ledger, source.id, *first, *last)?;
            }
        }
        source::judged(ledger, RULES_VERSION)?;
        super::drifting::keep(ledger, today)
    }
}

/// Writes an interaction found in a post. Of a doubtful one the person's word on such acts decides.
pub(crate) fn write_found(
    ledger: &Connection,
    post: &post::Kept,
    mut found: coach::interaction::Found,
    person: PersonId,
    review: &Rules,
) -> rusqlite::Result<()> {
    if found.standing == Standing::Review {
        let (standing, because) = review.decide(&found.reasons, person);
        found.standing = standing;
        found.reasons.splice(0..0, because);
    }
    let link = post::url(post.post.network, &post.post.id);
    interaction::found(
        ledger,
        &interaction::FoundIn {
            post: post.id,
            moment: post.moment,
            period: post.period,
            day: post.day,
            person,
            how: found.how,
            standing: found.standing,
            link: link.as_deref(),
            reasons: &verdict::encode(&found.reasons),
        },
    )
}

/// A post as the judge of drift sees it.
pub(crate) fn glimpse<'a>(post: &'a post::Kept, kept: &Kept) -> Glimpse<'a> {
    Glimpse {
        kind: kept.settled(),
        probability: if kept.word.is_some() { 1.0 } else { f64::from(kept.likely) / 1000.0 },
        known: kept.known || kept.word.is_some(),
        app: post.post.app.as_deref(),
    }
}
