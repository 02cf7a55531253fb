//! Table `post`: what the person published. A fact; never edited.

use super::forgotten::Forgotten;
use super::interaction::moment;
use chrono::{DateTime, Utc};
use coach::act::PostId;
use coach::day::Day;
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Boost, Fate, Post, Precision, ReplyTo};
use coach::zone::Moment;
use rusqlite::{Connection, OptionalExtension, Row, Statement, params};
use std::borrow::Cow;

const DAY_ONLY: u8 = 1;
const ANSWERS: u8 = 2;
const OWN_THREAD: u8 = 4;
const PASSES_ON: u8 = 8;
const ASKED: u8 = 32;
const ASKED_NOTHING: u8 = 64;
const PRIVATE: u8 = 16;

/// A post in the ledger.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub(crate) id: PostId,
    pub(crate) source: i64,
    pub(crate) moment: Moment,
    pub(crate) period: i64,
    pub(crate) day: Day,
    /// The posting app's row.
    pub(crate) app: Option<i64>,
    pub(crate) post: Post,
}

/// Where a post falls, by the person's clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    pub(crate) moment: Moment,
    pub(crate) period: i64,
    pub(crate) day: Day,
}

const INSERT: &str = "INSERT OR IGNORE INTO post (source, key, at, offset, period, day, flags, fate, media, app, whom,
    reply_post, quote, language, links, mentions, text, words)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";

/// What takes the place of a post that is known, where the person edited it.
const EDIT: &str = " ON CONFLICT (source, key) DO UPDATE SET text = excluded.text, links = excluded.links,
    mentions = excluded.mentions, quote = excluded.quote, language = excluded.language, media = excluded.media
  WHERE text <> excluded.text OR links IS NOT excluded.links OR mentions IS NOT excluded.mentions
    OR quote IS NOT excluded.quote OR media <> excluded.media";

/// Writes posts of one source, one after another.
pub(crate) struct Writer<'c> {
    insert: Statement<'c>,
    source: i64,
    forgotten: Forgotten,
}

impl<'c> Writer<'c> {
    /// Prepares to write.
    pub(crate) fn new(connection: &'c Connection, source: i64) -> rusqlite::Result<Self> {
        Ok(Self { insert: connection.prepare(INSERT)?, source, forgotten: Forgotten::read(connection)? })
    }

    /// Prepares to write posts as they are after the person edited them. Moment, addressee and app of a post that is
    /// known stay as they are.
    pub(crate) fn editing(connection: &'c Connection, source: i64) -> rusqlite::Result<Self> {
        let insert = INSERT.replacen("INSERT OR IGNORE", "INSERT", 1);
        Ok(Self {
            insert: connection.prepare(&format!("{insert}{EDIT}"))?,
            source,
            forgotten: Forgotten::read(connection)?,
        })
    }

    /// Writes a post, without who was forgotten. Says whether that changed anything; one that is known already stays as it is.
    pub(crate) fn write(&mut self, post: &Post, placed: &Placed, app: Option<i64>) -> rusqlite::Result<bool> {
        let without = self.forgotten.without(post);
        let post = without.as_ref().unwrap_or(post);
        let whom = post.reply.as_ref().and_then(|reply| reply.whom.as_ref());
        let whom = whom.or_else(|| post.boost.as_ref().and_then(|boost| boost.whom.as_ref()));
        let text = if post.boost.is_some() || post.private.is_some() { "" } else { post.text.as_str() };
        let added = self.insert.execute(params![
            self.source,
            post.id,
            placed.moment.at.timestamp(),
            placed.moment.offset.local_minus_utc(),
            placed.period,
            placed.day.number(),
            flags(post),
            fate_number(post.fate),
            post.media,
            app,
            whom.map(line_of),
            post.reply.as_ref().and_then(|reply| reply.post.as_deref()),
            post.quote,
            post.language,
            lines(post.links.iter().map(|link| clean(link))),
            lines(post.mentions.iter().map(line_of)),
            text,
            post.private,
        ])?;
        Ok(added > 0)
    }
}

