//! Weighs what is seen: a logistic regression over named features, with its weights in a file people can read.

use crate::kind::Feature;
use crate::kind::memory::Seen;
use crate::kind::reading::Reading;
use crate::post::Post;
use std::sync::LazyLock;

/// How much one feature moves the odds of one post.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    pub(crate) feature: Feature,
    /// Change of the log-odds against the usual value of the feature.
    pub(crate) weight: f32,
}

/// The weights: of each feature, and where it usually stands.
struct Weights {
    /// Log-odds of a post whose every feature stands as usual.
    usual: f32,
    features: [(f32, f32); Feature::ALL.len()],
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("weights.txt")));

impl Weights {
    /// Reads lines of a name, a weight and a usual value; `usual` is the log-odds of the usual post.
    fn read(text: &str) -> Self {
        let mut weights = Self { usual: 0.0, features: [(0.0, 0.0); Feature::ALL.len()] };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let (Some(name), Some(Ok(weight))) = (fields.next(), fields.next().map(str::parse)) else { continue };
            let usual = fields.next().and_then(|f| f.parse().ok()).unwrap_or(0.0);
            match Feature::ALL.iter().position(|feature| feature.name() == name) {
                Some(i) => weights.features[i] = (weight, usual),
                None if name == "usual" => weights.usual = weight,
                None => {}
            }
        }
        weights
    }
}

/// How much each feature moves the odds.
pub(crate) fn looks(reading: &Reading, seen: &Seen, post: &Post) -> Vec<Look> {
    let weights = &WEIGHTS.features;
    let values = values(reading, seen, post);
    let look = |(i, feature): (usize, Feature)| Look { feature, weight: weights[i].0 * (values[i] - weights[i].1) };
    Feature::ALL.into_iter().enumerate().map(look).collect()
}

/// The probability of being automatic, 0.0 to 1.0.
pub(crate) fn probability(looks: &[Look]) -> f32 {
    let odds: f32 = WEIGHTS.usual + looks.iter().map(|look| look.weight).sum::<f32>();
    1.0 / (1.0 + (-odds).exp())
}

/// The same with another post within seconds.
pub(crate) fn in_burst(looks: &[Look]) -> Vec<Look> {
    let mut looks = looks.to_vec();
    let burst = Feature::ALL.iter().position(|feature| *feature == Feature::Burst);
    if let Some((i, look)) = burst.and_then(|i| looks.get_mut(i).map(|look| (i, look))) {
        let (weight, usual) = WEIGHTS.features[i];
        look.weight = weight * (1.0 - usual);
    }
    looks
}

/// The value of each feature, in the order of [`Feature::ALL`].
fn values(reading: &Reading, seen: &Seen, post: &Post) -> [f32; Feature::ALL.len()] {
    let yes = |is: bool| if is { 1.0 } else { 0.0 };
    let often = |times: u32, much: f32| ((1.0 + times as f32).ln() / (1.0 + much).ln()).min(1.0);
    let long = |seconds: Option<i64>, much: f32| {
        seconds.map_or(0.5, |s| ((1.0 + s.max(0) as f32 / 60.0).ln() / (1.0 + much).ln()).min(1.0))
    };
    Feature::ALL
        .map(|feature| match feature {
            Feature::Link => yes(reading.links > 0),
            Feature::TwoLinks => yes(reading.links > 1),
            Feature::Short => 1.0 - (reading.length as f32 / 140.0).min(1.0),
            Feature::EndsInHashtag => yes(reading.ends_in_hashtag),
            Feature::Hashtags => (reading.hashtags as f32 / 4.0).min(1.0),
            Feature::NamesNobody => yes(reading.mentions == 0),
            Feature::Cut => yes(reading.cut && reading.links > 0),
            Feature::Headline => reading.capitals,
            Feature::BracketHead => yes(reading.bracket_head),
            Feature::ColonHead => yes(reading.colon_head),
            Feature::SiteBefore => often(seen.site.times, 200.0),
            Feature::ArticleBefore => often(seen.article.map_or(0, |a| a.0), 4.0),
            Feature::TextBefore => often(seen.text.map_or(0, |t| t.0), 4.0),
            Feature::SameStart => often(seen.start, 50.0),
            Feature::Layout => (seen.layout.0 as f32 + 1.0) / ((seen.layout.0 + seen.layout.1) as f32 + 2.0),
            Feature::Burst => yes(seen.is_burst()),
            Feature::Isolated => long(seen.since_post, 1440.0),
            Feature::SinceReply => long(seen.since_reply, 20160.0),
            Feature::UsualMinute => seen.minute.filter(|m| m.posts >= 20).map_or(0.0, |m| (m.share * 3.0).min(1.0)),
        })
        .map(|value: f32| if post.text.is_empty() { 0.0 } else { value })
}
