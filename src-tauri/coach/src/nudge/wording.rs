//! In which words a nudge is said.

use super::situation::Sent;

/// A set of wordings for one thing to say: `nudge.<name>.<i>.title` and `.body` in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wordings {
    pub(super) name: &'static str,
    pub(super) count: usize,
}

/// A wording comes back after this many other sends at the earliest.
pub(super) const APART: usize = 5;

pub(super) const CUE: Wordings = Wordings { name: "cue", count: 8 };
pub(super) const CUE_ALONE: Wordings = Wordings { name: "cue-alone", count: 8 };
pub(super) const BUSY: Wordings = Wordings { name: "busy", count: 6 };
pub(super) const BUSY_ALONE: Wordings = Wordings { name: "busy-alone", count: 6 };
pub(super) const LATE: Wordings = Wordings { name: "late", count: 6 };
pub(super) const LATE_ALONE: Wordings = Wordings { name: "late-alone", count: 6 };
pub(super) const THINNING: Wordings = Wordings { name: "thinning", count: 6 };
pub(super) const MIX: Wordings = Wordings { name: "mix", count: 6 };
pub(super) const BROADCASTING: Wordings = Wordings { name: "broadcasting", count: 6 };
pub(super) const AUTOPILOT: Wordings = Wordings { name: "autopilot", count: 6 };
pub(super) const RECOVERED: Wordings = Wordings { name: "recovered", count: 6 };

impl Wordings {
    /// The wording that follows the last one used, round and round, passing over those of the last five sends.
    pub(super) fn next(self, sent: &[Sent]) -> String {
        let keys: Vec<String> = (0..self.count).map(|i| format!("nudge.{}.{i}", self.name)).collect();
        let last = sent.iter().rev().find_map(|sent| keys.iter().position(|key| *key == sent.wording));
        let start = last.map_or(0, |last| last + 1);
        let recent = &sent[sent.len().saturating_sub(APART)..];
        let mut turn = keys.iter().cycle().skip(start).take(self.count);
        turn.find(|key| recent.iter().all(|sent| sent.wording != **key)).or(keys.first()).cloned().unwrap_or_default()
    }
}
