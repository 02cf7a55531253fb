//! People: whom the person talks with, how long ago, and who may be one and the same.

use super::{Entry, NetworkName, Said};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Which people are shown, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct PeopleQuery {
    /// Only those whose name or handle has this in it.
    pub search: String,
    /// In which order.
    pub order: PeopleOrder,
    /// Only those of a circle.
    pub circle: bool,
    /// So many are passed over.
    pub from: u32,
    /// At most so many.
    pub limit: u32,
}

/// An order of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PeopleOrder {
    /// The last touched first.
    #[default]
    Latest,
    /// Those whose turn it is first: by how far they are past their circle, or their own usual.
    Due,
    /// Those spoken with most first.
    Most,
    /// By name.
    Name,
}

/// A page of people.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PeoplePage {
    /// How many there are in all.
    pub total: u32,
    /// These of them.
    pub people: Vec<PersonLine>,
    /// Who may be one and the same, by what their own pages prove.
    pub joins: Vec<JoinOffer>,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonLine {
    /// In the ledger.
    pub person: i32,
    /// The name.
    pub name: String,
    /// Where.
    pub networks: Vec<NetworkName>,
    /// The last day the person spoke to her, ISO 8601.
    pub to_her: Option<String>,
    /// The last day she spoke to the person, ISO 8601.
    pub from_her: Option<String>,
    /// Days on which the person spoke to her.
    pub days: u32,
    /// How often, in days, the person wants to be in touch.
    pub every: Option<u16>,
    /// Days past that; 0 where it is not time yet.
    pub overdue: u32,
    /// Whether she waits for an answer.
    pub waits: bool,
    /// How it stands, in a sentence.
    pub said: Said,
}

/// One person, opened.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonDetail {
    /// As in the list.
    pub line: PersonLine,
    /// Her handles.
    pub handles: Vec<HandleLine>,
    /// Interactions, newest first, at most two hundred.
    pub entries: Vec<Entry>,
    /// People counted each month of the last two years: month (`2026-11`), days spoken to her.
    pub months: Vec<(String, u32)>,
    /// What she said that waits for an answer.
    pub waiting: Vec<HeardLine>,
    /// People joined into her, that can be taken apart again.
    pub joined: Vec<JoinedLine>,
    /// Whether she is never to be suggested.
    pub never: bool,
}

/// A handle.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HandleLine {
    /// Where.
    pub network: NetworkName,
    /// What people see.
    pub name: String,
    /// Her page, where it is known.
    pub link: Option<String>,
    /// Sites her page is proven to belong to.
    pub sites: Vec<String>,
    /// Whether it says of itself that it is a robot.
    pub bot: bool,
}

/// Something she said.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeardLine {
    /// In the ledger.
    pub heard: i32,
    /// When, RFC 3339.
    pub at: String,
    /// What it was, in words.
    pub said: Said,
    /// Where it stands.
    pub link: Option<String>,
}

/// Somebody joined into a person.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JoinedLine {
    /// In the ledger.
    pub person: i32,
    /// The name she had.
    pub name: String,
    /// Since which day, ISO 8601.
    pub since: String,
}

/// Two who may be one and the same.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JoinOffer {
    /// In the ledger.
    pub one: i32,
    /// Her name.
    pub one_name: String,
    /// In the ledger.
    pub other: i32,
    /// Her name.
    pub other_name: String,
    /// What proves it: "both pages are proven to belong to ana.example".
    pub because: Said,
}

/// Somebody to talk to today.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// In the ledger.
    pub person: i32,
    /// The name.
    pub name: String,
    /// Where.
    pub network: Option<NetworkName>,
    /// Why she.
    pub sort: SuggestionSort,
    /// Why she, in words: "asked you something two hours ago".
    pub why: Said,
    /// The post to answer, to be opened in the browser.
    pub link: Option<String>,
    /// What she said, where it is that.
    pub heard: Option<i32>,
    /// Whether she was spoken to today.
    pub done: bool,
}

/// Why somebody is suggested, in the order in which they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SuggestionSort {
    /// Waits for the person's answer.
    Waiting,
    /// Asked something.
    Asked,
    /// Once frequent, now silent.
    Apart,
    /// Rarely heard.
    Quiet,
    /// A stranger who asked.
    Stranger,
}

/// Doubtful acts: "do these count?"
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// Those that wait for the person's word, newest first, at most a hundred.
    pub entries: Vec<Entry>,
    /// How many wait in all.
    pub total: u32,
    /// What the person said of such acts for good.
    pub rules: Vec<ReviewRule>,
}

/// What becomes of doubtful acts of one sort.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReviewRule {
    /// Its name, for the wish that sets it or takes it back.
    pub rule: String,
    /// In words: "Replies to Ana that link to your site count".
    pub said: Said,
    /// Whether they count.
    pub counts: bool,
}
