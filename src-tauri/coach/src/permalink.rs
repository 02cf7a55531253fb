//! What the address of a post tells by itself: where it stands, who wrote it, when. Nothing is asked of any host.
//!
//! Times come from ids that hold one. Whoever made the id said the time, so it is a help for filling a field, never a fact.

use crate::person::Network;
use chrono::{DateTime, Utc};
use url::Url;

/// What an address tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Where it stands.
    pub network: Network,
    /// Who wrote it, or whose page it is, as handles are shown there: `@ana`, `@ana@social.example`.
    pub who: Option<String>,
    /// When it was posted.
    pub at: Option<DateTime<Utc>>,
}

/// Hosts that write `/@name/…` and are no servers of the fediverse.
const NOT_FEDIVERSE: &[&str] = &["medium.com", "youtube.com", "tiktok.com", "substack.com", "flickr.com", "vimeo.com"];

/// Servers of Lemmy whose names don't say so; others are known by their names.
const LEMMY: &[&str] = &[
    "lemm.ee",
    "sh.itjust.works",
    "beehaw.org",
    "feddit.org",
    "feddit.uk",
    "programming.dev",
    "slrpnk.net",
    "discuss.tchncs.de",
    "aussie.zone",
    "hexbear.net",
    "midwest.social",
];

/// Sites of Stack Exchange with names of their own.
const STACKS: &[&str] = &["stackoverflow.com", "superuser.com", "serverfault.com", "askubuntu.com", "mathoverflow.net"];

/// What the address of a post, a comment or somebody's page tells; `None` where it is no address of a known form.
///
/// ```
/// let told = coach::permalink::told("https://x.com/ana/status/1460323737035677698?s=20");
/// assert_eq!(told.and_then(|told| told.who).as_deref(), Some("@ana"));
/// ```
pub fn told(address: &str) -> Option<Told> {
    let url = Url::parse(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?.trim_end_matches('.').to_ascii_lowercase();
    let host = ["www.", "m.", "mobile.", "old."].iter().find_map(|start| host.strip_prefix(start)).unwrap_or(&host);
    let path: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    match host {
        "x.com" | "twitter.com" => x(&path),
        "bsky.app" => bluesky(&path),
        "threads.net" | "threads.com" | "instagram.com" => meta(host, &path),
        "facebook.com" => facebook(&path),
        "linkedin.com" => linkedin(&path),
        "reddit.com" | "redd.it" => reddit(host, &path),
        "news.ycombinator.com" => hacker_news(&url, &path),
        "github.com" => github(&path),
        _ if STACKS.contains(&host) || host.ends_with(".stackexchange.com") => {
            matches!(*path.first()?, "questions" | "q" | "a").then(|| bare(Network::StackExchange))
        }
        _ => by_form(host, &path),
    }
}

fn bare(network: Network) -> Told {
    Told { network, who: None, at: None }
}

/// Somebody by a name that may stand in an address; otherwise nobody.
fn of(network: Network, name: &str, at: Option<DateTime<Utc>>) -> Told {
    let fits = (1..=120).contains(&name.len())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '@'));
    Told { network, who: fits.then(|| format!("@{}", name.trim_start_matches('@'))), at }
}

/// `/ana/status/20`, `/i/web/status/20`, `/ana`.
fn x(path: &[&str]) -> Option<Told> {
    let status = path.iter().position(|part| matches!(*part, "status" | "statuses"));
    match (status, *path.first()?) {
        (Some(at), name) => {
            let at = snowflake(path.get(at + 1)?);
            Some(if name == "i" { Told { at, ..bare(Network::X) } } else { of(Network::X, name, at) })
        }
        (None, "i" | "home" | "search" | "explore" | "hashtag" | "settings" | "notifications" | "intent" | "share") => {
            None
        }
        (None, name) if path.len() == 1 => Some(of(Network::X, name, None)),
        (None, _) => None,
    }
}

/// Milliseconds since 4 November 2010 above 22 bits; ids from before that were only counted up, the last of them just
/// under 30 billion.
fn snowflake(id: &str) -> Option<DateTime<Utc>> {
    let id = number(id).filter(|id| *id > 30_000_000_000)?;
    moment((id >> 22) + 1_288_834_974_657)
}

