//! What was done, read from the words: asked, answered, commented, helped or thanked.
//!
//! The post that is answered is somebody else's and is not kept, so the reply's own words speak: four small regressions,
//! one an act, over cues that people can read (`cues.txt`), with their weights beside this file. Where the source lets see
//! whether what is answered asked something, that moves the odds of an answer.

use super::How;
use super::cue::{CUES, Cues, begins_with_thanks, cues};
use crate::kind::Reason;
use std::fmt::{self, Write};
use std::sync::LazyLock;

/// The acts that are weighed against each other.
pub const WEIGHED: [How; 4] = [How::Asked, How::Answered, How::Commented, How::Helped];

/// How much the log-odds of an answer rise where what is answered is seen to ask. Chosen, not fitted: the labelled replies
/// come without what they answer, and whatever could be either was labelled a comment. About 50 : 1, so that after a question
/// a plain statement is an answer, while thanks, praise, advice and a question back stay what they are.
pub const ASKED_FOR: f32 = 4.0;
/// How much they fall where it is seen not to ask; less, for requests come without a question mark. Chosen, too.
pub const NOT_ASKED_FOR: f32 = -2.0;

/// What each cue weighs toward each act.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ActWeights {
    /// Log-odds of each of [`WEIGHED`] where a reply has no cue.
    pub bias: [f32; WEIGHED.len()],
    /// Change of the log-odds, for each cue in the order of [`CUES`].
    pub cues: [[f32; WEIGHED.len()]; CUES.len()],
}

static SHIPPED: LazyLock<ActWeights> =
    LazyLock::new(|| ActWeights::read(include_str!("weights.txt")).unwrap_or_default());

impl ActWeights {
    /// The weights that ship with the app, `weights.txt` beside this file.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// The likeliest act of a reply with these cues. `asked` says whether what it answers asked something; `None` where
    /// the source does not let see it.
    pub fn act(&self, cues: &Cues, asked: Option<bool>) -> How {
        let mut odds = self.bias;
        for (value, weights) in cues.iter().zip(&self.cues) {
            for (odds, weight) in odds.iter_mut().zip(weights) {
                *odds += value * weight;
            }
        }
        let asked_for = match asked {
            Some(true) => ASKED_FOR,
            Some(false) => NOT_ASKED_FOR,
            None => 0.0,
        };
        let odds = |i: usize| odds[i] + if WEIGHED[i] == How::Answered { asked_for } else { 0.0 };
        let likeliest = (0..WEIGHED.len()).max_by(|a, b| odds(*a).total_cmp(&odds(*b)));
        match likeliest.map_or(How::Commented, |i| WEIGHED[i]) {
            How::Commented if begins_with_thanks(cues) => How::Thanked,
            how => how,
        }
    }

    /// Reads weights: lines of a name and four numbers, in the order of [`WEIGHED`]. `#` begins a remark; `None` where
    /// a line is none.
    pub fn read(text: &str) -> Option<Self> {
        let mut read = Self::default();
        for line in text.lines().map(|line| line.split('#').next().unwrap_or_default()) {
            let mut fields = line.split_whitespace();
            let Some(name) = fields.next() else { continue };
            let numbers: Vec<f32> = fields.map(|field| field.parse().ok()).collect::<Option<_>>()?;
            let weights = <[f32; WEIGHED.len()]>::try_from(numbers).ok()?;
            match name {
                "bias" => read.bias = weights,
                cue => read.cues[CUES.iter().position(|known| *known == cue)?] = weights,
            }
        }
        Some(read)
    }
}

impl fmt::Display for ActWeights {
    /// The weights in the form in which [`ActWeights::read`] reads them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = [("bias", &self.bias)].into_iter().chain(CUES.into_iter().zip(&self.cues));
        for (name, weights) in lines {
            let mut line = format!("{name:22}");
            for weight in weights {
                write!(line, "{weight:8.2}")?;
            }
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}

/// What a reply with these own words does, and why it is called so. Own words are those
/// [`words::own`](crate::words::own) leaves.
pub(super) fn act_of(own: &str, has_link: bool, asked: Option<bool>) -> (How, Reason) {
    let how = ActWeights::shipped().act(&cues(own, has_link), asked);
    let reason = match how {
        How::Asked => Reason::Asks,
        How::Answered => Reason::RepliesToQuestion,
        How::Helped => Reason::ShowsHow,
        How::Thanked => Reason::Thanks,
        How::Commented | How::Introduced => Reason::Comments,
    };
    (how, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_can_be_read_and_are_said_as_they_were_read() {
        let shipped = ActWeights::shipped();
        assert_ne!(shipped, &ActWeights::default());
        assert_eq!(ActWeights::read(&shipped.to_string()).as_ref(), Some(shipped));
    }

    #[test]
    fn a_file_that_is_none_is_not_half_read() {
        for text in ["bias 1 2 3", "bias 1 2 3 four", "no-such-cue 1 2 3 4"] {
            assert_eq!(ActWeights::read(text), None, "{text}");
        }
    }
}
