//! Everything the person logged and published, as one JSON document.
//!
//! ```json
//! { "format": "chime-in export", "version": 1, "exported": "2026-11-23T12:00:00+01:00",
//!   "settings": [ … ], "periods": [ … ], "plan": [ … ], "rest": [ … ], "busy": [ … ], "pauses": [ … ],
//!   "people": [ … ], "joins": [ … ], "apart": [ … ], "circles": [ … ], "heard": [ … ], "suggested": [ … ],
//!   "passed": [ … ], "reviewRules": [ … ], "interactions": [ … ], "nudges": [ … ], "answers": [ … ], "acts": [ … ],
//!   "sources": [ … ], "posts": [ … ], "articles": [ … ], "overruled": [ … ],
//!   "apps": [ … ], "drift": [ … ] }
//! ```
//!
//! Days are ISO 8601, moments RFC 3339 with the offset in force then. Each row is written as it is read, so the
//! document may be of any size.

use crate::engine::Engine;
use crate::view::Said;
use crate::{OpenError, wire};
use chrono::{DateTime, Utc};
use coach::message::Message;
use rusqlite::Connection;
use std::io::{self, Write};
use thiserror::Error;

/// Version of the document: a reader of version 1 understands all documents of version 1.
const VERSION: u32 = 1;

/// Why nothing, or not all, was exported.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The ledger can't be read.
    #[error(transparent)]
    Ledger(#[from] OpenError),
    /// What was read can't be written.
    #[error("the export could not be written: {0}")]
    Write(#[from] io::Error),
}

impl ExportError {
    /// The name of the error, for `--json`, exit codes and the word catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ledger(error) => error.code(),
            Self::Write(_) => "export.write",
        }
    }

    /// What happened, to what.
    pub fn said(&self) -> Said {
        match self {
            Self::Ledger(error) => error.said(),
            Self::Write(why) => Said::from(&Message::new("error.export.write").with("why", why.to_string())),
        }
    }

    /// The next step.
    pub fn hint(&self) -> Said {
        match self {
            Self::Ledger(error) => error.hint(),
            Self::Write(_) => Said::from(&Message::new("error.export.write.hint")),
        }
    }
}