/// `/profile/ana.example/post/3jzfcijpj2z2a`, `/profile/did:plc:…`.
fn bluesky(path: &[&str]) -> Option<Told> {
    match *path {
        ["profile", who, "post", key, ..] => Some(profile(who, tid(key))),
        ["profile", who] => Some(profile(who, None)),
        _ => None,
    }
}

/// A DID is no name for a person; the handle is.
fn profile(who: &str, at: Option<DateTime<Utc>>) -> Told {
    let is_handle = who.contains('.') && !who.starts_with("did:");
    if is_handle { of(Network::Bluesky, who, at) } else { Told { at, ..bare(Network::Bluesky) } }
}

/// A record key of the AT Protocol: 13 letters of its own base 32, microseconds above 10 bits.
fn tid(key: &str) -> Option<DateTime<Utc>> {
    const LETTERS: &str = "234567abcdefghijklmnopqrstuvwxyz";
    if key.len() != 13 || !key.starts_with(|c| matches!(c, '2'..='7' | 'a'..='j')) {
        return None;
    }
    let id = key.chars().try_fold(0_u64, |id, letter| Some((id << 5) | u64::try_from(LETTERS.find(letter)?).ok()?))?;
    moment((id >> 10) / 1000)
}

/// `threads.net/@ana/post/C…`, `instagram.com/p/C…`, `instagram.com/ana/reel/C…`.
fn meta(host: &str, path: &[&str]) -> Option<Told> {
    let network = if host == "instagram.com" { Network::Instagram } else { Network::Threads };
    match *path {
        ["p" | "reel" | "reels" | "tv" | "t", code, ..] => Some(Told { at: shortcode(code), ..bare(network) }),
        [name, "post" | "p" | "reel" | "tv", code, ..] => Some(of(network, name, shortcode(code))),
        [name] if network == Network::Instagram || name.starts_with('@') => Some(of(network, name, None)),
        _ => None,
    }
}

/// A 64-bit id in base 64: milliseconds since 24 August 2011 above 23 bits ("Sharding & IDs at Instagram", 2012).
fn shortcode(code: &str) -> Option<DateTime<Utc>> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    if !(10..=11).contains(&code.len()) {
        return None;
    }
    let id = code
        .chars()
        .try_fold(0_u64, |id, letter| id.checked_mul(64)?.checked_add(u64::try_from(LETTERS.find(letter)?).ok()?))?;
    moment((id >> 23) + 1_314_220_021_721)
}

/// `/ana.ribeiro/posts/…`; ids hold no time.
fn facebook(path: &[&str]) -> Option<Told> {
    match *path {
        [name, "posts" | "videos" | "photos", ..] => Some(of(Network::Facebook, name, None)),
        ["groups", _, "posts" | "permalink", ..] | ["permalink.php" | "story.php" | "photo", ..] => {
            Some(bare(Network::Facebook))
        }
        _ => None,
    }
}

/// `/posts/ana-ribeiro_some-words-activity-7123456789012345678-aBcD`, `/feed/update/urn:li:activity:7…`, `/in/ana`.
fn linkedin(path: &[&str]) -> Option<Told> {
    match *path {
        ["posts", post, ..] => {
            let (name, rest) = post.split_once('_')?;
            Some(of(Network::LinkedIn, name, rest.split('-').find_map(activity)))
        }
        ["feed", "update", urn, ..] => {
            let urn = urn.replace("%3A", ":").replace("%3a", ":");
            Some(Told { at: urn.rsplit(':').next().and_then(activity), ..bare(Network::LinkedIn) })
        }
        ["in", name] => Some(of(Network::LinkedIn, name, None)),
        _ => None,
    }
}

/// Milliseconds since 1970 above 22 bits, in the 19 digits of ids since 2015.
fn activity(id: &str) -> Option<DateTime<Utc>> {
    if id.len() != 19 {
        return None;
    }
    moment(number(id)? >> 22)
}

/// Ids are counted up and hold no time; who wrote a post does not stand in its address.
fn reddit(host: &str, path: &[&str]) -> Option<Told> {
    match *path {
        ["user" | "u", name, ..] => Some(of(Network::Reddit, name, None)),
        ["r", _, "comments" | "s", _, ..] | ["comments", _, ..] => Some(bare(Network::Reddit)),
        [_] if host == "redd.it" => Some(bare(Network::Reddit)),
        _ => None,
    }
}

