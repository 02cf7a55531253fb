//! The order of judgement: what a post is, from what it says, what is remembered and what is known of its app.

use crate::act::AppStanding;
use crate::day::Day;
use crate::kind::lesson::Taught;
use crate::kind::memory::{Minute, OLD, Seen, is_announcement};
use crate::kind::model::{Look, Weighed};
use crate::kind::reading::{Reading, SHORTENED};
use crate::kind::rules::AppWord;
use crate::kind::{Feature, Kind, Reason, Rules, Verdict};
use crate::person::Network;
use crate::post::Post;

/// At and above this probability a post whose app says nothing is automatic.
pub const AUTOMATIC: f32 = 0.935;
/// Earlier times from which an old article is recycled.
const RECYCLED: u32 = 2;
/// Own words below which a link is a bare share.
const FEW_WORDS: u32 = 6;
/// Automatic links to a site after which it seems the user's own, and their least share of all links to it.
const SEEMS_OWN: (u32, f32) = (10, 0.5);
/// Reasons of content and timing named with a verdict.
const MOST_LOOKS: usize = 3;

/// Log-odds below which a feature is not worth naming.
const LEAST_LOOK: f32 = 0.1;
/// Share of posts at one minute of the hour from which it is nearly always.
const NEARLY_ALWAYS: f32 = 0.8;

/// How sure each way of knowing is that a post is automatic.
const BY_AUTOMATION: f32 = 0.99;
const BY_HAND: f32 = 0.01;

/// Whether a post is automatic, and why.
struct Automation {
    automatic: bool,
    probability: f32,
    by_app: bool,
    reasons: Vec<Reason>,
    /// Whether content and timing decided it.
    by_content: bool,
}

/// What there is to judge by.
pub(crate) struct Case<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) post: &'a Post,
    pub(crate) reading: &'a Reading,
    pub(crate) seen: &'a Seen,
    /// What the model makes of its content and timing.
    pub(crate) weighed: &'a Weighed,
    /// What the user's corrections say of posts like it.
    pub(crate) taught: Option<Taught>,
}

/// What a post is; and whether content and timing decided it.
pub(crate) fn judge(case: &Case<'_>) -> (Verdict, bool) {
    let Case { rules, post, reading, seen, .. } = *case;
    let automation = automation(case);
    let (kind, mut reasons) = if post.reply.as_ref().is_some_and(|reply| reply.own) {
        (Kind::Thread, vec![Reason::OwnThread])
    } else if automation.automatic {
        (Kind::Automated, automation.reasons.clone())
    } else {
        by_hand(rules, post, reading, seen)
    };
    if kind != Kind::Automated {
        reasons.extend(automation.reasons);
    }
    if kind == Kind::Reply {
        if let Some(own) = of_own(rules, reading, seen) {
            reasons.push(own);
        }
        if !seen.also_to.is_empty() {
            reasons.push(Reason::SameToSeveral { people: seen.people() });
        }
    }
    let verdict = Verdict { kind, automated: automation.probability, by_app: automation.by_app, reasons };
    (verdict, automation.by_content)
}

/// The verdict of a post that another followed within seconds, where that makes it automatic.
pub(crate) fn in_burst(verdict: &Verdict, weighed: &Weighed) -> Option<Verdict> {
    let probability = weighed.probability();
    let revised = verdict.kind != Kind::Thread && verdict.kind != Kind::Automated && probability >= AUTOMATIC;
    revised.then(|| Verdict {
        kind: Kind::Automated,
        automated: probability,
        by_app: false,
        reasons: deciding(&weighed.looks, true, None),
    })
}

/// Whether it is automatic: by its app; else as a twin; else by content and timing, where nobody is addressed.
fn automation(case: &Case<'_>) -> Automation {
    let Case { rules, post, seen, .. } = *case;
    let settled = |automatic, reasons| Automation {
        automatic,
        probability: if automatic { BY_AUTOMATION } else { BY_HAND },
        by_app: false,
        reasons,
        by_content: false,
    };
    if post.network == Network::Site {
        return settled(false, vec![]);
    }
    if let Some((network, seconds)) = seen.twin {
        let minutes = u32::try_from(seconds / 60).unwrap_or(0);
        return settled(true, vec![Reason::Twin { network, minutes }]);
    }
    let app = post.app.as_deref().and_then(|name| rules.app(name).map(|word| (name, word)));
    match app.map(|(name, word)| (name, word, word.standing())) {
        Some((name, word, standing @ (AppStanding::Automation | AppStanding::ByHand))) => {
            let automatic = standing == AppStanding::Automation;
            let mut reasons = vec![app_reason(name, word)];
            reasons.extend(again(seen));
            Automation { by_app: true, ..settled(automatic, reasons) }
        }
        mixed => {
            let mixed = mixed.map(|(name, word, _)| app_reason(name, word));
            by_content(case, mixed)
        }
    }
}

