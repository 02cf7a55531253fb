//! An account made ready: its days and its replays, as the eye saw them. Made once; then any numbers can be tried.

use super::quiet::{Spell, spells, truth};
use super::replay::{LASTS_DAYS, Replay, replays};
use super::sight::{Diary, Sight, day_of};
use super::times::{is_timed, mostly_timed};
use crate::stream::{Labelled, Stream};
use coach::day::Day;
use coach::drift::{Coverage, DaySummary};
use coach::kind::Eye;
use std::collections::BTreeMap;

/// An account, seen.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its name.
    pub account: String,
    /// The real stream.
    pub days: BTreeMap<Day, DaySummary>,
    /// The real silences.
    pub spells: Vec<Spell>,
    /// The replays, in order of their start.
    pub scenes: Vec<Scene>,
    /// The last day with a post whose time of day is not known.
    pub days_only_until: Option<Day>,
}

/// One replay, seen.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The first day on which the person is silent.
    pub start: Day,
    /// Whether the times of day of its posts are known.
    pub timed: bool,
    /// Automatic posts only.
    pub pure: BTreeMap<Day, DaySummary>,
    /// With 3 % hand-made posts.
    pub mixed: BTreeMap<Day, DaySummary>,
    /// With ever fewer hand-made posts.
    pub fading: BTreeMap<Day, DaySummary>,
}

impl Scene {
    /// The last day of the replay.
    pub fn end(&self) -> Day {
        self.start.plus(LASTS_DAYS - 1)
    }
}

impl Stage {
    /// The first and the last day.
    pub fn span(&self) -> Option<(Day, Day)> {
        Some((*self.days.first_key_value()?.0, *self.days.last_key_value()?.0))
    }

    /// Every day of it and of its replays as read.
    pub fn read(&self) -> Coverage {
        Coverage::of(self.span().map(|(first, last)| (first, last.plus(LASTS_DAYS))))
    }
}

/// An account made ready for both sights. `eye` gives an eye that has seen nothing of this account.
pub fn stages(stream: &Stream, eye: impl Fn(Sight) -> Eye) -> [Stage; 2] {
    let truth = truth(stream, eye(Sight::Named));
    let spells = spells(&truth);
    let replays = replays(stream, &truth, &spells);
    let days_only_until = stream.posts.iter().filter(|post| !is_timed(&post.post)).map(|post| day_of(&post.post)).max();
    Sight::ALL.map(|sight| {
        let (days, scenes) = seen(stream, &replays, eye(sight), sight);
        Stage { account: stream.account.clone(), days, spells: spells.clone(), scenes, days_only_until }
    })
}

/// The days of a stream and of its replays. Each replay is seen by the eye as it was at its start.
fn seen(stream: &Stream, replays: &[Replay], mut eye: Eye, sight: Sight) -> (BTreeMap<Day, DaySummary>, Vec<Scene>) {
    let mut diary = Diary::default();
    let mut coming = replays.iter().peekable();
    let mut scenes = Vec::with_capacity(replays.len());
    for labelled in &stream.posts {
        while let Some(replay) = coming.next_if(|replay| replay.start <= day_of(&labelled.post)) {
            let days = |posts: &[Labelled]| {
                let (mut eye, mut diary) = (eye.clone(), Diary::default());
                posts.iter().for_each(|post| diary.write(&mut eye, &sight.show(post)));
                diary.days()
            };
            let (pure, mixed, fading) = (days(&replay.pure), days(&replay.mixed), days(&replay.fading));
            let timed = mostly_timed(replay.pure.iter().map(|post| &post.post));
            scenes.push(Scene { start: replay.start, timed, pure, mixed, fading });
        }
        diary.write(&mut eye, &sight.show(labelled));
    }
    (diary.days(), scenes)
}
