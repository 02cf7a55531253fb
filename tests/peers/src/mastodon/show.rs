//! People, posts and notices as Mastodon 4.6 writes them in JSON.

use super::world::{World, handles};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

impl World {
    pub(super) fn show_id(&self, id: u64) -> String {
        self.manners.ids.write(id)
    }

    /// The handle that lists show: without the host where somebody is local, and the server does so.
    fn handle(&self, person: usize, with_host: bool) -> String {
        let account = &self.people[person];
        match &account.host {
            Some(host) => format!("{}@{host}", account.name),
            None if with_host => format!("{}@{}", account.name, self.host()),
            None => account.name.clone(),
        }
    }

    pub(super) fn show_person(&self, person: usize, handle_with_host: bool) -> Value {
        let account = &self.people[person];
        let home = account.host.as_ref().map_or_else(|| self.url.clone(), |host| format!("https://{host}"));
        let midnight = account.made.format("%Y-%m-%dT00:00:00.000Z").to_string();
        let missing = |what: &str| format!("{}/{what}/original/missing.png", self.url);
        json!({
            "id": self.show_id(account.id), "username": account.name,
            "acct": self.handle(person, handle_with_host), "display_name": capital(&account.name),
            "locked": false, "bot": account.bot, "discoverable": null, "indexable": false, "group": false,
            "created_at": midnight, "note": "", "url": format!("{home}/@{}", account.name),
            "uri": format!("{home}/ap/users/{}", account.id),
            "avatar": missing("avatars"), "avatar_static": missing("avatars"), "avatar_description": "",
            "header": missing("headers"), "header_static": missing("headers"), "header_description": "",
            "followers_count": 0, "following_count": 0, "statuses_count": account.posts,
            "last_status_at": account.last.map(|at| at.format("%Y-%m-%d").to_string()),
            "hide_collections": null, "show_media": true, "show_media_replies": true, "show_featured": true,
            "noindex": false, "feature_approval": {"automatic": [], "manual": [], "current_user": "denied"},
            "emojis": [], "roles": [], "fields": [],
        })
    }

    /// A post, as `viewer` sees it: authors see more of their own.
    pub(super) fn show_post(&self, id: u64, viewer: Option<usize>) -> Option<Value> {
        let post = self.posts.get(&id)?;
        let author = &self.people[post.author];
        let home = author.host.as_ref().map_or_else(|| self.url.clone(), |host| format!("https://{host}"));
        let boosted = post.boosting.and_then(|id| self.show_post(id, viewer));
        let quote = post.quoting.map(|id| json!({"state": "accepted", "quoted_status": self.show_post(id, viewer)}));
        let answered = post.answering.and_then(|id| self.posts.get(&id));
        let number = self.show_id(id);
        let mut shown = json!({
            "id": number, "created_at": time(post.at),
            "in_reply_to_id": post.answering.map(|id| self.show_id(id)),
            "in_reply_to_account_id": answered.map(|post| self.show_id(self.people[post.author].id)),
            "sensitive": false, "spoiler_text": "", "visibility": post.visibility, "language": "en",
            "uri": format!("{home}/ap/users/{}/statuses/{id}", author.id),
            "url": format!("{home}/@{}/{number}", author.name),
            "replies_count": 0, "reblogs_count": 0, "favourites_count": 0, "quotes_count": 0,
            "edited_at": post.edited.map(time), "favourited": false, "reblogged": post.boosting.is_some(),
            "muted": false, "bookmarked": false, "content": self.html(&post.text), "filtered": [],
            "reblog": boosted, "account": self.show_person(post.author, self.manners.host_in_handles), "media_attachments": [],
            "mentions": self.mentions(&post.text), "tags": [], "emojis": [], "tagged_collections": [],
            "quote": quote, "card": null, "poll": null,
            "quote_approval": {"automatic": ["public"], "manual": [], "current_user": "automatic"},
        });
        if let Some(fields) = shown.as_object_mut() {
            let own = viewer == Some(post.author);
            if self.manners.names_app && (own || post.boosting.is_none()) {
                let app = post.app.as_ref().map(|name| json!({"name": name, "website": null}));
                fields.insert("application".into(), app.unwrap_or_default());
            }
            if own {
                fields.insert("pinned".into(), json!(false));
            }
            for (key, value) in &post.odd {
                if value.is_null() {
                    fields.remove(key)
                } else {
                    fields.insert(key.clone(), value.clone())
                };
            }
        }
        Some(shown)
    }

