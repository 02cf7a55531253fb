//! Tables `interaction` and `ruling`: genuine acts toward one person, and the person's word on them.

use super::joined::Joins;
use super::person;
use chrono::{DateTime, FixedOffset, NaiveTime};
use coach::act::{ActId, InteractionId, PostId};
use coach::day::{Day, Rollover};
use coach::days::people::Counted;
use coach::interaction::{How, Standing};
use coach::person::PersonId;
use coach::zone::Moment;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// One interaction, with the person's word on it already heard.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Interaction {
    pub(crate) id: InteractionId,
    pub(crate) moment: Moment,
    pub(crate) day: Day,
    pub(crate) person: Option<PersonId>,
    /// The name of the whole she is part of; `None` where nobody is named, or she was forgotten.
    pub(crate) name: Option<String>,
    pub(crate) how: How,
    pub(crate) standing: Standing,
    /// The post it was found in; `None` where it was logged, or the post went with its source.
    pub(crate) post: Option<PostId>,
    /// Whether it was found in a source, and not logged.
    pub(crate) found: bool,
    pub(crate) note: Option<String>,
    pub(crate) link: Option<String>,
    /// Encoded reasons, one a line.
    pub(crate) reasons: String,
    /// What the person wrote in the post it was found in; `None` where there is none, or its text is not kept.
    pub(crate) words: Option<String>,
}

/// A logged interaction about to be written.
pub(crate) struct Logged<'a> {
    pub(crate) moment: Moment,
    pub(crate) period: i64,
    pub(crate) day: Day,
    pub(crate) person: Option<PersonId>,
    pub(crate) how: How,
    pub(crate) act: ActId,
    pub(crate) note: Option<&'a str>,
    pub(crate) link: Option<&'a str>,
}

/// Whether an interaction `i` was found in a source, also in one that is gone.
pub(super) const SEEN: &str = "(i.post IS NOT NULL OR i.reasons <> '')";

/// Whether the person logged an interaction `i`.
pub(super) const LOGGED: &str = "i.post IS NULL AND i.reasons = ''";

/// The columns [`read`] expects, the person's word heard; to be followed by conditions on `i`.
const SELECT: &str = "SELECT i.id, i.at, i.offset, i.day, i.person, nullif(p.name, ''), coalesce(r.how, i.how),
    coalesce(r.standing, i.standing), i.post, i.note, i.link, i.reasons, nullif(o.text, '')
  FROM interaction i LEFT JOIN ruling r ON r.interaction = i.id LEFT JOIN person p ON p.id = i.person
    LEFT JOIN post o ON o.id = i.post";

fn read(row: &Row<'_>) -> rusqlite::Result<Interaction> {
    let (post, reasons): (Option<i64>, String) = (row.get(8)?, row.get(11)?);
    Ok(Interaction {
        id: InteractionId(row.get(0)?),
        moment: moment(row.get(1)?, row.get(2)?),
        day: Day::from_number(row.get(3)?),
        person: row.get::<_, Option<i64>>(4)?.map(PersonId),
        name: row.get(5)?,
        how: How::named(row.get_ref(6)?.as_str()?).unwrap_or(How::Commented),
        standing: Standing::named(row.get_ref(7)?.as_str()?).unwrap_or(Standing::Rejected),
        post: post.map(PostId),
        found: post.is_some() || !reasons.is_empty(),
        note: row.get(9)?,
        link: row.get(10)?,
        reasons,
        words: row.get(12)?,
    })
}

/// A moment from its two columns.
pub(crate) fn moment(at: i64, offset: i32) -> Moment {
    let utc = DateTime::from_timestamp(at, 0).unwrap_or_default();
    let offset = FixedOffset::east_opt(offset).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc));
    Moment { at: utc, offset }
}

