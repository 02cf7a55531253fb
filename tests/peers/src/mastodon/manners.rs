//! How servers with Mastodon's API differ, as seen on running ones.

use chrono::{DateTime, Utc};

/// How the server behaves. What is not said here is as in Mastodon 4.6.
#[derive(Debug, Clone)]
pub struct Manners {
    /// How ids look.
    pub ids: Ids,
    /// Whether lists come in pages at all: otherwise `limit` and every id asked for is ignored, and so is Link.
    pub pages: bool,
    /// Whether a short page still has a Link to a next one, which is then empty.
    pub next_after_the_end: bool,
    /// Whether Link forgets `since_id` and `min_id`.
    pub forgets_since: bool,
    /// Whether own posts name the app that sent them.
    pub names_app: bool,
    /// Whether handles of local people have their host in mentions and lookups.
    pub host_in_handles: bool,
    /// What it says to a token it does not know.
    pub bad_token: BadToken,
    /// Whether a post that is not there gets a page instead of JSON.
    pub missing_as_page: bool,
    /// The status of `/api/v2/instance`.
    pub instance_v2: u16,
    /// Whether `/api/v2/notifications` exists.
    pub grouped_notices: bool,
    /// Whether it tells its OAuth endpoints (`/.well-known/oauth-authorization-server`) and checks PKCE.
    pub pkce: bool,
    /// How many requests it answers in five minutes; what Mastodon says is 300. `None` answers all and says 300.
    pub limit: Option<u32>,
}

/// How ids look. None may be read as a number or compared as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// A number, as Mastodon's.
    Number,
    /// A ULID, as GoToSocial's: 26 letters and digits.
    Ulid,
    /// 42 hexadecimal digits, as snac's.
    Hex,
}

/// What a server says to a token that it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadToken {
    /// 401 with JSON.
    Json,
    /// 400 with plain text.
    Plain,
    /// 401 with nothing.
    Empty,
}

impl Manners {
    /// Mastodon 4.6.
    pub const fn mastodon() -> Self {
        Self {
            ids: Ids::Number,
            pages: true,
            next_after_the_end: false,
            forgets_since: false,
            names_app: true,
            host_in_handles: false,
            bad_token: BadToken::Json,
            missing_as_page: false,
            instance_v2: 200,
            grouped_notices: true,
            pkce: true,
            limit: None,
        }
    }

    /// GoToSocial, a server in Go.
    pub const fn gotosocial() -> Self {
        Self { ids: Ids::Ulid, next_after_the_end: true, grouped_notices: false, pkce: false, ..Self::mastodon() }
    }

    /// Takahē, a server in Django.
    pub const fn takahe() -> Self {
        Self {
            next_after_the_end: true,
            forgets_since: true,
            names_app: false,
            host_in_handles: true,
            bad_token: BadToken::Plain,
            missing_as_page: true,
            instance_v2: 500,
            grouped_notices: false,
            pkce: false,
            ..Self::mastodon()
        }
    }

    /// snac2, where the real one is too slow or not there.
    pub const fn snac() -> Self {
        Self {
            ids: Ids::Hex,
            pages: false,
            names_app: false,
            host_in_handles: true,
            bad_token: BadToken::Empty,
            missing_as_page: true,
            instance_v2: 404,
            grouped_notices: false,
            pkce: false,
            ..Self::mastodon()
        }
    }
}

impl Ids {
    /// An id as this server writes it.
    pub(super) fn write(self, id: u64) -> String {
        match self {
            Self::Number => id.to_string(),
            Self::Hex => format!("{:010}{id:032x}", (id >> 16) / 1000),
            Self::Ulid => {
                // 48 bits of time before 80 of chance, five bits to a character.
                let bits = (u128::from(id >> 16) << 80) | u128::from(id & 0xffff);
                (0..26).rev().map(|n| char::from(CROCKFORD[(bits >> (5 * n)) as usize & 31])).collect()
            }
        }
    }

    /// The id that was written so.
    pub(super) fn read(self, text: &str) -> Option<u64> {
        match self {
            Self::Number => text.parse().ok(),
            Self::Hex => u64::from_str_radix(text.get(10..)?, 16).ok(),
            Self::Ulid => {
                let digit = |byte| CROCKFORD.iter().position(|digit| *digit == byte);
                let bits = text.bytes().try_fold(0_u128, |bits, byte| Some(bits << 5 | digit(byte)? as u128))?;
                Some((u64::try_from(bits >> 80).ok()? << 16) | (bits & 0xffff) as u64)
            }
        }
    }
}

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// When a limit that began now is counted anew: at the next full five minutes, as Mastodon does.
pub(super) fn counts_anew(now: DateTime<Utc>) -> DateTime<Utc> {
    let next = (now.timestamp() / 300 + 1) * 300;
    DateTime::from_timestamp(next, now.timestamp_subsec_nanos()).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn every_kind_of_id_is_read_as_it_was_written() {
        for id in [0, 1, 117_020_576_916_218_297, (1_795_820_711_000 << 16) + 7] {
            for (ids, length) in [(Ids::Ulid, 26), (Ids::Hex, 42)] {
                assert_eq!(ids.write(id).len(), length, "{ids:?} {id}");
            }
            for ids in [Ids::Number, Ids::Ulid, Ids::Hex] {
                assert_eq!(ids.read(&ids.write(id)), Some(id), "{ids:?}");
            }
        }
    }

    #[test]
    fn what_is_no_id_is_none() {
        for (ids, text) in [(Ids::Number, "01J"), (Ids::Hex, "short"), (Ids::Ulid, "not-one")] {
            assert_eq!(ids.read(text), None, "{ids:?}");
        }
    }
}
