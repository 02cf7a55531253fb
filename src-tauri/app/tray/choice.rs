//! What can be chosen from the tray menu, and the names by which its entries tell it.

use coach::interaction::How;
use std::fmt;
use std::str::FromStr;

/// What the person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Opens the window.
    Open,
    /// Opens it at the nudge that waits.
    Nudge(i32),
    /// Opens the post of this person that is to be answered.
    Answer(i32),
    /// Logs this with a person, or with someone who is then named in the window.
    Log(How, Option<i32>),
    /// Says nothing for a while.
    Pause(Span),
    /// Ends the pause.
    Resume,
    /// Makes today a rest day.
    Rest,
    /// Takes the rest back.
    Unrest,
    /// Takes back this act.
    Undo(i32),
    /// Ends the app.
    Quit,
}

/// How long a pause lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// One hour.
    Hour,
    /// Until the next day begins.
    Today,
    /// Seven days.
    Week,
}

impl Span {
    /// Every span, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Hour, Self::Today, Self::Week];

    /// Its name, in menus and in the word catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Today => "today",
            Self::Week => "week",
        }
    }
}

impl fmt::Display for Choice {
    /// The name of the menu entry. It says all, so that a click on a menu that was replaced meanwhile does what it said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("open"),
            Self::Nudge(nudge) => write!(f, "nudge {nudge}"),
            Self::Answer(person) => write!(f, "answer {person}"),
            Self::Log(how, Some(person)) => write!(f, "log {} {person}", how.name()),
            Self::Log(how, None) => write!(f, "log {}", how.name()),
            Self::Pause(span) => write!(f, "pause {}", span.name()),
            Self::Resume => f.write_str("resume"),
            Self::Rest => f.write_str("rest"),
            Self::Unrest => f.write_str("unrest"),
            Self::Undo(act) => write!(f, "undo {act}"),
            Self::Quit => f.write_str("quit"),
        }
    }
}

/// There is no such menu entry.
#[derive(Debug, PartialEq, Eq)]
pub struct NoChoice;

impl FromStr for Choice {
    type Err = NoChoice;

    fn from_str(name: &str) -> Result<Self, NoChoice> {
        let words: Vec<&str> = name.split(' ').collect();
        let number = |text: &str| text.parse().map_err(|_| NoChoice);
        match words[..] {
            ["open"] => Ok(Self::Open),
            ["nudge", nudge] => Ok(Self::Nudge(number(nudge)?)),
            ["answer", person] => Ok(Self::Answer(number(person)?)),
            ["log", how] => Ok(Self::Log(How::named(how).ok_or(NoChoice)?, None)),
            ["log", how, person] => Ok(Self::Log(How::named(how).ok_or(NoChoice)?, Some(number(person)?))),
            ["pause", span] => Span::ALL.into_iter().find(|s| s.name() == span).map(Self::Pause).ok_or(NoChoice),
            ["resume"] => Ok(Self::Resume),
            ["rest"] => Ok(Self::Rest),
            ["unrest"] => Ok(Self::Unrest),
            ["undo", act] => Ok(Self::Undo(number(act)?)),
            ["quit"] => Ok(Self::Quit),
            _ => Err(NoChoice),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_understood_when_it_is_clicked() {
        let choices = [
            Choice::Open,
            Choice::Nudge(7),
            Choice::Answer(12),
            Choice::Log(How::Asked, Some(12)),
            Choice::Log(How::Helped, None),
            Choice::Pause(Span::Today),
            Choice::Resume,
            Choice::Rest,
            Choice::Unrest,
            Choice::Undo(3),
            Choice::Quit,
        ];
        for choice in choices {
            assert_eq!(choice.to_string().parse(), Ok(choice));
        }
    }

    #[test]
    fn a_name_that_is_none_is_refused() {
        for name in ["", "log", "log sang", "log asked twelve", "pause forever", "open wide"] {
            assert_eq!(name.parse::<Choice>(), Err(NoChoice), "{name:?}");
        }
    }
}