fn flags(post: &Post) -> u8 {
    let own = post.reply.as_ref().is_some_and(|reply| reply.own);
    let asks = post.reply.as_ref().and_then(|reply| reply.asks);
    [
        (post.precision == Precision::Day, DAY_ONLY),
        (post.reply.is_some(), ANSWERS),
        (own, OWN_THREAD),
        (post.boost.is_some(), PASSES_ON),
        (asks == Some(true), ASKED),
        (asks == Some(false), ASKED_NOTHING),
        (post.private.is_some(), PRIVATE),
    ]
    .into_iter()
    .filter_map(|(set, flag)| set.then_some(flag))
    .sum()
}

/// Whether what is answered asked something, where the source let see it.
fn asks(flags: u8) -> Option<bool> {
    match flags & (ASKED | ASKED_NOTHING) {
        ASKED => Some(true),
        ASKED_NOTHING => Some(false),
        _ => None,
    }
}

fn fate_number(fate: Fate) -> u8 {
    match fate {
        Fate::Stands => 0,
        Fate::Replaced => 1,
        Fate::Deleted => 2,
    }
}

/// Several lines as one text; `None` for no line.
fn lines<S: AsRef<str>>(lines: impl Iterator<Item = S>) -> Option<String> {
    let mut joined: Option<String> = None;
    for line in lines {
        match &mut joined {
            None => joined = Some(line.as_ref().to_owned()),
            Some(joined) => {
                joined.push('\n');
                joined.push_str(line.as_ref());
            }
        }
    }
    joined
}

fn line_of(who: &Counterpart) -> String {
    match &who.name {
        Some(name) => format!("{}\t{}", clean(&who.handle.id), clean(name)),
        None => clean(&who.handle.id).into_owned(),
    }
}

/// Without what separates lines and fields; seldom anything to do.
fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_control) {
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
    } else {
        Cow::Borrowed(text)
    }
}

fn counterpart(network: Network, line: &str) -> Counterpart {
    let (id, name) = line.split_once('\t').map_or((line, None), |(id, name)| (id, Some(name)));
    Counterpart { handle: Handle { network, id: id.to_owned() }, name: name.map(str::to_owned) }
}

/// The columns [`read`] expects, of [`TABLES`].
pub(crate) const COLUMNS: &str = "p.id, p.source, s.network, p.key, p.at, p.offset, p.period, p.day, p.flags,
  p.fate, p.media, p.app, a.name, p.whom, p.reply_post, p.quote, p.language, p.links, p.mentions, p.text,
  p.words";

/// Where the columns of a post stand; to be followed by conditions on `p`.
pub(crate) const TABLES: &str = "post p JOIN source s ON s.id = p.source LEFT JOIN app a ON a.id = p.app";

/// A post from a row of [`COLUMNS`].
pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let network = Network::named(row.get_ref(2)?.as_str()?).unwrap_or(Network::Elsewhere);
    let flags: u8 = row.get(8)?;
    let whom = row.get_ref(13)?.as_str_or_null()?.map(|line| counterpart(network, line));
    let is_boost = flags & PASSES_ON != 0;
    let is_reply = flags & ANSWERS != 0;
    let moment = moment(row.get(4)?, row.get(5)?);
    let split = |column: usize| -> rusqlite::Result<Vec<String>> {
        Ok(row.get_ref(column)?.as_str_or_null()?.map_or(Vec::new(), |text| text.lines().map(str::to_owned).collect()))
    };
    let mentions = row.get_ref(18)?.as_str_or_null()?;
    let answered: Option<String> = row.get(14)?;
    Ok(Kept {
        id: PostId(row.get(0)?),
        source: row.get(1)?,
        moment,
        period: row.get(6)?,
        day: Day::from_number(row.get(7)?),
        app: row.get(11)?,
        post: Post {
            id: row.get(3)?,
            network,
            at: moment.at,
            precision: if flags & DAY_ONLY != 0 { Precision::Day } else { Precision::Second },
            text: row.get(19)?,
            links: split(17)?,
            mentions: mentions.map_or(Vec::new(), |text| text.lines().map(|l| counterpart(network, l)).collect()),
            reply: is_reply.then(|| ReplyTo {
                whom: whom.clone(),
                own: flags & OWN_THREAD != 0,
                post: answered,
                asks: asks(flags),
            }),
            boost: is_boost.then_some(Boost { whom: if is_reply { None } else { whom } }),
            quote: row.get(15)?,
            app: row.get(12)?,
            language: row.get(16)?,
            media: row.get(10)?,
            fate: match row.get(9)? {
                1u8 => Fate::Replaced,
                2 => Fate::Deleted,
                _ => Fate::Stands,
            },
            private: if flags & PRIVATE != 0 { Some(row.get::<_, Option<u32>>(20)?.unwrap_or(0)) } else { None },
        },
    })
}

