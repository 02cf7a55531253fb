//! The person's word on posts and posting apps.

use super::{ActError, Doing, Done};
use crate::ledger::{app, post, source, verdict};
use crate::listen::settling::settle;
use coach::act::{AppStanding, PostId};
use coach::apps::key;
use coach::kind::{Eye, Kind, Rules};
use coach::message::Message;
use coach::post::Post;

type Sql<'a> = &'a dyn Fn(rusqlite::Error) -> ActError;

/// What the word teaches about posts that look alike is found later: see `Engine::catch_up`.
pub(super) fn overrule(doing: &Doing<'_>, id: PostId, kind: Option<Kind>, sql: Sql<'_>) -> Result<Done, ActError> {
    let kept = post::get(doing.ledger, id).map_err(sql)?.ok_or(ActError::NoPost(id.0))?;
    verdict::overrule(doing.ledger, kept.post.network, &kept.post.id, kind).map_err(sql)?;
    settle(doing.ledger, id, doing.today).map_err(sql)?;
    if teaches(&kept.post) {
        source::unjudged(doing.ledger, None).map_err(sql)?;
    }
    Ok(Done::told(Message::new(format!("act.overrule.{}", kind.map_or("none", Kind::name)))))
}

/// Whether the word on a post teaches about others: only of posts to everybody are there look-alikes.
pub(super) fn teaches(post: &Post) -> bool {
    Eye::new(&Rules::shipped()).sight(post).is_some()
}

/// Every post by the app is judged anew, later: see `Engine::catch_up`.
pub(super) fn judge_app(
    doing: &Doing<'_>,
    name: &str,
    standing: Option<AppStanding>,
    sql: Sql<'_>,
) -> Result<Done, ActError> {
    if key(name).is_empty() {
        return Err(ActError::NoName);
    }
    app::set_word(doing.ledger, &key(name), standing).map_err(sql)?;
    source::unjudged(doing.ledger, None).map_err(sql)?;
    let said = Message::new(format!("act.judge-app.{}", standing.map_or("none", AppStanding::name)));
    Ok(Done::told(said.with("app", name.trim())))
}
