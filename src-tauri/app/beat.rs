//! The app's heartbeat: tells each new minute, a wake from sleep, and a change of the ledger by another process.
//!
//! It looks twice a second. The minute is told by the wall clock and not by a timer, because timers stand still while
//! the machine sleeps; and SQLite tells of other processes only whoever asks.

use crate::body::Body;
use crate::clock;
use crate::wake::Wake;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{io, thread};

/// Between two beats. Stories set the clock, and don't want to wait for it to be seen.
const BEAT: Duration = Duration::from_millis(if cfg!(feature = "story") { 200 } else { 500 });

/// The wall clock may run ahead of the machine's own by so much without its having slept.
const SLACK: Duration = Duration::from_secs(30);

/// Begins to beat, on a thread of its own.
///
/// # Errors
/// Where the system gives no thread.
pub fn begin(body: Arc<Body>) -> io::Result<()> {
    thread::Builder::new().name("beat".into()).spawn(move || {
        let mut last = Beat { wall: clock::now(), ran: clock::running() };
        loop {
            thread::sleep(BEAT);
            let beat = Beat { wall: clock::now(), ran: clock::running() };
            if beat.slept(last) {
                body.wake(Wake::Resumed);
            }
            if beat.is_new_minute(last) {
                body.wake(Wake::Minute);
            }
            if body.changed_outside() {
                body.wake(Wake::ChangedOutside);
            }
            last = beat;
        }
    })?;
    Ok(())
}

/// One look at both clocks.
#[derive(Debug, Clone, Copy)]
struct Beat {
    /// The wall clock, which goes on in sleep and may be set.
    wall: DateTime<Utc>,
    /// The machine's own, which stands still in sleep.
    ran: Instant,
}

impl Beat {
    /// Whether a minute began since the last beat, or the clock was set, forward or back.
    fn is_new_minute(self, last: Self) -> bool {
        self.wall.timestamp().div_euclid(60) != last.wall.timestamp().div_euclid(60)
    }

    /// Whether the machine slept since the last beat: the wall clock ran ahead of the machine's own. A clock set forward
    /// looks the same. A story sets it all the time, and is never asleep.
    fn slept(self, last: Self) -> bool {
        let wall = (self.wall - last.wall).to_std().unwrap_or_default();
        let ran = self.ran.saturating_duration_since(last.ran);
        !cfg!(feature = "story") && wall > ran + SLACK
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::TimeDelta;

    /// A beat, and another after so many seconds of the wall clock and of the machine's own.
    fn beats(wall: i64, ran: u64) -> (Beat, Beat) {
        let first = Beat { wall: DateTime::from_timestamp(1_795_000_055, 0).unwrap(), ran: clock::running() };
        let second = Beat { wall: first.wall + TimeDelta::seconds(wall), ran: first.ran + Duration::from_secs(ran) };
        (first, second)
    }

    #[test]
    fn each_minute_of_the_wall_clock_is_told_once() {
        let cases = [(0, false), (1, false), (24, false), (25, true), (3600, true), (-60, true)];
        for (seconds, told) in cases {
            let (first, second) = beats(seconds, seconds.unsigned_abs());
            assert_eq!(second.is_new_minute(first), told, "{seconds} s later");
        }
    }

    #[test]
    #[cfg(not(feature = "story"))]
    fn sleep_is_seen_by_the_wall_clock_running_ahead() {
        let cases = [(1, 1, false), (31, 1, false), (32, 1, true), (8 * 3600, 0, true), (-3600, 1, false)];
        for (wall, ran, slept) in cases {
            let (first, second) = beats(wall, ran);
            assert_eq!(second.slept(first), slept, "wall {wall} s, machine {ran} s");
        }
    }
}
