//! What is said about a state, in the person's own measure.

use super::state::{Change, Numbers, State, Verdict};
use crate::message::{Arg, Message};

impl Verdict {
    /// "You usually speak to someone within 2 days. It has been 9, and 6 automatic posts went out."
    pub fn sentence(&self) -> Message {
        sentence(self.state, &self.numbers)
    }
}

impl Change {
    /// What is said on the day of the change: the verdict's sentence, or that the person is back.
    pub fn sentence(&self) -> Message {
        if self.recovered {
            return Message::new("drift.recovered").with("n", self.numbers.sign_days);
        }
        sentence(self.to, &self.numbers)
    }
}

fn sentence(state: State, numbers: &Numbers) -> Message {
    let usual = numbers.usual.round() as i64;
    match state {
        State::NoVerdict => Message::new("drift.no-verdict"),
        State::Absent => Message::new("drift.absent"),
        State::Fine => Message::new("drift.fine").with("n", usual),
        State::Thinning if f64::from(numbers.gap) > numbers.usual => {
            Message::new("drift.thinning.gap").with("n", usual).with("gap", numbers.gap)
        }
        State::Thinning => Message::new("drift.thinning.mix")
            .with("machinery", Arg::Share(numbers.machinery))
            .with("conversation", Arg::Share(numbers.conversation)),
        State::Broadcasting => Message::new("drift.broadcasting").with("n", numbers.hand_made),
        State::Autopilot if numbers.sign_days > 0 => {
            Message::new("drift.autopilot.returning").with("n", numbers.sign_days)
        }
        State::Autopilot => Message::new("drift.autopilot")
            .with("usual", usual)
            .with("gap", numbers.gap)
            .with("n", numbers.automatic_posts),
    }
}
