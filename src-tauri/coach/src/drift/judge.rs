//! The judge: one day after the other, it says how far the feed has drifted.

use super::constants::{
    ABSENT_DAYS, GAPS_KEPT, GAPS_NEEDED, MIX_MARGIN, RECOVERED_WITHIN, Rules, SIGN_FROM, TALKING_AGAIN_DAYS,
    USED_TO_TALK_DAYS, USED_TO_TALK_WITHIN, WHOLE, WINDOW_DAYS,
};
use super::coverage::Coverage;
use super::state::{Behind, Change, Numbers, State, Verdict};
use super::summary::{DaySummary, hand_made};
use crate::day::Day;
use crate::kind::Kind;
use crate::mix::Counts;
use std::collections::VecDeque;

/// A whole history, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Every change of state, in order of time.
    pub changes: Vec<Change>,
    /// Where the feed stands at the end of the last day; `None` where there was no day.
    pub now: Option<Verdict>,
}

/// Judges a whole history: the days on which something happened, in order of time, up to and including `until`.
///
/// Days between are days on which nothing happened. Days on which the source was not read get no verdict. The same as
/// a [`Judge`] given each day; twenty years take milliseconds.
pub fn judge<'a>(days: impl IntoIterator<Item = (Day, &'a DaySummary)>, read: &Coverage, until: Day) -> Course {
    Judge::default().history(days, read, until)
}

/// The judge of one source, or of all together, with all it remembers: the last 60 gaps, the last 14 days, and what
/// was posted since the last sign of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Judge {
    rules: Rules,
    today: Option<Day>,
    state: Option<(State, Day)>,
    last_post: Option<Day>,
    last_sign: Option<Day>,
    gap: f64,
    gaps: VecDeque<f64>,
    since_sign: SinceSign,
    window: VecDeque<(Day, Counts)>,
    sign_days: VecDeque<(Day, u64)>,
    talk_days: VecDeque<Day>,
    thin_mix: bool,
    disarmed: bool,
    fell: bool,
}

/// What was posted since the last sign of a person: automatic posts, and whether anything at all. Where the sign was one
/// in part only, that part of what was before it is forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct SinceSign {
    days: f64,
    known: f64,
    estimated: f64,
    anything: bool,
}

impl Default for Judge {
    /// A judge who has seen nothing yet and judges by the shipped rules.
    fn default() -> Self {
        Self::by(Rules::SHIPPED)
    }
}

impl Judge {
    /// A judge who has seen nothing yet.
    pub fn by(rules: Rules) -> Self {
        Self {
            rules,
            today: None,
            state: None,
            last_post: None,
            last_sign: None,
            gap: 0.0,
            gaps: VecDeque::new(),
            since_sign: SinceSign::default(),
            window: VecDeque::new(),
            sign_days: VecDeque::new(),
            talk_days: VecDeque::new(),
            thin_mix: false,
            disarmed: false,
            fell: false,
        }
    }

    /// Judges a whole history: see [`judge`].
    pub fn history<'a>(
        mut self,
        days: impl IntoIterator<Item = (Day, &'a DaySummary)>,
        read: &Coverage,
        until: Day,
    ) -> Course {
        let changes = self.go_on(days, read, until);
        Course { changes, now: self.verdict() }
    }

    /// Goes on from the last day judged, up to and including `until`: the days after it on which something happened, in
    /// order of time. Says what changed. Judged in two parts, a history comes to the same as judged at once.
    pub fn go_on<'a>(
        &mut self,
        days: impl IntoIterator<Item = (Day, &'a DaySummary)>,
        read: &Coverage,
        until: Day,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        for (day, summary) in days {
            if day > until {
                break;
            }
            self.pass(day.plus(-1), read, &mut changes);
            changes.extend(self.day(day, summary, read.allows(day)));
        }
        self.pass(until, read, &mut changes);
        changes
    }

    /// Lets days pass on which nothing happened, up to and including `until`; gives what changed.
    pub fn advance(&mut self, until: Day, read: &Coverage) -> Vec<Change> {
        let mut changes = Vec::new();
        self.pass(until, read, &mut changes);
        changes
    }

    /// Judges the next day; `None` where the state stays. `synced` is whether the source was read in the 48 hours
    /// before the end of that day. Days left out since the last one are not judged: see [`judge`] for a history with
    /// gaps. A day that is not after the last one is passed over.
    pub fn day(&mut self, day: Day, summary: &DaySummary, synced: bool) -> Option<Change> {
        if self.today.is_some_and(|today| day <= today) {
            return None;
        }
        self.today = Some(day);
        self.remember(day, summary, synced);
        let before = self.state.map_or(State::NoVerdict, |(state, _)| state);
        let state = if synced { self.weigh(day, before) } else { State::NoVerdict };
        self.enter(day, before, state)
    }

    /// Where the feed stands; `None` before the first day.
    pub fn verdict(&self) -> Option<Verdict> {
        let (day, (state, since)) = (self.today?, self.state?);
        Some(Verdict { day, state, since, numbers: self.numbers(day) })
    }