/// Writes a logged interaction; it counts by the person's own word.
pub(crate) fn log(connection: &Connection, logged: &Logged<'_>) -> rusqlite::Result<InteractionId> {
    connection
        .prepare_cached(
            "INSERT INTO interaction (at, offset, period, day, person, how, standing, act, note, link, reasons)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, '')",
        )?
        .execute(params![
            logged.moment.at.timestamp(),
            logged.moment.offset.local_minus_utc(),
            logged.period,
            logged.day.number(),
            logged.person.map(|person| person.0),
            logged.how.name(),
            Standing::Confirmed.name(),
            logged.act.0,
            logged.note,
            logged.link,
        ])?;
    Ok(InteractionId(connection.last_insert_rowid()))
}

/// One interaction.
pub(crate) fn get(connection: &Connection, id: InteractionId) -> rusqlite::Result<Option<Interaction>> {
    connection.prepare_cached(&format!("{SELECT} WHERE i.id = ?1"))?.query_row([id.0], read).optional()
}

/// Says toward whom a logged one was.
pub(crate) fn name(connection: &Connection, id: InteractionId, person: PersonId) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE interaction SET person = ?2 WHERE id = ?1 AND person IS NOT ?2")?
        .execute([id.0, person.0])
        .map(drop)
}

/// The person's word on what was done.
pub(crate) fn rule_how(connection: &Connection, id: InteractionId, how: How) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO ruling (interaction, how) VALUES (?1, ?2)
             ON CONFLICT (interaction) DO UPDATE SET how = excluded.how WHERE how IS NOT excluded.how",
        )?
        .execute(params![id.0, how.name()])
        .map(drop)
}

/// The person's word on whether it counts.
pub(crate) fn rule_standing(connection: &Connection, id: InteractionId, standing: Standing) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO ruling (interaction, standing) VALUES (?1, ?2)
             ON CONFLICT (interaction) DO UPDATE SET standing = excluded.standing
             WHERE standing IS NOT excluded.standing",
        )?
        .execute(params![id.0, standing.name()])
        .map(drop)
}

/// All interactions of a day, in order of time.
pub(crate) fn of_day(connection: &Connection, day: Day) -> rusqlite::Result<Vec<Interaction>> {
    connection
        .prepare_cached(&format!("{SELECT} WHERE i.day = ?1 ORDER BY i.at, i.id"))?
        .query_map([day.number()], read)?
        .collect()
}

/// Logged interactions of these days, both included, that count and are with nobody named yet, in order of time.
pub(crate) fn unnamed(connection: &Connection, from: Day, to: Day) -> rusqlite::Result<Vec<Interaction>> {
    connection
        .prepare_cached(&format!(
            "{SELECT} WHERE {LOGGED} AND i.day BETWEEN ?1 AND ?2 AND i.person IS NULL
             AND coalesce(r.standing, i.standing) IN ('credited', 'confirmed') ORDER BY i.at, i.id"
        ))?
        .query_map([from.number(), to.number()], read)?
        .collect()
}

/// The names that are shown: those of the wholes.
pub(crate) fn as_wholes(connection: &Connection, joins: &Joins, all: &mut [Interaction]) -> rusqlite::Result<()> {
    for one in all {
        if let Some(person) = one.person.filter(|person| joins.is_part(*person)) {
            one.name = person::name(connection, joins.whole(person))?;
        }
    }
    Ok(())
}

/// Interactions with somebody that wait for the person's word on whether they count, the newest first.
pub(crate) fn in_review(connection: &Connection, limit: u32) -> rusqlite::Result<Vec<Interaction>> {
    connection
        .prepare_cached(&format!(
            "{SELECT} WHERE i.standing = 'review' AND r.standing IS NULL ORDER BY i.day DESC, i.at DESC, i.id DESC LIMIT ?1"
        ))?
        .query_map([limit], read)?
        .collect()
}

/// How many interactions wait for the person's word.
pub(crate) fn waiting_for_review(connection: &Connection) -> rusqlite::Result<u32> {
    connection
        .prepare_cached(
            "SELECT count(*) FROM interaction i LEFT JOIN ruling r ON r.interaction = i.id
             WHERE i.standing = 'review' AND r.standing IS NULL",
        )?
        .query_row([], |row| row.get(0))
}

