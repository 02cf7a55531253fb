//! The coach is woken: it looks at the situation, and stores what it says before anybody shows it.

use crate::engine::Engine;
use crate::ledger::{nudge, turn};
use crate::listen::drifting;
use crate::view::{NudgeLine, Said, Why};
use crate::weigh::situation::situation;
use crate::{OpenError, ReadError, wire};
use chrono::{DateTime, Utc};
use coach::message::Message;
use coach::nudge::{Decision, Desk, decide, looked};
use coach::zone::Zone;

/// What the app knows of the machine it runs on.
#[derive(Debug, Clone, PartialEq)]
pub struct Surroundings {
    /// The moment.
    pub now: DateTime<Utc>,
    /// The zone of the system.
    pub zone: Zone,
    /// What the desktop says of the moment, as far as it does.
    pub desk: Desk,
    /// When the machine last woke from sleep, where it did.
    pub resumed: Option<DateTime<Utc>>,
}

impl Engine {
    /// Asks the coach whether to speak now. What comes back is stored already, and comes once: a second instance, or
    /// the same after a restart, gets nothing. To be asked each minute; nothing is planned ahead.
    ///
    /// Notes also that the app runs, and in which zone the system is: see [`notice`](Self::notice).
    pub fn wake(&self, around: &Surroundings) -> Result<Option<NudgeLine>, ReadError> {
        self.notice(around.now, around.zone.clone())?;
        self.suggest(around.now)?;
        let (decision, today, turned) = self.ask(around.now, |asked| {
            let situation = situation(asked, around)?;
            let course = asked.account.course(asked.ledger, asked.today)?;
            let turned = turn::last(asked.ledger)? != course.changes.last().map(|last| (last.day, last.to));
            Ok((decide(&situation, asked.periods.moment(around.now)), asked.today, turned))
        })?;
        let failed = |e| OpenError::of(self.path(), e);
        if turned {
            self.write(|w| drifting::keep(w, today).map_err(failed))?;
        }
        let Decision::Speak(draft) = decision else { return Ok(None) };
        let stored = self.write(|w| {
            let moment = crate::ledger::period::all(w).map_err(failed)?.moment(around.now);
            nudge::insert(w, &draft, moment).map_err(failed)
        })?;
        match stored {
            None => Ok(None),
            Some(id) => self.nudge(id, around.now),
        }
    }

    /// Whether the coach would speak, but the sources have to be read first: see [`awaited`](Self::awaited).
    pub fn waits_for_sources(&self, around: &Surroundings) -> Result<bool, ReadError> {
        self.ask(around.now, |asked| {
            let decision = decide(&situation(asked, around)?, asked.periods.moment(around.now));
            Ok(decision == Decision::SyncFirst)
        })
    }

