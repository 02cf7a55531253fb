//! The words of the product in the form in which they cross to the screens.

use crate::view::{
    AppStandingName, DayStateName, DriftStateName, HowName, KindName, NetworkName, RestName, StandingName,
    SuggestionSort,
};
use crate::wire;
use coach::act::{AppStanding, RestWhy};
use coach::days::state::{Resting, State};
use coach::interaction::{How, Standing};
use coach::kind::Kind;
use coach::person::{Handle, Network};
use coach::suggest::Sort;

impl From<How> for HowName {
    fn from(how: How) -> Self {
        match how {
            How::Asked => Self::Asked,
            How::Answered => Self::Answered,
            How::Commented => Self::Commented,
            How::Helped => Self::Helped,
            How::Thanked => Self::Thanked,
            How::Introduced => Self::Introduced,
        }
    }
}

impl From<HowName> for How {
    fn from(how: HowName) -> Self {
        match how {
            HowName::Asked => Self::Asked,
            HowName::Answered => Self::Answered,
            HowName::Commented => Self::Commented,
            HowName::Helped => Self::Helped,
            HowName::Thanked => Self::Thanked,
            HowName::Introduced => Self::Introduced,
        }
    }
}

impl From<Sort> for SuggestionSort {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Waiting => Self::Waiting,
            Sort::Asked => Self::Asked,
            Sort::Apart => Self::Apart,
            Sort::Quiet => Self::Quiet,
            Sort::Stranger => Self::Stranger,
        }
    }
}

impl From<Standing> for StandingName {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Credited => Self::Credited,
            Standing::Confirmed => Self::Confirmed,
            Standing::Review => Self::Review,
            Standing::Light => Self::Light,
            Standing::Rejected => Self::Rejected,
        }
    }
}

impl From<State> for DayStateName {
    fn from(state: State) -> Self {
        match state {
            State::Kept => Self::Kept,
            State::Touched => Self::Touched,
            State::Frozen => Self::Frozen,
            State::Rest(_) => Self::Rest,
            State::Missed { .. } => Self::Missed,
            State::Unknown(_) => Self::Unknown,
            State::Open => Self::Open,
            State::Settling => Self::Settling,
        }
    }
}

impl From<RestWhy> for RestName {
    fn from(why: RestWhy) -> Self {
        match why {
            RestWhy::Rest => Self::Rest,
            RestWhy::Ill => Self::Ill,
            RestWhy::Travelling => Self::Travelling,
        }
    }
}

/// Why a day in this state is rest.
pub(super) fn rest(state: State) -> Option<RestName> {
    match state {
        State::Rest(Resting::Taken(why)) => Some(why.into()),
        State::Rest(Resting::DayOff) => Some(RestName::Scheduled),
        State::Rest(Resting::NeverCame) => Some(RestName::Travelling),
        _ => None,
    }
}

impl From<Network> for NetworkName {
    fn from(network: Network) -> Self {
        match network {
            Network::X => Self::X,
            Network::Mastodon => Self::Mastodon,
            Network::Bluesky => Self::Bluesky,
            Network::LinkedIn => Self::LinkedIn,
            Network::Facebook => Self::Facebook,
            Network::Instagram => Self::Instagram,
            Network::Threads => Self::Threads,
            Network::Reddit => Self::Reddit,
            Network::HackerNews => Self::HackerNews,
            Network::StackExchange => Self::StackExchange,
            Network::GitHub => Self::GitHub,
            Network::Lemmy => Self::Lemmy,
            Network::Discourse => Self::Discourse,
            Network::Site => Self::Site,
            Network::Elsewhere => Self::Elsewhere,
        }
    }
}

impl From<coach::drift::State> for DriftStateName {
    fn from(state: coach::drift::State) -> Self {
        use coach::drift::State;
        match state {
            State::NoVerdict => Self::NoVerdict,
            State::Absent => Self::Absent,
            State::Fine => Self::Fine,
            State::Thinning => Self::Thinning,
            State::Broadcasting => Self::Broadcasting,
            State::Autopilot => Self::Autopilot,
        }
    }
}

impl From<Kind> for KindName {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Thread => Self::Thread,
            Kind::Automated => Self::Automated,
            Kind::Boost => Self::Boost,
            Kind::Reply => Self::Reply,
            Kind::Quote => Self::Quote,
            Kind::Promotion => Self::Promotion,
            Kind::Share => Self::Share,
            Kind::Question => Self::Question,
            Kind::Original => Self::Original,
        }
    }
}

impl From<KindName> for Kind {
    fn from(kind: KindName) -> Self {
        match kind {
            KindName::Thread => Self::Thread,
            KindName::Automated => Self::Automated,
            KindName::Boost => Self::Boost,
            KindName::Reply => Self::Reply,
            KindName::Quote => Self::Quote,
            KindName::Promotion => Self::Promotion,
            KindName::Share => Self::Share,
            KindName::Question => Self::Question,
            KindName::Original => Self::Original,
        }
    }
}

impl From<AppStanding> for AppStandingName {
    fn from(standing: AppStanding) -> Self {
        match standing {
            AppStanding::Automation => Self::Automation,
            AppStanding::Mixed => Self::Mixed,
            AppStanding::ByHand => Self::ByHand,
        }
    }
}

impl From<AppStandingName> for AppStanding {
    fn from(standing: AppStandingName) -> Self {
        match standing {
            AppStandingName::Automation => Self::Automation,
            AppStandingName::Mixed => Self::Mixed,
            AppStandingName::ByHand => Self::ByHand,
        }
    }
}

/// The page of a handle on its network, where it follows from the handle or the name people see.
pub(super) fn page(handle: &Handle, name: Option<&str>) -> Option<String> {
    let screen = name.or(Some(&handle.id)).and_then(|name| name.strip_prefix('@')).filter(|name| is_plain(name));
    match handle.network {
        Network::X => screen.map(|name| format!("https://x.com/{name}")),
        Network::Bluesky => {
            Some(format!("https://bsky.app/profile/{}", handle.id)).filter(|_| handle.id.starts_with("did:"))
        }
        Network::Reddit => screen.map(|name| format!("https://www.reddit.com/user/{name}")),
        Network::GitHub => screen.map(|name| format!("https://github.com/{name}")),
        Network::HackerNews => screen.map(|name| format!("https://news.ycombinator.com/user?id={name}")),
        _ => wire::is_web(&handle.id).then(|| handle.id.clone()),
    }
}

/// Letters, digits, `-` and `_`: what may stand in an address as it is.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}