    /// Lets days pass on which nothing happened, up to and including `until`. Once two weeks are empty nothing can
    /// change but by the coverage, and the days are passed in one step.
    fn pass(&mut self, until: Day, read: &Coverage, changes: &mut Vec<Change>) {
        let nothing = DaySummary::default();
        while let Some(day) = self.today.map(|today| today.plus(1)).filter(|day| *day <= until) {
            let settled = self.last_post.is_none_or(|post| day.since(post) > WINDOW_DAYS)
                && self.sign_days.is_empty()
                && self.window.is_empty();
            let same_until = if settled { read.same_from(day).min(until) } else { day };
            changes.extend(self.day(day, &nothing, read.allows(day)));
            self.today = Some(same_until);
        }
    }

    fn remember(&mut self, day: Day, summary: &DaySummary, synced: bool) {
        let first = self.last_post.is_none() && self.last_sign.is_none();
        if summary.counts.all() > 0 {
            self.last_post = Some(day);
            self.window.push_back((day, summary.counts));
        }
        while self.window.front().is_some_and(|(past, _)| day.since(*past) >= WINDOW_DAYS) {
            self.window.pop_front();
        }
        while self.sign_days.front().is_some_and(|(past, _)| day.since(*past) >= RECOVERED_WITHIN) {
            self.sign_days.pop_front();
        }
        if summary.counts.conversation() > 0 {
            keep(&mut self.talk_days, day, USED_TO_TALK_DAYS);
        }
        let counts = synced && !first && self.is_present(day);
        let sign = summary.sign();
        if sign >= SIGN_FROM {
            if self.last_sign.is_some() {
                keep(&mut self.gaps, self.gap + 1.0, GAPS_KEPT);
            }
            self.last_sign = Some(day);
        }
        if sign > 0 {
            self.sign_days.push_back((day, sign));
        }
        self.gap += if counts { 1.0 } else { 0.0 };
        self.since_sign.add(summary);
        self.forget(sign);
    }

    /// A sign of a person: a whole one ends the gap, one in part shortens it by that part.
    fn forget(&mut self, sign: u64) {
        let left = WHOLE.saturating_sub(sign) as f64 / WHOLE as f64;
        self.gap *= left;
        self.since_sign.fade(left);
    }

    fn weigh(&mut self, day: Day, before: State) -> State {
        if !self.is_present(day) {
            self.since_sign = SinceSign::default();
            self.thin_mix = false;
            return State::Absent;
        }
        let numbers = self.numbers(day);
        let ratio = self.gap / numbers.usual;
        if ratio < self.rules.rearm_ratio {
            self.disarmed = false;
        }
        self.thin_mix = is_thin(&numbers, self.thin_mix, &self.rules);
        let stays = before == State::Autopilot && numbers.sign_days < self.rules.recovered_days;
        if stays || (ratio >= self.since_sign.ratio(&self.rules) && self.since_sign.is_automatic(&self.rules)) {
            State::Autopilot
        } else if (ratio >= self.rules.thinning_ratio && self.since_sign.anything) || self.thin_mix {
            State::Thinning
        } else if self.is_broadcasting(day, before, &numbers) {
            State::Broadcasting
        } else {
            State::Fine
        }
    }

    fn enter(&mut self, day: Day, from: State, to: State) -> Option<Change> {
        if self.state.is_some() && from == to {
            return None;
        }
        self.state = Some((to, day));
        let again = to == State::Autopilot && self.disarmed;
        self.disarmed |= to == State::Autopilot;
        let recovered = to == State::Fine && self.fell;
        self.fell = to == State::Autopilot || (self.fell && to.is_drift());
        let numbers = self.numbers(day);
        Some(Change { day, from, to, recovered, again, numbers, behind: self.behind(day, to, &numbers) })
    }

    fn behind(&self, day: Day, to: State, numbers: &Numbers) -> Option<Behind> {
        let since_sign = self.last_sign.map_or(day.plus(-i64::from(numbers.gap)), |sign| sign.plus(1));
        let window = day.plus(1 - WINDOW_DAYS);
        match to {
            State::NoVerdict | State::Absent => None,
            State::Fine => Some(Behind { kinds: SIGNS, first: day.plus(1 - RECOVERED_WITHIN), last: day }),
            State::Thinning => {
                let first = if self.thin_mix { window } else { since_sign };
                Some(Behind { kinds: MACHINERY, first, last: day })
            }
            State::Broadcasting => Some(Behind { kinds: AT_NOBODY, first: window, last: day }),
            State::Autopilot => Some(Behind { kinds: TO_EVERYBODY, first: since_sign, last: day }),
        }
    }

