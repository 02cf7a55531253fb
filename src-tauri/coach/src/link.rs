//! Links: the same article under one name, and the site it stands on.

use url::{Url, form_urlencoded};

/// Parameters that say how a reader came, not what is read; a name ending in `*` stands for all that begin so.
const TRACKING: &[&str] = &[
    "utm_*",
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "hsctatracking",
    "vero_id",
    "vero_conv",
    "wt_mc",
    "wt.mc_id",
    "xtor",
    "pk_*",
    "mtm_*",
    "matomo_*",
    "piwik_*",
    "ns_*",
    "at_medium",
    "at_campaign",
    "at_custom*",
    "cmpid",
    "cmp",
    "ocid",
    "ncid",
    "partner",
    "smid",
    "smtyp",
    "soc_src",
    "soc_trk",
    "spm",
    "scm",
    "ref_src",
    "ref_url",
    "referrer",
    "share",
    "shared",
    "feature",
    "fb_action_ids",
    "fb_action_types",
    "fb_source",
    "fb_ref",
    "action_object_map",
    "action_type_map",
    "action_ref_map",
    "_ga",
    "_gl",
    "s_cid",
    "sr_share",
    "trk",
    "trkinfo",
    "rss",
    "source",
    "si",
    "amp",
];

/// Hosts whose addresses stand for others: each address is its own article, and the site behind it is unknown.
const SHORTENERS: &[&str] = &[
    "bit.ly",
    "bitly.com",
    "j.mp",
    "goo.gl",
    "ow.ly",
    "buff.ly",
    "dlvr.it",
    "ift.tt",
    "is.gd",
    "v.gd",
    "tinyurl.com",
    "tiny.cc",
    "ff.im",
    "fb.me",
    "wp.me",
    "post.ly",
    "tmblr.co",
    "lnkd.in",
    "shar.es",
    "shrd.by",
    "trib.al",
    "su.pr",
    "tr.im",
    "cli.gs",
    "twurl.nl",
    "snipurl.com",
    "sn.im",
    "snurl.com",
    "zz.gd",
    "ht.ly",
    "nblo.gs",
    "ning.it",
    "mcaf.ee",
    "rurl.org",
    "ur1.ca",
    "x.co",
    "rb.gy",
    "cutt.ly",
    "shorturl.at",
    "hubs.ly",
    "hubs.la",
    "spr.ly",
    "sumo.ly",
    "po.st",
    "smarturl.it",
    "lnk.to",
    "ln.is",
    "eepurl.com",
    "mailchi.mp",
    "p.tl",
    "ux.nu",
    "dld.bz",
    "adf.ly",
    "htn.to",
    "t.co",
    "zite.to",
    "flip.it",
    "sco.lt",
    "tcrn.ch",
    "owl.li",
    "cot.ag",
    "budurl.com",
    "a.gd",
    "u.nu",
    "rdd.me",
    "bbc.in",
    "tinysong.com",
    "twb.ly",
];

/// Where every name in front is a site of its own, though the list of public suffixes does not say so.
const PLATFORMS: &[&str] = &[
    "wordpress.com",
    "tumblr.com",
    "medium.com",
    "substack.com",
    "typepad.com",
    "livejournal.com",
    "ning.com",
    "posterous.com",
    "squarespace.com",
    "wixsite.com",
    "blogspot.com",
    "micro.blog",
    "bearblog.dev",
    "hatenablog.com",
    "ghost.io",
    "neocities.org",
    "dreamwidth.org",
    "over-blog.com",
    "canalblog.com",
    "weebly.com",
    "jimdo.com",
];

/// The address of an article with everything taken off that does not change what is read: scheme, `www.`, `m.`, a
/// default page, a closing slash, the fragment, tracking parameters; the others are sorted. Shortened addresses are
/// kept as they are, and never followed. `None` where it is no web address.
///
/// ```
/// let one = coach::link::canonical("https://www.ana.example/2012/old-post/?utm_source=twitterfeed&p=2#more");
/// assert_eq!(one.as_deref(), Some("ana.example/2012/old-post?p=2"));
/// ```
pub fn canonical(address: &str) -> Option<String> {
    let url = parse(address)?;
    let host = bare_host(url.host_str()?);
    let mut query = form_urlencoded::Serializer::new(String::new());
    let mut pairs: Vec<_> = url.query_pairs().filter(|(name, _)| !name.is_empty() && !is_tracking(name)).collect();
    pairs.sort();
    for (name, value) in &pairs {
        query.append_pair(name, value);
    }
    let (path, query) = (without_endings(url.path()), query.finish());
    Some(if query.is_empty() { format!("{host}{path}") } else { format!("{host}{path}?{query}") })
}

/// A path without closing slashes, default pages and `/amp`.
fn without_endings(mut path: &str) -> &str {
    loop {
        let bare = path.trim_end_matches('/');
        let ending = ["/index.html", "/index.htm", "/index.php", "/default.aspx", "/amp"];
        match ending.iter().find_map(|ending| bare.strip_suffix(ending)) {
            Some(shorter) => path = shorter,
            None => return bare,
        }
    }
}

