//! What every request passes: it is taken down, and counted against the limit.

use super::ask::error;
use super::manners::counts_anew;
use super::{Shared, lock};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use chrono::{DateTime, SecondsFormat, Utc};

/// What Mastodon says it answers in five minutes.
const USUAL: u32 = 300;

pub(super) async fn pass(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let (limit, left, anew, over) = {
        let mut world = lock(&shared);
        world.seen.push(format!("{} {path}", request.method()));
        let (now, limit) = (Utc::now(), world.manners.limit.unwrap_or(USUAL));
        let (left, anew) = world.left.filter(|(_, anew)| *anew > now).unwrap_or_else(|| (limit, counts_anew(now)));
        let over = left == 0 && world.manners.limit.is_some();
        let left = left.saturating_sub(1);
        world.left = Some((left, anew));
        (limit, left, anew, over)
    };
    let answer = if over { error(StatusCode::TOO_MANY_REQUESTS, "Too many requests") } else { next.run(request).await };
    with_words(answer, limit, left, anew)
}

/// With Mastodon's words for its limit: the moment as a time, to the microsecond.
fn with_words(mut answer: Response, limit: u32, left: u32, anew: DateTime<Utc>) -> Response {
    let words = [
        ("x-ratelimit-limit", limit.to_string()),
        ("x-ratelimit-remaining", left.to_string()),
        ("x-ratelimit-reset", anew.to_rfc3339_opts(SecondsFormat::Micros, true)),
    ];
    for (name, value) in words {
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    answer
}

/// There is nothing at this address.
pub(super) async fn nothing(State(shared): State<Shared>) -> Response {
    super::ask::missing(&lock(&shared))
}
