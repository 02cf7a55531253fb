//! Links: the same article under one name, and the site it stands on.

use url::Url;

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
    "t.co",
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
    "youtu.be",
    "flic.kr",
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
    "digg.com",
    "post.ly",
    "paper.li",
    "scoop.it",
    "sco.lt",
    "amzn.to",
    "nyti.ms",
    "wapo.st",
    "econ.st",
    "reut.rs",
    "bloom.bg",
    "on.wsj.com",
    "tcrn.ch",
    "gu.com",
    "huff.to",
    "cnn.it",
    "nblo.gs",
    "rdd.me",
    "instagr.am",
    "4sq.com",
    "twitpic.com",
    "img.ly",
    "yfrog.com",
    "mcaf.ee",
    "rurl.org",
    "ur1.ca",
    "x.co",
    "zite.to",
    "flip.it",
    "feedly.com",
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
    "g.co",
    "a.co",
    "aka.ms",
    "git.io",
    "db.tt",
    "p.tl",
    "htn.to",
    "ux.nu",
    "dld.bz",
    "adf.ly",
    "qr.ae",
    "redd.it",
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
    let mut path = url.path();
    for page in ["index.html", "index.htm", "index.php", "default.aspx"] {
        path = path.strip_suffix(page).unwrap_or(path);
    }
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/amp").unwrap_or(path);
    let mut pairs: Vec<_> = url.query_pairs().filter(|(name, _)| !is_tracking(name)).collect();
    pairs.sort();
    let mut canonical = format!("{host}{path}");
    for (i, (name, value)) in pairs.iter().enumerate() {
        canonical.push(if i == 0 { '?' } else { '&' });
        canonical.push_str(name);
        if !value.is_empty() {
            canonical.push('=');
            canonical.push_str(value);
        }
    }
    Some(canonical)
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
    if !domain.suffix().is_known() {
        return None;
    }
    std::str::from_utf8(domain.as_bytes()).ok().map(str::to_owned)
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