/// One post.
pub(crate) fn get(connection: &Connection, id: PostId) -> rusqlite::Result<Option<Kept>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM {TABLES} WHERE p.id = ?1"))?
        .query_row([id.0], read)
        .optional()
}

/// A post by its identity on its network.
pub(crate) fn find(connection: &Connection, network: Network, key: &str) -> rusqlite::Result<Option<PostId>> {
    connection
        .prepare_cached("SELECT p.id FROM source s JOIN post p ON p.source = s.id AND p.key = ?2 WHERE s.network = ?1")?
        .query_row([network.name(), key], |row| row.get(0).map(PostId))
        .optional()
}

/// A later version replaced the post with this key, and what it was and did is that one's. Says which it was, where it
/// stood until now.
pub(crate) fn replaced(connection: &Connection, source: i64, key: &str) -> rusqlite::Result<Option<PostId>> {
    let was = connection
        .prepare_cached("UPDATE post SET fate = 1 WHERE source = ?1 AND key = ?2 AND fate = 0 RETURNING id")?
        .query_row(params![source, key], |row| row.get(0).map(PostId))
        .optional()?;
    if let Some(id) = was {
        super::interaction::not_found(connection, id)?;
        super::verdict::remove(connection, id)?;
    }
    Ok(was)
}

/// The person deleted the post with this key. Says which it was, where it stood until now.
pub(crate) fn gone(connection: &Connection, source: i64, key: &str) -> rusqlite::Result<Option<PostId>> {
    connection
        .prepare_cached("UPDATE post SET fate = 2 WHERE source = ?1 AND key = ?2 AND fate = 0 RETURNING id")?
        .query_row(params![source, key], |row| row.get(0).map(PostId))
        .optional()
}

/// The post of a source with this key.
pub(crate) fn of_source(connection: &Connection, source: i64, key: &str) -> rusqlite::Result<Option<PostId>> {
    connection
        .prepare_cached("SELECT id FROM post WHERE source = ?1 AND key = ?2")?
        .query_row(params![source, key], |row| row.get(0).map(PostId))
        .optional()
}

/// How many posts there are up to a place in time, that place included.
pub(crate) fn count_until(connection: &Connection, place: (i64, i64)) -> rusqlite::Result<u32> {
    connection
        .prepare_cached("SELECT count(*) FROM post WHERE (at, id) <= (?1, ?2)")?
        .query_row(params![place.0, place.1], |row| row.get(0))
}

/// When the newest post was published, in Unix seconds.
pub(crate) fn newest(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    connection.prepare_cached("SELECT max(at) FROM post")?.query_row([], |row| row.get(0))
}

/// The id the next post will be above.
pub(crate) fn last_id(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT coalesce(max(id), 0) FROM post")?.query_row([], |row| row.get(0))
}

/// Posts after a place in time, in the order of time, at most so many.
pub(crate) fn after(connection: &Connection, place: (i64, i64), limit: u32) -> rusqlite::Result<Vec<Kept>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM {TABLES} WHERE (p.at, p.id) > (?1, ?2) ORDER BY p.at, p.id LIMIT ?3"
        ))?
        .query_map(params![place.0, place.1, limit], read)?
        .collect()
}

