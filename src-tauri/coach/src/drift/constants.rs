//! Every number the judgement of drift rests on, with its source.
//!
//! "Study" is the study behind the product: 16 real accounts, 154 account-years, real quiet spells and 220 replays of
//! pure drift, the posting app hidden. Days are whole days.

/// The numbers a [`Judge`](super::Judge) judges by. The app judges by [`Rules::SHIPPED`]; the evaluation tries others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    /// Until [`GAPS_NEEDED`] gaps are known, no rhythm is taken to be tighter than this many days.
    pub usual_unknown: f64,
    /// No rhythm is taken to be tighter than this many days: everybody has a weekend.
    pub usual_least: f64,
    /// No rhythm is taken to be looser than this many days: who has been drifting for long is not used to it.
    pub usual_most: f64,
    /// Which quantile of the kept gaps is "usually within", 0.0 to 1.0.
    pub usual_quantile: f64,
    /// Thinning begins at this many usual gaps without a sign.
    pub thinning_ratio: f64,
    /// Autopilot needs this many usual gaps without a sign, where the automatic posts since are known as such.
    pub autopilot_ratio: f64,
    /// The same where they are only estimated, their app not being named: the less is known, the longer it waits.
    pub autopilot_ratio_estimated: f64,
    /// Autopilot is a new alarm only after the gap has been below this many usual gaps.
    pub rearm_ratio: f64,
    /// Autopilot needs automatic posts on this many days since the sign.
    pub autopilot_days: f64,
    /// Autopilot needs this many automatic posts to be expected among those whose app is not named.
    pub autopilot_estimated: f64,
    /// Or this many automatic posts known as such, their app being named.
    pub autopilot_known: f64,
    /// Thinning by the mix needs this many posts in the window that are no conversation.
    pub thinning_posts: u32,
    /// Thinning by the mix: at least this share of machinery.
    pub thinning_machinery: f64,
    /// Thinning by the mix: less than this share of conversation.
    pub thinning_conversation: f64,
    /// Broadcasting needs this many hand-made posts in the window, none of them conversation.
    pub broadcasting_posts: u32,
    /// Recovered: signs of a person on this many days within [`RECOVERED_WITHIN`].
    pub recovered_days: u32,
}

impl Rules {
    /// The numbers of the app: fitted by `cargo xtask eval`, which prints what they achieve and what others would
    /// (13 accounts, 111 account-years, 219 replays). Where they differ from the study's, decisions 0031 and 0036 say why.
    pub const SHIPPED: Self = Self {
        usual_unknown: 3.0,
        usual_least: 2.0,
        usual_most: 8.0,
        usual_quantile: 0.9,
        thinning_ratio: 1.5,
        autopilot_ratio: 2.6,
        autopilot_ratio_estimated: 3.1,
        rearm_ratio: 1.5,
        autopilot_days: 2.0,
        autopilot_estimated: 1.5,
        autopilot_known: 3.0,
        thinning_posts: 12,
        thinning_machinery: 0.8,
        thinning_conversation: 0.1,
        broadcasting_posts: 5,
        recovered_days: 3,
    };
}

/// A source not synced for longer than this many days (48 hours) gets no verdict.
pub const SYNC_GRACE_DAYS: i64 = 2;

/// Nothing posted for this many days is absence; silence counts toward the gap only before it.
pub const ABSENT_DAYS: i64 = 7;

/// The person's rhythm is read from this many of the latest gaps between days with a sign. Study.
pub const GAPS_KEPT: usize = 60;

/// Fewer gaps than this are no rhythm yet. Study.
pub const GAPS_NEEDED: usize = 10;

/// How much likelier an automatic post is once the person has gone silent: multiplies the odds. Fitted: less, and single
/// automatic posts that look hand-made hide most drifts; more, and the hand-made ones count too little as signs.
pub const SILENCE_ODDS: f64 = 60.0;

/// A whole sign of a person, a whole automatic post: parts of them are told in thousandths, so that sums do not depend
/// on their order.
pub const WHOLE: u64 = 1000;

/// A day is one with a sign of a person where the signs of it come to this much together.
pub const SIGN_FROM: u64 = 500;

/// What a boost is as a sign of a person, where its app is not named: somebody was at the keyboard, and the doubtful
/// posts beside it may be hers. Fitted.
pub const BOOST_SIGN: u64 = 500;

/// The window, in days, over which the mix is judged.
pub const WINDOW_DAYS: i64 = 14;

/// "There used to be conversation": on this many days …
pub const USED_TO_TALK_DAYS: usize = 5;

/// … within this many days before.
pub const USED_TO_TALK_WITHIN: i64 = 365;

/// Thinning by the mix ends only where the mix is better by this much than what began it, so that it does not flicker.
pub const MIX_MARGIN: f64 = 0.05;

/// Broadcasting ends with conversation on this many days of the window.
pub const TALKING_AGAIN_DAYS: usize = 2;

/// The days within which the signs of a recovery must come.
pub const RECOVERED_WITHIN: i64 = 7;

/// The way back has arrived where the recent share of conversation is above this.
pub const WAY_BACK_SHARE: f64 = 0.2;

/// People a day that the way back supposes.
pub const WAY_BACK_PEOPLE: u32 = 2;

/// No way back is promised that takes longer than this many days.
pub const WAY_BACK_WITHIN: i64 = 28;

/// How fast the recent mix forgets: a post five days old weighs half of one of today.
pub const HALF_LIFE_DAYS: f64 = 5.0;

/// A week, in days.
pub const WEEK_DAYS: i64 = 7;

/// Conversation fades against this many weeks before the last. Fitted: against twelve, fewer are warned in time.
pub const FADING_WEEKS: usize = 8;

/// It fades where in the last week there was at most this part of the usual … Fitted: a half warns a quarter more often
/// falsely.
pub const FADING_PART: f64 = 1.0 / 3.0;

/// … and the usual is at least so many replies, quotes and questions a week: below, weeks without are nothing unusual …
pub const FADING_LEAST: u32 = 3;

/// An early warning is told in people where a usual week has so many, and in times where it has fewer. Chosen: from two on
/// people can get fewer and still be somebody.
pub const FADING_PEOPLE: u32 = 2;

/// … and so many automated posts went out in it …
pub const FADING_MACHINES: u32 = 2;

/// … which is at least this part of the usual: with fewer, it is a holiday.
pub const FADING_MACHINES_PART: f64 = 0.5;

/// The person is warned once in so many days.
pub const SEASON_DAYS: i64 = 90;

/// Years with fewer posts than this say nothing about whether the feed stopped talking.
pub const POSTS_A_YEAR: u32 = 50;

/// The feed stopped talking where the share of conversation after the turn is below this part of the share before it.
pub const TURN_FACTOR: f64 = 0.5;

/// A share of conversation below this is no talkative time to turn from.
pub const TALKATIVE_SHARE: f64 = 0.1;
