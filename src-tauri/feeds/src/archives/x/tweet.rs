//! The shapes of X's JSON: only the fields that are read, and each of them forgiving.

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A text, or nothing. X writes ids as strings or as numbers, and leaves fields out, null or of another type.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Text<'a>(Cow<'a, str>);

impl<'a> Text<'a> {
    /// The text, where there is one.
    pub(super) fn get(&self) -> Option<&str> {
        Some(&*self.0).filter(|text| !text.is_empty())
    }

    /// The text as its own, where there is one.
    pub(super) fn owned(&self) -> Option<String> {
        self.get().map(str::to_owned)
    }

    /// The first of two that is there.
    pub(super) fn or<'b>(&'b self, other: &'b Text<'a>) -> Option<&'b str> {
        self.get().or(other.get())
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(number.to_string())))
    }

    /// A number with a fraction is an id that lost its last digits: no id at all.
    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Text::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Text::default())
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Text::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text::default())
    }
}

/// A tweet of either layout.
#[derive(Debug, Deserialize, Default)]
#[serde(default)]
pub(super) struct Tweet<'a> {
    #[serde(borrow)]
    pub(super) id_str: Text<'a>,
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) created_at: Text<'a>,
    #[serde(borrow)]
    pub(super) full_text: Text<'a>,
    #[serde(borrow)]
    pub(super) text: Text<'a>,
    #[serde(borrow)]
    pub(super) source: Text<'a>,
    #[serde(borrow)]
    pub(super) lang: Text<'a>,
    #[serde(borrow)]
    pub(super) in_reply_to_status_id_str: Text<'a>,
    #[serde(borrow)]
    pub(super) in_reply_to_status_id: Text<'a>,
    #[serde(borrow)]
    pub(super) in_reply_to_user_id_str: Text<'a>,
    #[serde(borrow)]
    pub(super) in_reply_to_user_id: Text<'a>,
    #[serde(borrow)]
    pub(super) in_reply_to_screen_name: Text<'a>,
    #[serde(borrow)]
    pub(super) quoted_status_id_str: Text<'a>,
    #[serde(borrow)]
    pub(super) entities: Option<Entities<'a>>,
    pub(super) extended_entities: Option<Extended>,
    #[serde(borrow)]
    pub(super) retweeted_status: Option<Retweeted<'a>>,
    #[serde(borrow)]
    pub(super) edit_info: Option<EditInfo<'a>>,
    #[serde(borrow)]
    pub(super) user: Option<User<'a>>,
}

/// What X marked in a text.
#[derive(Debug, Deserialize, Default)]
#[serde(default)]
pub(super) struct Entities<'a> {
    #[serde(borrow)]
    pub(super) urls: Option<Vec<Link<'a>>>,
    #[serde(borrow)]
    pub(super) user_mentions: Option<Vec<User<'a>>>,
    #[serde(borrow)]
    pub(super) media: Option<Vec<Link<'a>>>,
}

/// All attached media; `entities.media` has only the first.
#[derive(Debug, Deserialize, Default)]
#[serde(default)]
pub(super) struct Extended {
    pub(super) media: Option<Vec<IgnoredAny>>,
}

/// A link as it stands in the text, and where it leads.
#[derive(Debug, Deserialize, Default)]
#[serde(default)]
pub(super) struct Link<'a> {
    #[serde(borrow)]
    pub(super) url: Text<'a>,
    #[serde(borrow)]
    pub(super) expanded_url: Text<'a>,
}

/// Somebody.
#[derive(Debug, Deserialize, Default)]
#[serde(default)]
pub(super) struct User<'a> {
    #[serde(borrow)]
    pub(super) id_str: Text<'a>,
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) screen_name: Text<'a>,
}

/// The tweet that was retweeted; the older layout has it.
#[derive(Debug, Deserialize, Default)]
#[serde(default)]
pub(super) struct Retweeted<'a> {
    #[serde(borrow)]
    pub(super) user: Option<User<'a>>,
}

/// The versions of a tweet, in either form.
#[derive(Debug, Deserialize, Default)]
#[serde(default)]
pub(super) struct EditInfo<'a> {
    #[serde(borrow)]
    initial: Option<Versions<'a>>,
    #[serde(borrow)]
    edit: Option<Edit<'a>>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Edit<'a> {
    #[serde(borrow)]
    initial_tweet_id: Text<'a>,
    #[serde(borrow)]
    edit_control_initial: Option<Versions<'a>>,
    #[serde(borrow)]
    edit_tweet_ids: Option<Vec<Text<'a>>>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Versions<'a> {
    #[serde(borrow)]
    edit_tweet_ids: Option<Vec<Text<'a>>>,
}

impl EditInfo<'_> {
    /// The ids of all versions that this one knows of.
    pub(super) fn versions(&self) -> impl Iterator<Item = &str> {
        let initial = self.initial.iter().flat_map(|versions| versions.edit_tweet_ids.iter().flatten());
        let edit = self.edit.iter().flat_map(|edit| {
            let inner = edit.edit_control_initial.iter().flat_map(|versions| versions.edit_tweet_ids.iter().flatten());
            std::iter::once(&edit.initial_tweet_id).chain(inner).chain(edit.edit_tweet_ids.iter().flatten())
        });
        initial.chain(edit).filter_map(Text::get)
    }
}

/// An element of the newer layout's arrays: the tweet, mostly under a name of its own.
#[derive(Debug, Deserialize)]
pub(super) struct Wrapped<'a> {
    #[serde(borrow, alias = "deletedTweet", alias = "communityTweet")]
    pub(super) tweet: Tweet<'a>,
}

/// An element of `note-tweet.js`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WrappedNote<'a> {
    #[serde(borrow)]
    pub(super) note_tweet: Note<'a>,
}

/// A long text. Its id is not the tweet's.
#[derive(Debug, Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Note<'a> {
    #[serde(borrow)]
    pub(super) created_at: Text<'a>,
    #[serde(borrow)]
    pub(super) core: Option<NoteCore<'a>>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(default)]
pub(super) struct NoteCore<'a> {
    #[serde(borrow)]
    pub(super) text: Text<'a>,
    #[serde(borrow)]
    pub(super) urls: Option<Vec<NoteLink<'a>>>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct NoteLink<'a> {
    #[serde(borrow)]
    pub(super) short_url: Text<'a>,
    #[serde(borrow)]
    pub(super) expanded_url: Text<'a>,
}