/// `item?id=1` tells neither; `user?id=ana` who.
fn hacker_news(url: &Url, path: &[&str]) -> Option<Told> {
    let (_, id) = url.query_pairs().find(|(name, _)| name == "id")?;
    match *path {
        ["item"] if number(&id).is_some() => Some(bare(Network::HackerNews)),
        ["user"] => Some(of(Network::HackerNews, &id, None)),
        _ => None,
    }
}

/// The owner of a repository is not who wrote the issue.
fn github(path: &[&str]) -> Option<Told> {
    match *path {
        [_, _, "issues" | "pull" | "discussions" | "commit", _, ..] => Some(bare(Network::GitHub)),
        [name] if !matches!(name, "about" | "explore" | "features" | "login" | "pricing" | "settings" | "topics") => {
            Some(of(Network::GitHub, name, None))
        }
        _ => None,
    }
}

/// Servers that anybody can run are known by the form of their addresses.
fn by_form(host: &str, path: &[&str]) -> Option<Told> {
    let path = match path {
        ["web" | "deck", rest @ ..] => rest,
        path => path,
    };
    let is_lemmy = LEMMY.contains(&host) || host.split('.').any(|label| label.starts_with("lemmy"));
    match *path {
        ["post" | "comment", id, ..] if is_lemmy && number(id).is_some() => Some(bare(Network::Lemmy)),
        ["u", name] if is_lemmy => Some(of(Network::Lemmy, &on(host, name), None)),
        ["t", _, id, ..] if number(id).is_some() => Some(bare(Network::Discourse)),
        _ if NOT_FEDIVERSE.contains(&host) => None,
        [name, id] | [name, "statuses" | "posts", id] if name.starts_with('@') => {
            Some(of(Network::Mastodon, &on(host, name), fediverse(id)?.0))
        }
        ["users", name, "statuses", id, ..] => Some(of(Network::Mastodon, &on(host, name), fediverse(id)?.0)),
        ["statuses", id] => Some(Told { at: fediverse(id)?.0, ..bare(Network::Mastodon) }),
        [name, "p", id] if id.contains('.') => {
            let seconds = id.split('.').next().and_then(number)?;
            Some(of(Network::Mastodon, &on(host, name), moment(seconds.checked_mul(1000)?)))
        }
        [name] if name.len() > 1 && name.starts_with('@') => Some(of(Network::Mastodon, &on(host, name), None)),
        _ => None,
    }
}

/// `@ana` of this server, or `@ana@other.example` as seen on it.
fn on(host: &str, name: &str) -> String {
    let name = name.trim_start_matches('@');
    if name.contains('@') { name.to_owned() } else { format!("{name}@{host}") }
}

/// The moment in an id: milliseconds above 16 bits (Mastodon since 2017; older ids are counted up), or a ULID
/// (GoToSocial). `None` where it is no id of a post at all.
fn fediverse(id: &str) -> Option<(Option<DateTime<Utc>>,)> {
    match number(id) {
        Some(id) => Some((Some(id).filter(|id| *id >= 90_000_000_000_000_000).and_then(|id| moment(id >> 16)),)),
        None => ulid(id).map(|at| (Some(at),)),
    }
}

/// 26 letters of Crockford's base 32; the first ten are milliseconds.
fn ulid(id: &str) -> Option<DateTime<Utc>> {
    const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let id = id.to_ascii_uppercase();
    if id.len() != 26 || !id.chars().all(|letter| LETTERS.contains(letter)) {
        return None;
    }
    let ms = id.chars().take(10).try_fold(0_u64, |ms, c| Some((ms << 5) | u64::try_from(LETTERS.find(c)?).ok()?))?;
    moment(ms)
}

fn number(text: &str) -> Option<u64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A moment in milliseconds since 1970, between 2006 (nothing here is older) and 2100.
fn moment(ms: u64) -> Option<DateTime<Utc>> {
    let ms = i64::try_from(ms).ok().filter(|ms| (1_136_073_600_000..4_102_444_800_000).contains(ms))?;
    DateTime::from_timestamp_millis(ms)
}

#[cfg(test)]
mod tests;
