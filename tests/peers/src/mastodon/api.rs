//! The part of Mastodon's API that a reader needs, and as much of writing as makes something to read.

use super::ask::{Ask, error, good, missing};
use super::pages::Page;
use super::world::{Notice, Post, World};
use super::{Shared, lock};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::Utc;
use serde_json::{Map, Value, json};

type Reply = Result<Response, Response>;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/v1/instance", get(instance))
        .route("/api/v2/instance", get(instance_v2))
        .route("/api/v1/accounts", get(accounts))
        .route("/api/v1/accounts/verify_credentials", get(verify_credentials))
        .route("/api/v1/accounts/lookup", get(lookup))
        .route("/api/v1/accounts/{id}", get(account))
        .route("/api/v1/accounts/{id}/statuses", get(account_statuses))
        .route("/api/v1/notifications", get(notifications))
        .route("/api/v2/notifications", get(grouped))
        .route("/api/v1/statuses", post(write).get(several))
        .route("/api/v1/statuses/{id}", get(status).put(edit).delete(remove))
        .route("/api/v1/statuses/{id}/context", get(context))
        .route("/api/v1/statuses/{id}/reblog", post(boost))
}

async fn instance(State(shared): State<Shared>) -> Response {
    let world = lock(&shared);
    good(&json!({
        "uri": world.host(), "title": "Chime In's peer", "version": "4.6.4", "urls": {}, "languages": ["en"],
        "stats": {"user_count": world.people.len(), "status_count": world.posts.len(), "domain_count": 0},
        "registrations": false, "approval_required": false, "invites_enabled": false,
        "configuration": {"statuses": {"max_characters": 500}},
    }))
}

async fn instance_v2(State(shared): State<Shared>) -> Reply {
    let world = lock(&shared);
    match world.manners.instance_v2 {
        200 => {}
        404 => return Err(missing(&world)),
        status => return Err(error(StatusCode::from_u16(status).unwrap_or_default(), "Internal server error")),
    }
    Ok(good(&json!({
        "domain": world.host(), "title": "Chime In's peer", "version": "4.6.4", "languages": ["en"], "api_versions": {"mastodon": 10},
        "source_url": "https://github.com/mastodon/mastodon", "usage": {"users": {"active_month": world.people.len()}},
        "configuration": {"urls": {}, "statuses": {"max_characters": 500}},
        "registrations": {"enabled": false, "approval_required": false},
    })))
}

async fn verify_credentials(State(shared): State<Shared>, ask: Ask) -> Reply {
    let world = lock(&shared);
    let me = ask.person(&world, &["profile", "read:accounts"])?;
    let mut shown = world.show_person(me, false);
    shown["source"] = json!({"privacy": "public", "sensitive": false, "language": null, "note": "", "fields": [],
        "follow_requests_count": 0, "hide_collections": null, "discoverable": null, "indexable": false,
        "attribution_domains": [], "quote_policy": "public"});
    shown["role"] = json!({"id": "-99", "name": "", "permissions": "0", "color": "", "highlighted": false});
    Ok(good(&shown))
}

async fn lookup(State(shared): State<Shared>, ask: Ask) -> Reply {
    let world = lock(&shared);
    let person = ask.get("acct").and_then(|handle| world.person_of(handle.trim_start_matches('@')));
    let person = person.ok_or_else(|| missing(&world))?;
    Ok(good(&world.show_person(person, world.manners.host_in_handles)))
}

async fn accounts(State(shared): State<Shared>, ask: Ask) -> Reply {
    let world = lock(&shared);
    ask.viewer(&world)?;
    let people = ask.all("id").into_iter().filter_map(|id| world.account_of(id));
    let list: Vec<Value> = people.map(|person| world.show_person(person, world.manners.host_in_handles)).collect();
    Ok(good(&list.into()))
}

