//! Two who are one: offered only on proof, shown as one at once, counted as one from that day on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::ActError;
use crate::ledger::person;
use crate::story::{Story, act, at, day, named};
use coach::act::{Act, What};
use coach::interaction::How;
use coach::person::{Counterpart, Handle, Network, PersonId};
use proptest::prelude::*;

/// Ana and Bea were talked with on each of three days, and are one.
fn two_who_are_one() -> (Story, PersonId, PersonId) {
    let story = Story::begins("2026-11-20 08:00");
    for on in ["2026-11-20", "2026-11-21", "2026-11-22"] {
        story.logs(&format!("{on} 12:00"), How::Asked, named("Ana"));
        story.logs(&format!("{on} 12:01"), How::Helped, named("Bea"));
    }
    let (ana, bea) = (story.person("Ana"), story.person("Bea"));
    (story, ana, bea)
}

fn counted(story: &Story, to: &str, now: &str) -> Vec<u32> {
    story.engine.calendar("2026-11-20", to, at(now)).unwrap().days.iter().map(|day| day.counted).collect()
}

#[test]
fn a_join_counts_from_its_day_on_and_is_shown_for_all_days() {
    let (story, ana, bea) = two_who_are_one();
    story.does("2026-11-22 13:00", What::Join { one: ana, other: bea });
    story.logs("2026-11-23 12:00", How::Asked, named("Ana"));
    story.logs("2026-11-23 12:01", How::Asked, named("Bea"));
    assert_eq!(counted(&story, "2026-11-23", "2026-11-23 13:00"), [2, 2, 1, 1]);

    let now = at("2026-11-23 13:00");
    let before = story.engine.day("2026-11-20", now).unwrap();
    assert!(before.entries.iter().all(|entry| entry.name.as_deref() == Some("Ana")), "{:?}", before.entries);
    let page = story.engine.people_page(&Default::default(), now).unwrap();
    assert_eq!((page.total, page.people[0].name.as_str(), page.people[0].days), (1, "Ana", 4));
    let detail = story.engine.person(i32::try_from(bea.0).unwrap(), now).unwrap();
    assert_eq!((detail.line.name.as_str(), detail.entries.len(), detail.joined.len()), ("Ana", 8, 1));
    assert_eq!((detail.joined[0].name.as_str(), detail.joined[0].since.as_str()), ("Bea", "2026-11-22"));

    story.does("2026-11-23 14:00", What::Unjoin { person: bea });
    assert_eq!(counted(&story, "2026-11-23", "2026-11-23 14:01"), [2, 2, 2, 2]);
    let page = story.engine.people_page(&Default::default(), at("2026-11-23 14:01")).unwrap();
    assert_eq!(page.total, 2);
}

#[test]
fn the_same_act_seen_on_two_networks_is_one_from_the_join_on() {
    let (story, ana, bea) = two_who_are_one();
    story.does("2026-11-22 13:00", What::Join { one: ana, other: bea });
    let today = story.engine.today(at("2026-11-22 13:01")).unwrap();
    assert_eq!((today.counted, today.people.len(), today.people[0].entries.len()), (1, 1, 2));
}

#[test]
fn what_makes_no_join_is_refused() {
    let (story, ana, bea) = two_who_are_one();
    let tries = |what| story.tries("2026-11-22 13:00", what);
    assert_eq!(tries(What::Join { one: ana, other: ana }), Err(ActError::SamePerson));
    assert_eq!(tries(What::Unjoin { person: bea }), Err(ActError::NotJoined(bea.0)));
    assert_eq!(tries(What::Join { one: ana, other: PersonId(99) }), Err(ActError::NoPerson(99)));
    story.does("2026-11-22 13:01", What::Join { one: ana, other: bea });
    assert_eq!(tries(What::Join { one: bea, other: ana }), Err(ActError::SamePerson));
    assert_eq!(tries(What::Apart { one: bea, other: ana }), Err(ActError::SamePerson));
}

