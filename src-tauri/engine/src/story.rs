//! A person's days on a ledger of their own, for tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::ledger::{period, person, post, source};
use crate::listen::judging;
use crate::view::Changes;
use crate::{ActError, Engine, OpenError};
use chrono::{DateTime, Utc};
use coach::act::{Act, Door, NudgeId, What, Who};
use coach::day::Day;
use coach::interaction::How;
use coach::person::{Counterpart, Handle, Network, PersonId};
use coach::post::{Fate, Post, Precision, ReplyTo};
use coach::zone::Zone;
use std::path::PathBuf;

/// A ledger in a folder of its own, and the engine on it.
pub(crate) struct Story {
    pub(crate) engine: Engine,
    folder: tempfile::TempDir,
}

/// A moment: `2026-11-23 12:30`, UTC.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    format!("{}:00Z", text.replace(' ', "T")).parse().unwrap()
}

/// A day: `2026-11-23`.
pub(crate) fn day(text: &str) -> Day {
    Day::new(text.parse().unwrap())
}

impl Story {
    /// Begins in Vienna.
    pub(crate) fn begins(now: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let zone = Zone::named("Europe/Vienna").unwrap();
        let engine = Engine::open(&folder.path().join("ledger.sqlite"), at(now), zone).unwrap();
        Self { engine, folder }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("ledger.sqlite")
    }

    /// All facts and all that is derived from them, as text: every table but the journal.
    pub(crate) fn dump(&self) -> String {
        let ledger = rusqlite::Connection::open(self.path()).unwrap();
        let names: Vec<String> = ledger
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('act', 'trace')
                 AND name NOT LIKE 'sqlite%' ORDER BY name",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        let mut dump = String::new();
        for name in names {
            // Turns are made anew when posts are judged anew, under new numbers.
            let what = if name == "turn" { "source, day, from_state, to_state, gap, said, evidence" } else { "*" };
            let mut rows = ledger.prepare(&format!("SELECT {what} FROM {name}")).unwrap();
            let columns = rows.column_count();
            let line = |row: &rusqlite::Row<'_>| {
                let values =
                    (0..columns).map(|n| row.get(n)).collect::<rusqlite::Result<Vec<rusqlite::types::Value>>>()?;
                Ok(format!("{name}: {values:?}\n"))
            };
            let mut lines: Vec<String> = rows.query_map([], line).unwrap().collect::<rusqlite::Result<_>>().unwrap();
            lines.sort();
            dump.extend(lines);
        }
        dump
    }

    /// Closes the ledger; its folder stays as long as what is returned.
    pub(crate) fn closed(self) -> tempfile::TempDir {
        self.folder
    }

    /// Does something in the window.
    pub(crate) fn does(&self, now: &str, what: What) -> Changes {
        self.tries(now, what).unwrap()
    }

    /// Tries to do something in the window.
    pub(crate) fn tries(&self, now: &str, what: What) -> Result<Changes, ActError> {
        self.engine.act(&act(now, what))
    }

    /// Logs one in the window.
    pub(crate) fn logs(&self, now: &str, how: How, who: Who) -> Changes {
        self.does(now, What::Log { how, who, note: None, link: None })
    }

    /// Answers a nudge from its notification.
    pub(crate) fn answers(&self, now: &str, nudge: NudgeId, what: What) -> Changes {
        self.engine.act(&Act { nudge: Some(nudge), door: Door::Notification, ..act(now, what) }).unwrap()
    }

    /// The app is awake on each of these days, at noon.
    pub(crate) fn awake(&self, from: &str, to: &str) {
        let zone = Zone::named("Europe/Vienna").unwrap();
        for n in 0..=day(to).since(day(from)) {
            let noon = day(from).plus(n).date().and_hms_opt(12, 0, 0).unwrap().and_utc();
            self.engine.notice(noon, zone.clone()).unwrap();
        }
    }
}

/// An act in the window.
pub(crate) fn act(now: &str, what: What) -> Act {
    Act { what, nudge: None, day: None, at: at(now), door: Door::Window }
}

