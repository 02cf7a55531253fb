//! Which identity a handle's own domain names in its TXT records.

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{NameServerConfig, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::RData;
use std::net::SocketAddr;
use std::time::Duration;

/// How long a resolver may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The identity that `_atproto.HANDLE` names; `None` where it names none or several, or nobody can be asked.
/// `asked` is the resolver; without one, the system's.
pub(super) async fn did(handle: &str, asked: Option<SocketAddr>) -> Option<String> {
    let mut builder = match asked {
        Some(asked) => TokioResolver::builder_with_config(only(asked), TokioRuntimeProvider::default()),
        None => TokioResolver::builder_tokio().ok()?,
    };
    let options = builder.options_mut();
    (options.timeout, options.attempts) = (PATIENCE, 1);
    let resolver = builder.build().ok()?;
    let name = format!("_atproto.{handle}.");
    let found = tokio::time::timeout(PATIENCE, resolver.txt_lookup(name)).await.ok()?.ok()?;
    let texts = found.answers().iter().filter_map(|record| match &record.data {
        RData::TXT(text) => Some(text.txt_data.concat()),
        _ => None,
    });
    among(texts.filter_map(|text| String::from_utf8(text).ok()))
}

/// A configuration that asks one resolver only.
fn only(asked: SocketAddr) -> ResolverConfig {
    let mut server = NameServerConfig::udp(asked.ip());
    for connection in &mut server.connections {
        connection.port = asked.port();
    }
    ResolverConfig::from_parts(None, Vec::new(), vec![server])
}

/// The one identity among the texts of a domain.
fn among(texts: impl Iterator<Item = String>) -> Option<String> {
    let mut dids: Vec<String> =
        texts.filter_map(|text| text.strip_prefix("did=").map(|d| d.trim().to_owned())).collect();
    dids.dedup();
    if dids.len() == 1 { dids.pop() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_names_one_identity_or_none() {
        for (texts, expect) in [
            (&["did=did:plc:ana"][..], Some("did:plc:ana")),
            (&["v=spf1 -all", "did=did:plc:ana "], Some("did:plc:ana")),
            (&["did=did:plc:ana", "did=did:plc:ana"], Some("did:plc:ana")),
            (&["did=did:plc:ana", "did=did:plc:bo"], None),
            (&["did:plc:ana"], None),
            (&[], None),
        ] {
            let found = among(texts.iter().map(|text| (*text).to_owned()));
            assert_eq!(found.as_deref(), expect, "{texts:?}");
        }
    }
}