async fn account(State(shared): State<Shared>, Path(id): Path<String>) -> Reply {
    let world = lock(&shared);
    let person = world.account_of(&id).ok_or_else(|| missing(&world))?;
    Ok(good(&world.show_person(person, world.manners.host_in_handles)))
}

async fn account_statuses(State(shared): State<Shared>, Path(id): Path<String>, ask: Ask) -> Reply {
    let world = lock(&shared);
    let viewer = ask.viewer(&world)?;
    if viewer.is_some() {
        ask.person(&world, &["read:statuses"])?;
    }
    let person = world.account_of(&id).ok_or_else(|| missing(&world))?;
    let page = Page::asked(&ask, &world, 20, |id| world.manners.ids.read(id));
    let (no_replies, no_boosts) = (ask.says("exclude_replies"), ask.says("exclude_reblogs"));
    let shown = |post: &Post| {
        let to_others = post.answering.is_some_and(|id| world.posts.get(&id).is_none_or(|post| post.author != person));
        post.author == person
            && world.may_see(post, viewer)
            && !(no_replies && to_others)
            && !(no_boosts && post.boosting.is_some())
    };
    let range = world.posts.range(page.range()).rev().filter(|(_, post)| shown(post)).map(|(id, _)| *id);
    let ids = page.of(range);
    let list: Vec<Value> = ids.iter().filter_map(|id| world.show_post(*id, viewer)).collect();
    Ok(page.link(&ask, &world, &ids, false, |id| world.show_id(id), good(&list.into())))
}

async fn notifications(State(shared): State<Shared>, ask: Ask) -> Reply {
    let world = lock(&shared);
    let me = ask.person(&world, &["read:notifications"])?;
    let (page, ids, notices) = told(&world, me, &ask);
    let list: Vec<Value> = notices.iter().map(|notice| world.show_notice(notice, me)).collect();
    Ok(page.link(&ask, &world, &ids, true, |id| id.to_string(), good(&list.into())))
}

async fn grouped(State(shared): State<Shared>, ask: Ask) -> Reply {
    let world = lock(&shared);
    if !world.manners.grouped_notices {
        return Err(missing(&world));
    }
    let me = ask.person(&world, &["read:notifications"])?;
    let (page, ids, notices) = told(&world, me, &ask);
    let shown = world.show_groups(&notices, me);
    Ok(page.link(&ask, &world, &ids, true, |id| id.to_string(), good(&shown)))
}

/// The part asked for of what somebody was told.
fn told<'a>(world: &'a World, me: usize, ask: &Ask) -> (Page, Vec<u64>, Vec<&'a Notice>) {
    let page = Page::asked(ask, world, 40, |id| id.parse().ok());
    let (types, not) = (ask.all("types"), ask.all("exclude_types"));
    let wanted = |notice: &&Notice| {
        notice.to == me && (types.is_empty() || types.contains(&notice.kind)) && !not.contains(&notice.kind)
    };
    let all: Vec<&Notice> = world.notices.iter().rev().filter(wanted).collect();
    let ids = page.of(all.iter().map(|notice| notice.id));
    let notices = all.into_iter().filter(|notice| ids.contains(&notice.id)).collect();
    (page, ids, notices)
}

async fn status(State(shared): State<Shared>, Path(id): Path<String>, ask: Ask) -> Reply {
    let world = lock(&shared);
    let viewer = ask.viewer(&world)?;
    let id = world.visible(&id, viewer).ok_or_else(|| missing(&world))?;
    world.show_post(id, viewer).map(|post| good(&post)).ok_or_else(|| missing(&world))
}

async fn several(State(shared): State<Shared>, ask: Ask) -> Reply {
    let world = lock(&shared);
    let viewer = ask.viewer(&world)?;
    let ids = ask.all("id").into_iter().filter_map(|id| world.visible(id, viewer));
    let list: Vec<Value> = ids.filter_map(|id| world.show_post(id, viewer)).collect();
    Ok(good(&list.into()))
}

