//! How a post looks to the model: the values of its features, and what it has in common with other posts.

use crate::kind::Feature;
use crate::kind::memory::Seen;
use crate::kind::reading::Reading;
use crate::likeness::hash;
use crate::post::{Post, Precision};

/// Width of the times of day that posts have in common, in seconds.
const SLOT: i64 = 600;
/// How many features are seen in a post.
pub const SEEN: usize = Feature::SEEN.len();
/// What posts have in common when one robot made them: site, first word, last word, layout, time of day; in the order of
/// [`Feature::HABITS`], whose last, the feed itself, needs no trait.
pub const TRAITS: usize = Feature::HABITS.len() - 1;

/// A post as the model sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sight {
    /// The value of each feature seen, in the order of [`Feature::SEEN`], 0.0 to 1.0.
    pub values: [f32; SEEN],
    /// What it has in common with other posts, each as a number.
    pub traits: [Option<u64>; TRAITS],
    /// Whether it has a link: posts with and without are weighed differently.
    pub has_link: bool,
}

impl Sight {
    pub(crate) fn of(post: &Post, reading: &Reading, seen: &Seen) -> Self {
        Self {
            values: Feature::SEEN.map(|feature| value(feature, post, reading, seen)),
            traits: traits(post, reading),
            has_link: reading.links > 0,
        }
    }
}

fn value(feature: Feature, post: &Post, reading: &Reading, seen: &Seen) -> f32 {
    match feature {
        Feature::Short => 1.0 - (reading.length as f32 / 140.0).min(1.0),
        Feature::EndsInHashtag => yes(reading.ends_in_hashtag),
        Feature::Cut => yes(reading.cut && reading.links > 0),
        Feature::Sentences => ((reading.sentences.max(1) - 1) as f32 / 2.0).min(1.0),
        Feature::Numbers => reading.numbers,
        Feature::Media => yes(post.media > 0),
        Feature::Names => yes(reading.names),
        Feature::Quotation => yes(reading.quotation),
        Feature::SiteBefore => often(seen.site.times, 200.0),
        Feature::SiteNames => (1.0 + seen.site.named(seen.naming) - seen.naming) / 2.0,
        Feature::Layout => (seen.layout.0 as f32 + 1.0) / ((seen.layout.0 + seen.layout.1) as f32 + 2.0),
        Feature::LayoutBefore => (seen.layout.0 as f32 + 1.0) / (seen.announcements as f32 + 10.0).max(1.0),
        Feature::Burst => yes(seen.is_burst()),
        Feature::Regular => seen.regular,
        Feature::Session => yes(seen.since_hand.is_some_and(|seconds| seconds < 600)),
        Feature::OffHours => 1.0 - seen.awake.unwrap_or(0.5),
        Feature::UsualMinute => seen.minute.filter(|m| m.posts >= 20).map_or(0.0, |m| (m.share * 3.0).min(1.0)),
        Feature::UsualSlot => (seen.slot / 8.0).min(1.0),
        Feature::SiteHabit
        | Feature::FirstWordHabit
        | Feature::LastWordHabit
        | Feature::LayoutHabit
        | Feature::TimeHabit
        | Feature::FeedHabit => 0.0,
    }
}

fn traits(post: &Post, reading: &Reading) -> [Option<u64>; TRAITS] {
    let site = reading.sites.first().map(|site| hash(&[site]));
    let timed = (post.precision == Precision::Second).then(|| post.at.timestamp());
    let slot = timed.and_then(|at| u64::try_from(at.rem_euclid(86_400) / SLOT).ok());
    [site, reading.first_word, reading.last_word, Some(reading.layout), slot]
}

fn yes(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

/// How often, on a scale of logarithms: 0 never, 1 from `much` times on.
fn often(times: u32, much: f32) -> f32 {
    ((1.0 + times as f32).ln() / (1.0 + much).ln()).min(1.0)
}
