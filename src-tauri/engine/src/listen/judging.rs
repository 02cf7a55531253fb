//! Judges every post in the order of time: its kind, the interaction in it, and what days and apps amount to.
//!
//! One thread reads and judges, the other writes. Judging anew changes only what comes out otherwise; the person's own
//! word on a post or an interaction always stands.

use crate::OpenError;
use crate::ledger::summary::{ALL, Days};
use crate::ledger::verdict::{self, Kept};
use crate::ledger::{Ledger, app, interaction, person, post, source, summary, tally};
use coach::drift::Glimpse;
use coach::kind::{Eye, Kind, RULES_VERSION, Revision, Rules};
use coach::person::{Counterpart, Handle, Network, PersonId};
use coach::post::Fate;
use rusqlite::{Connection, TransactionBehavior};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Posts read, judged and written at once.
const BATCH: u32 = 1024;
/// Batches that may wait to be written.
const WAITING: usize = 4;
/// Batches written in one transaction.
const TRANSACTION: usize = 4;
/// Between transactions others may write.
const GAP: std::time::Duration = std::time::Duration::from_millis(2);
/// So many people are remembered between posts, so that most need not be looked up.
const PEOPLE: usize = 20_000;

/// What is known before posts are judged: the rules, and who is nobody.
pub(crate) struct Known {
    pub(crate) rules: Rules,
    /// The person's own handles.
    own: HashSet<Handle>,
    words: HashMap<(Network, String), Kind>,
    /// Sources that are sample data.
    samples: HashSet<i64>,
}

impl Known {
    /// As the ledger has it.
    pub(crate) fn read(ledger: &Connection) -> rusqlite::Result<Self> {
        let mut rules = Rules::shipped();
        for (app, standing) in app::words(ledger)? {
            rules = rules.with_app(&app, standing);
        }
        for site in crate::settings::Plain::read(ledger)?.own_sites {
            rules = rules.with_own_site(&site);
        }
        let (mut own, mut samples) = (HashSet::new(), HashSet::new());
        for source in source::all(ledger)? {
            if source.sample {
                samples.insert(source.id);
            }
            if let Some(site) = &source.site {
                rules = rules.with_own_site(site);
            }
            own.extend(source.names.into_iter().map(|id| Handle { network: source.network, id }));
        }
        Ok(Self { rules, own, words: verdict::words(ledger)?.into_iter().collect(), samples })
    }

    /// Whether a handle is the person's own.
    pub(crate) fn is_nobody(&self, handle: &Handle) -> bool {
        self.own.contains(handle)
    }

    /// Whether a post is sample data.
    pub(crate) fn is_sample(&self, post: &post::Kept) -> bool {
        self.samples.contains(&post.source)
    }

    fn word(&self, post: &post::Kept) -> Option<Kind> {
        if self.words.is_empty() {
            return None;
        }
        self.words.get(&(post.post.network, post.post.id.clone())).copied()
    }
}

/// One post with what it is.
struct Judged {
    post: post::Kept,
    verdict: coach::kind::Verdict,
}

/// What comes from the judging thread.
struct Batch {
    judged: Vec<Judged>,
    revisions: Vec<Revision>,
}

/// Judges all posts. `report` hears how many are done and may stop it; then all is to be judged again later.
/// Says whether it came to its end.
pub(crate) fn judge_all(
    ledger: &Ledger,
    bulk: &mut Connection,
    today: coach::day::Day,
    report: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Result<bool, OpenError> {
    let failed = |error| OpenError::of(ledger.path(), error);
    let known = Known::read(bulk).map_err(failed)?;
    let reader = ledger.reader()?;
    let mut writing = Writing { known: &known, people: HashMap::new(), days: BTreeMap::new(), apps: BTreeMap::new() };
    let mut done = 0;
    let finished = std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Batch>(WAITING);
        let rules = &known.rules;
        let judge = scope.spawn(move || see_all(&reader, rules, &sender));
        let written = write_all(bulk, &receiver, &mut writing, &mut done, report);
        drop(receiver);
        let judged = match judge.join() {
            Ok(judged) => judged,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        written.and_then(|flow| judged.map(|()| flow.is_continue()))
    })
    .map_err(failed)?;
    if finished {
        let transaction = bulk.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        writing.finish(&transaction, today).map_err(failed)?;
        transaction.commit().map_err(failed)?;
    }
    Ok(finished)
}

