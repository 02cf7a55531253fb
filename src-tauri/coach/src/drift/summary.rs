//! What one day amounts to for the judge: a handful of numbers, the same whichever order its posts came in.

use super::constants::{BOOST_SIGN, SIGN_FROM, SILENCE_ODDS, WHOLE};
use crate::kind::{Kind, Verdict};
use crate::mix::Counts;
use std::collections::BTreeMap;

/// A post as the judge of drift sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glimpse<'a> {
    /// What it is, the user's word included.
    pub kind: Kind,
    /// How probable it is that an automation posted it, 0.0 to 1.0.
    pub probability: f64,
    /// Whether it is known rather than estimated who posted it: by a named app on the list, or by the user's word.
    pub known: bool,
    /// The posting app, where it is named.
    pub app: Option<&'a str>,
}

impl<'a> Glimpse<'a> {
    /// A post as the eye judged it and, where the user overruled it, by the user's word.
    pub fn of(verdict: &Verdict, overruled: Option<Kind>, app: Option<&'a str>) -> Self {
        Self {
            kind: overruled.unwrap_or(verdict.kind),
            probability: f64::from(verdict.automated),
            known: overruled.is_some() || verdict.by_app,
            app,
        }
    }

    /// How far it is a sign of a person, in thousandths. A reply and a quote are a whole one; a question and an original
    /// are one by as much as they are not to be expected automatic; a boost whose app is not named is half a one.
    pub fn sign(&self) -> u64 {
        match self.kind {
            Kind::Reply | Kind::Quote => WHOLE,
            Kind::Question | Kind::Original => WHOLE - self.weight(),
            Kind::Boost if !self.known => BOOST_SIGN,
            _ => 0,
        }
    }

    /// `r / (1 + r)` with `r = p / (1 − p)` times [`SILENCE_ODDS`], in thousandths: the probability that it is automatic,
    /// given that the person has gone silent. 0 where that is known anyway, or out of the question.
    fn weight(&self) -> u64 {
        let to_everybody = !matches!(self.kind, Kind::Thread | Kind::Boost | Kind::Reply | Kind::Quote);
        let p = self.probability.clamp(0.0, 1.0);
        if self.known || !to_everybody || p.is_nan() {
            return 0;
        }
        (WHOLE as f64 * SILENCE_ODDS * p / (1.0 - p + SILENCE_ODDS * p)).round() as u64
    }
}

/// One day of one source, or of all sources together: all that the judge needs of it.
///
/// Made by adding each post and each log of the day once; [`remove`](Self::remove) takes one back exactly, so a ledger
/// can keep it up to date. In the summary of all sources together a cross-post twin is left out by whoever adds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DaySummary {
    /// Posts of each kind.
    pub counts: Counts,
    /// Signs of a person among the posts, in thousandths: see [`Glimpse::sign`].
    pub signs: u64,
    /// Interactions the user logged.
    pub logs: u32,
    /// Automated posts known as such.
    pub known: u32,
    /// So many thousandths of the other posts to everybody are to be expected automatic, given that the person is silent:
    /// each weighs `r / (1 + r)` with `r = p / (1 − p)` times [`SILENCE_ODDS`].
    pub weight: u64,
    /// Automated posts by the app that posted them, where it is named.
    pub apps: BTreeMap<String, u32>,
}

impl DaySummary {
    /// Adds one post.
    pub fn add(&mut self, post: &Glimpse<'_>) {
        self.counts.add(post.kind, 1);
        self.signs += post.sign();
        self.weight += post.weight();
        if post.kind == Kind::Automated {
            self.known += u32::from(post.known);
            if let Some(app) = post.app {
                *self.apps.entry(app.to_owned()).or_default() += 1;
            }
        }
    }

    /// Takes one post back that was added, given as it was added.
    pub fn remove(&mut self, post: &Glimpse<'_>) {
        self.counts.remove(post.kind, 1);
        self.signs = self.signs.saturating_sub(post.sign());
        self.weight = self.weight.saturating_sub(post.weight());
        if post.kind == Kind::Automated {
            self.known = self.known.saturating_sub(u32::from(post.known));
            if let Some(app) = post.app
                && let Some(count) = self.apps.get_mut(app)
            {
                *count -= 1;
                if *count == 0 {
                    self.apps.remove(app);
                }
            }
        }
    }

    /// Adds all of another summary of the same day: the sources together.
    pub fn add_all(&mut self, other: &Self) {
        self.counts.add_all(&other.counts);
        self.signs += other.signs;
        self.logs += other.logs;
        self.known += other.known;
        self.weight += other.weight;
        for (app, count) in &other.apps {
            *self.apps.entry(app.clone()).or_default() += count;
        }
    }

