//! Pieces of drawings: text that is never markup, and the mix in bars.

use crate::words;
use engine::view::MixShares;

/// Ink and the fillings of the mix: those of the light window.
pub(super) const INK: &str = "#1d2321";
pub(super) const SOFT: &str = "#56605b";
pub(super) const LINE: &str = "#e4e0d7";
pub(super) const ACCENT: &str = "#0b6660";

/// The patterns that the bars are filled with, once in every drawing.
pub(super) const PATTERNS: &str = r##"<defs><pattern id="own" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#e1f0ee"/><circle cx="3" cy="3" r="1.1" fill="#0b6660"/></pattern><pattern id="machinery" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#f1eee7"/><rect width="2" height="6" fill="#b2aea2"/></pattern></defs>"##;

/// Text as it may stand in HTML and SVG, in an attribute too.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            // XML has no place for these.
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

/// A whole drawing on paper, so wide and so high.
pub(super) fn sheet(width: u32, height: u32, inner: &str) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="system-ui, 'Segoe UI', Cantarell, 'Noto Sans', sans-serif">{PATTERNS}<rect width="{width}" height="{height}" fill="#faf8f4"/>{inner}</svg>"##
    )
}

/// One line of text; `weight` as in CSS.
pub(super) fn text(x: u32, y: u32, size: u32, weight: u32, fill: &str, words: &str) -> String {
    let words = escaped(words);
    format!(r#"<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}">{words}</text>"#)
}

/// Text in lines of about so many letters, and how many lines they are.
pub(super) fn lines(
    (x, y): (u32, u32),
    size: u32,
    weight: u32,
    fill: &str,
    words: &str,
    letters: usize,
) -> (String, u32) {
    let mut rows: Vec<String> = vec![String::new()];
    for word in words.split_whitespace() {
        match rows.last_mut() {
            Some(row) if row.is_empty() => row.push_str(word),
            Some(row) if row.chars().count() + 1 + word.chars().count() <= letters => {
                row.push(' ');
                row.push_str(word);
            }
            _ => rows.push(word.to_owned()),
        }
    }
    let mut drawn = String::new();
    let mut at = y;
    for row in &rows {
        drawn += &text(x, at, size, weight, fill, row);
        at += size + size / 3;
    }
    (drawn, u32::try_from(rows.len()).unwrap_or(1))
}

/// One bar of the mix, standing, its shares from the bottom up: conversation, own words, machinery.
pub(super) fn bar((x, y): (f64, f64), (width, height): (f64, f64), mix: &MixShares) -> String {
    let mut foot = y + height;
    let mut drawn = String::new();
    for (share, fill) in [(mix.conversation, ACCENT), (mix.own, "url(#own)"), (mix.machinery, "url(#machinery)")] {
        let part = share.clamp(0.0, 1.0) * height;
        foot -= part;
        if part > 0.0 {
            drawn +=
                &format!(r#"<rect x="{x:.1}" y="{foot:.1}" width="{width:.1}" height="{part:.1}" fill="{fill}"/>"#);
        }
    }
    drawn
}

/// The same lying, from the left.
pub(super) fn strip((x, y): (f64, f64), (width, height): (f64, f64), mix: &MixShares) -> String {
    let mut left = x;
    let mut drawn = String::new();
    for (share, fill) in [(mix.conversation, ACCENT), (mix.own, "url(#own)"), (mix.machinery, "url(#machinery)")] {
        let part = share.clamp(0.0, 1.0) * width;
        if part > 0.0 {
            drawn +=
                &format!(r#"<rect x="{left:.1}" y="{y:.1}" width="{part:.1}" height="{height:.1}" fill="{fill}"/>"#);
        }
        left += part;
    }
    drawn
}

/// What the fillings mean.
pub(super) fn legend(x: u32, y: u32) -> String {
    let mut drawn = String::new();
    let mut left = x;
    for (key, fill) in
        [("group.conversation", ACCENT), ("group.own", "url(#own)"), ("group.machinery", "url(#machinery)")]
    {
        let name = words::word(key);
        drawn += &format!(r#"<rect x="{left}" y="{}" width="22" height="16" fill="{fill}"/>"#, y.saturating_sub(13));
        drawn += &text(left + 30, y, 18, 400, SOFT, &name);
        left += 60 + u32::try_from(name.chars().count()).unwrap_or(20) * 10;
    }
    drawn
}
