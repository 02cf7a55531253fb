//! Every number the judgement of drift rests on, with its source.
//!
//! "Study" is the study behind the product: 16 real accounts, 154 account-years, real quiet spells and 220 replays of
//! pure drift, the posting app hidden. Days are whole days.

/// Version of these rules. Summaries made under another version are to be made anew. Raise it with every change here.
pub const RULES: u32 = 1;

/// A source not synced for longer than this many days (48 hours) gets no verdict.
pub const SYNC_GRACE_DAYS: i64 = 2;

/// Nothing posted for this many days is absence; silence counts toward the gap only before it.
pub const ABSENT_DAYS: i64 = 7;

/// The person's rhythm is read from this many of the latest gaps between days with a sign. Study.
pub const GAPS_KEPT: usize = 60;

/// Fewer gaps than this are no rhythm yet. Study.
pub const GAPS_NEEDED: usize = 10;

/// The gap, in days, assumed usual while there is no rhythm yet. Study.
pub const USUAL_UNKNOWN: f64 = 3.0;

/// No rhythm is taken to be tighter than this many days: everybody has a weekend. Study.
pub const USUAL_LEAST: f64 = 2.0;

/// Which quantile of the kept gaps is "usually within". Study.
pub const USUAL_QUANTILE: f64 = 0.95;

/// Thinning begins at this many usual gaps without a sign. Study.
pub const THINNING_RATIO: f64 = 2.0;

/// Autopilot needs this many usual gaps without a sign: 0.17 false alarms a year, 81 % of drifts found. Study.
pub const AUTOPILOT_RATIO: f64 = 3.0;

/// Autopilot is a new alarm only after the gap has been below this many usual gaps. Study.
pub const REARM_RATIO: f64 = 1.5;

/// Autopilot needs automatic posts on this many days since the sign. Study.
pub const AUTOPILOT_DAYS: u32 = 2;

/// Autopilot needs this weight of posts whose app is not named, in thousandths. Study: 1.5.
pub const AUTOPILOT_WEIGHT: u64 = 1500;

/// Or this many automatic posts known as such, their app being named. Study.
pub const AUTOPILOT_KNOWN: u64 = 3;

/// How much likelier an automatic post is once the person has gone silent: multiplies the odds. Study.
pub const SILENCE_ODDS: f64 = 3.0;

/// The window, in days, over which the mix is judged.
pub const WINDOW_DAYS: i64 = 14;

/// Thinning by the mix needs this many posts in the window that are no conversation.
pub const THINNING_POSTS: u32 = 12;

/// Thinning by the mix: at least this share of machinery.
pub const THINNING_MACHINERY: f64 = 0.8;

/// Thinning by the mix: less than this share of conversation.
pub const THINNING_CONVERSATION: f64 = 0.1;

/// Broadcasting needs this many hand-made posts in the window, none of them conversation.
pub const BROADCASTING_POSTS: u32 = 5;

/// "There used to be conversation": on this many days …
pub const USED_TO_TALK_DAYS: usize = 5;

/// … within this many days before.
pub const USED_TO_TALK_WITHIN: i64 = 365;

/// Recovered: signs of a person on this many days … Study: fooled in 3 % of drifts, one single act in 18 %.
pub const RECOVERED_DAYS: usize = 3;

/// … within this many days.
pub const RECOVERED_WITHIN: i64 = 7;

/// The way back has arrived where the recent share of conversation is above this.
pub const WAY_BACK_SHARE: f64 = 0.2;

/// People a day that the way back supposes.
pub const WAY_BACK_PEOPLE: u32 = 2;

/// No way back is promised that takes longer than this many days.
pub const WAY_BACK_WITHIN: i64 = 28;

/// How fast the recent mix forgets: a post five days old weighs half of one of today.
pub const HALF_LIFE_DAYS: f64 = 5.0;

/// Years with fewer posts than this say nothing about whether the feed stopped talking.
pub const POSTS_A_YEAR: u32 = 50;

/// The feed stopped talking where the share of conversation after the turn is below this part of the share before it.
pub const TURN_FACTOR: f64 = 0.5;
