//! A year's card, to be kept: people and replies, no number of popularity.

use super::drawing::{ACCENT, INK, LINE, SOFT, escaped, legend, lines, sheet, strip, text};
use super::page;
use super::story::percent;
use crate::words;
use coach::message::Message;
use engine::view::YearCard;

const WIDTH: u32 = 1080;
const HEIGHT: u32 = 1080;
const MARGIN: u32 = 72;

/// A square card.
pub(super) fn drawing(card: &YearCard, names: bool) -> String {
    let mut inner = text(MARGIN, 190, 128, 700, ACCENT, &card.year.to_string());
    let (said, _) = lines((MARGIN, 256), 32, 400, INK, &words::said(&card.said), 58);
    inner += &said;
    let mut left = MARGIN;
    for (number, name) in figures(card) {
        inner += &text(left, 400, 60, 650, INK, &number);
        inner += &text(left, 434, 20, 400, SOFT, &name);
        left += 236;
    }
    inner += &months(card, 480);
    let mut y = 792;
    if names && !card.most.is_empty() {
        let (most, rows) = lines((MARGIN, y), 26, 400, INK, &most(card), 70);
        inner += &most;
        y += rows * 34 + 24;
    }
    if let Some(mix) = &card.mix {
        inner += &strip((f64::from(MARGIN), f64::from(y)), (f64::from(WIDTH - 2 * MARGIN), 44.0), mix);
        inner += &legend(MARGIN, y + 78);
    }
    inner += &text(MARGIN, HEIGHT - 44, 18, 400, SOFT, &words::word("keep.by"));
    sheet(WIDTH, HEIGHT, &inner)
}

/// The days with somebody in each month, as bars with their numbers.
fn months(card: &YearCard, top: u32) -> String {
    let most = card.months.iter().copied().max().unwrap_or(0).max(1);
    let step = f64::from(WIDTH - 2 * MARGIN) / 12.0;
    let foot = f64::from(top) + 180.0;
    let mut drawn =
        format!(r#"<rect x="{MARGIN}" y="{foot}" width="{}" height="2" fill="{LINE}"/>"#, WIDTH - 2 * MARGIN);
    for (nth, days) in card.months.iter().enumerate() {
        let left = f64::from(MARGIN) + step * nth as f64;
        let height = 150.0 * f64::from(*days) / f64::from(most);
        drawn += &format!(
            r#"<rect x="{left:.1}" y="{:.1}" width="{:.1}" height="{height:.1}" rx="4" fill="{ACCENT}"/>"#,
            foot - height,
            step - 12.0
        );
        if *days > 0 {
            drawn += &text(left as u32 + 4, (foot - height) as u32 - 6, 18, 400, SOFT, &days.to_string());
        }
        drawn += &text(left as u32 + 4, foot as u32 + 28, 18, 400, SOFT, &month(nth));
    }
    drawn + &text(MARGIN, foot as u32 + 62, 18, 400, SOFT, &words::word("keep.months"))
}

/// A page: the sentences, the figures and the months as tables.
pub(super) fn page(card: &YearCard, names: bool) -> String {
    let said = words::said(&card.said);
    let mut body = page::paragraph(&said);
    let svg = drawing(card, names);
    body += &svg.replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{}\" ", escaped(&said)), 1);
    body += &page::heading(&words::word("keep.figures"));
    let mut rows: Vec<Vec<String>> = figures(card).into_iter().map(|(number, name)| vec![name, number]).collect();
    if let Some(mix) = &card.mix {
        for (key, share) in
            [("group.conversation", mix.conversation), ("group.own", mix.own), ("group.machinery", mix.machinery)]
        {
            rows.push(vec![words::word(key), percent(share)]);
        }
    }
    body += &page::table(&[words::word("keep.what"), words::word("keep.number")], &rows);
    body += &page::heading(&words::word("keep.months"));
    let rows: Vec<Vec<String>> =
        card.months.iter().enumerate().map(|(nth, days)| vec![month(nth), days.to_string()]).collect();
    body += &page::table(&[words::word("keep.month"), words::word("keep.days")], &rows);
    if names && !card.most.is_empty() {
        body += &page::paragraph(&most(card));
    }
    body += &format!("<p class=\"soft\">{}</p>\n", escaped(&words::word("keep.by")));
    page::page(&card.year.to_string(), &body)
}

fn figures(card: &YearCard) -> [(String, String); 4] {
    [(card.people, "keep.people"), (card.new, "keep.new"), (card.days, "keep.days"), (card.replies, "keep.replies")]
        .map(|(number, key)| (number.to_string(), words::word(key)))
}

fn most(card: &YearCard) -> String {
    let names: Vec<&str> = card.most.iter().map(|one| one.name.as_str()).collect();
    words::say(&Message::new("keep.most").with("names", names.join(", ")))
}

fn month(nth: usize) -> String {
    words::word(&format!("date.month.{}", nth + 1))
}
