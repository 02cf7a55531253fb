#![allow(clippy::panic)]

use super::*;
use proptest::prelude::*;

#[track_caller]
fn tells(address: &str, network: Network, who: Option<&str>, at: Option<&str>) {
    let told = told(address).unwrap_or_else(|| panic!("{address} tells nothing"));
    let at_told = told.at.map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
    assert_eq!((told.network, told.who.as_deref(), at_told.as_deref()), (network, who, at), "{address}");
}

#[test]
fn the_address_of_a_post_tells_where_who_and_when() {
    use Network::*;
    for (address, network, who, at) in [
        // The post of X's own documentation of its ids, and forms that people copy.
        ("https://x.com/XDevelopers/status/1460323737035677698", X, Some("@XDevelopers"), Some("2021-11-15T19:08:05Z")),
        (
            "http://mobile.twitter.com/ana/status/1460323737035677698/photo/1?s=20",
            X,
            Some("@ana"),
            Some("2021-11-15T19:08:05Z"),
        ),
        ("https://x.com/i/web/status/1460323737035677698", X, None, Some("2021-11-15T19:08:05Z")),
        // The first post of all: ids held no time then.
        ("https://twitter.com/jack/status/20", X, Some("@jack"), None),
        ("https://twitter.com/ana", X, Some("@ana"), None),
        // A real one, which says of itself that it was made five seconds earlier.
        (
            "https://bsky.app/profile/bsky.app/post/3lpk2ljkgjd2t",
            Bluesky,
            Some("@bsky.app"),
            Some("2025-05-19T17:05:19Z"),
        ),
        (
            "https://bsky.app/profile/did:plc:44ybard66vv44zksje25o7dz/post/3jwdwj2ctlk26",
            Bluesky,
            None,
            Some("2023-05-22T21:40:19Z"),
        ),
        ("https://bsky.app/profile/ana.example/post/self", Bluesky, Some("@ana.example"), None),
        ("https://bsky.app/profile/ana.example", Bluesky, Some("@ana.example"), None),
        // A real id, created at 2026-08-01T13:52:24.665Z by its server.
        (
            "https://mastodon.social/@ana/117020579899861432",
            Mastodon,
            Some("@ana@mastodon.social"),
            Some("2026-08-01T13:52:24Z"),
        ),
        (
            "https://mastodon.social/deck/@ana@social.example/110521111493396390",
            Mastodon,
            Some("@ana@social.example"),
            Some("2023-06-10T17:32:07Z"),
        ),
        (
            "https://social.example/users/ana/statuses/110521111493396390",
            Mastodon,
            Some("@ana@social.example"),
            Some("2023-06-10T17:32:07Z"),
        ),
        ("https://mastodon.social/@ana/1", Mastodon, Some("@ana@mastodon.social"), None),
        (
            "https://gts.example/@ana/statuses/01H2MZ9FM7YVW5TGQ4Z6D0W8PB",
            Mastodon,
            Some("@ana@gts.example"),
            Some("2023-06-11T10:16:09Z"),
        ),
        (
            "https://snac.example/ana/p/1686435176.123456",
            Mastodon,
            Some("@ana@snac.example"),
            Some("2023-06-10T22:12:56Z"),
        ),
        ("https://social.example/@ana", Mastodon, Some("@ana@social.example"), None),
        // The best known picture of January 2019, and a post of Threads.
        ("https://www.instagram.com/p/BsOGulcndj-/", Instagram, None, Some("2019-01-04T17:05:45Z")),
        (
            "https://www.instagram.com/ana/reel/BsOGulcndj-/?igsh=x",
            Instagram,
            Some("@ana"),
            Some("2019-01-04T17:05:45Z"),
        ),
        ("https://www.threads.net/@ana/post/CuP48CiS5sx", Threads, Some("@ana"), Some("2023-07-03T20:15:44Z")),
        (
            "https://www.linkedin.com/posts/ana-ribeiro-1a2b_maps-of-wells-activity-7074012345678901248-AbCd?utm_source=share",
            LinkedIn,
            Some("@ana-ribeiro-1a2b"),
            Some("2023-06-12T13:19:32Z"),
        ),
        (
            "https://www.linkedin.com/feed/update/urn:li:activity:7074012345678901248/",
            LinkedIn,
            None,
            Some("2023-06-12T13:19:32Z"),
        ),
        ("https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A6/", LinkedIn, None, None),
        ("https://www.facebook.com/ana.ribeiro/posts/pfbid02abc", Facebook, Some("@ana.ribeiro"), None),
        ("https://www.reddit.com/r/maps/comments/14a1b2c/wells_of_lisbon/jo1abcd/", Reddit, None, None),
        ("https://old.reddit.com/user/ana_r", Reddit, Some("@ana_r"), None),
        ("https://redd.it/14a1b2c", Reddit, None, None),
        ("https://news.ycombinator.com/item?id=36245435", HackerNews, None, None),
        ("https://news.ycombinator.com/user?id=pg", HackerNews, Some("@pg"), None),
        ("https://github.com/rust-lang/rust/issues/1#issuecomment-2", GitHub, None, None),
        ("https://github.com/ana", GitHub, Some("@ana"), None),
        ("https://stackoverflow.com/a/11227902/1", StackExchange, None, None),
        ("https://cooking.stackexchange.com/questions/5/rye-bread", StackExchange, None, None),
        ("https://lemmy.ml/post/1234567", Lemmy, None, None),
        ("https://beehaw.org/comment/99", Lemmy, None, None),
        ("https://lemmy.world/u/ana@beehaw.org", Lemmy, Some("@ana@beehaw.org"), None),
        ("https://forum.example/t/night-trains/42/7", Discourse, None, None),
    ] {
        tells(address, network, who, at);
    }
}

