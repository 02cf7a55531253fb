//! Finding the account that the person named, or that a sign-in belongs to.

use super::account::{lasting_id, site};
use super::api::{Api, id, text};
use super::typed::{Typed, authority, understand};
use super::webfinger::{Finger, finger};
use crate::live::{Account, sees};
use crate::net::{Failure, Net, Word};
use coach::person::Network;
use reqwest::Url;
use secrecy::SecretString;
use serde_json::Value;

/// The account that the person named; with a sign-in, the one that it belongs to.
///
/// Where the server shows nobody to strangers, or only a server was named, the account has no key yet: it is found again
/// after the sign-in.
///
/// # Errors
/// Where there is no such account or server, or it can't be reached.
pub(super) async fn find(net: &Net, typed: &str, secret: Option<&SecretString>) -> Result<Account, Failure> {
    let Typed { base, name } = understand(typed)?;
    net.allow(&base, Word::Typed);
    let domain = authority(&base);
    let here = Api::new(net, base.clone(), secret, None);
    let Some(name) = name else {
        return match secret {
            Some(_) => full(&here, whose(&here).await?, &domain).await,
            None => here.object("/api/v1/instance", &[]).await.map(|_| unknown(&base, None, &domain)),
        };
    };
    match there(&here, &name).await {
        Ok(account) => full(&here, account, &domain).await,
        Err(Failure::SignedOut { .. } | Failure::Forbidden { .. }) if secret.is_none() => {
            Ok(unknown(&base, Some((&name, None)), &domain))
        }
        Err(failure) if is_elsewhere(&failure) => {
            let found = finger(net, &base, &name).await?;
            elsewhere(net, found, secret, &domain).await
        }
        Err(failure) => Err(failure),
    }
}

/// The account where the handle's host says that it is.
async fn elsewhere(net: &Net, found: Finger, secret: Option<&SecretString>, domain: &str) -> Result<Account, Failure> {
    let there_ = Api::new(net, found.base.clone(), secret, None);
    match there(&there_, &found.name).await {
        Ok(account) => full(&there_, account, domain).await,
        Err(Failure::SignedOut { .. } | Failure::Forbidden { .. } | Failure::NotFound { .. }) if secret.is_none() => {
            Ok(unknown(&found.base, Some((&found.name, Some(&found.actor))), domain))
        }
        Err(failure) => Err(failure),
    }
}

/// Whether a failure may mean that the account is with another server than its handle's host.
fn is_elsewhere(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::NotFound { .. } | Failure::Strange { .. } | Failure::LedAstray { .. } | Failure::Faulty { .. }
    )
}

/// The account on this server: of the sign-in, or by name.
async fn there(api: &Api<'_>, name: &str) -> Result<Value, Failure> {
    match api.token {
        Some(_) => whose(api).await,
        None => api.object("/api/v1/accounts/lookup", &[("acct", name)]).await,
    }
}

/// The account that the sign-in belongs to.
async fn whose(api: &Api<'_>) -> Result<Value, Failure> {
    api.object("/api/v1/accounts/verify_credentials", &[]).await
}

/// The account as the server shows it.
async fn full(api: &Api<'_>, account: Value, domain: &str) -> Result<Account, Failure> {
    let host = authority(&api.base);
    let strange = |what: &str| Failure::Strange { host: host.clone(), what: what.to_owned() };
    let key = id(&account["id"]).ok_or_else(|| strange("an account without id"))?;
    let lasting = lasting_id(&account).ok_or_else(|| strange("an account without address"))?;
    let name = text(&account["username"]).or(text(&account["acct"]).and_then(|acct| acct.split('@').next()));
    let name = name.ok_or_else(|| strange("an account without name"))?;
    let mut names = vec![lasting.to_owned()];
    names.extend(text(&account["url"]).map(str::to_owned));
    names
        .extend([format!("@{name}@{domain}"), format!("@{name}@{host}"), format!("@{name}")].map(|n| n.to_lowercase()));
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    let mut sees = sees::POSTS | sees::REPLIES | sees::BOOSTS;
    if api.token.is_some() {
        sees |= sees::MENTIONS | if names_apps(api, &key).await? { sees::APP } else { 0 };
    }
    Ok(Account {
        network: Network::Mastodon,
        id: lasting.to_owned(),
        place: place(&api.base),
        key,
        names,
        title: format!("@{name}@{domain}"),
        site: site(&account),
        sees,
        posts: account["statuses_count"].as_u64(),
    })
}

/// Whether the server keeps which app a post was sent by.
async fn names_apps(api: &Api<'_>, key: &str) -> Result<bool, Failure> {
    let newest = api.list(&format!("/api/v1/accounts/{key}/statuses"), &[("limit", "5")]).await?;
    Ok(newest.items.is_empty() || newest.items.iter().any(|status| status["application"].is_object()))
}

/// An account of which only its server is known, and perhaps its name and what identifies it.
fn unknown(base: &Url, named: Option<(&str, Option<&Url>)>, domain: &str) -> Account {
    let title = named.map_or_else(|| domain.to_owned(), |(name, _)| format!("@{name}@{domain}"));
    let id = named.and_then(|(_, actor)| actor).map(Url::to_string).unwrap_or_default();
    Account {
        network: Network::Mastodon,
        id,
        place: place(base),
        key: String::new(),
        names: Vec::new(),
        title,
        site: None,
        sees: 0,
        posts: None,
    }
}

fn place(base: &Url) -> String {
    base.as_str().trim_end_matches('/').to_owned()
}