/// The posts of a day, in the order of time.
pub(crate) fn of_day(connection: &Connection, day: Day) -> rusqlite::Result<Vec<Kept>> {
    let (from, to) = around(day, day);
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM {TABLES} WHERE p.at BETWEEN ?1 AND ?2 AND p.day = ?3 ORDER BY p.at, p.id"
        ))?
        .query_map(params![from, to, day.number()], read)?
        .collect()
}

/// The moments, in Unix seconds, between which all moments of these days lie, whatever zone and rollover.
pub(crate) fn around(first: Day, last: Day) -> (i64, i64) {
    // No zone is further than 14 h from UTC, no rollover later than 12:00.
    (i64::from(first.number()) * 86_400 - 26 * 3_600, i64::from(last.number()) * 86_400 + 50 * 3_600)
}

/// How many posts there are.
pub(crate) fn count(connection: &Connection) -> rusqlite::Result<u32> {
    connection.prepare_cached("SELECT count(*) FROM post")?.query_row([], |row| row.get(0))
}

/// Takes a post out.
pub(crate) fn remove(connection: &Connection, id: PostId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM post WHERE id = ?1")?.execute([id.0]).map(drop)
}

/// The first and the last day of a source's posts, and how many there are.
pub(crate) fn span(connection: &Connection, source: i64) -> rusqlite::Result<(Option<(Day, Day)>, u32)> {
    connection.prepare_cached("SELECT min(day), max(day), count(*) FROM post WHERE source = ?1")?.query_row(
        [source],
        |row| {
            let (first, last): (Option<i32>, Option<i32>) = (row.get(0)?, row.get(1)?);
            Ok((first.zip(last).map(|(a, b)| (Day::from_number(a), Day::from_number(b))), row.get(2)?))
        },
    )
}

/// Where a post stands on the web, where that follows from its identity.
pub(crate) fn url(network: Network, key: &str) -> Option<String> {
    match network {
        Network::X => Some(format!("https://x.com/i/web/status/{key}")),
        Network::Elsewhere => None,
        Network::Bluesky => {
            let (did, record) = key.strip_prefix("at://")?.split_once('/')?;
            // Only posts have a page: a repost is a record of its own without one.
            Some(format!("https://bsky.app/profile/{did}/post/{}", record.strip_prefix("app.bsky.feed.post/")?))
        }
        _ => crate::wire::is_web(key).then(|| key.to_owned()),
    }
}

/// Where a post falls by the person's clock. Where only the day is real, it is that day, whatever the rollover.
pub(crate) fn placed(periods: &super::period::Periods, at: DateTime<Utc>, precision: Precision) -> Placed {
    let (zone, rollover) = periods.reckoning.at(at);
    let moment = zone.moment(at);
    let day = match precision {
        Precision::Second => moment.day(rollover),
        Precision::Day => Day::new(at.date_naive()),
    };
    Placed { moment, period: periods.id_at(at), day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_a_page_has_a_link() {
        for (network, key, link) in [
            (Network::X, "7", Some("https://x.com/i/web/status/7")),
            (
                Network::Bluesky,
                "at://did:plc:a/app.bsky.feed.post/3k",
                Some("https://bsky.app/profile/did:plc:a/post/3k"),
            ),
            (Network::Bluesky, "at://did:plc:a/app.bsky.feed.repost/3k", None),
            (Network::Mastodon, "https://social.example/@a/7", Some("https://social.example/@a/7")),
            (Network::Elsewhere, "7", None),
        ] {
            assert_eq!(url(network, key).as_deref(), link, "{key}");
        }
    }

    #[test]
    fn the_flags_say_of_what_is_answered_whether_it_asked_or_not_or_that_nobody_knows() {
        for known in [None, Some(true), Some(false)] {
            let mut post = Post::new("1".to_owned(), Network::Mastodon, DateTime::UNIX_EPOCH);
            post.precision = Precision::Day;
            post.reply = Some(ReplyTo { whom: None, own: true, post: None, asks: known });
            let flags = flags(&post);
            assert_eq!(asks(flags), known);
            assert_eq!(flags & (DAY_ONLY | ANSWERS | OWN_THREAD | PASSES_ON), DAY_ONLY | ANSWERS | OWN_THREAD);
        }
    }
}
