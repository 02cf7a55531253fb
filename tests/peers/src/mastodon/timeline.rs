//! What a person finds at home: her own posts, and those of people whom she follows.

use super::ask::{Ask, good};
use super::pages::Page;
use super::{Shared, lock};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use serde_json::Value;

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/api/v1/timelines/home", get(home))
}

async fn home(State(shared): State<Shared>, ask: Ask) -> Result<Response, Response> {
    let world = lock(&shared);
    let me = ask.person(&world, &["read:statuses"])?;
    let page = Page::asked(&ask, &world, 20, |id| world.manners.ids.read(id));
    let all = world.posts.range(page.range()).rev();
    let mine = |author: usize| author == me || world.follows.contains(&(me, author));
    let shown = all.filter(|(_, post)| mine(post.author) && world.may_see(post, Some(me)));
    let ids = page.of(shown.map(|(id, _)| *id));
    let list: Vec<Value> = ids.iter().filter_map(|id| world.show_post(*id, Some(me))).collect();
    Ok(page.link(&ask, &world, &ids, false, |id| world.show_id(id), good(&list.into())))
}
