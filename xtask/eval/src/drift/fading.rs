//! Scores the early warning: how often it comes in real streams where no drift follows, and how long before amber and red
//! it comes where somebody stops talking within four weeks.

use super::score::ratio;
use super::stage::{Scene, Stage};
use coach::day::Day;
use coach::drift::{Coverage, DaySummary, Judge, State, Verdict, fading};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// A warning is true where the person falls silent, or the feed goes to autopilot, within this many days.
const FOLLOWS_DAYS: i64 = 42;
/// A fading feed is looked at for this many days.
const LOOK_DAYS: i64 = 70;
/// As many days before are known to whoever warns.
const KNOWN_DAYS: i64 = 70;

/// What the early warning achieves on all accounts.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Warnings {
    /// Years of real streams.
    pub years: f64,
    /// Warnings in a year of one account.
    pub a_year: f64,
    /// Of these, warnings after which neither a real silence nor autopilot came.
    pub false_a_year: f64,
    /// Feeds that fade within four weeks, and were fine before.
    pub fading: usize,
    /// Share of them that was warned before amber or red.
    pub before_amber: f64,
    /// Median days from these warnings to amber or red.
    pub lead_to_amber: Option<i64>,
    /// Share of them that was warned before red.
    pub before_red: f64,
    /// Median days from these warnings to red.
    pub lead_to_red: Option<i64>,
}

/// The early warning on these accounts.
pub fn warnings(stages: &[&Stage]) -> Warnings {
    let (mut sum, mut false_ones, mut all) = (Warnings::default(), 0, 0);
    let (mut to_amber, mut to_red) = (Vec::new(), Vec::new());
    for stage in stages {
        let Some((first, last)) = stage.span() else { continue };
        sum.years += (last.since(first) + 1) as f64 / 365.25;
        let told = Told::of(&stage.days, &stage.read(), first, last);
        for warned in &told.warned {
            let within = |day: Day| (0..=FOLLOWS_DAYS).contains(&day.since(*warned));
            let silent = stage
                .spells
                .iter()
                .any(|spell| spell.is_real() && spell.last >= *warned && within(spell.first.max(*warned)));
            all += 1;
            false_ones += u32::from(!silent && !told.red.iter().any(|day| within(*day)));
        }
        for scene in &stage.scenes {
            let Some(told) = fades(stage, scene) else { continue };
            sum.fading += 1;
            let Some(warned) = told.warned.first() else { continue };
            let lead =
                |days: &[Day]| days.first().map_or(LOOK_DAYS, |day| day.since(scene.start)) - warned.since(scene.start);
            to_amber.extend(Some(lead(&told.amber)).filter(|days| *days > 0));
            to_red.extend(Some(lead(&told.red)).filter(|days| *days > 0));
        }
    }
    sum.a_year = ratio(f64::from(all), sum.years);
    sum.false_a_year = ratio(f64::from(false_ones), sum.years);
    sum.before_amber = ratio(to_amber.len() as f64, sum.fading as f64);
    sum.before_red = ratio(to_red.len() as f64, sum.fading as f64);
    sum.lead_to_amber = median(to_amber);
    sum.lead_to_red = median(to_red);
    sum
}

fn median(mut days: Vec<i64>) -> Option<i64> {
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}

/// The days of a stretch on which something was said.
struct Told {
    warned: Vec<Day>,
    amber: Vec<Day>,
    red: Vec<Day>,
}

impl Told {
    /// Judges these days one after the other and writes down, from `from` on, when the person is warned and when the
    /// feed is called amber or worse, and red.
    fn of(days: &BTreeMap<Day, DaySummary>, read: &Coverage, from: Day, until: Day) -> Self {
        let (mut judge, nothing) = (Judge::default(), DaySummary::default());
        let mut told = Self { warned: vec![], amber: vec![], red: vec![] };
        let Some((first, _)) = days.first_key_value() else { return told };
        for day in (0..).map(|n| first.plus(n)).take_while(|day| *day <= until) {
            judge.day(day, days.get(&day).unwrap_or(&nothing), read.allows(day));
            let Some(verdict) = judge.verdict().filter(|_| day >= from) else { continue };
            told.amber.extend(Some(day).filter(|_| verdict.state.is_drift()));
            told.red.extend(Some(day).filter(|_| verdict.state == State::Autopilot));
            let is_warned = warns(days, read, &verdict, told.warned.last().copied());
            told.warned.extend(Some(day).filter(|_| is_warned));
        }
        told
    }
}

fn warns(days: &BTreeMap<Day, DaySummary>, read: &Coverage, verdict: &Verdict, warned: Option<Day>) -> bool {
    let known = days.range(verdict.day.plus(-KNOWN_DAYS)..=verdict.day).map(|(day, summary)| (*day, summary));
    fading(known, read, verdict, warned).is_some()
}

/// What is said while the feed fades; `None` where something was the matter before.
fn fades(stage: &Stage, scene: &Scene) -> Option<Told> {
    let mut days: BTreeMap<Day, DaySummary> = stage.days.range(..scene.start).map(|(d, s)| (*d, s.clone())).collect();
    let eve = scene.start.plus(-1);
    let read = stage.read();
    let mut before = Judge::default();
    before.go_on(days.iter().map(|(day, summary)| (*day, summary)), &read, eve);
    before.verdict().filter(|verdict| verdict.state == State::Fine)?;
    days.extend(scene.fading.iter().map(|(day, summary)| (*day, summary.clone())));
    Some(Told::of(&days, &read, scene.start, scene.start.plus(LOOK_DAYS - 1)))
}

impl fmt::Display for Warnings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = |days: Option<i64>| days.map_or_else(|| "–".to_owned(), |days| format!("{days} d"));
        write!(
            f,
            "early warning: {:.2} a year, {:.2} of them with no drift after; of {} feeds that fade in four weeks {:.2} warned before \
             amber, by {}, {:.2} before red, by {}",
            self.a_year,
            self.false_a_year,
            self.fading,
            self.before_amber,
            days(self.lead_to_amber),
            self.before_red,
            days(self.lead_to_red)
        )
    }
}
