//! Why an act was not done. Nothing was changed then.

use crate::OpenError;
use crate::view::Said;
use coach::act::ActId;
use coach::day::Day;
use coach::days::plan::RangeRefused;
use coach::message::Message;
use thiserror::Error;

/// Why an act was not done.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ActError {
    /// The ledger can't be read or written.
    #[error(transparent)]
    Ledger(#[from] OpenError),
    /// There is no such person.
    #[error("there is no person {0} in the ledger")]
    NoPerson(i64),
    /// There is no such interaction.
    #[error("there is no interaction {0} in the ledger")]
    NoInteraction(i64),
    /// There is no such post.
    #[error("there is no post {0} in the ledger")]
    NoPost(i64),
    /// There is no such source, or it is not read again and again.
    #[error("there is no source {0} that is read again and again")]
    NoSource(i64),
    /// There is no such nudge.
    #[error("there is no nudge {0} in the ledger")]
    NoNudge(i64),
    /// There is no such act.
    #[error("there is no act {0} in the ledger")]
    NoAct(i64),
    /// The act answers a nudge, but names none.
    #[error("it is not said which nudge this answers")]
    WhichNudge,
    /// The act names somebody, but gives no name.
    #[error("a name is missing")]
    NoName,
    /// Only a logged interaction can be named; one found in a source already is.
    #[error("interaction {0} was found in a source and has its name from there")]
    NamedBySource(i64),
    /// The day has not come yet.
    #[error("{0} has not come yet")]
    NotYet(Day),
    /// A range of days that can't be set.
    #[error("the days from {from} to {to} can't be set: {why:?}")]
    Range {
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
        /// Why not.
        why: RangeRefused,
    },
    /// A pause that ends before it begins, or lasts longer than 31 days.
    #[error("a pause lasts from one minute to 31 days")]
    PauseLength,
    /// A goal that is not 1 to 5.
    #[error("{0} people a day is no goal; it is 1 to 5")]
    Goal(u8),
    /// A pace that is not 1 to 7 days.
    #[error("every {0} days is no pace for the cue; it is 1 to 7")]
    Every(u8),
    /// A plan that is too long to be said in one line.
    #[error("a plan of {0} characters is too long; it has at most {most}", most = coach::act::PLAN_LENGTH)]
    PlanLength(usize),
    /// A worth of a week that is not 1 to 5.
    #[error("{0} is no worth of a week; it is 1 to 5")]
    Worth(u8),
    /// A zone the zone data does not know.
    #[error("there is no time zone “{0}”")]
    Zone(String),
    /// Something that is no host.
    #[error("“{0}” is not the address of a site")]
    Site(String),
    /// Nobody said such a thing.
    #[error("there is no message {0} in the ledger")]
    NoHeard(i64),
    /// A cadence that is not 1 to 366 days.
    #[error("every {0} days is no cadence; it is 1 to 366")]
    Cadence(u16),
    /// Two that are one already.
    #[error("that is one and the same person already")]
    SamePerson,
    /// Somebody who is not joined into another.
    #[error("person {0} is not joined into another")]
    NotJoined(i64),
    /// An act that concerned somebody who was forgotten since.
    #[error("act {} concerned somebody who was forgotten since", .0.0)]
    Final(ActId),
    /// There is nothing to take back.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// A later act changed the same thing.
    #[error("act {act} can't be undone before act {later}, which changed the same thing", act = .act.0, later = .later.0)]
    Entangled {
        /// The act to be taken back.
        act: ActId,
        /// The later one.
        later: ActId,
    },
    /// Sample data is only put into a ledger that has nothing of the person's own.
    #[error("sample data is only put into an empty ledger")]
    NotEmpty,
    /// There is no sample data.
    #[error("there is no sample data")]
    NoSample,
}

impl ActError {
    /// The name of the error, for `--json`, exit codes and the word catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ledger(error) => error.code(),
            Self::NoPerson(_) => "act.no-person",
            Self::NoInteraction(_) => "act.no-interaction",
            Self::NoPost(_) => "act.no-post",
            Self::NoSource(_) => "act.no-source",
            Self::NoNudge(_) => "act.no-nudge",
            Self::NoAct(_) => "act.no-act",
            Self::WhichNudge => "act.which-nudge",
            Self::NoName => "act.no-name",
            Self::NamedBySource(_) => "act.named-by-source",
            Self::NotYet(_) => "act.not-yet",
            Self::Range { why: RangeRefused::Backwards, .. } => "act.range-backwards",
            Self::Range { why: RangeRefused::TooFarBack, .. } => "act.range-too-far-back",
            Self::Range { why: RangeRefused::TooLong, .. } => "act.range-too-long",
            Self::PauseLength => "act.pause-length",
            Self::Goal(_) => "act.goal",
            Self::Every(_) => "act.every",
            Self::PlanLength(_) => "act.plan-length",
            Self::Worth(_) => "act.worth",
            Self::Zone(_) => "act.zone",
            Self::Site(_) => "act.site",
            Self::NoHeard(_) => "act.no-heard",
            Self::Cadence(_) => "act.cadence",
            Self::SamePerson => "act.same-person",
            Self::NotJoined(_) => "act.not-joined",
            Self::Final(_) => "act.final",
            Self::NothingToUndo => "act.nothing-to-undo",
            Self::Entangled { .. } => "act.entangled",
            Self::NotEmpty => "act.not-empty",
            Self::NoSample => "act.no-sample",
        }
    }

    /// What happened, to what.
    pub fn said(&self) -> Said {
        if let Self::Ledger(error) = self {
            return error.said();
        }
        let message = Message::new(format!("error.{}", self.code()));
        Said::from(&match self {
            Self::NotYet(day) => message.with("day", *day),
            Self::Range { from, to, .. } => message.with("from", *from).with("to", *to),
            Self::Goal(goal) => message.with("goal", i64::from(*goal)),
            Self::Every(every) => message.with("n", i64::from(*every)),
            Self::PlanLength(length) => message.with("n", i64::try_from(*length).unwrap_or(i64::MAX)),
            Self::Worth(value) => message.with("n", i64::from(*value)),
            Self::Cadence(every) => message.with("n", i64::from(*every)),
            Self::Zone(name) | Self::Site(name) => message.with("name", name.as_str()),
            Self::NoPerson(id)
            | Self::NoInteraction(id)
            | Self::NoPost(id)
            | Self::NoSource(id)
            | Self::NoNudge(id)
            | Self::NoAct(id)
            | Self::NoHeard(id)
            | Self::NotJoined(id)
            | Self::NamedBySource(id) => message.with("id", *id),
            Self::Entangled { later, .. } => message.with("later", later.0),
            _ => message,
        })
    }

    /// The next step.
    pub fn hint(&self) -> Said {
        match self {
            Self::Ledger(error) => error.hint(),
            _ => Said::from(&Message::new(format!("error.{}.hint", self.code()))),
        }
    }
}