    /// Why the coach speaks now, or says nothing, with all that it looked at.
    pub fn why(&self, around: &Surroundings) -> Result<Why, ReadError> {
        self.ask(around.now, |asked| {
            let (situation, now) = (situation(asked, around)?, asked.periods.moment(around.now));
            let decision = decide(&situation, now);
            let speaks = matches!(decision, Decision::Speak(_));
            let (because, until) = match decision {
                Decision::Speak(draft) => (draft.because, None),
                Decision::SyncFirst => (Message::new("nudge.rest.sync"), None),
                Decision::Rest { because, until } => (because, until),
            };
            Ok(Why {
                speaks,
                because: Said::from(&because),
                until: until.map(|until| wire::moment(asked.periods.moment(until))),
                looked: looked(&situation, now).iter().map(Said::from).collect(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::story::{Story, at, day};
    use crate::view::{DayStateName, NudgeState};
    use coach::act::{NudgeId, RestWhy, What, Who};
    use coach::interaction::How;

    fn at_the_desk(now: &str) -> Surroundings {
        let zone = Zone::named("Europe/Vienna").unwrap();
        Surroundings { now: at(now), zone, desk: Desk::default(), resumed: None }
    }

    fn id(line: &NudgeLine) -> NudgeId {
        NudgeId(i64::from(line.nudge))
    }

    #[test]
    fn the_cue_comes_once_at_its_time_and_waits_in_the_inbox() {
        let story = Story::begins("2026-11-23 08:00");
        assert_eq!(story.engine.wake(&at_the_desk("2026-11-23 11:59")).unwrap(), None);
        assert_eq!(story.engine.why(&at_the_desk("2026-11-23 11:59")).unwrap().because.key, "nudge.rest.early");
        let cue = story.engine.wake(&at_the_desk("2026-11-23 12:00")).unwrap().unwrap();
        assert_eq!((cue.day.as_str(), cue.state), ("2026-11-23", NudgeState::Waiting));
        assert_eq!(story.engine.wake(&at_the_desk("2026-11-23 12:01")).unwrap(), None);
        let inbox = story.engine.inbox(at("2026-11-23 12:02")).unwrap();
        assert_eq!((inbox.waiting, inbox.nudges), (1, vec![cue]));
    }

    #[test]
    fn two_instances_say_it_once() {
        let story = Story::begins("2026-11-23 08:00");
        let zone = Zone::named("Europe/Vienna").unwrap();
        let other = Engine::open(&story.path(), at("2026-11-23 08:00"), zone).unwrap();
        let (one, two) = std::thread::scope(|scope| {
            let one = scope.spawn(|| story.engine.wake(&at_the_desk("2026-11-23 12:00")).unwrap());
            let two = scope.spawn(|| other.wake(&at_the_desk("2026-11-23 12:00")).unwrap());
            (one.join().unwrap(), two.join().unwrap())
        });
        assert!(one.is_some() != two.is_some());
        assert_eq!(story.engine.inbox(at("2026-11-23 12:02")).unwrap().nudges.len(), 1);
    }

    #[test]
    fn answering_last_nights_nudge_counts_for_last_night() {
        let story = Story::begins("2026-11-23 08:00");
        let cue = story.engine.wake(&at_the_desk("2026-11-23 12:00")).unwrap().unwrap();
        let did = What::Log { how: How::Commented, who: Who::Someone, note: None, link: None };
        let changes = story.answers("2026-11-24 07:00", id(&cue), did.clone());
        assert!(changes.act.is_some());
        assert_eq!(story.engine.day("2026-11-23", at("2026-11-24 07:01")).unwrap().cell.counted, 1);
        assert_eq!(story.engine.today(at("2026-11-24 07:01")).unwrap().counted, 0);

        let again = story.answers("2026-11-24 07:02", id(&cue), did);
        assert_eq!((again.act, again.changed.len()), (None, 0));
        assert_eq!(story.engine.day("2026-11-23", at("2026-11-24 07:03")).unwrap().cell.counted, 1);
        let line = story.engine.nudge(id(&cue), at("2026-11-24 07:03")).unwrap().unwrap();
        assert_eq!((line.state, line.answered_at.as_deref()), (NudgeState::Logged, Some("2026-11-24T08:00:00+01:00")));

        story.does("2026-11-24 07:04", What::Undo { act: None });
        assert_eq!(story.engine.day("2026-11-23", at("2026-11-24 07:05")).unwrap().cell.counted, 0);
        let line = story.engine.nudge(id(&cue), at("2026-11-24 07:05")).unwrap().unwrap();
        assert_eq!(line.state, NudgeState::Waiting);
    }

    #[test]
    fn later_is_an_hour_later_and_rest_is_the_whole_day() {
        let story = Story::begins("2026-11-23 08:00");
        let cue = story.engine.wake(&at_the_desk("2026-11-23 12:00")).unwrap().unwrap();
        story.answers("2026-11-23 12:05", id(&cue), What::Later);
        assert_eq!(story.engine.wake(&at_the_desk("2026-11-23 13:04")).unwrap(), None);
        let again = story.engine.wake(&at_the_desk("2026-11-23 13:05")).unwrap().unwrap();
        let today = day("2026-11-23");
        story.answers("2026-11-23 13:06", id(&again), What::Rest { from: today, to: today, why: RestWhy::Rest });
        assert_eq!(story.engine.today(at("2026-11-23 13:07")).unwrap().state, DayStateName::Rest);
        assert_eq!(story.engine.why(&at_the_desk("2026-11-23 20:00")).unwrap().because.key, "nudge.rest.rest_day");
    }

    #[test]
    fn once_the_goal_is_met_nothing_waits() {
        let story = Story::begins("2026-11-23 08:00");
        let cue = story.engine.wake(&at_the_desk("2026-11-23 12:00")).unwrap().unwrap();
        story.logs("2026-11-23 12:10", How::Asked, Who::Someone);
        assert!(story.engine.today(at("2026-11-23 12:11")).unwrap().waiting.is_some());
        story.logs("2026-11-23 12:12", How::Asked, Who::Someone);
        assert_eq!(story.engine.today(at("2026-11-23 12:13")).unwrap().waiting, None);
        let line = story.engine.nudge(id(&cue), at("2026-11-23 12:13")).unwrap().unwrap();
        assert_eq!(line.state, NudgeState::Past);
    }
}
