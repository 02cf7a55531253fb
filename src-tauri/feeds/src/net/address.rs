//! Which addresses lead into the web, and which into the own network or machine.

use reqwest::Url;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::Host;

/// The address that a URL names by number, in any of the ways of writing one.
pub(super) fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(address) => Some(address.into()),
        Host::Ipv6(address) => Some(address.into()),
        Host::Domain(_) => None,
    }
}

/// Whether an address is one of the web's, so that a stranger may send there.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocols = [a, b, c] == [192, 0, 0];
    let benchmarks = a == 198 && (18..20).contains(&b);
    !(a == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || shared
        || protocols
        || benchmarks
        || address.is_documentation()
        || address.is_multicast()
        || a >= 240)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    if let Some(inner) = inner_v4(address) {
        return is_public_v4(inner);
    }
    // Global addresses are 2000::/3; within it, 2001::/23 is for protocols and 2001:db8::/32 for books.
    first & 0xe000 == 0x2000 && !(first == 0x2001 && (second < 0x0200 || second == 0x0db8))
}

/// The address of the older kind that one of the newer kind stands for: mapped, translated (64:ff9b::/96) or tunnelled
/// (2002::/16).
fn inner_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = address.segments();
    let of = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match segments {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(of(high, low)),
        [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_public() {
        let public = [
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.0",
            "172.32.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a01:4f8::1",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
            "2002:101:101::",
        ];
        let own = [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.168.1.1",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ];
        for (list, expect) in [(&public[..], true), (&own[..], false)] {
            for text in list {
                let address: Option<IpAddr> = text.parse().ok();
                assert_eq!(address.map(is_public), Some(expect), "{text}");
            }
        }
    }

    #[test]
    fn a_number_is_seen_however_it_is_written() {
        for text in ["http://127.0.0.1/", "http://127.1/", "http://0x7f.1/", "http://2130706433/", "http://[::1]/"] {
            let found = Url::parse(text).ok().and_then(|url| literal(&url));
            assert!(found.is_some_and(|address| address.is_loopback()), "{text}");
        }
        assert_eq!(Url::parse("http://localhost/").ok().and_then(|url| literal(&url)), None);
    }
}