async fn context(State(shared): State<Shared>, Path(id): Path<String>, ask: Ask) -> Reply {
    let world = lock(&shared);
    let viewer = ask.viewer(&world)?;
    let id = world.visible(&id, viewer).ok_or_else(|| missing(&world))?;
    let answered = |id: &u64| world.posts.get(id).and_then(|post| post.answering);
    let mut above: Vec<u64> = std::iter::successors(answered(&id), answered).collect();
    above.reverse();
    let mut below = Vec::new();
    let mut open = vec![id];
    while let Some(of) = open.pop() {
        let answers = world.posts.iter().filter(|(_, post)| post.answering == Some(of)).map(|(id, _)| *id);
        let answers: Vec<u64> = answers.collect();
        open.extend(answers.iter().rev());
        below.extend(answers);
    }
    let show = |ids: Vec<u64>| -> Vec<Value> {
        let seen = ids.into_iter().filter(|id| world.posts.get(id).is_some_and(|post| world.may_see(post, viewer)));
        seen.filter_map(|id| world.show_post(id, viewer)).collect()
    };
    Ok(good(&json!({"ancestors": show(above), "descendants": show(below)})))
}

async fn write(State(shared): State<Shared>, ask: Ask) -> Reply {
    let mut world = lock(&shared);
    let me = ask.person(&world, &["write:statuses"])?;
    let unprocessable = |what| error(StatusCode::UNPROCESSABLE_ENTITY, what);
    let text = ask.get("status").ok_or_else(|| unprocessable("Validation failed: Text can't be blank"))?;
    let answering = match ask.get("in_reply_to_id") {
        Some(id) => Some(world.visible(id, Some(me)).ok_or_else(|| missing(&world))?),
        None => None,
    };
    let quoting = ask.get("quoted_status_id").and_then(|id| world.visible(id, Some(me)));
    let visibility = super::visibility(ask.get("visibility").unwrap_or("public"))
        .ok_or_else(|| unprocessable("Validation failed: Visibility is not included in the list"))?;
    let app = ask.token.as_ref().and_then(|token| world.app_of(token)).map(|app| app.name.clone());
    let post = Post {
        author: me,
        at: Utc::now(),
        text: text.to_owned(),
        answering,
        boosting: None,
        quoting,
        visibility,
        app,
        edited: None,
        odd: Map::new(),
    };
    let id = world.add_post(post);
    world.show_post(id, Some(me)).map(|post| good(&post)).ok_or_else(|| missing(&world))
}

async fn edit(State(shared): State<Shared>, Path(id): Path<String>, ask: Ask) -> Reply {
    let mut world = lock(&shared);
    let me = ask.person(&world, &["write:statuses"])?;
    let id = world.own(&id, me).ok_or_else(|| missing(&world))?;
    if let Some(post) = world.posts.get_mut(&id) {
        post.text = ask.get("status").unwrap_or_default().to_owned();
        post.edited = Some(Utc::now());
    }
    world.show_post(id, Some(me)).map(|post| good(&post)).ok_or_else(|| missing(&world))
}

async fn remove(State(shared): State<Shared>, Path(id): Path<String>, ask: Ask) -> Reply {
    let mut world = lock(&shared);
    let me = ask.person(&world, &["write:statuses"])?;
    let id = world.own(&id, me).ok_or_else(|| missing(&world))?;
    let shown = world.show_post(id, Some(me)).unwrap_or_default();
    world.remove_post(id);
    Ok(good(&shown))
}

async fn boost(State(shared): State<Shared>, Path(id): Path<String>, ask: Ask) -> Reply {
    let mut world = lock(&shared);
    let me = ask.person(&world, &["write:statuses"])?;
    let boosted = world.visible(&id, Some(me)).ok_or_else(|| missing(&world))?;
    let id = world.add_post(Post::boost(me, boosted, Utc::now()));
    world.show_post(id, Some(me)).map(|post| good(&post)).ok_or_else(|| missing(&world))
}
