//! Table `nudge`: everything the coach said.

use super::answer::Answer;
use super::interaction::moment;
use super::said;
use crate::view::{NudgeAct, Said};
use chrono::{DateTime, NaiveTime, Utc};
use coach::act::NudgeId;
use coach::day::Day;
use coach::nudge::{Fate, NudgeDraft, NudgeKind, Offer, Sent};
use coach::person::PersonId;
use coach::reckoning::Reckoning;
use coach::zone::Moment;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// One nudge, with the latest answer to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub(crate) id: NudgeId,
    pub(crate) day: Day,
    pub(crate) moment: Moment,
    pub(crate) title: Said,
    pub(crate) body: Said,
    pub(crate) because: Said,
    pub(crate) evidence: Vec<i64>,
    pub(crate) way_back: Vec<Said>,
    /// What it offers: to talk to somebody, to look at posts, or to choose.
    pub(crate) act: NudgeAct,
    pub(crate) person: Option<PersonId>,
    pub(crate) why: Option<Said>,
    pub(crate) link: Option<String>,
    pub(crate) answer: Option<Answer>,
    pub(crate) answered_at: Option<DateTime<Utc>>,
}

const SELECT: &str = "SELECT n.id, n.day, n.at, n.offset, n.title, n.body, n.because, n.evidence, n.way_back, n.offers,
    a.what, a.at, n.person, n.why, n.link, n.sort
  FROM nudge n LEFT JOIN answer a ON a.id = (SELECT max(id) FROM answer WHERE nudge = n.id)";

fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let instant = |seconds: Option<i64>| seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    Ok(Kept {
        id: NudgeId(row.get(0)?),
        day: Day::from_number(row.get(1)?),
        moment: moment(row.get(2)?, row.get(3)?),
        title: said::read(row, 4)?,
        body: said::read(row, 5)?,
        because: said::read(row, 6)?,
        evidence: said::read(row, 7)?,
        way_back: said::read(row, 8)?,
        act: match (row.get_ref(15)?.as_str()?, row.get_ref(9)?.as_str()?) {
            (sort, _) if sort == NudgeKind::Ask.name() => NudgeAct::Choose,
            (_, "talk") => NudgeAct::Talk,
            _ => NudgeAct::Look,
        },
        answer: row.get::<_, Option<String>>(10)?.and_then(|name| Answer::named(&name)),
        answered_at: instant(row.get(11)?),
        person: row.get::<_, Option<i64>>(12)?.map(PersonId),
        why: if row.get_ref(13)?.as_str_or_null()?.is_some() { Some(said::read(row, 13)?) } else { None },
        link: row.get(14)?,
    })
}

/// One nudge.
pub(crate) fn get(connection: &Connection, nudge: NudgeId) -> rusqlite::Result<Option<Kept>> {
    connection.prepare_cached(&format!("{SELECT} WHERE n.id = ?1"))?.query_row([nudge.0], read).optional()
}

/// The latest nudges, newest first, at most so many.
pub(crate) fn latest(connection: &Connection, limit: u32) -> rusqlite::Result<Vec<Kept>> {
    connection
        .prepare_cached(&format!("{SELECT} ORDER BY n.at DESC, n.id DESC LIMIT ?1"))?
        .query_map([limit], read)?
        .collect()
}

/// Stores a nudge. `None` where its occasion was spoken of already.
pub(crate) fn insert(connection: &Connection, draft: &NudgeDraft, moment: Moment) -> rusqlite::Result<Option<NudgeId>> {
    let evidence: Vec<i64> = draft.evidence.iter().map(|post| post.0).collect();
    let whom = draft.whom.as_ref();
    // The question how it should go on is known by its sort; of posts it has none.
    let offers = if matches!(draft.offer, Offer::Look | Offer::Choose) { "look" } else { "talk" };
    let added = connection
        .prepare_cached(
            "INSERT INTO nudge (key, sort, wording, day, at, offset, title, body, because, evidence, way_back, offers,
                                person, why, link)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) ON CONFLICT (key) DO NOTHING",
        )?
        .execute(params![
            draft.key,
            draft.kind.name(),
            draft.wording,
            draft.day.number(),
            moment.at.timestamp(),
            moment.offset.local_minus_utc(),
            said::stored(&draft.title),
            said::stored(&draft.body),
            said::stored(&draft.because),
            said::stored_ids(&evidence),
            said::stored_all(draft.way_back.as_slice()),
            offers,
            whom.and_then(|whom| whom.person).map(|person| person.0),
            whom.map(|whom| said::stored(&whom.why)),
            whom.and_then(|whom| whom.link.as_deref()),
        ])?;
    Ok((added > 0).then(|| NudgeId(connection.last_insert_rowid())))
}

/// A nudge that was sent, with what it says of its time.
#[derive(Debug, Clone)]
pub(crate) struct Past {
    pub(crate) sent: Sent,
    /// When it was sent, on the person's clock.
    pub(crate) clock: NaiveTime,
    /// When it was first answered, or, whichever came first, somebody was talked with on its day after it was sent.
    pub(crate) reacted: Option<DateTime<Utc>>,
}

/// The nudges that were sent on this day or later, in the order in which they were. `rests` says which days became rest,
/// `today` which is not over.
pub(crate) fn sent_since(
    connection: &Connection,
    reckoning: &Reckoning,
    first: Day,
    today: Day,
    rests: impl Fn(Day) -> bool,
) -> rusqlite::Result<Vec<Past>> {
    let mut statement = connection.prepare_cached(
        "SELECT n.key, n.sort, n.at, n.wording, a.what, a.at, n.offset, n.day,
                (SELECT min(at) FROM answer WHERE nudge = n.id),
                (SELECT min(i.at) FROM interaction i LEFT JOIN ruling r ON r.interaction = i.id
                 WHERE i.day = n.day AND i.at >= n.at AND coalesce(r.standing, i.standing) IN ('credited', 'confirmed'))
         FROM nudge n LEFT JOIN answer a ON a.id = (SELECT max(id) FROM answer WHERE nudge = n.id)
         WHERE n.at >= ?1 ORDER BY n.at, n.id",
    )?;
    let mut rows = statement.query([super::post::around(first, first).0])?;
    let mut sent = Vec::new();
    while let Some(row) = rows.next()? {
        let at = moment(row.get(2)?, row.get(6)?);
        let Some(kind) = NudgeKind::named(row.get_ref(1)?.as_str()?) else { continue };
        let later = row.get_ref(4)?.as_str_or_null()? == Some(Answer::Later.name());
        let instant = |at: Option<i64>| at.and_then(|at| DateTime::from_timestamp(at, 0));
        let (answered, talked): (Option<i64>, Option<i64>) = (row.get(8)?, row.get(9)?);
        let reacted = [answered, talked].into_iter().flatten().min();
        let about = Day::from_number(row.get(7)?);
        let fate = match reacted {
            Some(_) => Fate::Heeded,
            None if rests(about) => Fate::Heeded,
            None if about < today => Fate::WentBy,
            None => Fate::Waits,
        };
        let last: Option<i64> = row.get(5)?;
        let (later, wording) = (instant(last.filter(|_| later)), row.get(3)?);
        sent.push(Past {
            sent: Sent { key: row.get(0)?, kind, day: reckoning.day_of(at.at), at: at.at, wording, later, fate },
            clock: at.civil().time(),
            reacted: instant(reacted),
        });
    }
    Ok(sent)
}
