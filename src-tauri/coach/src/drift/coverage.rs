//! On which days a source was read: where nothing was read, nothing is judged.

use super::constants::SYNC_GRACE_DAYS;
use crate::day::Day;

/// The days on which a source was read, as spans in order of time that neither touch nor overlap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    spans: Vec<(Day, Day)>,
}

impl Coverage {
    /// The days of these spans, each from its first to its last day, both included; in any order, overlaps welcome.
    pub fn of(spans: impl IntoIterator<Item = (Day, Day)>) -> Self {
        let mut sorted: Vec<_> = spans.into_iter().filter(|(first, last)| first <= last).collect();
        sorted.sort_unstable();
        let mut spans: Vec<(Day, Day)> = Vec::with_capacity(sorted.len());
        for (first, last) in sorted {
            match spans.last_mut() {
                Some(before) if first <= before.1.plus(1) => before.1 = before.1.max(last),
                _ => spans.push((first, last)),
            }
        }
        Self { spans }
    }

    /// The spans, in order of time.
    pub fn spans(&self) -> &[(Day, Day)] {
        &self.spans
    }

    /// Whether a day can be judged: it was read, or the last reading before it is at most 48 hours old.
    pub fn allows(&self, day: Day) -> bool {
        let next = self.spans.partition_point(|(first, _)| *first <= day);
        next.checked_sub(1).is_some_and(|i| day.since(self.spans[i].1) <= SYNC_GRACE_DAYS)
    }

    /// The last day from `day` on for which [`allows`](Self::allows) says the same as for `day`.
    pub(super) fn same_from(&self, day: Day) -> Day {
        let next = self.spans.partition_point(|(first, _)| *first <= day);
        let before_next = self.spans.get(next).map_or(Day::from_number(i32::MAX), |(first, _)| first.plus(-1));
        match next.checked_sub(1).map(|i| self.spans[i].1.plus(SYNC_GRACE_DAYS)) {
            Some(end) if day <= end => end.min(before_next),
            _ => before_next,
        }
    }

    /// The coverage of all sources together. A day can be judged where some source was read and none that is `live`,
    /// and had been read before, was missing: what the person says there would be unheard.
    pub fn together<'a>(sources: impl IntoIterator<Item = (&'a Self, bool)>) -> Self {
        let sources: Vec<_> = sources.into_iter().collect();
        let mut all = Self::of(sources.iter().flat_map(|(coverage, _)| coverage.spans.iter().copied()));
        for (coverage, _) in sources.iter().filter(|(_, live)| *live) {
            all = all.without(&coverage.holes());
        }
        all
    }

    /// The days from the first reading on that were not read.
    fn holes(&self) -> Vec<(Day, Day)> {
        let ends = self.spans.iter().map(|(_, last)| last.plus(1));
        let starts = self.spans.iter().skip(1).map(|(first, _)| first.plus(-1)).chain([Day::from_number(i32::MAX)]);
        ends.zip(starts).collect()
    }

    fn without(&self, holes: &[(Day, Day)]) -> Self {
        let mut left = Vec::new();
        for &(first, last) in &self.spans {
            let mut from = first;
            for &(hole_first, hole_last) in holes.iter().filter(|(a, b)| *a <= last && *b >= first) {
                if from < hole_first {
                    left.push((from, hole_first.plus(-1)));
                }
                from = from.max(hole_last.plus(1));
            }
            if from <= last {
                left.push((from, last));
            }
        }
        Self::of(left)
    }
}
