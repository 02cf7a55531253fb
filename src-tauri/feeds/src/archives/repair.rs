//! Makes text of bytes that nearly are: what is no text becomes U+FFFD, the replacement character.

/// JSON that is whole text, where these bytes are not: invalid UTF-8, or half of a surrogate pair, which is what is
/// left of an emoji where a text was cut in the middle of it. `None` where nothing of that kind is wrong.
pub(super) fn make_whole(json: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(json);
    let mut whole = String::with_capacity(text.len());
    let mut changed = matches!(text, std::borrow::Cow::Owned(_));
    let mut rest = &*text;
    while let Some(at) = rest.find('\\') {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match (surrogate(rest), rest.get(6..).and_then(surrogate)) {
            (Some(Half::High), Some(Half::Low)) => 12,
            (Some(_), _) => {
                whole.push_str("\\ufffd");
                rest = &rest[6..];
                changed = true;
                continue;
            }
            // A backslash and what it escapes, if anything stands there.
            (None, _) => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        };
        whole.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    whole.push_str(rest);
    changed.then_some(whole)
}

/// Half of a character beyond U+FFFF.
enum Half {
    High,
    Low,
}

/// Which half of a surrogate pair an escape `\uXXXX` at the start of a text is, if any.
fn surrogate(text: &str) -> Option<Half> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xD800..=0xDBFF => Some(Half::High),
        0xDC00..=0xDFFF => Some(Half::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::make_whole;

    #[test]
    fn only_what_is_no_text_is_replaced() {
        for (json, expected) in [
            (&br#""plain \"text\" \\ud83d""#[..], None),
            (br#""\ud83c\udf0d""#, None),
            (br#""cut \ud83d""#, Some(r#""cut \ufffd""#)),
            (br#""\udf0d\ud83c\udf0d""#, Some(r#""\ufffd\ud83c\udf0d""#)),
            (br#""\ud83d\ud83c\udf0d""#, Some(r#""\ufffd\ud83c\udf0d""#)),
            (b"\"Caf\xe9\"", Some("\"Caf\u{fffd}\"")),
            (b"\"end \\", None),
        ] {
            assert_eq!(make_whole(json).as_deref(), expected, "{}", String::from_utf8_lossy(json));
        }
    }
}