    fn numbers(&self, day: Day) -> Numbers {
        let mut counts = Counts::NONE;
        for (_, day_counts) in self.window.iter().filter(|(past, _)| day.since(*past) < WINDOW_DAYS) {
            counts.add_all(day_counts);
        }
        let mix = counts.mix();
        Numbers {
            gap: self.gap.round() as u32,
            usual: self.usual(),
            last_sign: self.last_sign,
            automatic_posts: self.since_sign.posts(),
            automatic_days: self.since_sign.days.round() as u32,
            posts: counts.posts(),
            hand_made: hand_made(&counts),
            talk: counts.conversation(),
            machinery: mix.map_or(0.0, |mix| mix.machinery()),
            conversation: mix.map_or(0.0, |mix| mix.conversation()),
            sign_days: (self.sign_days.iter().map(|(_, sign)| sign).sum::<u64>() / WHOLE) as u32,
        }
    }

    /// `q`: a high quantile of the kept gaps, within what the rules hold possible.
    fn usual(&self) -> f64 {
        let least = if self.gaps.len() < GAPS_NEEDED { self.rules.usual_unknown } else { self.rules.usual_least };
        let mut sorted: Vec<f64> = self.gaps.iter().copied().collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let place = self.rules.usual_quantile * sorted.len().saturating_sub(1) as f64;
        let at = |place: f64| sorted.get(place as usize).copied().unwrap_or(0.0);
        let (low, high) = (at(place.floor()), at(place.ceil()));
        (low + (high - low) * place.fract()).clamp(least, self.rules.usual_most.max(least))
    }

    fn is_present(&self, day: Day) -> bool {
        self.last_post.is_some_and(|post| day.since(post) < ABSENT_DAYS)
    }

    /// Hand-made posts and no conversation in the window, where there used to be some. Ends with the second day of
    /// conversation, or when none to nobody are left.
    fn is_broadcasting(&self, day: Day, before: State, numbers: &Numbers) -> bool {
        if before == State::Broadcasting {
            let talked = self.talk_days.iter().filter(|past| day.since(**past) < WINDOW_DAYS).count();
            return numbers.hand_made > numbers.talk && talked < TALKING_AGAIN_DAYS;
        }
        let used_to_talk = self.talk_days.len() == USED_TO_TALK_DAYS
            && self.talk_days.front().is_some_and(|first| day.since(*first) < USED_TO_TALK_WITHIN);
        numbers.hand_made >= self.rules.broadcasting_posts && numbers.talk == 0 && used_to_talk
    }
}

impl SinceSign {
    fn add(&mut self, summary: &DaySummary) {
        self.days += if summary.has_machines() { 1.0 } else { 0.0 };
        self.known += f64::from(summary.known);
        self.estimated += summary.weight as f64 / WHOLE as f64;
        self.anything |= summary.counts.posts() > 0;
    }

    fn fade(&mut self, left: f64) {
        self.days *= left;
        self.known *= left;
        self.estimated *= left;
        self.anything &= left > 0.0;
    }

    /// Automatic posts: those known, and so many as are to be expected among the others.
    fn posts(&self) -> u32 {
        (self.known + self.estimated).round() as u32
    }

    /// Whether it is enough to say that robots speak. Posts that are known and posts that are estimated each bring
    /// their part of what is needed.
    fn is_automatic(&self, rules: &Rules) -> bool {
        let enough = self.known / rules.autopilot_known + self.estimated / rules.autopilot_estimated;
        self.days >= rules.autopilot_days && enough >= 1.0
    }

    /// How many usual gaps it takes: fewer where most of the automatic posts are known as such.
    fn ratio(&self, rules: &Rules) -> f64 {
        if self.known >= self.estimated { rules.autopilot_ratio } else { rules.autopilot_ratio_estimated }
    }
}

/// Thinning by the mix; once it is, it stays until the mix is clearly better. Conversation is left out of the number
/// of posts needed, so that one more conversation can never be what makes the feed thin.
fn is_thin(numbers: &Numbers, was: bool, rules: &Rules) -> bool {
    let (posts, machinery, talk) = if was {
        (1, rules.thinning_machinery - MIX_MARGIN, rules.thinning_conversation + MIX_MARGIN)
    } else {
        (rules.thinning_posts, rules.thinning_machinery, rules.thinning_conversation)
    };
    numbers.posts - numbers.talk >= posts && numbers.machinery >= machinery && numbers.conversation < talk
}

fn keep<T>(queue: &mut VecDeque<T>, value: T, most: usize) {
    if queue.len() == most {
        queue.pop_front();
    }
    queue.push_back(value);
}

const SIGNS: &[Kind] = &[Kind::Reply, Kind::Quote, Kind::Question, Kind::Original];
const MACHINERY: &[Kind] = &[Kind::Automated, Kind::Boost, Kind::Promotion, Kind::Share];
const AT_NOBODY: &[Kind] = &[Kind::Promotion, Kind::Share, Kind::Original];
/// What goes out with no sign of a person: automatic posts, and those to everybody that may be.
const TO_EVERYBODY: &[Kind] = &[Kind::Automated, Kind::Promotion, Kind::Share, Kind::Question, Kind::Original];
