//! The one thing to try next week: the first of a few rules that fits.

use super::followed::Told;
use super::shares::Shares;
use crate::interaction::How;
use crate::message::{Arg, Message};
use crate::person::PersonId;

/// So many automatic posts in a week are worth a word.
const MACHINES: u32 = 5;

/// A share of conversation below this is nothing that switching off would show.
const WORTH_TELLING: f64 = 0.1;

/// Of so many acts in a week, all of one sort are a habit.
const ONE_SORT: u32 = 5;

/// In so many of the weeks of the usual somebody was talked with who is missed in one without her.
const MISSED_FROM: u32 = 3;

/// What the suggestion is found from: the week, and what stands now.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// Who said something in the week and waits for an answer still, the longest waiting first.
    pub waiting: Vec<PersonId>,
    /// People talked with in the week, "someone" included.
    pub people: u32,
    /// People of a usual week, where that is known.
    pub usual_people: Option<u32>,
    /// Talked with for the first time, the most first.
    pub new: Vec<PersonId>,
    /// Not talked with in the week, but in so many of the twelve weeks before, the most first.
    pub missed: Option<(PersonId, u32)>,
    /// Acts of the week, by what was done.
    pub acts: Vec<(How, u32)>,
    /// What the week's feed was made of, where anything was posted.
    pub shares: Option<Shares>,
    /// The app that posted the most by itself in the week, where it is named, and how many.
    pub machine: Option<(String, u32)>,
    /// What can be told of what followed.
    pub told: Option<Told>,
}

/// What to try.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum Suggestion {
    /// Answer somebody who waits; so many others wait as well.
    Answer { person: PersonId, others: u32 },
    /// Switch an automation off for a week; it posted so many times, and so much of the feed would be conversation then.
    SwitchOff { app: String, posts: u32, conversation: f64 },
    /// Write to somebody talked with in so many of twelve weeks, and not in this one.
    Missed { person: PersonId, weeks: u32 },
    /// One person is enough to begin with.
    Begin,
    /// Write again to somebody new.
    Again { person: PersonId },
    /// All acts were of one sort: try another.
    Vary { did: How, instead: How },
    /// Conversations are answered more often: make one broadcast a question.
    Ask,
    /// Nothing: go on like this.
    GoOn,
}

/// The first that fits, in the order of [`Suggestion`]; somebody missed is named only where the week had nobody, or less
/// than half the people of a usual one.
pub fn suggest(facts: &Facts) -> Suggestion {
    if let Some((first, others)) = facts.waiting.split_first() {
        let others = u32::try_from(others.len()).unwrap_or(u32::MAX);
        return Suggestion::Answer { person: *first, others };
    }
    if let (Some((app, posts)), Some(shares)) = (&facts.machine, facts.shares)
        && *posts >= MACHINES
        && shares.machinery > shares.conversation
    {
        let left = f64::from(shares.posts.saturating_sub(*posts));
        let talk = shares.conversation * f64::from(shares.posts);
        let conversation = if left > 0.0 { (talk / left).min(1.0) } else { 0.0 };
        return Suggestion::SwitchOff { app: app.clone(), posts: *posts, conversation };
    }
    let few = facts.people == 0 || facts.usual_people.is_some_and(|usual| facts.people * 2 < usual);
    if let (true, Some((person, weeks))) = (few, facts.missed.filter(|(_, weeks)| *weeks >= MISSED_FROM)) {
        return Suggestion::Missed { person, weeks };
    }
    if facts.people == 0 {
        return Suggestion::Begin;
    }
    if let Some(person) = facts.new.first() {
        return Suggestion::Again { person: *person };
    }
    let mut done = facts.acts.iter().filter(|(_, n)| *n > 0);
    if let (Some((did, n)), None) = (done.next(), done.next())
        && *n >= ONE_SORT
    {
        let instead = if *did == How::Asked { How::Helped } else { How::Asked };
        return Suggestion::Vary { did: *did, instead };
    }
    if facts.told == Some(Told::Conversation) {
        return Suggestion::Ask;
    }
    Suggestion::GoOn
}

