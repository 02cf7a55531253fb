//! What can be seen of a post's content and timing where the posting app says nothing: named features.

/// One thing that can be seen of a post. An *announcement* is a post that is no reply, boost or quote.
///
/// [`SEEN`](Self::SEEN) are seen in the post and its surroundings, with values between 0 and 1; [`HABITS`](Self::HABITS)
/// are what the model said of earlier posts that have something in common with it, with values in log-odds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// How short the text is, links left out: 1 without words, 0 from 140 characters on.
    Short,
    /// Ends in a hashtag.
    EndsInHashtag,
    /// The text is cut off before the link: it ends in dots, from sixty characters on.
    Cut,
    /// How many sentences: 1 from three on.
    Sentences,
    /// Share of words that are numbers.
    Numbers,
    /// Has a picture or film.
    Media,
    /// Names somebody.
    Names,
    /// Has quotation marks.
    Quotation,
    /// How often the same site was linked before: 1 from two hundred on.
    SiteBefore,
    /// How often announcements that link to the same site name somebody, against all announcements: 0 never where all
    /// others do, 0.5 as often as the others, 1 always where no other does.
    SiteNames,
    /// Of the posts laid out like this one, the share that was addressed to nobody.
    Layout,
    /// How common its layout is among earlier announcements.
    LayoutBefore,
    /// Within 15 seconds of another post.
    Burst,
    /// Share of the last thirty announcements that came as long after the one before as this one.
    Regular,
    /// A reply or boost by hand less than ten minutes before.
    Session,
    /// How rarely replies come at this hour of the day.
    OffHours,
    /// How much this minute of the hour is preferred: 1 from a third of all posts on.
    UsualMinute,
    /// How many announcements came at this very time of day on earlier days: 1 from eight on.
    UsualSlot,
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
    pub const SEEN: [Self; 18] = [
        Self::Short,
        Self::EndsInHashtag,
        Self::Cut,
        Self::Sentences,
        Self::Numbers,
        Self::Media,
        Self::Names,
        Self::Quotation,
        Self::SiteBefore,
        Self::SiteNames,
        Self::Layout,
        Self::LayoutBefore,
        Self::Burst,
        Self::Regular,
        Self::Session,
        Self::OffHours,
        Self::UsualMinute,
        Self::UsualSlot,
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
            Self::Short => "short",
            Self::EndsInHashtag => "ends-in-hashtag",
            Self::Cut => "cut",
            Self::Sentences => "sentences",
            Self::Numbers => "numbers",
            Self::Media => "media",
            Self::Names => "names",
            Self::Quotation => "quotation",
            Self::Regular => "regular",
            Self::SiteBefore => "site-before",
            Self::SiteNames => "site-names",
            Self::Layout => "layout",
            Self::LayoutBefore => "layout-before",
            Self::Burst => "burst",
            Self::Session => "session",
            Self::OffHours => "off-hours",
            Self::UsualMinute => "usual-minute",
            Self::UsualSlot => "usual-slot",
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
