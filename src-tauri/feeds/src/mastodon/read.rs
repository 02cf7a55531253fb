//! One step of reading: the newest first, then page after page of what is older.

use super::account::Me;
use super::api::{Api, List, id, text};
use super::cursor::Cursor;
use super::heard;
use super::known::{Known, is_passing};
use super::status;
use super::typed::{authority, base};
use crate::archives::{Problem, Why};
use crate::live::{Heard, Page, Step};
use crate::net::{Failure, Word};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

/// As many as every server gives at once.
const LIMIT: (&str, &str) = ("limit", "40");
/// So many posts that are missing from a page are looked for in one step.
const MISSING: usize = 5;
/// What was asked longer ago is no longer waited for.
const ASKED: TimeDelta = TimeDelta::days(3);

/// The next page.
///
/// # Errors
/// Where the server can't be reached, or refuses.
pub(super) async fn read(step: Step<'_>) -> Result<Page, Failure> {
    let mut reading = Reading::of(&step)?;
    if reading.cursor.looks(step.now) {
        reading.look(step.now).await?;
    } else if let Some(from) = reading.cursor.posts.from().map(str::to_owned) {
        let list = reading.posts(Some(&from)).await?;
        let older = reading.cursor.posts.back(list);
        reading.take_posts(older, step.now).await?;
    } else if let Some(from) = reading.cursor.mentions.from().map(str::to_owned) {
        let list = reading.mentions(Some(&from)).await?;
        let older = reading.cursor.mentions.back(list);
        reading.take_mentions(&older);
    }
    let Reading { cursor, mut page, .. } = reading;
    page.goes_on = cursor.goes_on();
    page.complete = cursor.posts.complete && !cursor.posts.goes_on();
    page.of = step.account.posts;
    page.cursor = cursor.write();
    Ok(page)
}

/// What those whom the person follows asked everybody of late.
///
/// # Errors
/// As [`read`].
pub(super) async fn look_around(step: Step<'_>) -> Result<Vec<Heard>, Failure> {
    let reading = Reading::of(&step)?;
    if step.secret.is_none() {
        return Ok(Vec::new());
    }
    let home = reading.api.list("/api/v1/timelines/home", &[LIMIT]).await?;
    let asked = home.items.iter().filter_map(|status| heard::asked(status, &reading.known));
    Ok(asked.filter(|heard| step.now - heard.at < ASKED).collect())
}

/// A step under way.
struct Reading<'a> {
    api: Api<'a>,
    account: String,
    cursor: Cursor,
    known: Known,
    page: Page,
}

impl<'a> Reading<'a> {
    fn of(step: &Step<'a>) -> Result<Self, Failure> {
        let base = base(&step.account.place)?;
        // Only what the person typed herself may stand in the own network.
        let typed = step.account.title.rsplit('@').next() == Some(authority(&base).as_str());
        step.net.allow(&base, if typed { Word::Typed } else { Word::Told });
        if step.account.key.is_empty() {
            return Err(Failure::SignedOut { host: base.host_str().unwrap_or_default().to_owned() });
        }
        let cursor = Cursor::of(step.cursor);
        Ok(Self {
            api: Api::new(step.net, base, step.secret, Some(step.now)),
            account: step.account.key.clone(),
            known: Known::new(Me::of(step.account), &cursor),
            cursor,
            page: Page::default(),
        })
    }

    /// Looks at the newest posts, and at what others said last.
    async fn look(&mut self, now: DateTime<Utc>) -> Result<(), Failure> {
        let posts = self.posts(None).await?;
        self.known.meet(posts.items.iter(), &mut self.cursor);
        let mentions = if self.api.token.is_some() { self.mentions(None).await? } else { List::default() };
        // What others said names the posts that the person answered.
        self.known.meet(mentions.items.iter().map(|told| &told["status"]), &mut self.cursor);
        let told = self.cursor.mentions.top(mentions).news;
        self.take_mentions(&told);
        let top = self.cursor.posts.top(posts);
        self.look_for(top.missing).await?;
        self.known.ask(&self.api, &top.edited, &mut self.cursor, now).await?;
        let edited = top.edited.iter().filter_map(|status| status::post(status, &self.known).ok());
        self.page.edited.extend(edited);
        self.take_posts(top.news, now).await?;
        self.cursor.looked = Some(now.timestamp());
        Ok(())
    }

    async fn posts(&self, from: Option<&str>) -> Result<List, Failure> {
        let query: Vec<_> = [LIMIT].into_iter().chain(from.map(|from| ("max_id", from))).collect();
        self.api.list(&format!("/api/v1/accounts/{}/statuses", self.account), &query).await
    }

    async fn mentions(&self, from: Option<&str>) -> Result<List, Failure> {
        let sorts = [("types[]", "mention"), ("types[]", "quote"), LIMIT];
        let query: Vec<_> = sorts.into_iter().chain(from.map(|from| ("max_id", from))).collect();
        self.api.list("/api/v1/notifications", &query).await
    }

    async fn take_posts(&mut self, statuses: Vec<Value>, now: DateTime<Utc>) -> Result<(), Failure> {
        self.known.meet(statuses.iter(), &mut self.cursor);
        self.known.ask(&self.api, &statuses, &mut self.cursor, now).await?;
        for status in &statuses {
            match status::post(status, &self.known) {
                Ok(post) => self.page.posts.push(post),
                Err(why) => note(&mut self.page, why, status),
            }
        }
        Ok(())
    }

    fn take_mentions(&mut self, notifications: &[Value]) {
        for notification in notifications {
            match heard::told(notification, &self.known) {
                Ok(Some((heard, profile))) => {
                    self.page.heard.push(heard);
                    let known = &mut self.page.profiles;
                    known.extend(profile.filter(|one| !known.iter().any(|known| known.whom == one.whom)));
                }
                Ok(None) => {}
                Err(why) => note(&mut self.page, why, notification),
            }
        }
    }

    /// Looks whether posts that are no longer in the list are really gone.
    async fn look_for(&mut self, missing: Vec<String>) -> Result<(), Failure> {
        for one in missing.into_iter().take(MISSING) {
            match self.api.object(&format!("/api/v1/statuses/{one}"), &[]).await {
                Err(failure) if is_passing(&failure) => return Err(failure),
                Err(Failure::NotFound { .. } | Failure::Closed { .. }) => {
                    self.page.gone.extend(self.known.own_key(&one));
                }
                Ok(_) | Err(_) => {}
            }
            self.cursor.posts.forget(&one);
        }
        Ok(())
    }
}

fn note(page: &mut Page, why: Why, item: &Value) {
    Problem::note(&mut page.problems, why, || {
        id(&item["id"]).or(text(&item["uri"]).map(str::to_owned)).unwrap_or_default()
    });
}
