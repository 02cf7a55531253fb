//! Where the server that keeps an account signs people in. It may be another one: the account's server says which, and that
//! one has to say the same.

use super::typed;
use crate::net::{Answered, Ask, Failure, Net, Word};
use reqwest::Url;
use serde_json::Value;

/// The most bytes of what a server says about itself.
const MOST: u64 = 256 << 10;

/// Where an account's server signs people in.
#[derive(Debug)]
pub(super) struct Doors {
    /// Who signs in; the browser has to come back with this name.
    pub(super) issuer: String,
    /// Where it is said first what is asked for.
    pub(super) push: Url,
    pub(super) authorize: Url,
    pub(super) exchange: Url,
}

impl Doors {
    /// Asks the account's server, and then the one that it names.
    ///
    /// # Errors
    /// [`Failure::NoBrowser`] where it signs nobody in by the browser; also where the two contradict each other.
    pub(super) async fn of(net: &Net, server: &Url, word: Word) -> Result<Self, Failure> {
        let told = about(net, server, "/.well-known/oauth-protected-resource").await?;
        let says = told.json()?;
        let named: Vec<&str> =
            says["authorization_servers"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if says["resource"].as_str().and_then(typed::server).as_ref() != Some(server) {
            return Err(strange(&told, "the sign-in of another server"));
        }
        let [named] = named[..] else { return Err(Failure::NoBrowser { host: told.host }) };
        let is_open = server.scheme() == "http";
        let issuer = typed::server(named).filter(|url| url.scheme() == "https" || is_open);
        let issuer = issuer.ok_or_else(|| strange(&told, "a sign-in that is not safe"))?;
        net.allow(&issuer, word);
        let told = about(net, &issuer, "/.well-known/oauth-authorization-server").await?;
        Self::read(&told, named)
    }

    /// Out of what the server says that signs people in.
    fn read(told: &Answered, issuer: &str) -> Result<Self, Failure> {
        let says = told.json()?;
        if says["issuer"] != issuer {
            return Err(strange(told, "the sign-in of another server"));
        }
        let offers = |name: &str, value: &str| match says[name].as_array() {
            Some(all) => all.iter().any(|one| one == value),
            None => false,
        };
        let door = |name: &str| says[name].as_str().ok_or_else(|| Failure::NoBrowser { host: told.host.clone() });
        if !offers("dpop_signing_alg_values_supported", "ES256") || !offers("code_challenge_methods_supported", "S256")
        {
            return Err(Failure::NoBrowser { host: told.host.clone() });
        }
        Ok(Self {
            issuer: issuer.to_owned(),
            push: told.leads(door("pushed_authorization_request_endpoint")?)?,
            authorize: told.leads(door("authorization_endpoint")?)?,
            exchange: told.leads(door("token_endpoint")?)?,
        })
    }
}

/// What a server says about itself at one of its well-known places.
async fn about(net: &Net, server: &Url, path: &str) -> Result<Answered, Failure> {
    let no_browser = |host: &str| Failure::NoBrowser { host: host.to_owned() };
    let url = server.join(path).map_err(|_| no_browser(server.host_str().unwrap_or_default()))?;
    let answered = net.answer(Ask::get(url).most(MOST)).await?;
    match answered.status.as_u16() {
        // It knows of no such thing.
        400 | 401 | 403 | 404 | 405 | 410 | 501 => Err(no_browser(&answered.host)),
        _ => answered.good(None),
    }
}

fn strange(answered: &Answered, what: &str) -> Failure {
    Failure::Strange { host: answered.host.clone(), what: what.to_owned() }
}
