//! Sign-in: an app registers, sends its user to a page, and exchanges the code that comes back for a token.

use super::ask::{Ask, Refusal, answer, covers, error, good};
use super::world::{App, Code, Token, World};
use super::{Shared, forms, lock};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use chrono::Utc;
use serde_json::{Value, json};
use sha2::Digest as _;

/// The address that means: show the code, to be typed in.
const BY_HAND: &str = "urn:ietf:wg:oauth:2.0:oob";

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/.well-known/oauth-authorization-server", get(endpoints))
        .route("/api/v1/apps", post(register))
        .route("/api/v1/apps/verify_credentials", get(verify_app))
        .route("/auth/sign_in", get(sign_in_page).post(sign_in))
        .route("/oauth/authorize", get(authorize_page).post(authorize))
        .route("/oauth/authorize/native", get(code_page))
        .route("/oauth/token", post(exchange))
        .route("/oauth/revoke", post(revoke))
}

async fn endpoints(State(shared): State<Shared>) -> Result<Response, Response> {
    let world = lock(&shared);
    if !world.manners.pkce {
        return Err(super::ask::missing(&world));
    }
    let url = &world.url;
    Ok(good(&json!({
        "issuer": format!("{url}/"), "service_documentation": "https://docs.joinmastodon.org/",
        "authorization_endpoint": format!("{url}/oauth/authorize"), "token_endpoint": format!("{url}/oauth/token"),
        "userinfo_endpoint": format!("{url}/oauth/userinfo"), "revocation_endpoint": format!("{url}/oauth/revoke"),
        "app_registration_endpoint": format!("{url}/api/v1/apps"),
        "scopes_supported": ["read", "profile", "write", "follow", "push", "read:accounts", "read:notifications", "read:statuses"],
        "response_types_supported": ["code"], "response_modes_supported": ["query", "fragment", "form_post"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
    })))
}

async fn register(State(shared): State<Shared>, ask: Ask) -> Result<Response, Response> {
    let mut world = lock(&shared);
    let invalid = |what| error(StatusCode::UNPROCESSABLE_ENTITY, what);
    let name = ask.get("client_name").ok_or_else(|| invalid("Validation failed: Application name can't be blank"))?;
    let redirects: Vec<String> =
        ask.all("redirect_uris").iter().flat_map(|some| some.split_whitespace()).map(str::to_owned).collect();
    let usable = |uri: &String| uri == BY_HAND || url::Url::parse(uri).is_ok_and(|uri| uri.fragment().is_none());
    if redirects.is_empty() || !redirects.iter().all(usable) {
        return Err(invalid("Validation failed: Redirect URI must be an absolute URI."));
    }
    let app = App {
        id: world.apps.len() as u64 + 1,
        name: name.to_owned(),
        website: ask.get("website").map(str::to_owned),
        scopes: ask.get("scopes").unwrap_or("read").to_owned(),
        redirects,
        key: world.secret("client"),
        secret: world.secret("client secret"),
    };
    let mut shown = show_app(&app);
    shown["client_id"] = json!(app.key);
    shown["client_secret"] = json!(app.secret);
    shown["client_secret_expires_at"] = json!(0);
    world.apps.push(app);
    Ok(good(&shown))
}

async fn verify_app(State(shared): State<Shared>, ask: Ask) -> Result<Response, Response> {
    let world = lock(&shared);
    ask.viewer(&world)?;
    let app = ask.token.as_ref().and_then(|token| world.app_of(token));
    app.map(|app| good(&show_app(app))).ok_or_else(|| error(StatusCode::UNAUTHORIZED, "The access token is invalid"))
}

fn show_app(app: &App) -> Value {
    json!({"id": app.id.to_string(), "name": app.name, "website": app.website, "vapid_key": "",
        "scopes": app.scopes.split(' ').collect::<Vec<_>>(), "redirect_uris": app.redirects,
        "redirect_uri": app.redirects.join("\n")})
}

async fn sign_in_page(ask: Ask) -> Response {
    Html(forms::sign_in(ask.get("back").unwrap_or("/"), "")).into_response()
}

async fn sign_in(State(shared): State<Shared>, ask: Ask) -> Response {
    let mut world = lock(&shared);
    let back = ask.get("back").unwrap_or("/").to_owned();
    let name = ask.get("user[email]").and_then(|mail| mail.split('@').next()).unwrap_or_default();
    let password = ask.get("user[password]").unwrap_or_default();
    let here = |person: usize| world.people[person].host.is_none() && world.people[person].password == password;
    let Some(person) = world.person_of(name).filter(|person| here(*person)) else {
        return Html(forms::sign_in(&back, "Invalid E-mail address or password.")).into_response();
    };
    let session = world.secret("session");
    world.sessions.insert(session.clone(), person);
    let cookie = format!("_session_id={session}; path=/; HttpOnly; SameSite=Lax");
    ([(header::SET_COOKIE, cookie)], see_other(&back)).into_response()
}

/// What an app asks for on the page: where it is allowed at all.
fn asked<'a>(world: &'a World, ask: &Ask) -> Result<&'a App, Refusal> {
    let refuse = |what: &str| (StatusCode::BAD_REQUEST, Html(forms::refusal(what))).into_response();
    let unknown = "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.";
    let app = world.apps.iter().find(|app| ask.get("client_id") == Some(&app.key)).ok_or_else(|| refuse(unknown))?;
    if !app.redirects.iter().any(|uri| ask.get("redirect_uri") == Some(uri)) {
        return Err(refuse("The redirect URI included is not valid.").into());
    }
    let scopes = ask.get("scope").unwrap_or("read");
    if !scopes.split(' ').all(|need| app.scopes.split(' ').any(|has| covers(has, need))) {
        return Err(back_with(
            ask,
            &[
                ("error", "invalid_scope"),
                ("error_description", "The requested scope is invalid, unknown, or malformed."),
            ],
        )
        .into());
    }
    if ask.get("response_type") != Some("code") {
        return Err(back_with(ask, &[("error", "unsupported_response_type")]).into());
    }
    if ask.get("code_challenge").is_some() && ask.get("code_challenge_method") != Some("S256") {
        return Err(back_with(ask, &[("error", "invalid_code_challenge_method")]).into());
    }
    Ok(app)
}

