//! The figures: false alarms, found, delay, lead, and recovery fooled.

use super::stage::{Scene, Stage};
use super::times::Part;
use coach::day::Day;
use coach::drift::{Change, Coverage, Judge, Rules, State};

/// A replay is found within this many days or not at all; as long a recovery can be fooled.
pub const WITHIN_DAYS: i64 = 28;

/// What a set of numbers achieves on one account or on all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Score {
    /// Years of real streams.
    pub years: f64,
    /// Alarms in them while the person was talking.
    pub false_alarms: u32,
    /// Alarms in them in real silences.
    pub true_alarms: u32,
    /// Replays in which the feed was fine or amber before the start.
    pub replays: u32,
    /// Days from the start of each replay that was found to its alarm, that day included.
    pub delays: Vec<i64>,
    /// Days by which thinning came before each of these alarms.
    pub leads: Vec<i64>,
    /// Alarms after which a pure drift was taken for a recovery.
    pub fooled_pure: u32,
    /// Alarms after which a drift of 97 % was.
    pub fooled_mixed: u32,
}

impl Score {
    /// The figures of all of these together.
    pub fn sum<'a>(scores: impl IntoIterator<Item = &'a Self>) -> Self {
        scores.into_iter().fold(Self::default(), |mut sum, score| {
            sum.years += score.years;
            sum.false_alarms += score.false_alarms;
            sum.true_alarms += score.true_alarms;
            sum.replays += score.replays;
            sum.delays.extend(&score.delays);
            sum.leads.extend(&score.leads);
            sum.fooled_pure += score.fooled_pure;
            sum.fooled_mixed += score.fooled_mixed;
            sum
        })
    }

    /// The interval in which 95 % of a figure lie when the accounts are drawn again with replacement (bootstrap, a thousand
    /// draws, always the same).
    pub fn interval(accounts: &[Self], figure: impl Fn(&Self) -> f64) -> (f64, f64) {
        let mut state: u64 = 2026;
        let mut draw = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % accounts.len().max(1)
        };
        let mut figures: Vec<f64> =
            (0..1000).map(|_| figure(&Self::sum((0..accounts.len()).filter_map(|_| accounts.get(draw()))))).collect();
        figures.sort_by(f64::total_cmp);
        (figures[25], figures[974])
    }

    /// False alarms in a year of one account.
    pub fn false_a_year(&self) -> f64 {
        ratio(f64::from(self.false_alarms), self.years)
    }

    /// Share of the replays found within 28 days.
    pub fn found(&self) -> f64 {
        ratio(self.delays.len() as f64, f64::from(self.replays))
    }

    /// Median delay of those found, in days.
    pub fn median_delay(&self) -> Option<i64> {
        let mut sorted = self.delays.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).copied()
    }

    /// Share of those found that thinning announced at least three days before.
    pub fn announced(&self) -> f64 {
        ratio(self.leads.iter().filter(|lead| **lead >= 3).count() as f64, self.leads.len() as f64)
    }

    /// Share of those found after which recovery was fooled: in pure drift, in 97 % drift.
    pub fn fooled(&self) -> (f64, f64) {
        let found = self.delays.len() as f64;
        (ratio(f64::from(self.fooled_pure), found), ratio(f64::from(self.fooled_mixed), found))
    }
}

/// Judges one account and its replays by these numbers.
pub fn score(stage: &Stage, rules: Rules) -> Score {
    score_part(stage, rules, Part::Whole)
}

/// The same of one part of it.
pub fn score_part(stage: &Stage, rules: Rules, part: Part) -> Score {
    let mut score = Score::default();
    let Some((first, last)) = stage.span() else { return score };
    let read = stage.read();
    let days = (0..=last.since(first)).filter(|n| part.has_day(stage, first.plus(*n))).count();
    score.years = days as f64 / 365.25;
    let whole = Judge::by(rules).history(stage.days.iter().map(|(day, summary)| (*day, summary)), &read, last);
    let alarms = whole.changes.iter().filter(|change| change.to == State::Autopilot && !change.again);
    for alarm in alarms.filter(|change| part.has_day(stage, change.day)) {
        let is_true = stage.spells.iter().any(|spell| spell.makes_true(alarm.day));
        *(if is_true { &mut score.true_alarms } else { &mut score.false_alarms }) += 1;
    }
    let mut judge = Judge::by(rules);
    let mut days = stage.days.iter().peekable();
    for scene in stage.scenes.iter().filter(|scene| part.has_scene(scene)) {
        while let Some((day, summary)) = days.next_if(|(day, _)| **day < scene.start) {
            judge.advance(day.plus(-1), &read);
            judge.day(*day, summary, true);
        }
        judge.advance(scene.start.plus(-1), &read);
        score.play(&judge, scene, &read);
    }
    score
}

impl Score {
    fn play(&mut self, before: &Judge, scene: &Scene, read: &Coverage) {
        let state = before.verdict().map_or(State::NoVerdict, |verdict| verdict.state);
        if state == State::Autopilot {
            return;
        }
        self.replays += 1;
        let changes = history(before.clone(), scene.pure.iter().collect(), read, scene.end());
        let alarm = changes.iter().find(|change| change.to == State::Autopilot);
        let Some(alarm) = alarm.filter(|alarm| alarm.day.since(scene.start) < WITHIN_DAYS) else { return };
        self.delays.push(alarm.day.since(scene.start) + 1);
        let thin = if state == State::Thinning { Some(scene.start) } else { None };
        let thin = changes.iter().find(|change| change.to == State::Thinning).map(|change| change.day).or(thin);
        self.leads.push(thin.map_or(0, |thin| alarm.day.since(thin).max(0)));
        self.fooled_pure += u32::from(is_fooled(&changes, alarm.day));
        let before_alarm = scene.pure.range(..=alarm.day);
        let after = scene.mixed.range(alarm.day.plus(1)..);
        let changes = history(before.clone(), before_alarm.chain(after).collect(), read, scene.end());
        self.fooled_mixed += u32::from(is_fooled(&changes, alarm.day));
    }
}

fn history(judge: Judge, days: Vec<(&Day, &coach::drift::DaySummary)>, read: &Coverage, until: Day) -> Vec<Change> {
    judge.history(days.into_iter().map(|(day, summary)| (*day, summary)), read, until).changes
}

/// Whether the feed was called fine again within 28 days of the alarm.
fn is_fooled(changes: &[Change], alarm: Day) -> bool {
    let after = |day: Day| (1..=WITHIN_DAYS).contains(&day.since(alarm));
    changes.iter().any(|change| change.to == State::Fine && after(change.day))
}

/// `part` of `whole`, 0 where there is no whole.
pub(super) fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
