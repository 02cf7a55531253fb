//! Where a posting app is switched off, and how.

use super::key;
use crate::message::Message;
use crate::person::Network;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How a posting app is switched off.
#[derive(Debug, Clone, PartialEq)]
pub struct SwitchOff {
    /// The page where that is done, where one is known.
    pub page: Option<String>,
    /// What to do, in words.
    pub how: Message,
}

/// Page, and the end of the sentence's key.
type Listed = (Option<String>, String);

static LISTED: LazyLock<HashMap<String, Listed>> = LazyLock::new(|| read(include_str!("switch_off.txt")));

/// Where the app is switched off that posted last to `network`; there, on `server`, where the network has several.
/// `None` is whatever posts without naming an app.
///
/// Where the app itself is not known, its access to the network is taken away, on the network's own page.
pub fn switch_off(app: Option<&str>, network: Network, server: Option<&str>) -> SwitchOff {
    if let Some((page, how)) = app.and_then(|app| LISTED.get(&key(app))) {
        return SwitchOff { page: page.clone(), how: Message::new(format!("robot.off.{how}")) };
    }
    let page = match network {
        Network::X => Some("https://x.com/settings/connected_apps".to_owned()),
        Network::Mastodon => server.map(|server| format!("https://{server}/oauth/authorized_applications")),
        Network::Bluesky => Some("https://bsky.app/settings/app-passwords".to_owned()),
        _ => None,
    };
    let how = match (app, &page, network) {
        (_, Some(_), Network::Bluesky) => "password",
        (Some(_), Some(_), _) => "access",
        (None, Some(_), _) => "unnamed",
        (_, None, _) => "unknown",
    };
    SwitchOff { page, how: Message::new(format!("robot.off.{how}")).with("network", network.title()) }
}

fn read(list: &str) -> HashMap<String, Listed> {
    let lines = list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let line = |line: &str| {
        let mut fields = line.split('|').map(str::trim);
        let (name, page, how) = (fields.next()?, fields.next()?, fields.next()?);
        let page = (!page.is_empty()).then(|| page.to_owned());
        Some((key(name), (page, how.to_owned())))
    };
    lines.filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::apps::Apps;
    use std::collections::BTreeMap;

    #[test]
    fn what_is_known_is_switched_off_where_it_runs_and_the_rest_where_it_was_let_in() {
        let server = Some("social.example");
        for (app, network, server, page, how) in [
            (Some("IFTTT"), Network::X, None, Some("https://ifttt.com/my_applets"), "ifttt"),
            (Some("dlvr.IT "), Network::Mastodon, server, Some("https://dlvr.it/"), "page"),
            (Some("twitterfeed"), Network::X, None, None, "gone"),
            (Some("Revive Social"), Network::X, None, None, "plugin"),
            (
                Some("Ana’s robot"),
                Network::Mastodon,
                server,
                Some("https://social.example/oauth/authorized_applications"),
                "access",
            ),
            (Some("Ana’s robot"), Network::X, None, Some("https://x.com/settings/connected_apps"), "access"),
            (None, Network::X, None, Some("https://x.com/settings/connected_apps"), "unnamed"),
            (None, Network::Bluesky, None, Some("https://bsky.app/settings/app-passwords"), "password"),
            (None, Network::Mastodon, None, None, "unknown"),
            (Some("Ana’s robot"), Network::Reddit, None, None, "unknown"),
        ] {
            let off = switch_off(app, network, server);
            assert_eq!(
                (off.page.as_deref(), off.how.key),
                (page, format!("robot.off.{how}")),
                "{app:?} on {network:?}"
            );
        }
    }

    #[test]
    fn every_line_names_an_app_that_is_known_a_page_of_the_web_and_a_sentence_that_is_there() {
        let words = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/words/en.engine.json");
        let words: BTreeMap<String, String> = serde_json::from_str(&std::fs::read_to_string(words).unwrap()).unwrap();
        assert!(LISTED.len() > 20);
        for (app, (page, how)) in LISTED.iter() {
            assert!(Apps::shipped().standing(app).is_some(), "{app} is in no list of apps");
            assert!(page.as_ref().is_none_or(|page| page.starts_with("https://")), "{app}");
            assert!(words.contains_key(&format!("robot.off.{how}")), "{how}");
        }
    }
}
