//! What lets the reader in, and what it takes to take that back, as one secret.

use reqwest::Url;
use secrecy::SecretString;
use serde_json::{Value, json};

/// A secret, taken apart.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) token: SecretString,
    pub(super) id: String,
    pub(super) secret: SecretString,
    pub(super) revoke: Option<String>,
}

/// All of it as one text, to be kept in one place.
pub(super) fn sealed(token: &str, id: &str, secret: &str, revoke: &Url) -> SecretString {
    json!({ "token": token, "client": id, "client_secret": secret, "revoke": revoke.as_str() }).to_string().into()
}

/// Taken apart. A text that was not put together here is a token alone.
pub(super) fn opened(secret: &SecretString) -> Opened {
    use secrecy::ExposeSecret as _;
    let all: Value = serde_json::from_str(secret.expose_secret()).unwrap_or_default();
    let field = |name: &str| all[name].as_str().unwrap_or_default();
    let token = all["token"].as_str().unwrap_or(secret.expose_secret());
    Opened {
        token: token.into(),
        id: field("client").to_owned(),
        secret: field("client_secret").into(),
        revoke: all["revoke"].as_str().map(str::to_owned),
    }
}

/// What is shown to the server.
pub(in crate::mastodon) fn bearer(secret: &SecretString) -> SecretString {
    opened(secret).token
}