fn by_content(case: &Case<'_>, mixed: Option<Reason>) -> Automation {
    let Case { post, reading, seen, weighed, taught, .. } = *case;
    if !is_announcement(post, reading) {
        let reasons = mixed.into_iter().collect();
        return Automation { automatic: false, probability: BY_HAND, by_app: false, reasons, by_content: false };
    }
    let odds = weighed.odds + taught.map_or(0.0, |taught| taught.moves);
    let probability = 1.0 / (1.0 + (-odds).exp());
    let own = taught.is_some_and(|taught| taught.moves < 0.0);
    let recycled = recycled(seen).or_else(|| old_article(case)).filter(|_| !own);
    let automatic = recycled.is_some() || probability >= AUTOMATIC;
    let learned =
        taught.map(|taught| Reason::Learned { automatic: taught.moves > 0.0, corrections: taught.corrections });
    let learned = learned.filter(|_| own != automatic);
    let mut reasons: Vec<Reason> = learned.into_iter().chain(recycled).chain(mixed).collect();
    reasons.extend(deciding(&weighed.looks, automatic, seen.minute));
    let probability = if automatic { probability.max(AUTOMATIC) } else { probability };
    Automation { automatic, probability, by_app: false, reasons, by_content: true }
}

/// The features that decided: those that moved the odds most to the side on which they fell.
fn deciding(looks: &[Look], automatic: bool, minute: Option<Minute>) -> Vec<Reason> {
    let side = if automatic { 1.0 } else { -1.0 };
    let mut looks: Vec<&Look> = looks.iter().filter(|look| look.weight * side > LEAST_LOOK).collect();
    looks.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    looks.truncate(MOST_LOOKS);
    let reason = |look: &Look| match minute.filter(|_| look.more && look.feature == Feature::UsualMinute) {
        Some(Minute { minute, share, .. }) => Reason::Minute { minute, always: share >= NEARLY_ALWAYS },
        None => Reason::Looks { feature: look.feature, weight: look.weight, more: look.more },
    };
    looks.into_iter().map(reason).collect()
}

/// An old article with nearly the same words, for the third time or more, where no app says who did it.
fn recycled(seen: &Seen) -> Option<Reason> {
    let (times, since) = seen.article.filter(|(times, _)| seen.old && *times >= RECYCLED)?;
    seen.text.map(|_| Reason::SameArticle { times: times + 1, since })
}

/// An old article of the user's own with nothing but its title, where no app says who did it.
fn old_article(case: &Case<'_>) -> Option<Reason> {
    let Case { rules, post, reading, .. } = *case;
    let article = rules.article(reading)?;
    let since = article.since.filter(|since| Day::new(post.at.date_naive()).since(*since) >= OLD)?;
    let own = reading.own.words().saturating_sub(u32::try_from(article.title).unwrap_or(u32::MAX));
    (own < FEW_WORDS).then_some(Reason::OwnArticle { since: Some(since) })
}

/// What was published before: the article, or else the words.
fn again(seen: &Seen) -> Option<Reason> {
    let article = seen.article.map(|(times, since)| Reason::SameArticle { times: times + 1, since });
    article.or_else(|| seen.text.map(|(times, since)| Reason::SameText { times: times + 1, since }))
}

/// What a post made by hand is.
fn by_hand(rules: &Rules, post: &Post, reading: &Reading, seen: &Seen) -> (Kind, Vec<Reason>) {
    if let Some(boost) = &post.boost {
        return (Kind::Boost, vec![Reason::PassesOn { whom: boost.whom.as_ref().and_then(|w| w.name.clone()) }]);
    }
    let own = reading.own.words();
    if let Some(reply) = &post.reply {
        let whom = reply.whom.as_ref().and_then(|w| w.name.clone()).or_else(|| reading.addresses.clone());
        return (Kind::Reply, vec![Reason::Answers { whom }]);
    }
    if let Some(whom) = reading.addresses.clone().filter(|_| own > 0 || reading.links == 0) {
        return (Kind::Reply, vec![Reason::Addresses { whom }]);
    }
    if (post.quote.is_some() && own > 0) || reading.passes_on_with_words {
        return (Kind::Quote, vec![Reason::Quotes]);
    }
    if post.quote.is_some() {
        return (Kind::Boost, vec![Reason::PassesOn { whom: None }]);
    }
    if let Some(own) = of_own(rules, reading, seen) {
        return (Kind::Promotion, vec![own]);
    }
    if reading.links > 0 && own < FEW_WORDS {
        return (Kind::Share, vec![Reason::FewWords { words: own }]);
    }
    if reading.asks { (Kind::Question, vec![Reason::Asks]) } else { (Kind::Original, vec![Reason::OwnWords]) }
}

/// The user's own among the links: an article from the feed of their site, the site by the user's word, or as it seems
/// from where automations link.
fn of_own(rules: &Rules, reading: &Reading, seen: &Seen) -> Option<Reason> {
    if let Some(article) = rules.article(reading) {
        return Some(Reason::OwnArticle { since: article.since });
    }
    if let Some(host) = reading.sites.iter().find(|site| rules.is_own_site(site)) {
        return Some(Reason::OwnSite { host: host.clone() });
    }
    let (least, share) = SEEMS_OWN;
    let known = seen.site_name.as_deref() != Some(SHORTENED);
    let seems = known && seen.site.automatic >= least && seen.site.automatic as f32 >= share * seen.site.times as f32;
    let host = seen.site_name.clone().filter(|_| seems)?;
    Some(Reason::SeemsOwnSite { host, times: seen.site.automatic })
}

fn app_reason(name: &str, word: AppWord) -> Reason {
    let app = name.to_owned();
    match word {
        AppWord::User(standing) => Reason::AppByUser { app, standing },
        AppWord::List(standing) => Reason::App { app, standing },
        AppWord::OwnSite => Reason::AppIsOwnSite { app },
    }
}
