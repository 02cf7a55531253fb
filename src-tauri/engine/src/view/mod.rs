//! What the screens, the tray and the command line are shown: read models, computed from the ledger when asked.
//!
//! These types are the contract with everything outside: `serde` writes them for `--json`, and the TypeScript types of
//! the window are generated from them. They hold no judgement of their own.

mod calendar;
mod changes;
mod feed;
mod import;
mod inbox;
mod opened;
mod people;
mod said;
mod settings;
mod sources;
mod story;
mod strength;
mod today;
mod told;
mod week;

pub use calendar::{Calendar, DayCell, DayDetail, DayStateName, RestName};
pub use changes::{Change, Changes};
pub use feed::{
    AppLine, DriftNow, DriftSpan, DriftStateName, DriftTurn, FeedStory, KindCount, KindName, MixBar, PostLine,
    PostPage, PostQuery, Resolution, TopApp, YearLine,
};
pub use import::{ImportAccount, ImportProgress, ImportWish, Skipped};
pub use inbox::{Inbox, NudgeAct, NudgeLine, NudgeState, Why};
pub use opened::{ContributionLine, Opened};
pub use people::{
    HandleLine, HeardLine, JoinOffer, JoinedLine, PeopleOrder, PeoplePage, PeopleQuery, PersonDetail, PersonLine,
    Review, ReviewRule, Suggestion, SuggestionSort,
};
pub use said::{Filling, Said};
pub use settings::{AppStandingName, Capability, LearnedCue, NetworkName, Settings, SourceLine};
pub use sources::{
    EntryName, FoundAccount, Health, HostLine, ReaderLine, Robot, SecretPlace, SourceCard, Sources, SyncProgress,
};
pub use story::{Story, StoryTurning, TurningSort, YearCard, YearPast, YearPerson};
pub use strength::{StreakStory, StrengthDay, StrengthStory};
pub use today::{
    Credit, Entry, Freezes, HowName, Mending, PersonBrief, PersonToday, StandingName, Status, Today, UndoLine,
};
pub use told::LinkTold;
pub use week::{
    AnswererLine, FollowedGroup, FollowedKind, HowCount, MixShares, WeekAdvice, WeekBar, WeekFollowed, WeekPerson,
    WeekReview, WeekStanding, WeekWaiting,
};