/// Judges all posts within a transaction that is open already: for a few thousand of them.
pub(crate) fn judge_here(ledger: &Connection, today: coach::day::Day) -> rusqlite::Result<()> {
    let known = Known::read(ledger)?;
    let mut writing = Writing { known: &known, people: HashMap::new(), days: BTreeMap::new(), apps: BTreeMap::new() };
    let mut eye = Eye::new(&known.rules);
    let mut place = (i64::MIN, i64::MIN);
    loop {
        let posts = post::after(ledger, place, BATCH)?;
        let Some(last) = posts.last() else { break };
        place = (last.moment.at.timestamp(), last.id.0);
        let standing = posts.into_iter().filter(|kept| kept.post.fate != Fate::Replaced);
        let judged = standing.map(|post| Judged { verdict: eye.see(&post.post), post }).collect();
        let mut batch = [None, Some(Batch { judged, revisions: eye.take_revisions() })];
        let revisions = batch[1].as_ref().map_or(Vec::new(), |batch| batch.revisions.clone());
        for revision in revisions {
            writing.revise(ledger, &mut batch, revision)?;
        }
        for ready in batch.into_iter().flatten() {
            writing.write(ledger, ready.judged)?;
        }
    }
    tally::refresh(ledger)?;
    writing.finish(ledger, today)
}

/// Reads and judges posts in the order of time, until the end or until nobody takes them.
fn see_all(reader: &Connection, rules: &Rules, sender: &SyncSender<Batch>) -> rusqlite::Result<()> {
    let mut eye = Eye::new(rules);
    let mut place = (i64::MIN, i64::MIN);
    loop {
        let posts = post::after(reader, place, BATCH)?;
        let Some(last) = posts.last() else { return Ok(()) };
        place = (last.moment.at.timestamp(), last.id.0);
        let standing = posts.into_iter().filter(|kept| kept.post.fate != Fate::Replaced);
        let judged = standing.map(|post| Judged { verdict: eye.see(&post.post), post }).collect();
        if sender.send(Batch { judged, revisions: eye.take_revisions() }).is_err() {
            return Ok(());
        }
    }
}

fn write_all(
    bulk: &mut Connection,
    receiver: &Receiver<Batch>,
    writing: &mut Writing<'_>,
    done: &mut u32,
    report: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> rusqlite::Result<ControlFlow<()>> {
    // The batch before is held back, as most revisions are of posts a moment ago.
    let mut held: Option<Batch> = None;
    loop {
        let transaction = bulk.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut ended = false;
        for _ in 0..TRANSACTION {
            let next = receiver.recv().ok();
            ended = next.is_none();
            let revisions = next.as_ref().map_or(Vec::new(), |batch| batch.revisions.clone());
            let mut both = [held.take(), next];
            for revision in revisions {
                writing.revise(&transaction, &mut both, revision)?;
            }
            let [ready, next] = both;
            held = next;
            if let Some(batch) = ready {
                *done += u32::try_from(batch.judged.len()).unwrap_or(u32::MAX);
                writing.write(&transaction, batch.judged)?;
            }
            if ended {
                break;
            }
        }
        tally::refresh(&transaction)?;
        transaction.commit()?;
        if report(*done).is_break() && !ended {
            return Ok(ControlFlow::Break(()));
        }
        if ended {
            return Ok(ControlFlow::Continue(()));
        }
        std::thread::sleep(GAP);
    }
}

/// What is gathered while verdicts are written.
struct Writing<'k> {
    known: &'k Known,
    people: HashMap<Handle, PersonId>,
    days: BTreeMap<i64, Days>,
    apps: app::Uses,
}

impl Writing<'_> {
    fn write(&mut self, ledger: &Connection, judged: Vec<Judged>) -> rusqlite::Result<()> {
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
    fn revise(
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
        write_found(ledger, post, &found, person)
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
    fn finish(&self, ledger: &Connection, today: coach::day::Day) -> rusqlite::Result<()> {
        summary::replace_all(ledger, &self.days)?;
        app::replace_uses(ledger, &self.apps)?;
        for source in source::all(ledger)? {
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

/// Writes an interaction found in a post.
pub(crate) fn write_found(
    ledger: &Connection,
    post: &post::Kept,
    found: &coach::interaction::Found,
    person: PersonId,
) -> rusqlite::Result<()> {
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