/// Somebody known by a handle, with what her page proves.
fn known(story: &Story, network: Network, name: &str, sites: &[&str]) -> PersonId {
    story.writes(|w| {
        let handle = Handle { network, id: format!("{}:{name}", network.name()) };
        let known = person::of_handle(w, &Counterpart { handle, name: Some(name.to_owned()) }, false)?;
        for site in sites {
            w.execute("INSERT INTO tie (handle, site) VALUES (?1, ?2)", rusqlite::params![known.handle, site])?;
        }
        Ok(known.person)
    })
}

#[test]
fn joins_are_offered_only_on_proof_and_never_again_after_a_no() {
    let story = Story::begins("2026-11-20 08:00");
    let ana = known(&story, Network::Mastodon, "@ana@social.example", &["ana.example"]);
    let on_bluesky = known(&story, Network::Bluesky, "@ana.example", &[]);
    // Of the same name, without proof; proven of one page, which is a company's; under everybody's domain.
    known(&story, Network::X, "@ana.example", &[]);
    for name in ["@one@social.example", "@two@social.example", "@three@social.example"] {
        known(&story, Network::Mastodon, name, &["company.example/team"]);
    }
    known(&story, Network::Mastodon, "@ben@social.example", &["ben.bsky.social"]);
    known(&story, Network::Bluesky, "@ben.bsky.social", &[]);
    let offers = |now: &str| story.engine.people_page(&Default::default(), at(now)).unwrap().joins;
    let offered = offers("2026-11-20 09:00");
    assert_eq!(offered.len(), 1, "{offered:?}");
    let pair = (PersonId(offered[0].one.into()), PersonId(offered[0].other.into()));
    assert_eq!((pair, offered[0].because.key.as_str()), ((ana, on_bluesky), "join.site"));

    story.does("2026-11-20 09:01", What::Apart { one: on_bluesky, other: ana });
    assert_eq!(offers("2026-11-20 09:02"), []);
    story.does("2026-11-20 09:03", What::Undo { act: None });
    assert_eq!(offers("2026-11-20 09:04").len(), 1);
    story.does("2026-11-20 09:05", What::Join { one: ana, other: on_bluesky });
    assert_eq!(offers("2026-11-20 09:06"), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is joined and taken apart, and whenever: no day before loses anybody.
    #[test]
    fn no_join_and_no_parting_ever_lowers_a_day_before_it(
        steps in prop::collection::vec((0..4u8, 0..4usize, 0..4usize), 1..24)
    ) {
        let story = Story::begins("2026-11-01 08:00");
        let names = ["Ana", "Bea", "Cleo", "Dora"];
        for name in names {
            story.logs("2026-11-01 09:00", How::Asked, named(name));
        }
        let people = names.map(|name| story.person(name));
        let mut today = day("2026-11-01");
        for (what, one, other) in steps {
            let now = format!("{today} 12:00");
            let before = story.engine.calendar("2026-11-01", &today.plus(-1).to_string(), at(&now)).unwrap().days;
            let what = match what {
                0 => What::Join { one: people[one], other: people[other] },
                1 => What::Unjoin { person: people[one] },
                _ => {
                    today = today.plus(1);
                    What::Log { how: How::Asked, who: named(names[one]), note: None, link: None }
                }
            };
            let now = format!("{today} 12:00");
            // To join one with herself and to part who is not joined is refused.
            let _ = story.engine.act(&Act { what, ..act(&now, What::Resume) });
            let after = story.engine.calendar("2026-11-01", &today.plus(-1).to_string(), at(&now)).unwrap().days;
            for (day, then) in before.iter().zip(&after) {
                prop_assert!(then.counted >= day.counted, "{} had {}, has {}", day.day, day.counted, then.counted);
            }
        }
        // What is kept of each day is what a count from nothing finds.
        let kept = story.dump();
        story.writes(|w| crate::ledger::tally::rebuild(w));
        prop_assert_eq!(story.dump(), kept);
    }
}
