//! The minutes of the hour at which posts go out: robots keep to some of them.

/// What is known of one minute of the hour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Minute {
    /// Which, 0 to 59.
    pub(crate) minute: u32,
    /// Share of the earlier posts that came at it; older ones weigh less.
    pub(crate) share: f32,
    /// How many earlier posts there were.
    pub(crate) posts: u32,
}

/// How the timed posts are spread over the minutes of the hour; older ones weigh less.
#[derive(Debug, Clone)]
pub(super) struct Minutes {
    weights: [f32; 60],
    posts: u32,
}

impl Default for Minutes {
    fn default() -> Self {
        Self { weights: [0.0; 60], posts: 0 }
    }
}

impl Minutes {
    /// Of a weight of one spread over the hour, what is left after another post.
    const KEPT: f32 = 0.99;

    /// What is known of the minute at which this moment is.
    pub(super) fn at(&self, at: i64) -> Minute {
        let sum: f32 = self.weights.iter().sum();
        let minute = minute(at);
        let share = if sum > 0.0 { self.weights[minute] / sum } else { 0.0 };
        Minute { minute: minute as u32, share, posts: self.posts }
    }

    /// Remembers a post of this moment.
    pub(super) fn learn(&mut self, at: i64) {
        for weight in &mut self.weights {
            *weight *= Self::KEPT;
        }
        self.weights[minute(at)] += 1.0;
        self.posts = self.posts.saturating_add(1);
    }
}

fn minute(at: i64) -> usize {
    usize::try_from(at.div_euclid(60).rem_euclid(60)).unwrap_or(0)
}