/// Whether a canonical address names one article: something stands after the host.
pub fn is_article(canonical: &str) -> bool {
    canonical.split_once(['/', '?']).is_some_and(|(_, rest)| !rest.is_empty())
}

/// The site of an address or of a host: the domain registered at a public suffix (`blog.ana.co.uk` → `ana.co.uk`),
/// where hosting platforms count as suffixes (`ana.github.io`). `None` where there is none.
pub fn site(address: &str) -> Option<String> {
    let url = parse(address).or_else(|| parse(&format!("http://{}", address.trim())))?;
    let host = url.domain()?.trim_end_matches('.').to_ascii_lowercase();
    let domain = psl::domain(host.as_bytes())?;
    let domain = std::str::from_utf8(domain.as_bytes()).ok()?;
    let blog =
        host.strip_suffix(domain).and_then(|rest| rest.strip_suffix('.')).filter(|_| PLATFORMS.contains(&domain));
    Some(match blog.and_then(|rest| rest.rsplit('.').next()).filter(|name| *name != "www") {
        Some(name) => format!("{name}.{domain}"),
        None => domain.to_owned(),
    })
}

/// Whether an address is shortened, so that the site behind it is unknown.
pub fn is_shortened(address: &str) -> bool {
    parse(address).and_then(|url| url.host_str().map(bare_host)).is_some_and(|host| SHORTENERS.contains(&host.as_str()))
}

fn parse(address: &str) -> Option<Url> {
    let url = Url::parse(address.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

fn bare_host(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    let bare = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).or_else(|| host.strip_prefix("mobile."));
    bare.filter(|rest| rest.contains('.')).map_or_else(|| host.clone(), str::to_owned)
}

fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TRACKING.iter().any(|t| t.strip_suffix('*').map_or(*t == name, |start| name.starts_with(start)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_article_has_one_name() {
        for (address, name) in [
            ("http://ana.example/2012/post", "ana.example/2012/post"),
            ("https://www.ana.example/2012/post/", "ana.example/2012/post"),
            ("HTTP://ANA.example:80/2012/post/index.html", "ana.example/2012/post"),
            ("https://ana.example/2012/post?utm_source=dlvr.it&utm_medium=x#top", "ana.example/2012/post"),
            ("https://ana.example/2012/post/amp/", "ana.example/2012/post"),
            ("https://m.ana.example/post?b=2&a=1&fbclid=xyz", "ana.example/post?a=1&b=2"),
            ("https://ana.example/?p=12", "ana.example?p=12"),
            ("https://ana.example/a?q=b%26c", "ana.example/a?q=b%26c"),
            ("https://ana.example", "ana.example"),
            ("https://bit.ly/AbC?utm_source=x", "bit.ly/AbC"),
            ("https://youtube.com/watch?v=Abc&feature=share", "youtube.com/watch?v=Abc"),
            ("https://пример.испытание/а", "xn--e1afmkfd.xn--80akhbyknj4f/%D0%B0"),
        ] {
            assert_eq!(canonical(address).as_deref(), Some(name), "{address}");
        }
        for address in
            ["", "ana.example", "mailto:ana@ana.example", "javascript:alert(1)", "http://", "ftp://a.example/x"]
        {
            assert_eq!(canonical(address), None, "{address}");
        }
    }

    #[test]
    fn only_what_stands_behind_the_host_makes_an_article() {
        assert!(is_article("ana.example/post"));
        assert!(is_article("ana.example?p=12"));
        assert!(!is_article("ana.example"));
    }

    #[test]
    fn a_site_is_what_was_registered() {
        for (address, of) in [
            ("https://blog.ana.co.uk/x", Some("ana.co.uk")),
            ("https://ana.github.io/x", Some("ana.github.io")),
            ("ana.wordpress.com", Some("ana.wordpress.com")),
            ("http://en.ana.tumblr.com/post/1", Some("ana.tumblr.com")),
            ("https://www.tumblr.com/dashboard", Some("tumblr.com")),
            ("https://medium.com/@ana/post", Some("medium.com")),
            ("www.ana.org", Some("ana.org")),
            ("http://127.0.0.1/x", None),
            ("localhost", None),
            ("Land Surveyors United Tweets", None),
            ("ana.example", Some("ana.example")),
        ] {
            assert_eq!(site(address).as_deref(), of, "{address}");
        }
    }

    proptest! {
        #[test]
        fn the_name_of_an_article_is_its_own_name(path in "[a-z0-9/%?&=#._-]{0,30}") {
            let name = canonical(&format!("https://www.ana.example/{path}"));
            let again = name.as_ref().and_then(|name| canonical(&format!("http://{name}")));
            prop_assert_eq!(name, again);
        }

        #[test]
        fn any_text_may_be_asked(text in ".{0,60}") {
            let _ = (canonical(&text), site(&text), is_shortened(&text));
        }
    }
}