/// Somebody by name.
pub(crate) fn named(name: &str) -> Who {
    Who::Named(name.to_owned())
}

impl Story {
    /// The person has an account on social.example: the source it is.
    pub(crate) fn has_account(&self, now: &str) -> i64 {
        self.also_has_account(now, "me")
    }

    /// The same, with an account of this name.
    pub(crate) fn also_has_account(&self, now: &str, account: &str) -> i64 {
        let new = source::New {
            network: Network::Mastodon,
            account,
            title: "@me@social.example",
            names: &["https://social.example/users/me".to_owned()],
            site: Some("https://me.example"),
            way: "account",
            sees: 1 | 2 | 4 | 8 | 16,
            added: at(now),
        };
        self.writes(|w| {
            let source = source::add(w, &new)?.0;
            source::judged(w, coach::kind::RULES_VERSION)?;
            Ok(source)
        })
    }

    /// Somebody on social.example says something, told apart by `key`.
    pub(crate) fn hears(&self, source: i64, who: &str, when: &str, sort: &str, asks: bool, key: &str) {
        self.writes(|w| {
            let handle = person::of_handle(w, &on_mastodon(who), false)?.handle;
            let day = period::all(w)?.reckoning.day_of(at(when));
            let link = format!("https://social.example/@{who}/{key}");
            w.execute(
                "INSERT INTO heard (source, key, at, day, handle, sort, asks, words, link)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 5, ?8)",
                rusqlite::params![source, key, at(when).timestamp(), day.number(), handle, sort, asks, link],
            )
            .map(drop)
        });
    }

    /// The person posts a reply to somebody on social.example.
    pub(crate) fn replies(&self, source: i64, key: &str, when: &str, who: &str, answers: Option<&str>, text: &str) {
        let links = text.split(' ').filter(|word| word.starts_with("https://")).map(str::to_owned).collect();
        let post = Post {
            id: key.to_owned(),
            network: Network::Mastodon,
            at: at(when),
            precision: Precision::Second,
            text: text.to_owned(),
            links,
            mentions: vec![on_mastodon(who)],
            reply: Some(ReplyTo {
                whom: Some(on_mastodon(who)),
                own: false,
                post: answers.map(str::to_owned),
                asks: None,
            }),
            boost: None,
            quote: None,
            app: Some("Web".to_owned()),
            language: None,
            media: 0,
            private: None,
            fate: Fate::Stands,
        };
        self.writes(|w| {
            let periods = period::all(w)?;
            let placed = post::placed(&periods, post.at, post.precision);
            post::Writer::new(w, source)?.write(&post, &placed, None)?;
            judging::judge_here(w, periods.reckoning.day_of(at(when)))
        });
    }

    /// Writes into the ledger as a source would.
    pub(crate) fn writes<T>(&self, change: impl FnOnce(&rusqlite::Transaction<'_>) -> rusqlite::Result<T>) -> T {
        self.engine.write(|w| change(w).map_err(|e| OpenError::of(&self.path(), e))).unwrap()
    }

    /// The number of the row of a table that has this in a column.
    pub(crate) fn number(&self, table: &str, column: &str, value: &str) -> i64 {
        rusqlite::Connection::open(self.path())
            .unwrap()
            .query_row(&format!("SELECT id FROM {table} WHERE {column} = ?1"), [value], |row| row.get(0))
            .unwrap()
    }

    /// The number of somebody by name.
    pub(crate) fn person(&self, name: &str) -> PersonId {
        let known: i64 = rusqlite::Connection::open(self.path())
            .unwrap()
            .query_row("SELECT id FROM person WHERE name = ?1", [name], |row| row.get(0))
            .unwrap();
        PersonId(known)
    }
}

/// Somebody on social.example.
pub(crate) fn on_mastodon(who: &str) -> Counterpart {
    let id = format!("https://social.example/users/{who}");
    Counterpart { handle: Handle { network: Network::Mastodon, id }, name: Some(format!("@{who}@social.example")) }
}
