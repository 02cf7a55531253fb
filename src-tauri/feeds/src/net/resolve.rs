//! Looking up a host's addresses, and refusing those that lead into the own network.

use super::address::is_public;
use super::named::Named;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use thiserror::Error;

/// A name leads into the own network, and the person did not type it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("it leads to {to}, in the own network")]
pub(super) struct Inward {
    pub(super) to: IpAddr,
}

/// The system's resolver, its answers looked at before anybody connects.
#[derive(Debug)]
pub(super) struct Guarded {
    pub(super) named: Arc<Named>,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let named = Arc::clone(&self.named);
        Box::pin(async move {
            let host = name.as_str().trim_end_matches('.').to_ascii_lowercase();
            let found: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), 0)).await?.collect();
            // Whoever was not asked for and is looked up is the proxy that the person's system names.
            if named.is_asked(&host) {
                check(found.iter().map(SocketAddr::ip), named.is_typed(&host))?;
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Whether a host may stand at these addresses: a typed one all in the web or all in the own network, any other only in
/// the web.
fn check(addresses: impl Iterator<Item = IpAddr> + Clone, typed: bool) -> Result<(), Inward> {
    let all_inward = typed && addresses.clone().all(|address| !is_public(address));
    match addresses.into_iter().find(|address| !is_public(*address)) {
        Some(to) if !all_inward => Err(Inward { to }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_lead_inward_only_where_the_person_typed_it_and_never_both_ways() {
        for (addresses, told, typed) in [
            (&["1.1.1.1"][..], true, true),
            (&["1.1.1.1", "2606:4700::1111"], true, true),
            (&["127.0.0.1"], false, true),
            (&["10.0.0.1", "fd00::1"], false, true),
            (&["1.1.1.1", "10.0.0.1"], false, false),
            (&["169.254.169.254", "1.1.1.1"], false, false),
            (&[], true, true),
        ] {
            let found: Vec<IpAddr> = addresses.iter().filter_map(|text| text.parse().ok()).collect();
            assert_eq!(found.len(), addresses.len());
            assert_eq!(check(found.iter().copied(), false).is_ok(), told, "told {addresses:?}");
            assert_eq!(check(found.iter().copied(), true).is_ok(), typed, "typed {addresses:?}");
        }
    }
}
