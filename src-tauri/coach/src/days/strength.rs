//! How strong the habit is: a share that grows with each kept day and forgets slowly.

/// Strength after one more day: `s·m + x·(1−m)` with `x = min(1, people/goal)` and `m = 0.5^(√(scheduled/7)/13)`.
///
/// `strength` and the result lie in 0.0 to 1.0; `scheduled` is how many weekdays are scheduled, so that a habit of few
/// days a week is neither learnt nor forgotten faster for it. At seven days a week half of it is forgotten in 13 days.
/// The formula of Loop Habit Tracker.
pub fn strength(strength: f64, people: u32, goal: u8, scheduled: u8) -> f64 {
    let memory = memory(scheduled);
    let done = (f64::from(people) / f64::from(goal.max(1))).min(1.0);
    strength * memory + done * (1.0 - memory)
}

/// The part of strength that a day leaves, 0.0 to 1.0: `m` in the formula of [`strength`].
pub fn memory(scheduled: u8) -> f64 {
    0.5_f64.powf((f64::from(scheduled.min(7)) / 7.0).sqrt() / 13.0)
}