    pub(super) fn show_notice(&self, notice: &super::world::Notice, viewer: usize) -> Value {
        let mut shown = json!({
            "id": notice.id.to_string(), "type": notice.kind, "created_at": time(notice.at),
            "group_key": format!("ungrouped-{}", notice.id),
            "account": self.show_person(notice.from, self.manners.host_in_handles),
        });
        if let Some(post) = notice.post {
            shown["status"] = self.show_post(post, Some(viewer)).unwrap_or_default();
        }
        shown
    }

    /// Notices as `/api/v2/notifications` answers them, each a group of its own, as Mastodon does with mentions.
    pub(super) fn show_groups(&self, notices: &[&super::world::Notice], viewer: usize) -> Value {
        let (mut people, mut posts) = (Map::new(), Map::new());
        let mut groups = Vec::new();
        for notice in notices {
            let from = self.show_person(notice.from, self.manners.host_in_handles);
            let id = notice.id.to_string();
            groups.push(json!({
                "group_key": format!("ungrouped-{id}"), "notifications_count": 1, "type": notice.kind,
                "most_recent_notification_id": notice.id, "page_min_id": id, "page_max_id": id,
                "latest_page_notification_at": time(notice.at), "sample_account_ids": [from["id"]],
                "status_id": notice.post.map(|post| self.show_id(post)),
            }));
            people.insert(crate::http::text(&from, "id"), from);
            if let Some(post) = notice.post.and_then(|id| self.show_post(id, Some(viewer))) {
                posts.insert(crate::http::text(&post, "id"), post);
            }
        }
        let list = |map: Map<String, Value>| map.into_iter().map(|(_, value)| value).collect::<Vec<_>>();
        json!({"accounts": list(people), "statuses": list(posts), "notification_groups": groups})
    }

    fn mentions(&self, text: &str) -> Vec<Value> {
        let show = |person| {
            let whole = self.show_person(person, self.manners.host_in_handles);
            json!({"id": whole["id"], "username": whole["username"], "url": whole["url"], "acct": whole["acct"]})
        };
        self.mentioned(text).into_iter().map(show).collect()
    }

    /// A text as Mastodon's HTML: paragraphs, links and mentions.
    fn html(&self, text: &str) -> String {
        let known: Vec<&str> = handles(text).filter(|handle| self.person_of(handle).is_some()).collect();
        let mut html = String::new();
        for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
            html += "<p>";
            for (n, line) in paragraph.lines().enumerate() {
                html += if n == 0 { "" } else { "<br />" };
                let words: Vec<String> = line.split(' ').map(|word| self.html_word(word, &known)).collect();
                html += &words.join(" ");
            }
            html += "</p>";
        }
        html
    }

    fn html_word(&self, word: &str, known: &[&str]) -> String {
        let escaped = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        let mut html = String::new();
        if let Some(rest) = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://")) {
            let scheme = &word[..word.len() - rest.len()];
            let _ = write!(
                html,
                r#"<a href="{escaped}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">{scheme}</span><span class="">{}</span><span class="invisible"></span></a>"#,
                escaped.trim_start_matches(scheme)
            );
            return html;
        }
        let Some(handle) = known.iter().find(|handle| word.starts_with(&format!("@{handle}"))) else { return escaped };
        let person = self.person_of(handle).map(|person| self.show_person(person, false)).unwrap_or_default();
        let (url, name) = (crate::http::text(&person, "url"), crate::http::text(&person, "username"));
        let after = &word[handle.len() + 1..];
        let _ = write!(
            html,
            r#"<span class="h-card" translate="no"><a href="{url}" class="u-url mention">@<span>{name}</span></a></span>{after}"#
        );
        html
    }
}

/// A time as Mastodon writes it.
pub(super) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
