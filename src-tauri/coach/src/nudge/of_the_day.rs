//! What is said about a day: the cue, the late one, the question how it should go on, and the welcome back.

use super::absence::Absence;
use super::draft::{NudgeDraft, NudgeKind, Offer};
use super::pace::Pace;
use super::situation::Situation;
use super::usual::CueBy;
use super::wording::{
    ASK, BUSY, BUSY_ALONE, CUE, CUE_ALONE, LATE, LATE_ALONE, PLAN, PLAN_ALONE, WELCOME, WELCOME_ALONE, Wordings,
};
use crate::day::Day;
use crate::message::{Arg, Message};
use crate::zone::Moment;

/// The cue or the late one.
pub(super) fn draft(situation: &Situation, now: Moment, kind: NudgeKind) -> NudgeDraft {
    let today = situation.today;
    let (whom, plan) = (&situation.whom, &situation.times.plan);
    let group = match (kind, today.busy, plan.is_some(), whom.is_some()) {
        (_, true, _, true) => BUSY,
        (_, true, _, false) => BUSY_ALONE,
        (NudgeKind::Late, false, _, true) => LATE,
        (NudgeKind::Late, false, _, false) => LATE_ALONE,
        (_, false, true, true) => PLAN,
        (_, false, true, false) => PLAN_ALONE,
        (_, false, false, true) => CUE,
        (_, false, false, false) => CUE_ALONE,
    };
    let because = Message::new(match (kind, situation.times.by) {
        (NudgeKind::Late, _) => "nudge.because.late",
        (_, CueBy::Set) if plan.is_some() => "nudge.because.plan",
        (_, CueBy::Set | CueBy::Tried) => "nudge.because.cue",
        (_, CueBy::Learned(usual)) if usual.sentence().key.ends_with("answered") => "nudge.because.learned.answered",
        (_, CueBy::Learned(_)) => "nudge.because.learned.talked",
    });
    let because = match situation.times.by {
        CueBy::Learned(usual) if kind != NudgeKind::Late => usual
            .sentence()
            .args
            .into_iter()
            .filter(|(name, _)| name != "time")
            .fold(because, |said, (name, arg)| said.with(name, arg)),
        _ => because,
    };
    let because =
        because.with("time", now.civil().time()).with("people", today.people).with("goal", i64::from(today.goal));
    let said = Said { group, because, offer: if today.busy { Offer::TwoMinutes } else { Offer::Talk } };
    said.into_draft(situation, kind, format!("{}:{}", kind.name(), today.day), |message| {
        let message = message.with("n", today.missing());
        plan.as_ref().map_or(message.clone(), |plan| message.with("plan", begun(plan)))
    })
}

/// What "Later" put off, once more: the `nth` about its day.
pub(super) fn repeat(situation: &Situation, pace: Pace, now: Moment, kind: NudgeKind, nth: usize) -> NudgeDraft {
    let today = situation.today;
    let again = Message::new("nudge.because.again").with("people", today.people).with("goal", i64::from(today.goal));
    let once_more = match kind {
        NudgeKind::Ask => ask(situation, pace, pace.since.unwrap_or(today.day)),
        NudgeKind::Welcome => match situation.away {
            Some(away) => welcome(situation, away),
            None => draft(situation, now, NudgeKind::Cue),
        },
        _ => draft(situation, now, kind),
    };
    let because = if kind == NudgeKind::Ask { once_more.because } else { again };
    NudgeDraft { key: format!("{}:{}:again-{nth}", kind.name(), today.day), because, ..once_more }
}

/// The question how it should go on, after a spell that began on `since`. Once a spell.
pub(super) fn ask(situation: &Situation, pace: Pace, since: Day) -> NudgeDraft {
    let time = situation.times.cue;
    let because = Message::new("nudge.because.ask").with("n", pace.gone_by).with("day", since);
    let said = Said { group: ASK, because, offer: Offer::Choose };
    let draft = said.into_draft(situation, NudgeKind::Ask, format!("ask:{since}"), |message| {
        message.with("n", pace.gone_by).with("time", time)
    });
    NudgeDraft { whom: None, ..draft }
}

/// The welcome after an absence: what stands, and one person.
pub(super) fn welcome(situation: &Situation, away: Absence) -> NudgeDraft {
    let today = situation.today;
    let group = if situation.whom.is_some() { WELCOME } else { WELCOME_ALONE };
    let because = Message::new("nudge.because.welcome").with("n", away.days).with("day", away.since);
    let said = Said { group, because, offer: Offer::TwoMinutes };
    said.into_draft(situation, NudgeKind::Welcome, format!("welcome:{}", today.day), |message| {
        message.with("n", away.days).with("strength", Arg::Share(today.strength))
    })
}

/// What is said, before it is put into words.
struct Said {
    group: Wordings,
    because: Message,
    offer: Offer,
}

impl Said {
    fn into_draft(
        self,
        situation: &Situation,
        kind: NudgeKind,
        key: String,
        filled: impl Fn(Message) -> Message,
    ) -> NudgeDraft {
        let wording = self.group.next(&situation.sent);
        let whom = situation.whom.clone();
        let part = |part: &str| {
            let message = filled(Message::new(format!("{wording}.{part}")));
            whom.as_ref().map_or(message.clone(), |whom| message.with("name", whom.name.as_str()))
        };
        NudgeDraft {
            key,
            kind,
            day: situation.today.day,
            title: part("title"),
            body: part("body"),
            because: self.because,
            way_back: None,
            evidence: Vec::new(),
            offer: self.offer,
            wording,
            whom,
        }
    }
}

/// The words with which a sentence begins: "after lunch" as "After lunch".
fn begun(plan: &str) -> String {
    let mut letters = plan.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
