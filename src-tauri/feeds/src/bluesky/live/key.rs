//! The key that a sign-in through the browser is bound to, and the proofs made with it (DPoP, RFC 9449): whoever has the
//! token but not the key is let in nowhere.

use crate::net::Failure;
use crate::sign_in::chance;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, Utc};
use reqwest::Url;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// A key of the curve P-256, made on this machine for one sign-in.
pub(super) struct Key {
    pair: EcdsaKeyPair,
    sealed: SecretString,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

/// The request that a proof is for. It holds for no other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proven<'a> {
    pub(super) method: &'a str,
    pub(super) url: &'a Url,
    /// The token that is shown with it.
    pub(super) token: Option<&'a SecretString>,
    /// What the server wants to read in it, to know that it was made just now.
    pub(super) nonce: Option<&'a str>,
}

impl Key {
    /// A new one.
    ///
    /// # Errors
    /// Where this machine gives no random numbers.
    pub(super) fn new(base: &Url) -> Result<Self, Failure> {
        let made = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).ok();
        let made = made.and_then(|pair| Some((pair.to_pkcs8v1().ok()?, pair)));
        let (document, pair) = made.ok_or_else(|| unmade(base))?;
        Ok(Self { sealed: BASE64.encode(document.as_ref()).into(), pair })
    }

    /// Out of the text in which it is kept; `None` where that is none.
    pub(super) fn open(sealed: &str) -> Option<Self> {
        let document = BASE64.decode(sealed).ok()?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &document).ok()?;
        Some(Self { pair, sealed: sealed.into() })
    }

    /// As one text, to be kept where secrets are.
    pub(super) fn sealed(&self) -> &SecretString {
        &self.sealed
    }

    /// The proof for one request, made at this moment.
    ///
    /// # Errors
    /// Where this machine gives no random numbers.
    pub(super) fn proof(&self, proven: Proven<'_>, at: DateTime<Utc>) -> Result<String, Failure> {
        let Proven { method, url, token, nonce } = proven;
        let mut place = url.clone();
        place.set_query(None);
        place.set_fragment(None);
        let mut claims = json!({
            "jti": chance(url)?.expose_secret(), "htm": method, "htu": place.as_str(), "iat": at.timestamp(),
        });
        if let Some(nonce) = nonce {
            claims["nonce"] = nonce.into();
        }
        if let Some(token) = token {
            claims["ath"] = BASE64.encode(Sha256::digest(token.expose_secret())).into();
        }
        let head = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": self.public() });
        let part = |value: &Value| BASE64.encode(value.to_string());
        let said = format!("{}.{}", part(&head), part(&claims));
        let signed = self.pair.sign(&SystemRandom::new(), said.as_bytes()).map_err(|_| unmade(url))?;
        Ok(format!("{said}.{}", BASE64.encode(signed.as_ref())))
    }

    /// What everybody may know of it, as a JWK (RFC 7518, 6.2.1).
    fn public(&self) -> Value {
        // A point that is not compressed: one byte that says so, then both coordinates.
        let (x, y) =
            self.pair.public_key().as_ref().get(1..).unwrap_or_default().split_at_checked(32).unwrap_or_default();
        json!({ "kty": "EC", "crv": "P-256", "x": BASE64.encode(x), "y": BASE64.encode(y) })
    }
}

fn unmade(base: &Url) -> Failure {
    Failure::Unreachable {
        host: base.host_str().unwrap_or_default().to_owned(),
        why: "this machine gives no random numbers".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    fn part(text: &str) -> Value {
        serde_json::from_slice(&BASE64.decode(text).unwrap()).unwrap()
    }

    #[test]
    fn a_proof_names_one_request_and_whoever_reads_it_can_check_it() {
        let url = Url::parse("https://pds.example/xrpc/a.b.c?limit=1#x").unwrap();
        let token = SecretString::from("token");
        let key = Key::open(Key::new(&url).unwrap().sealed().expose_secret()).unwrap();
        let proven = Proven { method: "GET", url: &url, token: Some(&token), nonce: Some("n") };
        let at = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let proof = key.proof(proven, at).unwrap();
        let parts: Vec<_> = proof.split('.').collect();
        let (head, claims) = (part(parts[0]), part(parts[1]));
        assert_eq!((&head["typ"], &head["alg"]), (&json!("dpop+jwt"), &json!("ES256")));
        assert_eq!(claims["htu"], "https://pds.example/xrpc/a.b.c");
        assert_eq!(
            (&claims["htm"], &claims["iat"], &claims["nonce"]),
            (&json!("GET"), &json!(at.timestamp()), &json!("n"))
        );
        // echo -n token | openssl dgst -sha256 -binary | base64, with the web's alphabet
        assert_eq!(claims["ath"], "PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A");
        let point = [&[4][..], &coordinate(&head, "x"), &coordinate(&head, "y")].concat();
        let said = proof.rsplit_once('.').unwrap().0;
        let signed = BASE64.decode(parts[2]).unwrap();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(said.as_bytes(), &signed).unwrap();
        assert_ne!(key.proof(proven, at).unwrap(), proof, "no two are alike");
        assert_eq!(format!("{key:?}"), "Key");
    }

    fn coordinate(head: &Value, name: &str) -> Vec<u8> {
        BASE64.decode(head["jwk"][name].as_str().unwrap()).unwrap()
    }

    #[test]
    fn what_is_no_key_is_none() {
        for text in ["", "nonsense", "AAAA"] {
            assert!(Key::open(text).is_none(), "{text}");
        }
    }
}