/// The latest interactions with somebody, the newest first.
pub(crate) fn with(connection: &Connection, person: PersonId, limit: u32) -> rusqlite::Result<Vec<Interaction>> {
    connection
        .prepare_cached(&format!("{SELECT} WHERE i.person = ?1 ORDER BY i.day DESC, i.at DESC, i.id DESC LIMIT ?2"))?
        .query_map(params![person.0, limit], read)?
        .collect()
}

/// The interactions of a day that count, as they are counted: people joined by that day as one.
pub(crate) fn counted(connection: &Connection, day: Day) -> rusqlite::Result<Vec<Counted>> {
    let joins = Joins::read(connection)?;
    connection
        .prepare_cached(&format!(
            "SELECT i.id, i.person, i.at, {SEEN} FROM interaction i LEFT JOIN ruling r ON r.interaction = i.id
             WHERE i.day = ?1 AND coalesce(r.standing, i.standing) IN ('credited', 'confirmed')"
        ))?
        .query_map([day.number()], |row| {
            Ok(Counted {
                id: InteractionId(row.get(0)?),
                person: row.get::<_, Option<i64>>(1)?.map(|person| joins.on(day, PersonId(person))),
                at: DateTime::from_timestamp(row.get(2)?, 0).unwrap_or_default(),
                seen: row.get(3)?,
            })
        })?
        .collect()
}

/// When the first interaction of each of these days was, both included, on the person's clock; of those that count and
/// were not noted on another day.
pub(crate) fn first_of_days(
    connection: &Connection,
    from: Day,
    to: Day,
    rollover: Rollover,
) -> rusqlite::Result<Vec<NaiveTime>> {
    let mut statement = connection.prepare_cached(
        "SELECT i.day, min(i.at), i.offset FROM interaction i LEFT JOIN ruling r ON r.interaction = i.id
         WHERE i.day BETWEEN ?1 AND ?2 AND coalesce(r.standing, i.standing) IN ('credited', 'confirmed')
         GROUP BY i.day ORDER BY i.day",
    )?;
    let mut rows = statement.query([from.number(), to.number()])?;
    let mut firsts = Vec::new();
    while let Some(row) = rows.next()? {
        let (day, first) = (Day::from_number(row.get(0)?), moment(row.get(1)?, row.get(2)?));
        if first.day(rollover) == day {
            firsts.push(first.civil().time());
        }
    }
    Ok(firsts)
}

/// The first day with a logged interaction.
pub(crate) fn first_logged(connection: &Connection) -> rusqlite::Result<Option<Day>> {
    connection
        .prepare_cached(&format!("SELECT min(i.day) FROM interaction i WHERE {LOGGED}"))?
        .query_row([], |row| Ok(row.get::<_, Option<i32>>(0)?.map(Day::from_number)))
}

/// An interaction found in a post, about to be written.
pub(crate) struct FoundIn<'a> {
    pub(crate) post: PostId,
    pub(crate) moment: Moment,
    pub(crate) period: i64,
    pub(crate) day: Day,
    pub(crate) person: PersonId,
    pub(crate) how: How,
    pub(crate) standing: Standing,
    pub(crate) link: Option<&'a str>,
    /// Encoded reasons, one a line.
    pub(crate) reasons: &'a str,
}

/// What was found in the posts of a source stays when they go, as far as it counts or the person gave her word on it: it
/// is the act's from now on, and says so. A logged one has no reasons; by that the two are told apart. Says how many.
pub(crate) fn keep(connection: &Connection, source: i64, act: ActId) -> rusqlite::Result<usize> {
    connection
        .prepare_cached(
            "UPDATE interaction SET post = NULL, act = ?2, reasons = 'source-removed' || char(10) || reasons
             WHERE post IN (SELECT id FROM post WHERE source = ?1)
               AND (standing IN ('credited', 'confirmed') OR id IN (SELECT interaction FROM ruling))",
        )?
        .execute([source, act.0])
}

