//! A request as the API reads it, and its answers.

use super::Shared;
use super::manners::BadToken;
use super::world::{Token, World};
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};
use std::convert::Infallible;

/// The answer to somebody who may not, or asked for what is not there.
#[derive(Debug)]
pub(super) struct Refusal(Box<Response>);

impl From<Response> for Refusal {
    fn from(answer: Response) -> Self {
        Self(Box::new(answer))
    }
}

impl From<Refusal> for Response {
    fn from(refusal: Refusal) -> Self {
        *refusal.0
    }
}

/// A request: its parameters, from wherever they came, and whose it is.
#[derive(Debug)]
pub(super) struct Ask {
    params: Vec<(String, String)>,
    /// The parameters of the address alone.
    pub(super) query: Vec<(String, String)>,
    pub(super) token: Option<String>,
    pub(super) cookie: Option<String>,
    /// The address that was asked, without parameters.
    pub(super) address: String,
    /// The path and the parameters, to come back to.
    pub(super) path: String,
}

impl FromRequest<Shared> for Ask {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &Shared) -> Result<Self, Infallible> {
        let (head, body) = request.into_parts();
        let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let query = pairs(head.uri.query().unwrap_or_default().as_bytes());
        let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
        let mut params = query.clone();
        if text(header::CONTENT_TYPE).starts_with("application/json") {
            let fields: Value = serde_json::from_slice(&body).unwrap_or_default();
            params.extend(fields.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), plain(value))));
        } else {
            params.extend(pairs(&body));
        }
        let cookie = text(header::COOKIE).split("; ").find_map(|pair| pair.strip_prefix("_session_id="));
        Ok(Self {
            params,
            query,
            token: text(header::AUTHORIZATION).strip_prefix("Bearer ").map(str::to_owned),
            cookie: cookie.map(str::to_owned),
            address: format!("http://{}{}", text(header::HOST), head.uri.path()),
            path: head.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
        })
    }
}

impl Ask {
    /// A parameter; `None` where it is missing or empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.params.iter().rev().find(|(is, value)| is == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// Every value of a parameter that may come more than once, as `name[]`.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let is = |key: &str| key.strip_suffix("[]").unwrap_or(key) == name;
        self.params.iter().filter(|(key, _)| is(key)).map(|(_, value)| value.as_str()).collect()
    }

    /// Whether a parameter says yes.
    pub(super) fn says(&self, name: &str) -> bool {
        matches!(self.get(name), Some("true" | "1" | "on"))
    }

    /// Who asks; `Ok(None)` where nobody says so.
    pub(super) fn viewer(&self, world: &World) -> Result<Option<usize>, Refusal> {
        let Some(text) = &self.token else { return Ok(None) };
        match world.tokens.get(text) {
            Some(token) if !token.revoked => Ok(token.person),
            other => Err(refused(world, other).into()),
        }
    }

    /// Who asks, where they allowed this app one of `scopes`.
    pub(super) fn person(&self, world: &World, scopes: &[&str]) -> Result<usize, Refusal> {
        let Some(person) = self.viewer(world)? else {
            return Err(error(StatusCode::UNAUTHORIZED, "This method requires an authenticated user").into());
        };
        let has = self.token.as_ref().and_then(|token| world.tokens.get(token)).map_or("", |token| &*token.scopes);
        if has.split(' ').any(|has| scopes.iter().any(|need| covers(has, need))) {
            return Ok(person);
        }
        Err(error(StatusCode::FORBIDDEN, "This action is outside the authorized scopes").into())
    }
}

/// Whether a scope is the needed one, or the whole that it is part of.
pub(super) fn covers(has: &str, need: &str) -> bool {
    has == need || need.strip_prefix(has).is_some_and(|rest| rest.starts_with(':'))
}

fn refused(world: &World, token: Option<&Token>) -> Response {
    match world.manners.bad_token {
        BadToken::Empty => StatusCode::UNAUTHORIZED.into_response(),
        BadToken::Plain => (StatusCode::BAD_REQUEST, "Bad token").into_response(),
        BadToken::Json if token.is_some() => error(StatusCode::UNAUTHORIZED, "The access token was revoked"),
        BadToken::Json => error(StatusCode::UNAUTHORIZED, "The access token is invalid"),
    }
}

/// An error as Mastodon writes it.
pub(super) fn error(status: StatusCode, what: &str) -> Response {
    answer(status, &json!({"error": what}))
}

/// There is no such thing, or not for whoever asks.
pub(super) fn missing(world: &World) -> Response {
    if world.manners.missing_as_page {
        return (StatusCode::NOT_FOUND, axum::response::Html("<h1>Not Found</h1>")).into_response();
    }
    error(StatusCode::NOT_FOUND, "Record not found")
}

/// 200 with JSON.
pub(super) fn good(value: &Value) -> Response {
    answer(StatusCode::OK, value)
}

pub(super) fn answer(status: StatusCode, value: &Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    (status, kind, Body::from(value.to_string())).into_response()
}

fn pairs(text: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text).into_owned().collect()
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