/// Each part with the query that makes its rows, each one JSON object. `{at}` stands for a moment, `{day}` for a day.
const PARTS: [(&str, &str); 24] = [
    ("settings", "SELECT json_object('name', name, 'value', value) FROM setting ORDER BY name"),
    (
        "periods",
        "SELECT json_object('since', CASE WHEN id > (SELECT min(id) FROM period)
           THEN strftime('%Y-%m-%dT%H:%M:%SZ', since, 'unixepoch') END,
           'zone', zone, 'followsSystem', json(iif(follows, 'true', 'false')), 'rolloverMinutes', rollover)
         FROM period ORDER BY id",
    ),
    ("plan", "SELECT json_object('since', {day:since}, 'goal', goal, 'daysOff', off) FROM plan ORDER BY since"),
    ("rest", "SELECT json_object('day', {day:day}, 'why', why) FROM rest ORDER BY day"),
    ("busy", "SELECT json_object('day', {day:day}) FROM busy ORDER BY day"),
    (
        "pauses",
        "SELECT json_object('since', strftime('%Y-%m-%dT%H:%M:%SZ', since, 'unixepoch'),
           'until', strftime('%Y-%m-%dT%H:%M:%SZ', until, 'unixepoch')) FROM pause ORDER BY id",
    ),
    (
        "people",
        "SELECT json_object('id', id, 'name', name, 'sample', json(iif(sample, 'true', 'false')),
           'handles', (SELECT json_group_array(json_object('network', network, 'id', key, 'name', h.name))
                       FROM handle h WHERE h.person = person.id))
         FROM person ORDER BY id",
    ),
    (
        "joins",
        "SELECT json_object('person', person, 'countsAs', whole, 'since', {day:since}) FROM joined ORDER BY person",
    ),
    ("apart", "SELECT json_object('one', one, 'other', other) FROM apart ORDER BY id"),
    ("circles", "SELECT json_object('person', person, 'everyDays', every) FROM circle ORDER BY person"),
    (
        "heard",
        "SELECT json_object('source', e.source, 'key', e.key, 'at', strftime('%Y-%m-%dT%H:%M:%SZ', e.at, 'unixepoch'),
           'day', {day:e.day}, 'person', h.person, 'sort', e.sort, 'answers', e.answers,
           'asks', json(iif(e.asks, 'true', 'false')), 'done', json(iif(e.done, 'true', 'false')), 'link', e.link)
         FROM heard e JOIN handle h ON h.id = e.handle ORDER BY e.at, e.id",
    ),
    (
        "suggested",
        "SELECT json_object('day', {day:day}, 'person', person, 'sort', sort, 'why', json(why), 'link', link)
         FROM suggested ORDER BY day, place, id",
    ),
    ("passed", "SELECT json_object('person', person, 'until', {day:until}) FROM passed ORDER BY person"),
    ("reviewRules", "SELECT json_object('rule', rule, 'standing', standing) FROM review_rule ORDER BY id"),
    (
        "interactions",
        "SELECT json_object('id', i.id, 'at', {at:i}, 'day', {day:i.day}, 'person', i.person,
           'how', coalesce(r.how, i.how), 'standing', coalesce(r.standing, i.standing),
           'byRules', json_object('how', i.how, 'standing', i.standing),
           'post', i.post, 'act', i.act, 'note', i.note, 'link', i.link)
         FROM interaction i LEFT JOIN ruling r ON r.interaction = i.id ORDER BY i.at, i.id",
    ),
    (
        "nudges",
        "SELECT json_object('id', n.id, 'key', n.key, 'day', {day:n.day}, 'at', {at:n}, 'title', json(n.title),
           'body', json(n.body), 'because', json(n.because), 'evidence', json(n.evidence),
           'wayBack', json(n.way_back)) FROM nudge n ORDER BY n.at, n.id",
    ),
    (
        "answers",
        "SELECT json_object('nudge', nudge, 'act', act, 'what', what,
           'at', strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch')) FROM answer ORDER BY id",
    ),
    (
        "acts",
        "SELECT json_object('id', a.id, 'at', {at:a}, 'door', a.door, 'what', a.what, 'said', json(a.said),
           'undone', json(iif(a.undone, 'true', 'false'))) FROM act a ORDER BY a.id",
    ),
    (
        "sources",
        "SELECT json_object('id', id, 'network', network, 'account', account, 'title', title, 'way', way,
           'added', strftime('%Y-%m-%dT%H:%M:%SZ', added, 'unixepoch'),
           'paused', json(iif(p.since IS NULL, 'false', 'true')))
         FROM source LEFT JOIN stopped p ON p.source = source.id ORDER BY id",
    ),
    (
        "posts",
        "SELECT json_object('id', p.id, 'source', p.source, 'key', p.key, 'at', {at:p}, 'day', {day:p.day},
           'text', p.text, 'links', p.links, 'app', a.name, 'repliesTo', p.whom, 'kind', coalesce(v.word, v.kind),
           'kindByRules', v.kind) FROM post p LEFT JOIN verdict v ON v.post = p.id LEFT JOIN app a ON a.id = p.app
         ORDER BY p.at, p.id",
    ),
    (
        "articles",
        "SELECT json_object('source', source, 'link', link, 'title', title,
           'at', strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch')) FROM article ORDER BY source, link",
    ),
    ("overruled", "SELECT json_object('network', network, 'key', key, 'kind', kind) FROM overrule ORDER BY id"),
    ("apps", "SELECT json_object('app', app, 'standing', standing) FROM app_word ORDER BY app"),
    (
        "drift",
        "SELECT json_object('source', source, 'day', {day:day}, 'from', from_state, 'to', to_state, 'gap', gap,
           'usual', usual, 'said', json(said), 'posts', json(evidence)) FROM turn ORDER BY source, day, id",
    ),
];

