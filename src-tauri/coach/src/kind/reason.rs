//! Why a post was judged as it was: one reason, as a person reads it.

mod encoded;

use crate::act::AppStanding;
use crate::day::Day;
use crate::kind::Feature;
use crate::message::{Arg, Message};
use crate::person::Network;

/// One reason of a verdict or of an interaction, the weightiest first in any list.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// The posting app is on the shipped list.
    App {
        /// As the source names it.
        app: String,
        /// What the list says of it.
        standing: AppStanding,
    },
    /// The user said what the posting app does.
    AppByUser {
        /// As the source names it.
        app: String,
        /// What the user says of it.
        standing: AppStanding,
    },
    /// The posting app bears the name of the user's own site: the site posts by itself.
    AppIsOwnSite {
        /// As the source names it.
        app: String,
    },
    /// The same article was linked before.
    SameArticle {
        /// How many times now, this one included.
        times: u32,
        /// Day of the first time, UTC.
        since: Day,
    },
    /// The same words, or nearly, were posted before.
    SameText {
        /// How many times now, this one included.
        times: u32,
        /// Day of the first time, UTC.
        since: Day,
    },
    /// The same post went out on another network a moment before; the two count once.
    Twin {
        /// Where the first of the two is.
        network: Network,
        /// Whole minutes between the two.
        minutes: u32,
    },
    /// A feature of content or timing, and by how much it moved the odds (natural logarithm; above 0 toward automatic).
    Looks {
        /// Which.
        feature: Feature,
        /// By how much.
        weight: f32,
        /// Whether there is more of it than usual, or less: what is said of the post is true on either side.
        more: bool,
    },
    /// Came at a minute of the hour at which posts of this feed always or often come.
    Minute {
        /// Which, 0 to 59.
        minute: u32,
        /// Whether nearly always.
        always: bool,
    },
    /// The user's corrections of posts like this one.
    Learned {
        /// What the user said of posts like this: automatic, or own.
        automatic: bool,
        /// How many corrections it rests on.
        corrections: u32,
    },
    /// Continues the user's own thread.
    OwnThread,
    /// Passes on somebody's post.
    PassesOn {
        /// Whose, where known.
        whom: Option<String>,
    },
    /// Answers somebody.
    Answers {
        /// Whom, where known.
        whom: Option<String>,
    },
    /// Begins by naming somebody.
    Addresses {
        /// Whom.
        whom: String,
    },
    /// Quotes somebody.
    Quotes,
    /// Links to the user's own site.
    OwnSite {
        /// The host.
        host: String,
    },
    /// Links to an article of the user's own, as their site's feed lists it.
    OwnArticle {
        /// The day it was published, UTC, where known.
        since: Option<Day>,
    },
    /// Links to what seems to be the user's own site: automations link there most.
    SeemsOwnSite {
        /// The host.
        host: String,
        /// How many automatic posts linked there so far.
        times: u32,
    },
    /// A link, with this few own words.
    FewWords {
        /// How many.
        words: u32,
    },
    /// Ends in a question.
    Asks,
    /// Own words to everybody.
    OwnWords,
    /// Shorter than an interaction must be.
    TooShort {
        /// How many own words.
        words: u32,
    },
    /// The same words went to several people within a day.
    SameToSeveral {
        /// To how many.
        people: u32,
    },
    /// Thanks somebody.
    Thanks,
    /// Says how to do something, or points to where it is found.
    ShowsHow,
    /// Answers what was asked.
    RepliesToQuestion,
    /// Comments on what somebody wrote.
    Comments,
    /// A private message: only that it was sent is kept, not its words.
    Private,
    /// Posted by an automation, so not by hand.
    NotByHand,
    /// Was doubtful; by the user's word on all such acts it counts, or does not.
    ByReviewRule {
        /// Whether it counts.
        counts: bool,
    },
    /// The user deleted the post; what was done with it was done.
    Deleted,
    /// The user took out the source in which it was found; what was done was done.
    SourceRemoved,
}

