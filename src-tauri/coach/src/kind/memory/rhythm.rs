//! The rhythm of a feed: when its person is awake, and when its announcements go out.

use std::collections::VecDeque;

/// What is kept of the counts by hour and by time of day after one more post of their sort.
const HOURS_KEPT: f32 = 0.998;
const SLOTS_KEPT: f32 = 0.997;
/// Width of a slot of the day, in seconds, and how many there are.
const SLOT: i64 = 120;
const SLOTS: usize = 720;
/// Replies from which the hours of the person are known.
const ENOUGH_REPLIES: f32 = 20.0;

/// Distances between announcements kept, and how many must be known.
const DISTANCES: usize = 30;
const ENOUGH_DISTANCES: usize = 10;
/// Natural logarithm of the ratio up to which two distances are the same.
const SAME_DISTANCE: f32 = 0.05;

/// The rhythm, with older posts weighing less.
#[derive(Debug, Clone)]
pub(super) struct Rhythm {
    /// How many announcements there were.
    pub(super) announcements: u32,
    hours: [f32; 24],
    slots: Vec<Slot>,
    slot_weight: f32,
    /// When the last announcement was, and the logarithms of the last distances between two.
    last: Option<i64>,
    distances: VecDeque<f32>,
}

/// One time of day.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// Announcements at it, in units that grow with time instead of decaying.
    weight: f32,
    /// The last day on which there was one.
    day: i64,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self {
            announcements: 0,
            hours: [0.0; 24],
            slots: vec![Slot::default(); SLOTS],
            slot_weight: 1.0,
            last: None,
            distances: VecDeque::new(),
        }
    }
}

impl Rhythm {
    /// How usual replies and boosts are at this hour, against the most usual hour: 0.0 to 1.0; `None` where there were too few.
    pub(super) fn awake(&self, at: i64) -> Option<f32> {
        let most = self.hours.iter().copied().fold(0.0, f32::max);
        let enough = self.hours.iter().sum::<f32>() >= ENOUGH_REPLIES;
        (enough && most > 0.0).then(|| self.hours[hour(at)] / most)
    }

    /// Announcements of earlier days at this time of day, to four minutes.
    pub(super) fn slot(&self, at: i64) -> f32 {
        let today = at.div_euclid(86_400);
        let (middle, mut sum) = (slot(at), 0.0);
        for near in [middle + SLOTS - 1, middle, middle + 1] {
            let slot = self.slots[near % SLOTS];
            sum += if slot.day == today { slot.weight - self.slot_weight.min(slot.weight) } else { slot.weight };
        }
        sum / self.slot_weight
    }

    /// Of the last announcements, the share that came as long after the one before as one of this moment would.
    pub(super) fn regular(&self, at: i64) -> f32 {
        let Some(last) = self.last.filter(|_| self.distances.len() >= ENOUGH_DISTANCES) else { return 0.0 };
        let distance = distance(last, at);
        let same = self.distances.iter().filter(|other| (**other - distance).abs() < SAME_DISTANCE).count();
        same as f32 / self.distances.len() as f32
    }

    /// Remembers a post.
    pub(super) fn learn(&mut self, at: i64, timed: bool, announcement: bool, by_hand: bool) {
        if by_hand && timed {
            for weight in &mut self.hours {
                *weight *= HOURS_KEPT;
            }
            self.hours[hour(at)] += 1.0;
        }
        if announcement {
            self.announcements = self.announcements.saturating_add(1);
            if timed {
                self.learn_slot(at);
                self.learn_distance(at);
            }
        }
    }

    fn learn_distance(&mut self, at: i64) {
        if let Some(last) = self.last {
            self.distances.push_back(distance(last, at));
            if self.distances.len() > DISTANCES {
                self.distances.pop_front();
            }
        }
        self.last = Some(at);
    }

    fn learn_slot(&mut self, at: i64) {
        self.slot_weight /= SLOTS_KEPT;
        if self.slot_weight > 1e20 {
            let scale = self.slot_weight.recip();
            for slot in &mut self.slots {
                slot.weight *= scale;
            }
            self.slot_weight = 1.0;
        }
        let one = &mut self.slots[slot(at)];
        let today = at.div_euclid(86_400);
        if one.day != today || one.weight == 0.0 {
            *one = Slot { weight: one.weight + self.slot_weight, day: today };
        }
    }
}

/// The natural logarithm of the seconds between two moments, and one more.
fn distance(earlier: i64, later: i64) -> f32 {
    (1.0 + (later - earlier).max(0) as f32).ln()
}

fn hour(at: i64) -> usize {
    usize::try_from(at.div_euclid(3600).rem_euclid(24)).unwrap_or(0)
}

fn slot(at: i64) -> usize {
    usize::try_from(at.rem_euclid(86_400) / SLOT).unwrap_or(0) % SLOTS
}