/// A post is there that went with its source once: what was kept of it is found in it again.
fn found_again(connection: &Connection, found: &FoundIn<'_>) -> rusqlite::Result<()> {
    let Some(link) = found.link else { return Ok(()) };
    connection
        .prepare_cached(
            "UPDATE interaction SET post = ?1, act = NULL
             WHERE id = (SELECT id FROM interaction WHERE post IS NULL AND day = ?2 AND link = ?3 AND reasons <> '' LIMIT 1)
               AND NOT EXISTS (SELECT 1 FROM interaction WHERE post = ?1)",
        )?
        .execute(params![found.post.0, found.day.number(), link])
        .map(drop)
}

/// Writes what was found in a post, or brings it to what the rules say now. The person's word on it stays. It gets no
/// number that an act knows another by, which undoing that act would put back over it.
pub(crate) fn found(connection: &Connection, found: &FoundIn<'_>) -> rusqlite::Result<()> {
    found_again(connection, found)?;
    connection
        .prepare_cached(
            "INSERT INTO interaction (id, at, offset, period, day, person, how, standing, post, link, reasons)
             VALUES (1 + max((SELECT coalesce(max(id), 0) FROM interaction),
                             (SELECT coalesce(max(line), 0) FROM trace WHERE tbl = 'interaction')),
                     ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (post) DO UPDATE SET how = excluded.how, standing = excluded.standing,
               reasons = excluded.reasons
             WHERE how <> excluded.how OR standing <> excluded.standing OR reasons <> excluded.reasons",
        )?
        .execute(params![
            found.moment.at.timestamp(),
            found.moment.offset.local_minus_utc(),
            found.period,
            found.day.number(),
            found.person.0,
            found.how.name(),
            found.standing.name(),
            found.post.0,
            found.link,
            found.reasons,
        ])
        .map(drop)
}

/// Nothing is found in a post any more. Where the person gave her word on what was found, it stays.
pub(crate) fn not_found(connection: &Connection, post: PostId) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM interaction WHERE post = ?1 AND id NOT IN (SELECT interaction FROM ruling)")?
        .execute([post.0])
        .map(drop)
}

/// How many interactions found in a source count by the rules.
pub(crate) fn credited(connection: &Connection, source: i64) -> rusqlite::Result<u32> {
    connection
        .prepare_cached(
            "SELECT count(*) FROM interaction i JOIN post p ON p.id = i.post
             WHERE p.source = ?1 AND i.standing = 'credited'",
        )?
        .query_row([source], |row| row.get(0))
}

/// An act that is doubtful, or would be without the person's word on such acts.
pub(crate) struct Doubtful {
    pub(crate) id: InteractionId,
    pub(crate) person: PersonId,
    pub(crate) standing: Standing,
    /// Encoded reasons, one a line.
    pub(crate) reasons: String,
}

/// All acts that are doubtful, or would be without the person's word on such acts.
pub(crate) fn doubtful(connection: &Connection) -> rusqlite::Result<Vec<Doubtful>> {
    let read = |row: &Row<'_>| {
        let standing = Standing::named(row.get_ref(2)?.as_str()?).unwrap_or(Standing::Review);
        Ok(Doubtful { id: InteractionId(row.get(0)?), person: PersonId(row.get(1)?), standing, reasons: row.get(3)? })
    };
    connection
        .prepare_cached(
            "SELECT id, person, standing, reasons FROM interaction WHERE person IS NOT NULL AND standing = 'review'
             UNION ALL
             SELECT id, person, standing, reasons FROM interaction
             WHERE person IS NOT NULL AND standing <> 'review' AND substr(reasons, 1, 11) = 'review-rule'",
        )?
        .query_map([], read)?
        .collect()
}

/// Where a doubtful act stands by the rules, where that changed from what it was.
pub(crate) fn decide(
    connection: &Connection,
    id: InteractionId,
    standing: Standing,
    was: Standing,
    reasons: &str,
) -> rusqlite::Result<()> {
    if standing == was {
        return Ok(());
    }
    connection
        .prepare_cached("UPDATE interaction SET standing = ?2, reasons = ?3 WHERE id = ?1")?
        .execute(params![id.0, standing.name(), reasons])
        .map(drop)
}