impl Reason {
    /// Whether it says that something of the user's own is linked to.
    pub(crate) fn is_of_own(&self) -> bool {
        matches!(self, Self::OwnSite { .. } | Self::OwnArticle { .. } | Self::SeemsOwnSite { .. })
    }

    /// The reason as a sentence, keys `reason.*`.
    pub fn message(&self) -> Message {
        match self {
            Self::App { app, standing } => {
                Message::new(format!("reason.app.{}", standing.name())).with("app", app.as_str())
            }
            Self::AppByUser { app, standing } => {
                Message::new(format!("reason.app-user.{}", standing.name())).with("app", app.as_str())
            }
            Self::AppIsOwnSite { app } => Message::new("reason.app-site").with("app", app.as_str()),
            Self::SameArticle { times, since } => again("reason.article", *times, *since),
            Self::SameText { times, since } => again("reason.text", *times, *since),
            Self::Twin { network, minutes } => {
                Message::new("reason.twin").with("network", Arg::Text(network.title().to_owned())).with("n", *minutes)
            }
            Self::Looks { feature, more, .. } => {
                Message::new(format!("reason.looks.{}.{}", feature.name(), amount(*more)))
            }
            Self::Minute { minute, always } => {
                let how = if *always { "always" } else { "often" };
                Message::new(format!("reason.minute.{how}")).with("minute", format!("{minute:02}"))
            }
            Self::Learned { automatic, corrections } => {
                let side = if *automatic { "auto" } else { "own" };
                Message::new(format!("reason.learned.{side}")).with("n", *corrections)
            }
            Self::OwnThread => Message::new("reason.thread"),
            Self::PassesOn { whom } => somebody("reason.passes-on", whom.as_deref()),
            Self::Answers { whom } => somebody("reason.answers", whom.as_deref()),
            Self::Addresses { whom } => Message::new("reason.addresses").with("who", whom.as_str()),
            Self::Quotes => Message::new("reason.quotes"),
            Self::OwnSite { host } => Message::new("reason.own-site").with("host", host.as_str()),
            Self::OwnArticle { since: Some(since) } => Message::new("reason.own-article.of").with("since", *since),
            Self::OwnArticle { since: None } => Message::new("reason.own-article"),
            Self::SeemsOwnSite { host, times } => {
                Message::new("reason.seems-own-site").with("host", host.as_str()).with("n", *times)
            }
            Self::FewWords { words } => Message::new("reason.few-words").with("n", *words),
            Self::Asks => Message::new("reason.asks"),
            Self::OwnWords => Message::new("reason.own-words"),
            Self::TooShort { words } => Message::new("reason.too-short").with("n", *words),
            Self::SameToSeveral { people } => Message::new("reason.same-to-several").with("n", *people),
            Self::Thanks => Message::new("reason.thanks"),
            Self::ShowsHow => Message::new("reason.shows-how"),
            Self::RepliesToQuestion => Message::new("reason.replies-to-question"),
            Self::Comments => Message::new("reason.comments"),
            Self::Private => Message::new("reason.private"),
            Self::NotByHand => Message::new("reason.not-by-hand"),
            Self::ByReviewRule { counts: true } => Message::new("reason.review-rule.counts"),
            Self::ByReviewRule { counts: false } => Message::new("reason.review-rule.counts-not"),
            Self::Deleted => Message::new("reason.deleted"),
            Self::SourceRemoved => Message::new("reason.source-removed"),
        }
    }
}

/// How the amount of a feature is written: more or less of it than usual.
fn amount(more: bool) -> &'static str {
    if more { "more" } else { "less" }
}

/// "for the second time" to "for the fifth time" have their own sentences, above that the number is said.
fn again(key: &str, times: u32, since: Day) -> Message {
    let key = if (2..=5).contains(&times) { format!("{key}.time-{times}") } else { format!("{key}.times") };
    Message::new(key).with("n", times).with("since", since)
}

