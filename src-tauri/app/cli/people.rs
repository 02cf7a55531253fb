//! Questions about people from the command line: whom to talk to, who is there, what is doubtful, which robots talk.

use super::out::{self, Answer};
use super::show::{heads, percent};
use super::table;
use crate::ipc::UserError;
use crate::{clock, ledger, words};
use coach::message::{Arg, Message};
use engine::view::{PeopleQuery, Robot};

/// Whom to talk to today.
pub(super) fn whom() -> Result<Answer, UserError> {
    let whom = ledger::open()?.today(clock::now())?.whom;
    let mut text = String::new();
    for one in &whom {
        let key = if one.done { "cli.whom.done" } else { "cli.whom.line" };
        text += &out::line(&Message::new(key).with("name", one.name.as_str()).with("why", words::said(&one.why)));
        if let Some(link) = one.link.as_ref().filter(|_| !one.done) {
            text += &format!("  {link}\n");
        }
    }
    if whom.is_empty() {
        text = words::word("cli.whom.nobody") + "\n";
    }
    Ok(Answer::new(text, &whom))
}

/// People whose name or handle has this in it.
pub(super) fn people(search: &str) -> Result<Answer, UserError> {
    let query = PeopleQuery { search: search.to_owned(), limit: 100, ..PeopleQuery::default() };
    let page = ledger::open()?.people_page(&query, clock::now())?;
    if page.people.is_empty() {
        return Ok(Answer::new(words::word("cli.people.nobody") + "\n", &page));
    }
    let mut rows = vec![heads(&["cli.people.name", "cli.people.days", "cli.people.stands"])];
    rows.extend(page.people.iter().map(|one| vec![one.name.clone(), one.days.to_string(), words::said(&one.said)]));
    let mut text = table::of(&rows);
    text += &out::line(&Message::new("cli.people").with("n", page.total));
    for join in &page.joins {
        let line = Message::new("cli.people.join").with("one", join.one_name.as_str());
        let line = line.with("other", join.other_name.as_str()).with("why", words::said(&join.because));
        text += &out::line(&line);
    }
    Ok(Answer::new(text, &page))
}

/// Doubtful acts that wait for the person's word.
pub(super) fn review() -> Result<Answer, UserError> {
    let review = ledger::open()?.review(clock::now())?;
    let mut text = String::new();
    for entry in &review.entries {
        let name = entry.name.clone().unwrap_or_else(|| words::word("cli.why.someone"));
        let line = Message::new("cli.review.entry").with("day", entry.day.as_str()).with("name", name);
        text += &out::line(&line.with("id", entry.interaction.to_string()));
        let quoted =
            entry.words.as_ref().map(|words| format!("“{}”", words.split_whitespace().collect::<Vec<_>>().join(" ")));
        for line in quoted.into_iter().chain(entry.reasons.iter().map(words::said)).chain(entry.link.clone()) {
            text += &format!("  {line}\n");
        }
    }
    text += &match review.total {
        0 => words::word("cli.review.nothing") + "\n",
        n => out::line(&Message::new("cli.review.more").with("n", n)),
    };
    for rule in &review.rules {
        text += &format!("{}\n", words::said(&rule.said));
    }
    Ok(Answer::new(text, &review))
}

/// Which robots talk, and where to switch them off.
pub(super) fn robots() -> Result<Answer, UserError> {
    let robots = ledger::open()?.robots(clock::now())?;
    if robots.is_empty() {
        return Ok(Answer::new(words::word("cli.robots.none") + "\n", &robots));
    }
    let name = |robot: &Robot| robot.app.clone().unwrap_or_else(|| words::word("cli.robots.unnamed"));
    let mut rows =
        vec![heads(&["cli.robots.app", "cli.robots.posts", "cli.robots.share", "cli.robots.ever", "cli.robots.last"])];
    rows.extend(robots.iter().map(|robot| {
        vec![name(robot), robot.posts.to_string(), percent(robot.share), robot.ever.to_string(), robot.last.clone()]
    }));
    let mut text = table::of(&rows);
    for robot in robots.iter().filter(|robot| robot.posts > 0) {
        let line = Message::new("cli.robots.without")
            .with("app", name(robot))
            .with("conversation", Arg::Share(robot.conversation_without))
            .with("machinery", Arg::Share(robot.machinery_without))
            .with("how", words::said(&robot.how));
        text += &out::line(&line);
        if let Some(page) = &robot.switch_off {
            text += &format!("  {page}\n");
        }
    }
    Ok(Answer::new(text, &robots))
}
