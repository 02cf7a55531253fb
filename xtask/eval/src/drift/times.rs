//! Streams and replays by whether the times of day of their posts are known. Sources that live tell them all; archives of
//! X keep only the day of what was posted before November 2010.

use super::stage::{Scene, Stage};
use coach::day::Day;
use coach::post::{Post, Precision};

/// Which part of an account is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// The years and replays in which the times of day are known.
    Timed,
    /// Those in which only days are.
    DaysOnly,
}

impl Part {
    /// Whether a day of an account's real stream belongs to it.
    pub fn has_day(self, stage: &Stage, day: Day) -> bool {
        let timed = stage.days_only_until.is_none_or(|last| day > last);
        self.has(timed)
    }

    /// Whether a replay does.
    pub fn has_scene(self, scene: &Scene) -> bool {
        self.has(scene.timed)
    }

    fn has(self, timed: bool) -> bool {
        match self {
            Self::Whole => true,
            Self::Timed => timed,
            Self::DaysOnly => !timed,
        }
    }
}

/// Whether the times of day of most of these posts are known.
pub fn mostly_timed<'a>(posts: impl Iterator<Item = &'a Post>) -> bool {
    let (timed, all) = posts.fold((0, 0), |(timed, all), post| (timed + usize::from(is_timed(post)), all + 1));
    2 * timed >= all
}

/// Whether the time of day of a post is known.
pub fn is_timed(post: &Post) -> bool {
    post.precision == Precision::Second
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_days_up_to_the_last_untimed_one_and_those_after_are_the_whole() {
        let stage = Stage {
            account: String::new(),
            days: BTreeMap::new(),
            spells: vec![],
            scenes: vec![],
            days_only_until: Some(Day::from_number(10)),
        };
        for (day, timed) in [(9, false), (10, false), (11, true)] {
            let day = Day::from_number(day);
            let has = [Part::Whole, Part::Timed, Part::DaysOnly].map(|part| part.has_day(&stage, day));
            assert_eq!(has, [true, timed, !timed], "{day:?}");
        }
    }
}