fn somebody(key: &str, whom: Option<&str>) -> Message {
    match whom {
        Some(name) => Message::new(format!("{key}.named")).with("who", name),
        None => Message::new(format!("{key}.somebody")),
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::Catalogue;
    use std::collections::BTreeMap;

    pub(super) fn every_reason() -> Vec<Reason> {
        let since = Day::from_number(15_400);
        let mut all = vec![
            Reason::AppIsOwnSite { app: "ana.example".into() },
            Reason::Twin { network: Network::Mastodon, minutes: 1 },
            Reason::Twin { network: Network::Site, minutes: 7 },
            Reason::Minute { minute: 0, always: true },
            Reason::Minute { minute: 30, always: false },
            Reason::OwnThread,
            Reason::PassesOn { whom: None },
            Reason::PassesOn { whom: Some("@ana".into()) },
            Reason::Answers { whom: None },
            Reason::Answers { whom: Some("@ana".into()) },
            Reason::Addresses { whom: "@ana".into() },
            Reason::Quotes,
            Reason::OwnSite { host: "ana.example".into() },
            Reason::OwnArticle { since: None },
            Reason::OwnArticle { since: Some(since) },
            Reason::Asks,
            Reason::OwnWords,
            Reason::Thanks,
            Reason::ShowsHow,
            Reason::RepliesToQuestion,
            Reason::Comments,
            Reason::Private,
            Reason::NotByHand,
            Reason::ByReviewRule { counts: true },
            Reason::ByReviewRule { counts: false },
            Reason::Deleted,
            Reason::SourceRemoved,
        ];
        for standing in AppStanding::ALL {
            all.push(Reason::App { app: "dlvr.it".into(), standing });
            all.push(Reason::AppByUser { app: "My bot".into(), standing });
        }
        for n in 0..=7 {
            all.push(Reason::SameArticle { times: n + 2, since });
            all.push(Reason::SameText { times: n + 2, since });
            all.push(Reason::SeemsOwnSite { host: "ana.example".into(), times: n });
            all.push(Reason::FewWords { words: n });
            all.push(Reason::TooShort { words: n });
            all.push(Reason::SameToSeveral { people: n });
            all.push(Reason::Learned { automatic: n % 2 == 0, corrections: n });
        }
        for feature in Feature::all() {
            all.push(Reason::Looks { feature, weight: 1.25, more: true });
            all.push(Reason::Looks { feature, weight: -0.5, more: false });
        }
        all
    }

    fn english() -> Catalogue {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/words/en.reasons.json");
        let words: BTreeMap<String, String> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        Catalogue::new("en", words).unwrap()
    }

    #[test]
    fn every_reason_has_a_sentence_without_a_gap() {
        let english = english();
        for reason in every_reason() {
            let sentence = english.say(&reason.message());
            assert!(!sentence.starts_with("reason."), "{sentence} has no words");
            assert!(!sentence.contains(['{', '}']), "{sentence} has a gap");
        }
    }

    #[test]
    fn reasons_read_as_a_person_would_say_them() {
        let english = english();
        let since = Day::new(chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let automation = AppStanding::Automation;
        for (reason, sentence) in [
            (Reason::App { app: "dlvr.it".into(), standing: automation }, "posted by dlvr.it"),
            (Reason::SameArticle { times: 3, since }, "same article for the third time since 2026-03-02"),
            (Reason::SameArticle { times: 12, since }, "same article 12 times since 2026-03-02"),
            (Reason::Minute { minute: 0, always: true }, "always on the minute :00"),
            (Reason::FewWords { words: 1 }, "a link with 1 word of your own"),
            (Reason::Looks { feature: Feature::Cut, weight: 0.9, more: true }, "is cut off before the link"),
            (Reason::Looks { feature: Feature::Session, weight: 0.3, more: false }, "came while you were not talking"),
        ] {
            assert_eq!(english.say(&reason.message()), sentence);
        }
    }
}
