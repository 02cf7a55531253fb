//! Links leave the app for the system's browser, and only links of the web do.

use crate::ipc::UserError;
use url::Url;

/// Opens a link in the system's browser.
///
/// # Errors
/// Where it is no http or https link, or no browser opens it.
pub fn open(link: &str) -> Result<(), UserError> {
    let url = web(link).ok_or_else(|| UserError::new("link.not-web", |message| message.with("link", link)))?;
    tauri_plugin_opener::open_url(url.as_str(), None::<&str>).map_err(|error| {
        tracing::warn!(%error, "no browser opened a link");
        UserError::new("link.no-browser", |message| message.with("link", url.as_str()))
    })
}

/// The link, normalised; `None` where it is none of the web.
pub fn web(link: &str) -> Option<Url> {
    Url::parse(link).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_opened() {
        let cases = [
            ("https://example.org/a?b=c#d", true),
            ("HTTP://EXAMPLE.ORG", true),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
            ("mailto:ana@example.org", false),
            ("x-apple-helpbasic://", false),
            ("//example.org", false),
            ("example.org", false),
            ("-psn", false),
            ("", false),
        ];
        for (link, opens) in cases {
            assert_eq!(web(link).is_some(), opens, "{link:?}");
        }
    }
}
