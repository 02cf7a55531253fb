//! Lists in pages, and the Link header that leads from one to the next.

use super::ask::Ask;
use super::world::World;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use std::ops::Bound;

/// Which part of a list is asked for; ids as numbers, whatever they look like outside.
#[derive(Debug)]
pub(super) struct Page {
    limit: usize,
    below: Option<u64>,
    above: Option<u64>,
    /// Above, and of those the lowest.
    next_above: Option<u64>,
}

impl Page {
    /// `limit` is what is answered where nothing is asked; at most twice that.
    pub(super) fn asked(ask: &Ask, world: &World, limit: usize, read: impl Fn(&str) -> Option<u64>) -> Self {
        if !world.manners.pages {
            return Self { limit: 50, below: None, above: None, next_above: None };
        }
        let id = |name| ask.get(name).and_then(&read);
        let asked = ask.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(limit);
        Self { limit: asked.clamp(1, 2 * limit), below: id("max_id"), above: id("since_id"), next_above: id("min_id") }
    }

    /// The ids that come into question: reading on at the far end of a long history costs no more than at its beginning.
    pub(super) fn range(&self) -> (Bound<u64>, Bound<u64>) {
        let below = self.below.map_or(Bound::Unbounded, Bound::Excluded);
        let above = self.above.max(self.next_above).filter(|above| self.below.is_none_or(|below| *above < below));
        (above.map_or(Bound::Unbounded, Bound::Excluded), below)
    }

    /// The newest first, out of ids that fall.
    pub(super) fn of(&self, falling: impl DoubleEndedIterator<Item = u64>) -> Vec<u64> {
        let inside = |id: &u64| {
            self.below.is_none_or(|below| *id < below)
                && self.above.is_none_or(|above| *id > above)
                && self.next_above.is_none_or(|above| *id > above)
        };
        if self.next_above.is_some() {
            let mut rising: Vec<u64> = falling.rev().filter(inside).take(self.limit).collect();
            rising.reverse();
            return rising;
        }
        falling.filter(inside).take(self.limit).collect()
    }

    /// Puts the Link header to an answer of these ids. `goes_on` says that a page which is not full has a next one, too.
    pub(super) fn link(
        &self,
        ask: &Ask,
        world: &World,
        ids: &[u64],
        goes_on: bool,
        write: impl Fn(u64) -> String,
        answer: Response,
    ) -> Response {
        let mut answer = answer;
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return answer };
        if !world.manners.pages {
            return answer;
        }
        let to = |what: &str, id: u64| {
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            for (key, value) in &ask.query {
                let kept = match key.as_str() {
                    "max_id" => false,
                    "since_id" | "min_id" => !world.manners.forgets_since && what == "max_id" && key == "since_id",
                    _ => true,
                };
                if kept {
                    query.append_pair(key, value);
                }
            }
            let query = query.append_pair(what, &write(id)).finish();
            format!("<{}?{query}>; rel=\"{}\"", ask.address, if what == "max_id" { "next" } else { "prev" })
        };
        let mut links = Vec::new();
        if goes_on || world.manners.next_after_the_end || ids.len() == self.limit {
            links.push(to("max_id", *last));
        }
        links.push(to("min_id", *first));
        if let Ok(value) = HeaderValue::from_str(&links.join(", ")) {
            answer.headers_mut().insert(header::LINK, value);
        }
        answer
    }
}
