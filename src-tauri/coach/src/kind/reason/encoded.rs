//! A reason as the ledger keeps it.

use super::{Reason, amount};
use crate::act::AppStanding;
use crate::day::Day;
use crate::kind::Feature;
use crate::person::Network;

/// Stands between the fields of an encoded reason; never occurs inside one.
const FIELD: char = '\t';

impl Reason {
    /// The reason as the ledger keeps it: a code and its fields, separated by tabs.
    ///
    /// [`decode`](Self::decode) gives the same reason back, except that control characters in names become spaces.
    pub fn encode(&self) -> String {
        let own = |fields: &[&str]| fields.iter().map(|f| clean(f)).collect::<Vec<_>>().join(&FIELD.to_string());
        match self {
            Self::App { app, standing } => own(&["app", standing.name(), app]),
            Self::AppByUser { app, standing } => own(&["app-user", standing.name(), app]),
            Self::AppIsOwnSite { app } => own(&["app-site", app]),
            Self::SameArticle { times, since } => own(&["article", &times.to_string(), &since.number().to_string()]),
            Self::SameText { times, since } => own(&["text", &times.to_string(), &since.number().to_string()]),
            Self::Twin { network, minutes } => own(&["twin", network.name(), &minutes.to_string()]),
            Self::Looks { feature, weight, more } => {
                own(&["looks", feature.name(), &format!("{weight:.3}"), amount(*more)])
            }
            Self::Minute { minute, always } => {
                own(&["minute", &minute.to_string(), if *always { "always" } else { "often" }])
            }
            Self::Learned { automatic, corrections } => {
                own(&["learned", if *automatic { "auto" } else { "own" }, &corrections.to_string()])
            }
            Self::OwnThread => own(&["thread"]),
            Self::PassesOn { whom } => with_optional("passes-on", whom.as_deref()),
            Self::Answers { whom } => with_optional("answers", whom.as_deref()),
            Self::Addresses { whom } => own(&["addresses", whom]),
            Self::Quotes => own(&["quotes"]),
            Self::OwnSite { host } => own(&["own-site", host]),
            Self::OwnArticle { since } => {
                with_optional("own-article", since.map(|day| day.number().to_string()).as_deref())
            }
            Self::SeemsOwnSite { host, times } => own(&["seems-own-site", host, &times.to_string()]),
            Self::FewWords { words } => own(&["few-words", &words.to_string()]),
            Self::Asks => own(&["asks"]),
            Self::OwnWords => own(&["own-words"]),
            Self::TooShort { words } => own(&["too-short", &words.to_string()]),
            Self::SameToSeveral { people } => own(&["same-to-several", &people.to_string()]),
            Self::Thanks => own(&["thanks"]),
            Self::ShowsHow => own(&["shows-how"]),
            Self::RepliesToQuestion => own(&["replies-to-question"]),
            Self::Comments => own(&["comments"]),
            Self::Private => own(&["private"]),
            Self::NotByHand => own(&["not-by-hand"]),
            Self::ByReviewRule { counts } => own(&["review-rule", if *counts { "counts" } else { "counts-not" }]),
            Self::Deleted => own(&["deleted"]),
            Self::SourceRemoved => own(&["source-removed"]),
        }
    }

    /// The reason that was encoded so; `None` where this version does not know it.
    pub fn decode(encoded: &str) -> Option<Self> {
        let mut fields = encoded.split(FIELD);
        let code = fields.next()?;
        let mut next = || fields.next();
        Some(match code {
            "app" => {
                let standing = AppStanding::named(next()?)?;
                Self::App { standing, app: next()?.to_owned() }
            }
            "app-user" => {
                let standing = AppStanding::named(next()?)?;
                Self::AppByUser { standing, app: next()?.to_owned() }
            }
            "app-site" => Self::AppIsOwnSite { app: next()?.to_owned() },
            "article" => Self::SameArticle { times: next()?.parse().ok()?, since: day(next()?)? },
            "text" => Self::SameText { times: next()?.parse().ok()?, since: day(next()?)? },
            "twin" => Self::Twin { network: Network::named(next()?)?, minutes: next()?.parse().ok()? },
            "looks" => {
                let (feature, weight) = (Feature::named(next()?)?, next()?.parse().ok()?);
                Self::Looks { feature, weight, more: next()? == "more" }
            }
            "minute" => Self::Minute { minute: next()?.parse().ok()?, always: next()? == "always" },
            "learned" => Self::Learned { automatic: next()? == "auto", corrections: next()?.parse().ok()? },
            "thread" => Self::OwnThread,
            "passes-on" => Self::PassesOn { whom: next().map(str::to_owned) },
            "answers" => Self::Answers { whom: next().map(str::to_owned) },
            "addresses" => Self::Addresses { whom: next()?.to_owned() },
            "quotes" => Self::Quotes,
            "own-site" => Self::OwnSite { host: next()?.to_owned() },
            "own-article" => Self::OwnArticle { since: next().and_then(day) },
            "seems-own-site" => Self::SeemsOwnSite { host: next()?.to_owned(), times: next()?.parse().ok()? },
            "few-words" => Self::FewWords { words: next()?.parse().ok()? },
            "asks" => Self::Asks,
            "own-words" => Self::OwnWords,
            "too-short" => Self::TooShort { words: next()?.parse().ok()? },
            "same-to-several" => Self::SameToSeveral { people: next()?.parse().ok()? },
            "thanks" => Self::Thanks,
            "shows-how" => Self::ShowsHow,
            "replies-to-question" => Self::RepliesToQuestion,
            "comments" => Self::Comments,
            "private" => Self::Private,
            "not-by-hand" => Self::NotByHand,
            "review-rule" => Self::ByReviewRule { counts: next()? == "counts" },
            "deleted" => Self::Deleted,
            "source-removed" => Self::SourceRemoved,
            _ => return None,
        })
    }
}

fn with_optional(code: &str, field: Option<&str>) -> String {
    match field {
        Some(field) => format!("{code}{FIELD}{}", clean(field)),
        None => code.to_owned(),
    }
}

fn clean(field: &str) -> String {
    field.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn day(number: &str) -> Option<Day> {
    number.parse().ok().map(Day::from_number)
}

#[cfg(test)]
mod tests {
    use super::super::tests::every_reason;
    use super::*;

    #[test]
    fn the_ledger_gives_every_reason_back() {
        for reason in every_reason() {
            assert_eq!(Reason::decode(&reason.encode()), Some(reason));
        }
    }

    #[test]
    fn what_this_version_does_not_know_is_no_reason() {
        for encoded in ["", "app", "app\tsometimes\tx", "article\tmany\t1", "looks\tcharm\t1", "\t", "later-than-this"]
        {
            assert_eq!(Reason::decode(encoded), None, "{encoded:?}");
        }
    }

    #[test]
    fn a_tab_in_a_name_does_not_break_the_ledger() {
        let reason = Reason::Addresses { whom: "@a\tb\n".into() };
        assert_eq!(Reason::decode(&reason.encode()), Some(Reason::Addresses { whom: "@a b ".into() }));
    }
}
