//! Who somebody is, and which post is answered: what a status says only by ids of its own server.
//!
//! A status names people by their pages and the answered post by its id on the server. What identifies them for good is
//! taken from everything else that comes along, and only where that is not enough, asked for: several at once, where the
//! server can.

use super::account::{Me, lasting_id, somebody};
use super::api::{Api, id, text};
use super::cursor::Cursor;
use crate::net::Failure;
use chrono::{DateTime, TimeDelta, Utc};
use coach::person::Counterpart;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// So many are asked for at once.
const AT_ONCE: usize = 40;
/// Where they can only be asked for one by one: so many in one step, and only for posts no older than a month, the only
/// ones of which it matters who still waits for an answer.
const ONE_BY_ONE: usize = 20;
const LATELY: TimeDelta = TimeDelta::days(30);

/// A post that is answered.
#[derive(Debug, Clone)]
pub(super) struct Parent {
    /// Its identity for good.
    pub(super) key: String,
    /// Whose it is.
    pub(super) whom: Option<Counterpart>,
    /// Whether it asks something; `None` for own posts.
    pub(super) asks: Option<bool>,
}

/// What is known of the people and posts around a page.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) me: Me,
    parents: HashMap<String, Parent>,
    people: HashMap<String, String>,
    /// Id and key of an own post, by which the key of others can be told.
    sample: Option<(String, String)>,
}

impl Known {
    pub(super) fn new(me: Me, cursor: &Cursor) -> Self {
        let own = cursor.posts.recent.iter().filter_map(|recent| Some((recent.id.clone(), recent.key.clone()?)));
        let parent = |key: String| Parent { key, whom: Some(me.counterpart()), asks: None };
        let sample = own.clone().find(|(id, key)| tells(id, key));
        let parents = own.map(|(id, key)| (id, parent(key))).collect();
        Self { people: cursor.people.iter().cloned().collect(), parents, sample, me }
    }

