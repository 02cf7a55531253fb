//! How fast something goes: how many a second, over the last seconds.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Looked back so far.
const WINDOW: Duration = Duration::from_secs(3);

/// Counts that were seen lately.
#[derive(Debug, Default)]
pub struct Pace {
    seen: VecDeque<(Instant, u32)>,
}

impl Pace {
    /// How many a second, now that the count is this. 0 until there is something to compare with.
    pub fn a_second(&mut self, count: u32, now: Instant) -> u32 {
        // The count began anew: another archive.
        if self.seen.back().is_some_and(|(_, last)| *last > count) {
            self.seen.clear();
        }
        self.seen.push_back((now, count));
        while self.seen.len() > 2 && self.seen.front().is_some_and(|(at, _)| now.duration_since(*at) > WINDOW) {
            self.seen.pop_front();
        }
        let Some((at, first)) = self.seen.front() else { return 0 };
        let (more, seconds) = (count - first, now.duration_since(*at).as_secs_f64());
        if seconds > 0.0 { (f64::from(more) / seconds) as u32 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    #[test]
    fn the_rate_is_that_of_the_last_seconds() {
        let (mut pace, start) = (Pace::default(), clock::running());
        let counts =
            [(0, 0, 0), (1, 100, 100), (2, 200, 100), (10, 1000, 100), (11, 1900, 900), (12, 10, 0), (13, 40, 30)];
        for (second, count, rate) in counts {
            assert_eq!(pace.a_second(count, start + Duration::from_secs(second)), rate, "after {second} s");
        }
    }
}
