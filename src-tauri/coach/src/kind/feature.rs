//! What can be seen of a post's content and timing where the posting app says nothing: named features.

/// One thing that can be seen of a post. Values are between 0 and 1, computed from the post and from earlier ones only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// Has a link.
    Link,
    /// Has two links or more.
    TwoLinks,
    /// How short the text is.
    Short,
    /// Ends in a hashtag.
    EndsInHashtag,
    /// How many hashtags.
    Hashtags,
    /// Names nobody.
    NamesNobody,
    /// The text is cut off before the link.
    Cut,
    /// Nearly every word begins with a capital, as headlines do.
    Headline,
    /// Begins with something in brackets.
    BracketHead,
    /// Begins with a few words and a colon.
    ColonHead,
    /// How often the same site was linked before.
    SiteBefore,
    /// How often the same article was linked before.
    ArticleBefore,
    /// How often the same words were posted before.
    TextBefore,
    /// How often earlier posts began with the same two words.
    SameStart,
    /// How many of the posts laid out like this one were broadcasts rather than replies.
    Layout,
    /// Within 15 seconds of another post.
    Burst,
    /// How long since the last post, of any kind.
    Isolated,
    /// How long since the last reply.
    SinceReply,
    /// How much this minute of the hour is preferred.
    UsualMinute,
}

impl Feature {
    /// Every feature, in the order of the weights.
    pub const ALL: [Self; 19] = [
        Self::Link,
        Self::TwoLinks,
        Self::Short,
        Self::EndsInHashtag,
        Self::Hashtags,
        Self::NamesNobody,
        Self::Cut,
        Self::Headline,
        Self::BracketHead,
        Self::ColonHead,
        Self::SiteBefore,
        Self::ArticleBefore,
        Self::TextBefore,
        Self::SameStart,
        Self::Layout,
        Self::Burst,
        Self::Isolated,
        Self::SinceReply,
        Self::UsualMinute,
    ];

    /// The name in the ledger, in the file of weights and in the catalogue of words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::TwoLinks => "two-links",
            Self::Short => "short",
            Self::EndsInHashtag => "ends-in-hashtag",
            Self::Hashtags => "hashtags",
            Self::NamesNobody => "names-nobody",
            Self::Cut => "cut",
            Self::Headline => "headline",
            Self::BracketHead => "bracket-head",
            Self::ColonHead => "colon-head",
            Self::SiteBefore => "site-before",
            Self::ArticleBefore => "article-before",
            Self::TextBefore => "text-before",
            Self::SameStart => "same-start",
            Self::Layout => "layout",
            Self::Burst => "burst",
            Self::Isolated => "isolated",
            Self::SinceReply => "since-reply",
            Self::UsualMinute => "usual-minute",
        }
    }

    /// The feature with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.name() == name)
    }
}