    /// Learns from statuses that came along.
    pub(super) fn meet<'a>(&mut self, statuses: impl Iterator<Item = &'a Value>, cursor: &mut Cursor) {
        for status in statuses {
            self.meet_account(&status["account"], cursor);
            self.meet_account(&status["reblog"]["account"], cursor);
            let key = text(&status["uri"]).or(text(&status["url"]));
            let (Some(id), Some(key)) = (id(&status["id"]), key) else { continue };
            let own = self.me.is(&status["account"]);
            if own && self.sample.is_none() && tells(&id, key) {
                self.sample = Some((id.clone(), key.to_owned()));
            }
            let whom = if own { Some(self.me.counterpart()) } else { somebody(&status["account"], self.me.domain()) };
            let asks = (!own).then(|| super::heard::asks(status));
            self.parents.insert(id, Parent { key: key.to_owned(), whom, asks });
        }
    }

    /// Learns who an account is.
    pub(super) fn meet_account(&mut self, account: &Value, cursor: &mut Cursor) {
        if let (Some(id), Some(lasting)) = (id(&account["id"]), lasting_id(account))
            && !self.me.has_id(&account["id"])
            && self.people.insert(id.clone(), lasting.to_owned()).as_deref() != Some(lasting)
        {
            cursor.meet(id, lasting.to_owned());
        }
    }

    /// The post with this id on the server.
    pub(super) fn parent(&self, id: &str) -> Option<&Parent> {
        self.parents.get(id)
    }

    /// What identifies an own post, by its id on the server.
    pub(super) fn own_key(&self, id: &str) -> Option<String> {
        let by_sample = || self.sample.as_ref().map(|(known, key)| key.replacen(known.as_str(), id, 1));
        self.parent(id).map(|parent| parent.key.clone()).or_else(by_sample)
    }

    /// Somebody who is mentioned.
    pub(super) fn mentioned(&self, mention: &Value) -> Option<Counterpart> {
        let known = id(&mention["id"]).and_then(|id| self.people.get(&id).cloned());
        let lasting = known.or_else(|| text(&mention["uri"]).map(str::to_owned));
        let lasting = lasting.or_else(|| text(&mention["url"]).map(|page| self.me.lasting(page)))?;
        Some(super::account::counterpart(lasting, super::account::name(mention, self.me.domain())))
    }

    /// Asks the server for what own posts leave open.
    ///
    /// # Errors
    /// Where the server does not answer now; what it cannot say is left open.
    pub(super) async fn ask(
        &mut self,
        api: &Api<'_>,
        posts: &[Value],
        cursor: &mut Cursor,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let answering = posts.iter().filter(|post| !self.me.has_id(&post["in_reply_to_account_id"]));
        let missing = answering.filter_map(|post| Some((id(&post["in_reply_to_id"])?, post)));
        let missing: Vec<(String, &Value)> = missing.filter(|(id, _)| !self.parents.contains_key(id)).collect();
        let ids: BTreeSet<&str> = missing.iter().map(|(id, _)| id.as_str()).collect();
        let mut found = Vec::new();
        if !cursor.no_posts_at_once && !ids.is_empty() {
            match at_once(api, "/api/v1/statuses", &ids).await? {
                Some(items) => found = items,
                None => cursor.no_posts_at_once = true,
            }
        }
        if cursor.no_posts_at_once {
            let is_late = |post: &Value| super::status::moment(post).is_some_and(|at| now - at < LATELY);
            let late: BTreeSet<&str> =
                missing.iter().filter(|(_, post)| is_late(post)).map(|(id, _)| id.as_str()).collect();
            for id in late.into_iter().take(ONE_BY_ONE) {
                found.extend(usable(api.object(&format!("/api/v1/statuses/{id}"), &[]).await)?);
            }
        }
        self.meet(found.iter(), cursor);
        self.ask_who(api, posts, cursor).await
    }

    /// Asks who those are that are mentioned, or answered by a post that is not there.
    async fn ask_who(&mut self, api: &Api<'_>, posts: &[Value], cursor: &mut Cursor) -> Result<(), Failure> {
        if cursor.no_people_at_once || !self.me.has_two_addresses() {
            return Ok(());
        }
        let mentioned = posts.iter().flat_map(|post| post["mentions"].as_array().into_iter().flatten());
        let answered = posts.iter().filter_map(|post| id(&post["in_reply_to_account_id"]));
        let ids: BTreeSet<String> = mentioned.filter_map(|mention| id(&mention["id"])).chain(answered).collect();
        let is_open = |id: &&str| !self.people.contains_key(*id) && !self.me.has_id(&Value::from(*id));
        let ids: BTreeSet<&str> = ids.iter().map(String::as_str).filter(is_open).collect();
        if ids.is_empty() {
            return Ok(());
        }
        match at_once(api, "/api/v1/accounts", &ids).await? {
            Some(accounts) => accounts.iter().for_each(|account| self.meet_account(account, cursor)),
            None => cursor.no_people_at_once = true,
        }
        Ok(())
    }
}

/// Whether the key of an own post tells those of others, which have their ids in the same place. A boost's does not.
fn tells(id: &str, key: &str) -> bool {
    key.matches(id).count() == 1 && !key.ends_with("/activity")
}

/// Several things by their ids; `None` where the server can't be asked so.
async fn at_once(api: &Api<'_>, path: &str, ids: &BTreeSet<&str>) -> Result<Option<Vec<Value>>, Failure> {
    let mut found = Vec::new();
    let ids: Vec<(&str, &str)> = ids.iter().map(|id| ("id[]", *id)).collect();
    for some in ids.chunks(AT_ONCE) {
        match usable(api.list(path, some).await)? {
            Some(list) => found.extend(list.items),
            None => return Ok(None),
        }
    }
    Ok(Some(found))
}

/// What was answered; `None` where the server does not know what is asked, or may not say.
///
/// # Errors
/// Where it is better asked again later.
fn usable<T>(answered: Result<T, Failure>) -> Result<Option<T>, Failure> {
    match answered {
        Ok(answer) => Ok(Some(answer)),
        Err(failure) if is_passing(&failure) => Err(failure),
        Err(_) => Ok(None),
    }
}

/// Whether a failure says nothing about what was asked, only that now is not the time.
pub(super) fn is_passing(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Limited { .. }
            | Failure::Unreachable { .. }
            | Failure::Slow { .. }
            | Failure::BrokeOff { .. }
            | Failure::SignedOut { .. }
    )
}
