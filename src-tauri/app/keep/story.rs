//! The story of the feed, to be kept.

use super::drawing::{ACCENT, INK, SOFT, bar, escaped, legend, lines, sheet, text};
use super::page;
use crate::words;
use coach::message::{Arg, Message};
use engine::view::{Filling, MixShares, Said, Story, StoryTurning, YearPast};

const WIDTH: u32 = 1080;
const MARGIN: u32 = 64;
const CHART: f64 = 300.0;

/// One tall drawing: the point, the mix of each year, the turnings with their dates.
pub(super) fn drawing(story: &Story) -> String {
    let mut inner = text(MARGIN, 104, 44, 650, INK, &words::word("keep.story"));
    let (said, rows) = lines((MARGIN, 160), 28, 400, INK, &words::said(&story.said), 68);
    inner += &said;
    let top = 190 + rows * 38;
    inner += &chart(&story.years, f64::from(top));
    let mut y = top + 380;
    inner += &legend(MARGIN, y);
    y += 70;
    for one in &story.turnings {
        inner += &text(MARGIN, y, 22, 650, ACCENT, &day(one));
        let (said, rows) = lines((MARGIN + 220, y), 22, 400, INK, &words::said(&one.said), 66);
        inner += &said;
        y += rows * 29 + 20;
    }
    y += 20;
    inner += &text(MARGIN, y, 18, 400, SOFT, &words::word("keep.by"));
    sheet(WIDTH, y + 48, &inner)
}

/// The bars of the years; years without posts stay empty.
fn chart(years: &[YearPast], top: f64) -> String {
    let mut drawn = String::new();
    let count = u32::try_from(years.len().max(1)).unwrap_or(1);
    let step = f64::from(WIDTH - 2 * MARGIN) / f64::from(count);
    let every = years.len().div_ceil(16).max(1);
    for (nth, year) in years.iter().enumerate() {
        let left = f64::from(MARGIN) + step * nth as f64;
        drawn += &bar((left, top), (step - f64::min(8.0, step / 5.0), CHART), &mix(year));
        if nth % every == 0 {
            drawn += &text(left as u32, top as u32 + 330, 18, 400, SOFT, &year.line.year.to_string());
        }
    }
    drawn
}

/// A page: the point, the chart, the same as a table, the turnings.
pub(super) fn page(story: &Story) -> String {
    let said = words::said(&story.said);
    let mut body = page::paragraph(&said);
    if story.years.is_empty() {
        return page::page(&words::word("keep.story"), &body);
    }
    let inner = chart(&story.years, 20.0) + &legend(MARGIN, 400);
    let svg = sheet(WIDTH, 430, &inner).replacen(
        "<svg ",
        &format!("<svg role=\"img\" aria-label=\"{}\" ", escaped(&said)),
        1,
    );
    body += &svg;
    let heads =
        ["cli.kinds.year", "cli.kinds.posts", "group.conversation", "group.own", "group.machinery", "keep.days"];
    let rows: Vec<Vec<String>> = story.years.iter().map(row).collect();
    body += &page::table(&heads.map(words::word), &rows);
    body += &page::heading(&words::word("keep.turnings"));
    for one in &story.turnings {
        body += &format!("<p><time>{}</time><br>{}</p>\n", escaped(&day(one)), escaped(&words::said(&one.said)));
    }
    body += &format!("<p class=\"soft\">{}</p>\n", escaped(&words::word("keep.by")));
    page::page(&words::word("keep.story"), &body)
}

fn row(year: &YearPast) -> Vec<String> {
    let mix = mix(year);
    let share = |share| if year.line.posts == 0 { "–".to_owned() } else { percent(share) };
    vec![
        year.line.year.to_string(),
        year.line.posts.to_string(),
        share(mix.conversation),
        share(mix.own),
        share(mix.machinery),
        year.days.to_string(),
    ]
}

pub(super) fn percent(share: f64) -> String {
    words::say(&Message::new("cli.kinds.percent").with("share", Arg::Share(share)))
}

fn mix(year: &YearPast) -> MixShares {
    let (conversation, machinery) = (year.line.conversation, year.line.machinery);
    let own = if year.line.posts == 0 { 0.0 } else { (1.0 - conversation - machinery).max(0.0) };
    MixShares { posts: year.line.posts, conversation, own, machinery }
}

fn day(turning: &StoryTurning) -> String {
    let day = ("day".to_owned(), Filling::Day(turning.day.clone()));
    words::said(&Said { key: "keep.week-of".into(), args: [day].into() })
}