    /// Whether nothing happened at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How far the day has a sign of a person, in thousandths, 1000 at most: by its posts, and wholly by a log.
    pub fn sign(&self) -> u64 {
        if self.logs > 0 { WHOLE } else { self.signs.min(WHOLE) }
    }

    /// Whether it is a day with a sign of a person.
    pub fn has_sign(&self) -> bool {
        self.sign() >= SIGN_FROM
    }

    /// Whether automatic posts went out, known or more likely than not.
    pub fn has_machines(&self) -> bool {
        self.known > 0 || 2 * self.weight >= WHOLE
    }

    /// Hand-made posts: all but automated ones, boosts and threads.
    pub fn hand_made(&self) -> u32 {
        hand_made(&self.counts)
    }
}

/// Posts somebody made: all but automated ones, boosts and threads.
pub(super) fn hand_made(counts: &Counts) -> u32 {
    counts.posts() - counts.of(Kind::Automated) - counts.of(Kind::Boost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn glimpse() -> impl Strategy<Value = Glimpse<'static>> {
        (0..9usize, 0.0..=1.0, any::<bool>(), prop::option::of(prop::sample::select(vec!["dlvr.it", "IFTTT"])))
            .prop_map(|(kind, probability, known, app)| Glimpse { kind: Kind::ALL[kind], probability, known, app })
    }

    #[test]
    fn a_post_weighs_its_probability_given_that_the_person_is_silent() {
        for (probability, thousandths) in [(0.0, 0), (0.01, 377), (0.05, 759), (0.5, 984), (1.0, 1000), (f64::NAN, 0)] {
            let post = Glimpse { kind: Kind::Automated, probability, known: false, app: None };
            assert_eq!(post.weight(), thousandths, "p = {probability}");
        }
    }

    #[test]
    fn the_users_word_is_known_and_wins() {
        let verdict = Verdict { kind: Kind::Original, automated: 0.2, by_app: false, reasons: vec![] };
        let glimpse = Glimpse::of(&verdict, Some(Kind::Automated), Some("IFTTT"));
        assert_eq!((glimpse.kind, glimpse.known), (Kind::Automated, true));
        let glimpse = Glimpse::of(&verdict, None, Some("IFTTT"));
        assert_eq!((glimpse.kind, glimpse.known), (Kind::Original, false));
    }

    #[test]
    fn what_may_be_a_machines_is_a_sign_in_part_unless_it_is_addressed_or_its_app_is_named() {
        for (kind, probability, known, sign) in [
            (Kind::Original, 0.0, false, 1000),
            (Kind::Original, 0.01, false, 623),
            (Kind::Original, 0.3, false, 37),
            (Kind::Original, 0.3, true, 1000),
            (Kind::Question, 0.3, false, 37),
            (Kind::Reply, 0.3, false, 1000),
            (Kind::Boost, 0.01, false, 500),
            (Kind::Boost, 0.01, true, 0),
            (Kind::Share, 0.01, true, 0),
        ] {
            let post = Glimpse { kind, probability, known, app: None };
            assert_eq!(post.sign(), sign, "{post:?}");
        }
    }

    #[test]
    fn boosts_of_a_known_app_are_neither_made_by_hand_nor_a_sign() {
        let mut day = DaySummary::default();
        day.add(&Glimpse { kind: Kind::Boost, probability: 0.0, known: true, app: None });
        assert_eq!((day.hand_made(), day.has_sign()), (0, false));
    }

    #[test]
    fn many_doubtful_posts_are_one_sign_at_most() {
        let mut day = DaySummary::default();
        (0..9).for_each(|_| day.add(&Glimpse { kind: Kind::Original, probability: 0.01, known: false, app: None }));
        assert_eq!((day.signs, day.sign()), (9 * 623, 1000));
    }

    proptest! {
        #[test]
        fn taking_a_post_back_is_as_if_it_had_never_been(
            before in prop::collection::vec(glimpse(), 0..20), more in prop::collection::vec(glimpse(), 0..20)
        ) {
            let mut day = DaySummary::default();
            before.iter().for_each(|post| day.add(post));
            let kept = day.clone();
            more.iter().for_each(|post| day.add(post));
            more.iter().rev().for_each(|post| day.remove(post));
            prop_assert_eq!(day, kept);
        }

        #[test]
        fn two_halves_together_are_the_whole(posts in prop::collection::vec(glimpse(), 0..30), cut in 0..30usize) {
            let (mut whole, mut left, mut right) = <(DaySummary, DaySummary, DaySummary)>::default();
            for (n, post) in posts.iter().enumerate() {
                whole.add(post);
                if n < cut { left.add(post) } else { right.add(post) }
            }
            left.add_all(&right);
            prop_assert_eq!(left, whole);
        }
    }
}
