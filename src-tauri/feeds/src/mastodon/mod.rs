//! Mastodon, and every server that speaks its API, however poorly.
//!
//! What differs from server to server is met in one place each: ids are opaque ([`cursor`]); pages may repeat or have no
//! end ([`walk`]); who somebody is, and which post is answered, may have to be asked for ([`known`]); a status may lack
//! anything ([`status`]).

mod account;
mod api;
mod cursor;
mod find;
mod heard;
mod known;
mod read;
pub mod sign_in;
mod status;
mod typed;
mod walk;
mod webfinger;

use crate::live::{About, Account, Answer, Entry, Heard, Page, Reader, Step, sees};
use crate::net::Net;
use crate::sign_in::UnderWay;
use chrono::{DateTime, Utc};
use coach::person::Network;
use secrecy::SecretString;

/// Reads a Mastodon account.
#[derive(Debug, Clone, Copy)]
pub struct Mastodon;

impl Reader for Mastodon {
    fn about(&self) -> About {
        About {
            name: "mastodon",
            network: Network::Mastodon,
            sees: sees::POSTS | sees::REPLIES | sees::BOOSTS | sees::APP | sees::MENTIONS,
            entry: Entry::Browser,
        }
    }

    /// The server alone: the sign-in says whose account it is.
    fn names(&self, account: &Account) -> String {
        account.place.clone()
    }

    fn find<'a>(&'a self, net: &'a Net, typed: &'a str, secret: Option<&'a SecretString>) -> Answer<'a, Account> {
        Box::pin(find::find(net, typed, secret))
    }

    fn begin<'a>(
        &'a self,
        net: &'a Net,
        typed: &'a str,
        redirect: &'a str,
        _now: DateTime<Utc>,
    ) -> Answer<'a, Box<dyn UnderWay>> {
        Box::pin(async move {
            let under_way: Box<dyn UnderWay> = Box::new(sign_in::begin(net, typed, redirect).await?);
            Ok(under_way)
        })
    }

    fn shows_code(&self) -> Option<&'static str> {
        Some(sign_in::PASTE)
    }

    fn read<'a>(&'a self, step: Step<'a>) -> Answer<'a, Page> {
        Box::pin(read::read(step))
    }

    fn look_around<'a>(&'a self, step: Step<'a>) -> Answer<'a, Vec<Heard>> {
        Box::pin(read::look_around(step))
    }
}
