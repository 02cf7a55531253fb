//! In which words a nudge is said.

use super::situation::Sent;

/// A set of wordings for one thing to say: `nudge.<name>.<i>.title` and `.body` in the catalogue.
///
/// Each set has six at least: said round and round, none comes back within five sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wordings {
    pub(super) name: &'static str,
    pub(super) count: usize,
}

pub(super) const CUE: Wordings = Wordings { name: "cue", count: 8 };
pub(super) const CUE_ALONE: Wordings = Wordings { name: "cue-alone", count: 8 };
pub(super) const PLAN: Wordings = Wordings { name: "plan", count: 6 };
pub(super) const PLAN_ALONE: Wordings = Wordings { name: "plan-alone", count: 6 };
pub(super) const BUSY: Wordings = Wordings { name: "busy", count: 6 };
pub(super) const BUSY_ALONE: Wordings = Wordings { name: "busy-alone", count: 6 };
pub(super) const LATE: Wordings = Wordings { name: "late", count: 6 };
pub(super) const LATE_ALONE: Wordings = Wordings { name: "late-alone", count: 6 };
pub(super) const ASK: Wordings = Wordings { name: "ask", count: 6 };
pub(super) const WELCOME: Wordings = Wordings { name: "welcome", count: 6 };
pub(super) const WELCOME_ALONE: Wordings = Wordings { name: "welcome-alone", count: 6 };
pub(super) const FADING: Wordings = Wordings { name: "fading", count: 6 };
pub(super) const FADING_PEOPLE: Wordings = Wordings { name: "fading-people", count: 6 };
pub(super) const THINNING: Wordings = Wordings { name: "thinning", count: 6 };
pub(super) const MIX: Wordings = Wordings { name: "mix", count: 6 };
pub(super) const BROADCASTING: Wordings = Wordings { name: "broadcasting", count: 6 };
pub(super) const AUTOPILOT: Wordings = Wordings { name: "autopilot", count: 6 };
pub(super) const RECOVERED: Wordings = Wordings { name: "recovered", count: 6 };

impl Wordings {
    /// The wording that follows the one of this set that was sent last.
    pub(super) fn next(self, sent: &[Sent]) -> String {
        let wording = |i: usize| format!("nudge.{}.{}", self.name, i % self.count);
        let last = sent.iter().rev().find_map(|sent| (0..self.count).find(|&i| wording(i) == sent.wording));
        wording(last.map_or(0, |last| last + 1))
    }
}