impl Suggestion {
    /// Whom it names.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Answer { person, .. } | Self::Missed { person, .. } | Self::Again { person } => Some(*person),
            _ => None,
        }
    }

    /// In words; `name` is that of the [`person`](Self::person), empty where she has none.
    pub fn said(&self, name: &str) -> Message {
        match self {
            Self::Answer { others: 0, .. } => Message::new("week.suggest.answer").with("name", name),
            Self::Answer { others, .. } => {
                Message::new("week.suggest.answer.others").with("name", name).with("n", *others)
            }
            Self::SwitchOff { app, posts, conversation } if *conversation < WORTH_TELLING => {
                Message::new("week.suggest.switch-off.alone").with("app", app.as_str()).with("n", *posts)
            }
            Self::SwitchOff { app, posts, conversation } => Message::new("week.suggest.switch-off")
                .with("app", app.as_str())
                .with("n", *posts)
                .with("conversation", Arg::Share(*conversation)),
            Self::Missed { weeks, .. } => Message::new("week.suggest.missed").with("name", name).with("n", *weeks),
            Self::Begin => Message::new("week.suggest.begin"),
            Self::Again { .. } => Message::new("week.suggest.again").with("name", name),
            Self::Vary { did, instead } => Message::new(format!("week.suggest.vary.{}.{}", did.name(), instead.name())),
            Self::Ask => Message::new("week.suggest.ask"),
            Self::GoOn => Message::new("week.suggest.go-on"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: PersonId = PersonId(1);
    const BEN: PersonId = PersonId(2);

    fn shares(conversation: f64, machinery: f64) -> Option<Shares> {
        Some(Shares { conversation, own: 1.0 - conversation - machinery, machinery, posts: 20 })
    }

    /// Rows from the most pressing to the least: each lacks what the one before was suggested for.
    #[test]
    fn the_first_rule_that_fits_is_taken() {
        let ordinary = Facts {
            people: 6,
            usual_people: Some(6),
            acts: vec![(How::Commented, 6), (How::Asked, 2)],
            shares: shares(0.5, 0.3),
            ..Facts::default()
        };
        let all = Facts {
            waiting: vec![ANA, BEN],
            people: 0,
            missed: Some((BEN, 7)),
            shares: shares(0.1, 0.9),
            machine: Some(("dlvr.it".to_owned(), 14)),
            ..ordinary.clone()
        };
        let unasked = Facts { waiting: vec![], ..all.clone() };
        let quiet = Facts { machine: Some(("dlvr.it".to_owned(), 4)), ..unasked.clone() };
        let half = Facts { people: 2, ..quiet.clone() };
        let alone = Facts { missed: Some((BEN, 2)), ..quiet.clone() };
        let new = Facts { new: vec![BEN], ..ordinary.clone() };
        let same = Facts { acts: vec![(How::Commented, 6), (How::Asked, 0)], ..ordinary.clone() };
        let asks = Facts { acts: vec![(How::Asked, 6)], ..ordinary.clone() };
        let told = Facts { told: Some(Told::Conversation), ..ordinary.clone() };
        let rows = [
            (all, Suggestion::Answer { person: ANA, others: 1 }),
            (unasked, Suggestion::SwitchOff { app: "dlvr.it".to_owned(), posts: 14, conversation: 2.0 / 6.0 }),
            (quiet, Suggestion::Missed { person: BEN, weeks: 7 }),
            (half, Suggestion::Missed { person: BEN, weeks: 7 }),
            (alone, Suggestion::Begin),
            (new, Suggestion::Again { person: BEN }),
            (same, Suggestion::Vary { did: How::Commented, instead: How::Asked }),
            (asks, Suggestion::Vary { did: How::Asked, instead: How::Helped }),
            (told, Suggestion::Ask),
            (ordinary, Suggestion::GoOn),
        ];
        for (facts, expected) in rows {
            assert_eq!(suggest(&facts), expected, "{facts:?}");
        }
    }

    #[test]
    fn robots_beside_more_conversation_are_no_matter() {
        let facts =
            Facts { people: 6, shares: shares(0.5, 0.4), machine: Some(("dlvr.it".to_owned(), 8)), ..Facts::default() };
        assert_eq!(suggest(&facts), Suggestion::GoOn);
    }

    #[test]
    fn every_suggestion_has_its_words() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/words/en.week.json");
        let words = std::fs::read_to_string(path).unwrap_or_default();
        let mut all = vec![
            Suggestion::Answer { person: ANA, others: 0 },
            Suggestion::Answer { person: ANA, others: 2 },
            Suggestion::SwitchOff { app: String::new(), posts: 5, conversation: 0.5 },
            Suggestion::SwitchOff { app: String::new(), posts: 5, conversation: 0.0 },
            Suggestion::Missed { person: ANA, weeks: 4 },
            Suggestion::Begin,
            Suggestion::Again { person: ANA },
            Suggestion::Ask,
            Suggestion::GoOn,
        ];
        let instead = |did| if did == How::Asked { How::Helped } else { How::Asked };
        all.extend(How::ALL.map(|did| Suggestion::Vary { did, instead: instead(did) }));
        for suggestion in all {
            let key = suggestion.said("Ana").key;
            let there = words.contains(&format!("\"{key}\"")) || words.contains(&format!("\"{key}.other\""));
            assert!(there, "no words for {key}");
        }
    }
}