impl Engine {
    /// Writes everything the person logged and published as one JSON document, of one state of the ledger.
    pub fn export(&self, out: &mut dyn Write, now: DateTime<Utc>) -> Result<(), ExportError> {
        let exported =
            self.ask(now, |asked| Ok(wire::moment(asked.periods.moment(now)))).map_err(|e| e.of_ledger(self.path()))?;
        self.read(|ledger| {
            write!(out, "{{\"format\":\"chime-in export\",\"version\":{VERSION},\"exported\":\"{exported}\"")?;
            for (name, query) in PARTS {
                write!(out, ",\n\"{name}\":[")?;
                rows(ledger, &filled(query), out).map_err(|error| match error {
                    Failed::Sql(error) => ExportError::Ledger(OpenError::of(self.path(), error)),
                    Failed::Write(error) => ExportError::Write(error),
                })?;
                write!(out, "]")?;
            }
            writeln!(out, "\n}}")?;
            Ok(out.flush()?)
        })
    }
}

enum Failed {
    Sql(rusqlite::Error),
    Write(io::Error),
}

fn rows(ledger: &Connection, query: &str, out: &mut dyn Write) -> Result<(), Failed> {
    let mut statement = ledger.prepare(query).map_err(Failed::Sql)?;
    let mut rows = statement.query([]).map_err(Failed::Sql)?;
    let mut first = true;
    while let Some(row) = rows.next().map_err(Failed::Sql)? {
        let object = row.get_ref(0).map_err(Failed::Sql)?;
        let text = object.as_str().map_err(|error| Failed::Sql(error.into()))?;
        write!(out, "{}\n{text}", if first { "" } else { "," }).map_err(Failed::Write)?;
        first = false;
    }
    Ok(())
}

/// A query with its `{at:table}` and `{day:column}` written out.
fn filled(query: &str) -> String {
    let mut filled = String::with_capacity(query.len() * 2);
    let mut rest = query;
    while let Some((before, after)) = rest.split_once('{') {
        let (gap, after) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        match gap.split_once(':') {
            Some(("day", column)) => filled.push_str(&format!("date({column} * 86400, 'unixepoch')")),
            Some(("at", of)) => filled.push_str(&format!(
                "strftime('%Y-%m-%dT%H:%M:%S', {of}.at + {of}.offset, 'unixepoch')
                 || printf('%s%02d:%02d', iif({of}.offset < 0, '-', '+'), abs({of}.offset) / 3600, abs({of}.offset) / 60 % 60)"
            )),
            _ => filled.push_str(gap),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::PARTS;
    use crate::story::{Story, at, named};
    use coach::act::What;
    use coach::interaction::How;

    #[test]
    fn the_document_has_what_was_logged_and_published() {
        let story = Story::begins("2026-11-23 08:00");
        story.does("2026-11-23 09:00", What::AddSample);
        story.logs("2026-11-23 10:00", How::Asked, named("Ana \"the\" Müller"));
        let mut out = Vec::new();
        story.engine.export(&mut out, at("2026-11-23 11:00")).unwrap();
        let document: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(document["exported"], "2026-11-23T12:00:00+01:00");
        let logged = document["interactions"].as_array().unwrap().iter().find(|i| !i["act"].is_null()).unwrap();
        assert_eq!((&logged["how"], &logged["day"]), (&"asked".into(), &"2026-11-23".into()));
        assert_eq!(logged["at"], "2026-11-23T11:00:00+01:00");
        let person = document["people"].as_array().unwrap().iter().find(|p| p["id"] == logged["person"]).unwrap();
        assert_eq!(person["name"], "Ana \"the\" Müller");
        assert!(document["posts"].as_array().unwrap().len() > 1000);
    }

    /// What the app keeps for itself: how far a source was read, what it asked when, what can be counted anew.
    const NOT_THE_PERSONS: [&str; 10] =
        ["app_use", "coverage", "forgotten", "host", "live", "ran", "summary", "tally", "tie", "trace"];

    #[test]
    fn every_table_is_exported_or_known_to_be_none_of_the_persons() {
        let story = Story::begins("2026-11-23 08:00");
        let tables: Vec<String> = story
            .engine
            .read(|ledger| {
                let mut all = ledger
                    .prepare(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
                    )
                    .unwrap();
                let names = all.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
                Ok::<_, crate::OpenError>(names)
            })
            .unwrap();
        let all: String = PARTS.iter().map(|(_, query)| format!("{query} ")).collect();
        let missing: Vec<&String> = tables
            .iter()
            .filter(|table| !NOT_THE_PERSONS.contains(&table.as_str()))
            .filter(|table| !all.contains(&format!("FROM {table} ")) && !all.contains(&format!("JOIN {table} ")))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
