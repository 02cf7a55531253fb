//! Today and the line of the tray.

use super::entries::{OfDay, entry};
use super::{Asked, drift, inbox, people, week, whom};
use crate::ledger::{act, interaction, pause, plan, source};
use crate::settings::Plain;
use crate::view::{Freezes, Mending, Said, Status, Today, UndoLine};
use crate::wire;
use coach::days::Record;
use coach::days::state::State;
use coach::days::tally::Judged;
use coach::message::Message;

/// Days back for which "someone" can still be named from Today.
const NAMED_WITHIN: i64 = 7;
/// Days back for which spent freezes are shown.
const FREEZES_SHOWN: i64 = 30;

impl Asked<'_> {
    /// All that Today shows.
    pub(crate) fn today(&self) -> rusqlite::Result<Today> {
        let record = self.account.recent(self.now);
        let plain = Plain::read(self.ledger)?;
        let (any_source, sample) = source::any(self.ledger)?;
        let mut of_day = OfDay::read(self.ledger, self.today)?;
        let uncounted = std::mem::take(&mut of_day.uncounted);
        let week_ago = record.day(self.today.plus(-7)).map_or(0.0, |judged| judged.strength);
        let unnamed = interaction::unnamed(self.ledger, self.today.plus(-NAMED_WITHIN + 1), self.today)?;
        let undo = act::last(self.ledger)?;
        let asked = self.account.habit.plan.on(self.today);
        Ok(Today {
            day: self.today.to_string(),
            state: record.today().map_or(State::Open, |judged| judged.state).into(),
            because: self.because(&record)?,
            goal: asked.goal,
            counted: self.people(&record),
            people: of_day.people(),
            uncounted: uncounted
                .into_iter()
                .filter(|entry| entry.standing != crate::view::StandingName::Rejected)
                .collect(),
            whom: whom::whom(self)?,
            review: interaction::waiting_for_review(self.ledger)?,
            strength: record.tally.strength,
            strength_week_ago: week_ago,
            streak: plain.show_streak.then_some(record.tally.streak),
            freezes: self.freezes(&record),
            mending: self.mending(&record),
            busy_until: self.busy_until()?.map(|day| day.to_string()),
            paused_until: self.paused_until()?,
            waiting: inbox::waiting(self)?,
            drift: drift::now(self)?,
            recent: people::recent(self.ledger)?,
            unnamed: unnamed.iter().map(entry).collect(),
            week: week::offered(self, coach::week::REVIEWED_FROM)?,
            undo: undo.map(|act| UndoLine { act: wire::id(act.id.0), said: act.said }),
            sample,
            fresh: !any_source && self.account.began.is_none(),
        })
    }

    /// The line of tray, `status` and title.
    pub(crate) fn status(&self) -> rusqlite::Result<Status> {
        let record = self.account.recent(self.now);
        let plain = Plain::read(self.ledger)?;
        Ok(Status {
            day: self.today.to_string(),
            state: record.today().map_or(State::Open, |judged| judged.state).into(),
            goal: self.account.habit.plan.on(self.today).goal,
            counted: self.people(&record),
            strength: record.tally.strength,
            streak: plain.show_streak.then_some(record.tally.streak),
            paused_until: self.paused_until()?,
            drift: drift::now(self)?,
            waiting: inbox::waiting(self)?,
            recent: people::recent(self.ledger)?,
        })
    }

    fn people(&self, record: &Record) -> u32 {
        record.today().map_or(0, |judged| judged.facts.people)
    }

    /// Why today stands as it does, where that needs saying.
    fn because(&self, record: &Record) -> rusqlite::Result<Option<Said>> {
        let needs = |judged: &&Judged| !matches!(judged.state, State::Open | State::Kept);
        if let Some(judged) = record.today().filter(needs) {
            return Ok(Some(Said::from(&judged.because)));
        }
        Ok(self.busy_until()?.map(|until| Said::from(&Message::new("today.busy").with("day", until))))
    }

    fn freezes(&self, record: &Record) -> Freezes {
        let shown = |day: &coach::day::Day| self.today.since(*day) < FREEZES_SHOWN;
        Freezes {
            bank: record.tally.freezes.left(),
            next_in: record.tally.freezes.next_in(),
            spent: record.frozen().filter(shown).map(|day| day.to_string()).collect(),
        }
    }

    fn mending(&self, record: &Record) -> Option<Mending> {
        let broken = record.tally.repair.open_on(self.today)?;
        let end = self.account.habit.reckoning.span(broken.last_chance()).map(|span| span.end)?;
        Some(Mending {
            missed: broken.on.to_string(),
            until: wire::moment(self.periods.moment(end)),
            people: 2 * self.account.habit.plan.on(self.today).goal,
        })
    }

    /// The last day of the busy season that is on today.
    fn busy_until(&self) -> rusqlite::Result<Option<coach::day::Day>> {
        let seasons = plan::busy(self.ledger, self.today)?;
        Ok(seasons.into_iter().find(|(first, last)| (*first..=*last).contains(&self.today)).map(|(_, last)| last))
    }

    fn paused_until(&self) -> rusqlite::Result<Option<String>> {
        Ok(pause::until(self.ledger, self.now)?.map(|until| wire::moment(self.periods.moment(until))))
    }
}
