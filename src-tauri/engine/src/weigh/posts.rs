//! Posts, a page at a time.

use super::Asked;
use super::entries::reasons;
use crate::ledger::{post, verdict};
use crate::view::{PostLine, PostPage, PostQuery};
use crate::wire;
use coach::day::Day;
use coach::interaction::{How, Standing};
use coach::kind::Kind;
use coach::post::{Fate, Precision};
use rusqlite::types::Value;
use rusqlite::{Result, Row, params_from_iter};
use std::cmp::Reverse;

/// Posts on a page where nothing else is asked for, and the most there are.
const PAGE: u16 = 50;
const LARGEST_PAGE: u16 = 200;
/// At most so many single posts are asked for at once.
const IDS: usize = 500;

/// What was judged and credited of a post.
const JUDGED: &str = "v.kind, v.word, v.likely, v.known, v.twin, v.reasons,
  coalesce(r.how, i.how), coalesce(r.standing, i.standing)";
/// Where that stands.
const JOINED: &str = "JOIN verdict v ON v.post = p.id
  LEFT JOIN interaction i ON i.post = p.id LEFT JOIN ruling r ON r.interaction = i.id";

/// The posts a query asks for, newest first. `from` and `to` are its days, already read.
pub(crate) fn posts(asked: &Asked<'_>, query: &PostQuery, from: Option<Day>, to: Option<Day>) -> Result<PostPage> {
    let mut only = Only::default();
    only.query(query, from, to);
    let (condition, values) = only.sql();
    // One pass finds all that are asked for; only what is on the page is read whole.
    let mut found: Vec<(i64, i64)> = asked
        .ledger
        .prepare_cached(&format!(
            "SELECT p.at, p.id FROM post p JOIN verdict v ON v.post = p.id LEFT JOIN app a ON a.id = p.app {condition}"
        ))?
        .query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    found.sort_unstable_by_key(|place| Reverse(*place));
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let after = query.after.as_deref().and_then(place);
    let begin = after.map_or(0, |after| found.partition_point(|place| *place >= after));
    let limit = usize::from(if query.limit == 0 { PAGE } else { query.limit.min(LARGEST_PAGE) });
    let page: Vec<(i64, i64)> = found.iter().skip(begin).take(limit).copied().collect();
    let next = page.last().filter(|_| found.len() > begin + limit).map(|(at, id)| format!("{at}.{id}"));
    Ok(PostPage { posts: lines(asked, &page)?, next, total })
}

/// These posts, newest first.
fn lines(asked: &Asked<'_>, places: &[(i64, i64)]) -> Result<Vec<PostLine>> {
    let (columns, tables) = (post::COLUMNS, post::TABLES);
    asked
        .ledger
        .prepare_cached(&format!(
            "SELECT {columns}, {JUDGED} FROM {tables} {JOINED} WHERE p.id IN ({}) ORDER BY p.at DESC, p.id DESC",
            marks(places.len())
        ))?
        .query_map(params_from_iter(places.iter().map(|(_, id)| id)), line)?
        .collect()
}

/// Where the last page ended, from `next`.
fn place(after: &str) -> Option<(i64, i64)> {
    let (at, id) = after.split_once('.')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

/// Conditions, and the values in them.
#[derive(Default)]
struct Only {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Only {
    fn that(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values);
    }

    fn query(&mut self, query: &PostQuery, from: Option<Day>, to: Option<Day>) {
        if !query.kinds.is_empty() {
            let kinds = query.kinds.iter().map(|kind| Value::Text(Kind::from(*kind).name().to_owned()));
            self.that(&format!("coalesce(v.word, v.kind) IN ({})", marks(query.kinds.len())), kinds);
        }
        for word in query.words.iter().flat_map(|words| words.split_whitespace()) {
            self.that("holds(p.text, ?)", [Value::Text(word.to_owned())]);
        }
        if let Some(app) = &query.app {
            self.that("a.name = ?", [Value::Text(app.clone())]);
        }
        if let Some(from) = from {
            self.that(
                "p.at >= ? AND p.day >= ?",
                [post::around(from, from).0, i64::from(from.number())].map(Value::Integer),
            );
        }
        if let Some(to) = to {
            self.that("p.at <= ? AND p.day <= ?", [post::around(to, to).1, i64::from(to.number())].map(Value::Integer));
        }
        if !query.ids.is_empty() {
            let ids: Vec<Value> = query.ids.iter().take(IDS).map(|id| Value::Integer(i64::from(*id))).collect();
            self.that(&format!("p.id IN ({})", marks(ids.len())), ids);
        }
        if query.overruled {
            self.that("v.word IS NOT NULL", []);
        }
    }

    fn sql(self) -> (String, Vec<Value>) {
        let condition = self.conditions.join(" AND ");
        let condition = if condition.is_empty() { condition } else { format!("WHERE {condition}") };
        (condition, self.values)
    }
}

fn marks(n: usize) -> String {
    vec!["?"; n].join(", ")
}

/// A post, from the columns of a post, a verdict, and what was credited.
fn line(row: &Row<'_>) -> Result<PostLine> {
    let kept = post::read(row)?;
    let verdict = verdict::read(row, 21)?;
    let how: Option<String> = row.get(27)?;
    let standing: Option<String> = row.get(28)?;
    let one = kept.post;
    let answered = one.reply.as_ref().and_then(|reply| reply.whom.as_ref());
    let whom = answered.or_else(|| one.boost.as_ref().and_then(|boost| boost.whom.as_ref())).or(one.mentions.first());
    Ok(PostLine {
        post: wire::id(kept.id.0),
        at: wire::moment(kept.moment),
        day_only: one.precision == Precision::Day,
        network: one.network.into(),
        url: post::url(one.network, &one.id),
        app: one.app,
        whom: whom.map(|who| who.name.clone().unwrap_or_else(|| who.handle.id.clone())),
        text: one.text,
        links: one.links.into_iter().filter(|link| wire::is_web(link)).collect(),
        kind: verdict.settled().into(),
        by_rules: verdict.word.map(|_| verdict.kind.into()),
        reasons: reasons(&verdict.reasons),
        how: how.and_then(|name| How::named(&name)).map(Into::into),
        standing: standing.and_then(|name| Standing::named(&name)).map(Into::into),
        gone: one.fate != Fate::Stands,
    })
}
