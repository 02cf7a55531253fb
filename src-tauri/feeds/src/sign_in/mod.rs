//! What every sign-in through the browser needs: numbers nobody can guess, and an ear for the browser that comes back.

mod loopback;

pub use loopback::{Came, Loopback, Pages};

use crate::live::Answer;
use crate::net::{Failure, Net};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// What the browser brings back.
#[derive(Debug, Clone)]
pub struct Brought {
    /// What is exchanged for the secret.
    pub code: SecretString,
    /// Who gave it, where it says so.
    pub issuer: Option<String>,
}

/// A sign-in under way: the person is at her browser. Shows nothing secret.
pub trait UnderWay: std::fmt::Debug + Send + Sync {
    /// The page on which she signs in.
    fn page(&self) -> &Url;

    /// What the browser must bring back, to show that it was sent by this page.
    fn state(&self) -> &SecretString;

    /// Exchanges what it brought for what lets the reader in.
    fn finish<'a>(&'a self, net: &'a Net, brought: &'a Brought, now: DateTime<Utc>) -> Answer<'a, SecretString>;
}

/// A text nobody can guess: 256 bits of chance.
///
/// # Errors
/// Where this machine has none to give.
pub(crate) fn chance(base: &Url) -> Result<SecretString, Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Failure::Unreachable {
        host: base.host_str().unwrap_or_default().to_owned(),
        why: format!("this machine gives no random numbers: {error}"),
    })?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes).into())
}

/// What shows that one knows the verifier, without showing it: RFC 7636, `S256`.
pub(crate) fn proof(verifier: &SecretString) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose_secret()))
}

/// Whether two texts are the same, in a time that says nothing of where they differ.
fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proof_is_that_of_the_specification() {
        // RFC 7636, appendix B.
        let verifier = SecretString::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(proof(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn no_two_chances_are_alike() {
        let base = Url::parse("https://social.example/").unwrap_or_else(|_| unreachable!());
        let some: Vec<_> = (0..20).filter_map(|_| chance(&base).ok()).collect();
        assert_eq!(some.len(), 20);
        assert!(some.iter().all(|one| one.expose_secret().len() == 43));
        let all: std::collections::BTreeSet<_> = some.iter().map(ExposeSecret::expose_secret).collect();
        assert_eq!(all.len(), 20);
    }
}