#[test]
fn other_addresses_and_texts_tell_nothing() {
    for address in [
        "",
        "ana",
        "x.com/ana/status/20",
        "ftp://x.com/ana/status/20",
        "javascript:alert(1)",
        "https://x.com/",
        "https://x.com/search?q=ana",
        "https://x.com/ana/status",
        "https://x.com/ana/followers",
        "https://notx.com/ana/status/1460323737035677698",
        "https://x.com.evil.example/ana/status/1460323737035677698",
        "https://medium.com/@ana/123456789012",
        "https://www.youtube.com/@ana",
        "https://social.example/@ana/followers",
        "https://example.org/2012/05/wells",
        "https://example.org/post/12",
        "https://news.ycombinator.com/item?id=x",
        "https://github.com/rust-lang/rust",
    ] {
        assert_eq!(told(address), None, "{address}");
    }
}

#[test]
fn a_name_that_no_handle_can_have_is_nobody() {
    tells("https://x.com/%E2%80%AEana/status/20", Network::X, None, None);
    tells("https://x.com/<b>/status/20", Network::X, None, None);
    let long = format!("https://x.com/{}/status/20", "a".repeat(500));
    tells(&long, Network::X, None, None);
}

#[test]
fn an_id_whose_time_can_not_be_is_without_time() {
    tells("https://x.com/ana/status/18446744073709551615", Network::X, Some("@ana"), None);
    tells("https://x.com/ana/status/99999999999999999999999", Network::X, Some("@ana"), None);
    tells("https://bsky.app/profile/ana.example/post/zzzzzzzzzzzzz", Network::Bluesky, Some("@ana.example"), None);
    tells("https://www.instagram.com/p/___________/", Network::Instagram, None, None);
}

proptest! {
    #[test]
    fn any_text_may_be_asked(text in ".{0,80}") {
        let _ = told(&text);
    }

    #[test]
    fn any_path_on_any_host_may_be_asked(
        host in prop::sample::select(vec![
            "x.com", "bsky.app", "threads.net", "instagram.com", "linkedin.com", "reddit.com", "lemmy.ml",
            "news.ycombinator.com", "github.com", "facebook.com", "social.example",
        ]),
        path in "[a-z0-9@/:._%?=é-]{0,40}",
    ) {
        if let Some(Told { who: Some(who), .. }) = told(&format!("https://{host}/{path}")) {
            prop_assert!(who.starts_with('@') && who.len() <= 250 && who.is_ascii());
        }
    }
}
