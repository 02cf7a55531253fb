//! What can be seen of a post's content and timing where the posting app says nothing: named features.

/// One thing that can be seen of a post. An *announcement* is a post that is no reply, boost or quote.
///
/// [`SEEN`](Self::SEEN) are seen in the post and its surroundings, with values between 0 and 1; [`HABITS`](Self::HABITS)
/// are what the model said of earlier posts that have something in common with it, with values in log-odds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// Has a link.
    Link,
    /// Ends in a link, with no words after it.
    EndsInLink,
    /// Has two links or more.
    TwoLinks,
    /// How short the text is, links left out: 1 without words, 0 from 140 characters on.
    Short,
    /// Ends in a hashtag.
    EndsInHashtag,
    /// How many hashtags: 1 from four on.
    Hashtags,
    /// Names nobody.
    NamesNobody,
    /// The text is cut off before the link.
    Cut,
    /// Share of longer words that begin with a capital, as in headlines.
    Headline,
    /// Begins with something in brackets.
    BracketHead,
    /// Begins with a few words and a colon.
    ColonHead,
    /// The words before the link end without a mark, as titles do.
    Unended,
    /// Has a bar or a lonely dash between words, as page titles do.
    Dash,
    /// Has an exclamation mark, an emoji or a smiley.
    Lively,
    /// Has a question mark.
    Asking,
    /// Begins with a small letter.
    LowerHead,
    /// How many sentences: 1 from three on.
    Sentences,
    /// Share of words that are numbers.
    Numbers,
    /// Has a picture or film.
    Media,
    /// How often the same site was linked before: 1 from two hundred on.
    SiteBefore,
    /// Share of the earlier links to the same site that were in replies.
    SiteInReplies,
    /// How recently the same site was linked: 1 just now, 0 a month ago or never.
    SiteRecent,
    /// How often the same article was linked before: 1 from four on.
    ArticleBefore,
    /// How often the same words were posted before: 1 from four on.
    TextBefore,
    /// How often posts began with the same two words: 1 from fifty on.
    SameStart,
    /// How often posts ended in the same word or hashtag: 1 from two hundred on.
    SameEnd,
    /// Of the posts laid out like this one, the share that was addressed to nobody.
    Layout,
    /// How common its layout is among earlier announcements.
    LayoutBefore,
    /// Within 15 seconds of another post.
    Burst,
    /// How long since the last post, of any kind: 0 at once, 1 from a day on.
    Isolated,
    /// How long since the last reply: 0 at once, 1 from two weeks on.
    SinceReply,
    /// A reply or boost by hand less than ten minutes before.
    Session,
    /// How few of the last posts were replies or boosts.
    FewReplies,
    /// How rarely replies come at this hour of the day.
    OffHours,
    /// How much this minute of the hour is preferred: 1 from a third of all posts on.
    UsualMinute,
    /// How many announcements came at this very time of day on earlier days: 1 from eight on.
    UsualSlot,
    /// As long after the last announcement as that was after the one before, within a tenth.
    EvenSteps,
    /// How many announcements a day lately: 1 from fifty on.
    Rate,
    /// How much its words are those of links rather than those of conversation, for this person.
    Voice,
    /// Share of its words that stand in the address it links to.
    Slug,
    /// Share of the earlier links that led to the same site.
    SiteShare,
    /// Links to the site to which the last announcement linked.
    SameSiteAgain,
    /// Is laid out as the last announcement was.
    SameLayoutAgain,
    /// Posts that link to the same site were mostly automatic.
    SiteHabit,
    /// Posts that begin with the same word were mostly automatic.
    FirstWordHabit,
    /// Posts that end in the same word or hashtag were mostly automatic.
    LastWordHabit,
    /// Posts laid out like it were mostly automatic.
    LayoutHabit,
    /// Posts at the same time of day were mostly automatic.
    TimeHabit,
    /// The last posts were mostly automatic.
    FeedHabit,
}

impl Feature {
    /// What is seen, in the order of the weights.
    pub const SEEN: [Self; 43] = [
        Self::Link,
        Self::EndsInLink,
        Self::TwoLinks,
        Self::Short,
        Self::EndsInHashtag,
        Self::Hashtags,
        Self::NamesNobody,
        Self::Cut,
        Self::Headline,
        Self::BracketHead,
        Self::ColonHead,
        Self::Unended,
        Self::Dash,
        Self::Lively,
        Self::Asking,
        Self::LowerHead,
        Self::Sentences,
        Self::Numbers,
        Self::Media,
        Self::SiteBefore,
        Self::SiteInReplies,
        Self::SiteRecent,
        Self::ArticleBefore,
        Self::TextBefore,
        Self::SameStart,
        Self::SameEnd,
        Self::Layout,
        Self::LayoutBefore,
        Self::Burst,
        Self::Isolated,
        Self::SinceReply,
        Self::Session,
        Self::FewReplies,
        Self::OffHours,
        Self::UsualMinute,
        Self::UsualSlot,
        Self::EvenSteps,
        Self::Rate,
        Self::Voice,
        Self::Slug,
        Self::SiteShare,
        Self::SameSiteAgain,
        Self::SameLayoutAgain,
    ];

    /// The habits of the feed, in the order of the weights.
    pub const HABITS: [Self; 6] = [
        Self::SiteHabit,
        Self::FirstWordHabit,
        Self::LastWordHabit,
        Self::LayoutHabit,
        Self::TimeHabit,
        Self::FeedHabit,
    ];

    /// Every feature.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::SEEN.into_iter().chain(Self::HABITS)
    }

    /// The name in the ledger, in the file of weights and in the catalogue of words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::EndsInLink => "ends-in-link",
            Self::TwoLinks => "two-links",
            Self::Short => "short",
            Self::EndsInHashtag => "ends-in-hashtag",
            Self::Hashtags => "hashtags",
            Self::NamesNobody => "names-nobody",
            Self::Cut => "cut",
            Self::Headline => "headline",
            Self::BracketHead => "bracket-head",
            Self::ColonHead => "colon-head",
            Self::Unended => "unended",
            Self::Dash => "dash",
            Self::Lively => "lively",
            Self::Asking => "asking",
            Self::LowerHead => "lower-head",
            Self::Sentences => "sentences",
            Self::Numbers => "numbers",
            Self::Media => "media",
            Self::SiteBefore => "site-before",
            Self::SiteInReplies => "site-in-replies",
            Self::SiteRecent => "site-recent",
            Self::ArticleBefore => "article-before",
            Self::TextBefore => "text-before",
            Self::SameStart => "same-start",
            Self::SameEnd => "same-end",
            Self::Layout => "layout",
            Self::LayoutBefore => "layout-before",
            Self::Burst => "burst",
            Self::Isolated => "isolated",
            Self::SinceReply => "since-reply",
            Self::Session => "session",
            Self::FewReplies => "few-replies",
            Self::OffHours => "off-hours",
            Self::UsualMinute => "usual-minute",
            Self::UsualSlot => "usual-slot",
            Self::EvenSteps => "even-steps",
            Self::Rate => "rate",
            Self::Voice => "voice",
            Self::Slug => "slug",
            Self::SiteShare => "site-share",
            Self::SameSiteAgain => "same-site-again",
            Self::SameLayoutAgain => "same-layout-again",
            Self::SiteHabit => "site-habit",
            Self::FirstWordHabit => "first-word-habit",
            Self::LastWordHabit => "last-word-habit",
            Self::LayoutHabit => "layout-habit",
            Self::TimeHabit => "time-habit",
            Self::FeedHabit => "feed-habit",
        }
    }

    /// The feature with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|feature| feature.name() == name)
    }
}
