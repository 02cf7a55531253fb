//! Texts as Meta writes them: each byte of UTF-8 as a character of its own.

use coach::person::{Counterpart, Handle, Network};

/// The text that was written, from one in which each byte of it stands as a character: `Ã¼` for `ü`. A text that is
/// none such is left as it is.
pub(super) fn whole(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| text.to_owned())
}

/// Whom a text names by `@name`, in order, each once, but not the author.
pub(super) fn mentions(text: &str, network: Network, own: Option<&str>) -> Vec<Counterpart> {
    let mut mentions: Vec<Counterpart> = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        if c == '@' && !before.is_some_and(|c: char| c.is_alphanumeric() || c == '.' || c == '_') {
            let rest = &text[at + 1..];
            let end = rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
            let name = rest[..end].trim_end_matches('.');
            let somebody = somebody(name, network);
            let known =
                own == Some(somebody.handle.id.as_str()) || mentions.iter().any(|one| one.handle == somebody.handle);
            if !name.is_empty() && name.len() <= 30 && !known {
                mentions.push(somebody);
            }
        }
        before = Some(c);
    }
    mentions
}

/// Somebody of whom only the name of the account is known.
pub(super) fn somebody(name: &str, network: Network) -> Counterpart {
    Counterpart { handle: Handle { network, id: format!("@{}", name.to_lowercase()) }, name: Some(format!("@{name}")) }
}

/// Whether a text could be the name of an account.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 30 && text.chars().all(is_of_name)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '.' || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_is_bytes_as_characters_is_made_whole() {
        for (text, expected) in [
            ("plain", "plain"),
            ("\u{c3}\u{bc}ber", "über"),
            ("\u{f0}\u{9f}\u{91}\u{8b}", "👋"),
            ("über", "über"),
            ("👋 \u{c3}\u{bc}", "👋 \u{c3}\u{bc}"),
            ("\u{c3}", "\u{c3}"),
        ] {
            assert_eq!(whole(text), expected);
        }
    }

    #[test]
    fn names_in_a_text_are_mentions_and_addresses_are_not() {
        let names = |text: &str| {
            mentions(text, Network::Instagram, Some("@ana")).into_iter().filter_map(|m| m.name).collect::<Vec<_>>()
        };
        assert_eq!(names("@Ben.R. and @carla_x, @ben.r @ana mail a@b.example @"), ["@Ben.R", "@carla_x"]);
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "\\PC{0,40}") {
            let bytes: String = text.bytes().map(char::from).collect();
            prop_assert_eq!(whole(&bytes), text);
        }

        #[test]
        fn any_text_may_name_somebody(text in "[@a-z.é ]{0,40}") {
            let _ = mentions(&text, Network::Threads, None);
        }
    }
}
