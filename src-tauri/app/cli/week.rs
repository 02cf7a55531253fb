//! A week, reviewed on the command line.

use super::out::{self, Answer};
use super::show::{heads, percent};
use super::table;
use crate::ipc::UserError;
use crate::{clock, ledger, words};
use coach::message::Message;
use coach::week::REVIEWED_FROM;
use engine::view::{Filling, MixShares, Said, WeekReview};

/// The week in which a day lies; the last that is over without one.
pub(super) fn week(day: Option<&str>) -> Result<Answer, UserError> {
    let week = ledger::open()?.week(day, REVIEWED_FROM, clock::now())?;
    Ok(Answer::new(text(&week), &week))
}

fn text(week: &WeekReview) -> String {
    let span = Said { key: "cli.week.span".into(), args: [day("from", &week.from), day("to", &week.to)].into() };
    let mut text = format!("{}\n\n{}\n{}\n", words::said(&span), words::said(&week.said), words::said(&week.compared));
    for one in &week.people {
        let name = one.name.clone().unwrap_or_else(|| words::word("cli.why.someone"));
        text += &format!("  {name}, {}\n", words::said(&one.said));
    }
    text += &format!("\n{}\n", words::said(&week.trade));
    for one in &week.waiting {
        text += &format!("  {}{}\n", one.name, one.link.as_ref().map_or_else(String::new, |link| format!("  {link}")));
    }
    text += &format!("\n{}\n", words::said(&week.mix_said));
    if let Some(mix) = &week.mix {
        let mut rows =
            vec![heads(&["cli.week.week", "cli.kinds.posts", "cli.kinds.conversation", "cli.kinds.machinery"])];
        let row = |key: &str, mix: &MixShares| {
            vec![words::word(key), mix.posts.to_string(), percent(mix.conversation), percent(mix.machinery)]
        };
        rows.push(row("cli.week.this", mix));
        rows.extend(week.mix_before.iter().map(|mix| row("cli.week.before", mix)));
        rows.extend(week.mix_usual.iter().map(|mix| row("cli.week.usual", mix)));
        text += &table::of(&rows);
    }
    text += &format!("\n{}\n\n{}\n", words::said(&week.followed.said), words::said(&week.advice.said));
    if let Some(value) = week.value {
        text += &out::line(&Message::new("cli.week.value").with("n", i64::from(value)));
    }
    text
}

fn day(gap: &str, day: &str) -> (String, Filling) {
    (gap.to_owned(), Filling::Day(day.to_owned()))
}
