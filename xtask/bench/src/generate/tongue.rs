//! What is said: words, people, articles, apps.

use super::chance::Chance;

const BEGINNINGS: &[&str] = &[
    "I think",
    "Honestly",
    "This morning",
    "Last night",
    "After lunch",
    "On the train",
    "In my experience",
    "Turns out",
    "A small note:",
    "Still wondering why",
    "Two years ago",
    "Yesterday",
    "Funny how",
    "Today I learned that",
];
const MIDDLES: &[&str] = &[
    "the old map of the city",
    "a good editor",
    "the garden & its bees",
    "that library",
    "my bicycle",
    "the meetup",
    "writing things down",
    "a long walk",
    "café culture",
    "the new release",
    "open data",
    "our little workshop",
    "remote work",
    "the neighbour's cat",
    "fresh bread",
    "the slow train",
    "a paper notebook",
    "the first snow",
    "debugging in pairs",
    "the Müller bakery",
    "a broken radio",
    "the night shift",
];
const ENDINGS: &[&str] = &[
    "makes all the difference",
    "is harder than it looks",
    "taught me a lot",
    "deserves more love",
    "won't let me go",
    "was worth the wait",
    "is better with friends",
    "changed how I plan my week",
    "needs a second look",
    "turned out <3 of what I hoped",
    "keeps me going",
    "is just what I needed",
    "could be so much simpler",
    "made me laugh 😄",
    "is back 🎉",
    "feels like home",
    "took three evenings",
];
const ANSWERS: &[&str] = &[
    "Thanks, that helps a lot.",
    "I tried it the other way round and it broke.",
    "Have you looked at the second chapter?",
    "Yes! We did the same in spring.",
    "No idea, but I can ask at the workshop.",
    "Congratulations, well deserved!",
    "The trick is to start with the smallest piece.",
    "I'd be careful with the old version.",
    "Let me send you my notes.",
    "What did you use for the cover?",
    "Same here, and nobody could explain it.",
    "That's kind of you.",
];
const QUESTIONS: &[&str] = &[
    "Does anybody know a quiet place to work near the station?",
    "What do you read when you cannot sleep?",
    "Which tool do you use for keeping notes?",
    "Has anyone repaired one of these?",
    "Who is going to the meetup on Thursday?",
    "How do you say that in your language?",
];
const TITLES: &[&str] = &[
    "Ten things I wish I had known about maps",
    "How to keep a paper notebook",
    "Why slow trains are better",
    "A beginner's guide to sourdough",
    "What bees taught me about planning",
    "Five ways to read more",
    "The case for small workshops",
    "Open data & you",
    "Notes from a broken radio",
    "How I plan my week",
    "A year without meetings",
    "The art of the first draft",
];
const OUTSIDE: &[&str] = &["https://example.org/news", "https://maps.example/story", "https://paper.example/essay"];
const GIVEN: &[&str] = &[
    "bea", "carlos", "dora", "emil", "fatima", "goran", "hana", "ivo", "jonas", "kaya", "lena", "miro", "noor", "olga",
    "pau", "quim", "rosa", "sven", "tomas", "uma", "vera", "wei", "xenia", "yusuf", "zoe",
];

/// Somebody the person talks with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Friend {
    pub(super) id: String,
    pub(super) screen_name: String,
    pub(super) name: String,
}

/// Somebody: a few come often, most seldom.
pub(super) fn friend(chance: &mut Chance) -> Friend {
    let rank = (chance.share() * chance.share() * 150.0) as usize;
    let given = GIVEN.get(rank % GIVEN.len()).copied().unwrap_or_default();
    let mut letters = given.chars();
    let name = letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect());
    let number = rank / GIVEN.len();
    Friend { id: (2_000_000 + rank * 7919).to_string(), screen_name: format!("{given}_{number}"), name }
}

/// A sentence of the person's own.
pub(super) fn sentence(chance: &mut Chance) -> String {
    format!("{} {} {}", chance.of_these(BEGINNINGS), chance.of_these(MIDDLES), chance.of_these(ENDINGS))
}

/// An answer to somebody.
pub(super) fn answer(chance: &mut Chance) -> String {
    let first = chance.of_these(ANSWERS).to_owned();
    if chance.happens(0.4) { format!("{first} {}.", sentence(chance)) } else { first }
}

/// A question to everybody.
pub(super) fn question(chance: &mut Chance) -> String {
    chance.of_these(QUESTIONS).to_owned()
}

/// Title and address of one of the person's own articles.
pub(super) fn article(chance: &mut Chance) -> (String, String) {
    let title = chance.of_these(TITLES);
    let number = chance.below(5);
    (
        title.to_owned(),
        format!("https://blog.ana.example/{}-{number}?utm_source=twitter&utm_medium=social", slug(title)),
    )
}

/// Somebody else's page.
pub(super) fn outside(chance: &mut Chance) -> String {
    format!("{}/{}", chance.of_these(OUTSIDE), chance.below(5000))
}

fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}