async fn authorize_page(State(shared): State<Shared>, ask: Ask) -> Result<Response, Response> {
    let world = lock(&shared);
    let app = asked(&world, &ask)?;
    let person = ask.cookie.as_ref().and_then(|cookie| world.sessions.get(cookie));
    let Some(person) = person else {
        let back = url::form_urlencoded::Serializer::new(String::new()).append_pair("back", &ask.path).finish();
        return Ok(see_other(&format!("/auth/sign_in?{back}")));
    };
    let scopes = ask.get("scope").unwrap_or("read");
    Ok(Html(forms::consent(&app.name, &world.people[*person].name, scopes, &ask.query)).into_response())
}

/// The person pressed a button on the page.
async fn authorize(State(shared): State<Shared>, ask: Ask) -> Result<Response, Response> {
    let mut world = lock(&shared);
    let app = asked(&world, &ask)?.key.clone();
    let signed_in = ask.cookie.as_ref().and_then(|cookie| world.sessions.get(cookie)).copied();
    let person = signed_in.ok_or_else(|| see_other("/auth/sign_in"))?;
    if ask.get("_method") == Some("delete") {
        let why = "The resource owner or authorization server denied the request.";
        return Ok(back_with(&ask, &[("error", "access_denied"), ("error_description", why)]));
    }
    let code = world.secret("code");
    let redirect = ask.get("redirect_uri").unwrap_or_default().to_owned();
    let challenge = ask.get("code_challenge").filter(|_| world.manners.pkce).map(str::to_owned);
    let scopes = ask.get("scope").unwrap_or("read").to_owned();
    world.codes.insert(code.clone(), Code { app, person, scopes, redirect: redirect.clone(), challenge });
    if redirect == BY_HAND {
        return Ok(see_other(&format!("/oauth/authorize/native?code={code}")));
    }
    Ok(back_with(&ask, &[("code", &code)]))
}

async fn code_page(ask: Ask) -> Response {
    Html(forms::code(ask.get("code").unwrap_or_default())).into_response()
}

async fn exchange(State(shared): State<Shared>, ask: Ask) -> Result<Response, Response> {
    let mut world = lock(&shared);
    let app = known_app(&world, &ask)?;
    let refuse =
        |what: &str, why: &str| answer(StatusCode::BAD_REQUEST, &json!({"error": what, "error_description": why}));
    let bad_code = "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.";
    let token = match ask.get("grant_type") {
        Some("client_credentials") => {
            Token { app: app.key, person: None, scopes: ask.get("scope").unwrap_or("read").to_owned(), revoked: false }
        }
        Some("authorization_code") => {
            // A code is used up by the first who shows it, right or wrong.
            let code = ask.get("code").and_then(|code| world.codes.remove(code));
            let code = code.ok_or_else(|| refuse("invalid_grant", bad_code))?;
            let proof = ask
                .get("code_verifier")
                .map(|verifier| base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(sha2::Sha256::digest(verifier)));
            let right = code.app == app.key && ask.get("redirect_uri") == Some(&code.redirect);
            if !right || (code.challenge.is_some() && code.challenge != proof) {
                return Err(refuse("invalid_grant", bad_code));
            }
            Token { app: app.key, person: Some(code.person), scopes: code.scopes, revoked: false }
        }
        _ => {
            return Err(refuse(
                "unsupported_grant_type",
                "The authorization grant type is not supported by the authorization server.",
            ));
        }
    };
    let text = world.secret("token");
    let shown = json!({"access_token": text, "token_type": "Bearer", "scope": token.scopes, "created_at": Utc::now().timestamp()});
    world.tokens.insert(text, token);
    Ok(good(&shown))
}

async fn revoke(State(shared): State<Shared>, ask: Ask) -> Result<Response, Response> {
    let mut world = lock(&shared);
    let app = known_app(&world, &ask)?;
    match ask.get("token").and_then(|token| world.tokens.get_mut(token)) {
        Some(token) if token.app != app.key => {
            let why = "You are not authorized to revoke this token";
            Err(answer(StatusCode::FORBIDDEN, &json!({"error": "unauthorized_client", "error_description": why})))
        }
        // A token nobody knows is as good as revoked.
        token => {
            token.into_iter().for_each(|token| token.revoked = true);
            Ok(good(&json!({})))
        }
    }
}

fn known_app(world: &World, ask: &Ask) -> Result<App, Refusal> {
    let is = |app: &&App| ask.get("client_id") == Some(&app.key) && ask.get("client_secret") == Some(&app.secret);
    world.apps.iter().find(is).cloned().ok_or_else(|| {
        let why = "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.";
        answer(StatusCode::UNAUTHORIZED, &json!({"error": "invalid_client", "error_description": why})).into()
    })
}

/// Sends the browser back to the app, with its state.
fn back_with(ask: &Ask, answer: &[(&str, &str)]) -> Response {
    let Some(Ok(mut uri)) = ask.get("redirect_uri").map(url::Url::parse) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    uri.query_pairs_mut().extend_pairs(answer).extend_pairs(ask.get("state").map(|state| ("state", state)));
    see_other(uri.as_str())
}

fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}
