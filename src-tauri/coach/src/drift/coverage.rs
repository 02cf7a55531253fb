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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn coverage(spans: &[(i32, i32)]) -> Coverage {
        Coverage::of(spans.iter().map(|(first, last)| (Day::from_number(*first), Day::from_number(*last))))
    }

    fn numbers(coverage: &Coverage) -> Vec<(i32, i32)> {
        coverage.spans().iter().map(|(first, last)| (first.number(), last.number())).collect()
    }

    #[test]
    fn spans_that_touch_or_overlap_are_one() {
        assert_eq!(numbers(&coverage(&[(8, 9), (1, 3), (4, 5), (2, 4), (7, 6)])), [(1, 5), (8, 9)]);
    }

    #[test]
    fn forty_eight_hours_after_the_last_reading_the_verdict_ends() {
        let read = coverage(&[(10, 20), (30, 40)]);
        for (day, allowed) in [(9, false), (10, true), (22, true), (23, false), (30, true), (42, true), (43, false)] {
            assert_eq!(read.allows(Day::from_number(day)), allowed, "day {day}");
        }
    }

    #[test]
    fn an_old_archive_does_not_block_the_sources_that_live_and_a_live_one_that_fails_does() {
        let (archive, live, failing) = (coverage(&[(0, 50)]), coverage(&[(40, 100)]), coverage(&[(60, 70), (90, 100)]));
        let together = Coverage::together([(&archive, false), (&live, true), (&failing, true)]);
        assert_eq!(numbers(&together), [(0, 70), (90, 100)]);
    }

    proptest! {
        #[test]
        fn the_same_holds_to_the_last_day_told_and_not_on_the_next(
            spans in prop::collection::vec((0..60i32, 0..9i32), 0..5), day in 0..80i32
        ) {
            let read = Coverage::of(
                spans.into_iter().map(|(first, n)| (Day::from_number(first), Day::from_number(first + n))));
            let day = Day::from_number(day);
            let last = read.same_from(day);
            prop_assert!(last >= day);
            for n in 0..last.since(day).min(80) {
                prop_assert_eq!(read.allows(day.plus(n)), read.allows(day));
            }
        }
    }
}
