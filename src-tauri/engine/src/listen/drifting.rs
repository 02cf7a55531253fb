//! The judgement of drift over the whole history: each source that sees replies, and all together.

use crate::ledger::live;
use crate::ledger::source::{self, Source};
use crate::ledger::summary::{self, ALL, Days};
use crate::ledger::turn;
use coach::day::Day;
use coach::drift::{Change, Course, Coverage, Fading, Judge, Verdict};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Bit of `source.sees`: own replies.
const REPLIES: u8 = 2;

/// All sources together: what there is to judge.
#[derive(Debug, Clone)]
pub(crate) struct Feed {
    /// Whether there is any source that sees replies.
    pub(crate) is_read: bool,
    pub(crate) days: Days,
    read: Coverage,
    /// The judge at the end of a day long enough ago, and the changes until then: what the days after it need.
    before: OnceLock<(Day, Judge, Vec<Change>)>,
}

/// Acts are about today, or a few days ago. The judgement of days further back is kept.
const RECENT: i64 = 40;

impl Feed {
    /// As the ledger has it.
    pub(crate) fn gather(ledger: &Connection) -> rusqlite::Result<Self> {
        let mut coverages = Vec::new();
        let live = live::all(ledger)?.into_iter().filter(|live| live.stopped.is_none());
        let live: BTreeSet<i64> = live.map(|live| live.source.0).collect();
        for source in seeing(ledger)? {
            coverages.push((Coverage::of(source::coverage(ledger, source.id)?), live.contains(&source.id)));
        }
        let mut days = summary::of(ledger, ALL)?;
        summary::with_logs(ledger, &mut days)?;
        let read = Coverage::together(coverages.iter().map(|(coverage, live)| (coverage, *live)));
        Ok(Self { is_read: !coverages.is_empty(), days, read, before: OnceLock::new() })
    }

    /// So many interactions were logged on a day.
    pub(crate) fn logged(&mut self, day: Day, logs: u32) {
        if self.before.get().is_some_and(|(last, ..)| day <= *last) {
            self.before = OnceLock::new();
        }
        if logs > 0 || self.days.contains_key(&day) {
            self.days.entry(day).or_default().logs = logs;
        }
        if self.days.get(&day).is_some_and(coach::drift::DaySummary::is_empty) {
            self.days.remove(&day);
        }
    }

    /// Conversation that fades, as seen at the end of the verdict's day, where it does.
    pub(crate) fn fading(&self, verdict: &Verdict) -> Option<Fading> {
        coach::drift::fading(self.days.iter().map(|(day, summary)| (*day, summary)), &self.read, verdict, None)
    }

    /// The drift, judged up to and including a day.
    pub(crate) fn course(&self, until: Day) -> Course {
        let (last, judge, before) = self.before.get_or_init(|| self.judged_before(until.plus(-RECENT)));
        if until <= *last {
            return judge_all(&self.days, &self.read, until);
        }
        let mut judge = judge.clone();
        let mut changes = before.clone();
        let after = self.days.range(last.plus(1)..).map(|(day, summary)| (*day, summary));
        changes.extend(judge.go_on(after, &self.read, until));
        Course { changes, now: judge.verdict() }
    }

    fn judged_before(&self, last: Day) -> (Day, Judge, Vec<Change>) {
        let mut judge = Judge::default();
        let days = self.days.range(..=last).map(|(day, summary)| (*day, summary));
        let changes = judge.go_on(days, &self.read, last);
        (last, judge, changes)
    }
}

fn judge_all(days: &Days, read: &Coverage, until: Day) -> Course {
    coach::drift::judge(days.iter().map(|(day, summary)| (*day, summary)), read, until)
}

/// Judges every feed up to and including a day, and keeps every change of state.
pub(crate) fn keep(ledger: &Connection, until: Day) -> rusqlite::Result<()> {
    for source in seeing(ledger)? {
        let days = summary::of(ledger, source.id)?;
        let read = Coverage::of(source::coverage(ledger, source.id)?);
        let course = judge_all(&days, &read, until);
        turn::keep(ledger, Some(source.id), &course.changes)?;
    }
    turn::keep(ledger, None, &Feed::gather(ledger)?.course(until).changes)
}

/// The sources that see replies: no other supports a verdict.
fn seeing(ledger: &Connection) -> rusqlite::Result<Vec<Source>> {
    Ok(source::all(ledger)?.into_iter().filter(|source| source.sees & REPLIES != 0).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::story::{Story, day, named};
    use coach::act::{Act, What};
    use coach::interaction::How;

    #[test]
    fn judged_in_two_parts_it_is_as_judged_at_once_whenever_something_is_logged() {
        let story = Story::begins("2026-11-23 08:00");
        story.does("2026-11-23 08:00", What::AddSample);
        let today = day("2026-11-23");
        let mut feed = story.engine.read(|r| Ok::<_, crate::OpenError>(Feed::gather(r).unwrap())).unwrap();
        for back in [0, 3, 39, 40, 41, 100, 200] {
            feed.course(today);
            feed.logged(today.plus(-back), 2);
            assert_eq!(feed.course(today), judge_all(&feed.days, &feed.read, today), "{back} days back");
            let log = What::Log { how: How::Asked, who: named("Ana"), note: None, link: None };
            let act = Act { day: Some(today.plus(-back)), ..crate::story::act("2026-11-23 12:00", log) };
            story.engine.act(&act).unwrap();
            story.engine.act(&act).unwrap();
            let gathered = story.engine.read(|r| Ok::<_, crate::OpenError>(Feed::gather(r).unwrap())).unwrap();
            assert_eq!(gathered.days, feed.days, "{back} days back");
        }
    }
}
