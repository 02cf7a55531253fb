use crate::support::utc;
use coach::act::InteractionId;
use coach::days::people::{Counted, people};
use coach::person::PersonId;

/// A day in a row: `time who by`, where who is a name (`ana`) or `?`, and by is `seen` or `logged`.
fn of_day(rows: &[&str]) -> Vec<Counted> {
    let names = ["ana", "ben", "cem"];
    let one = |(nth, row): (usize, &&str)| {
        let [time, who, by] = row.split_whitespace().collect::<Vec<_>>()[..] else { panic!("{row}") };
        Counted {
            id: InteractionId(nth as i64),
            person: names.iter().position(|name| *name == who).map(|nth| PersonId(nth as i64)),
            at: utc(&format!("2026-06-01 {time}")),
            seen: by == "seen",
        }
    };
    rows.iter().enumerate().map(one).collect()
}

#[test]
fn each_person_counts_once_and_someone_counts_until_named() {
    for (rows, n, why) in [
        (&[][..], 0, "nobody"),
        (&["10:00 ana seen", "11:00 ana seen", "12:00 ana logged"], 1, "the same person three times"),
        (&["10:00 ana seen", "11:00 ben seen"], 2, "two people"),
        (&["10:00 ? logged", "18:00 ? logged"], 2, "each someone is a person of its own"),
        (&["10:00 ana seen", "18:00 ? logged"], 2, "someone, eight hours after Ana"),
        (&["10:00 ana seen", "18:00 ana logged"], 1, "that someone, named as Ana, joins her"),
        (&["10:00 ana seen", "18:00 ben logged"], 2, "that someone, named as Ben, stays"),
    ] {
        assert_eq!(people(&of_day(rows)).n, n, "{why}");
    }
}

#[test]
fn the_same_act_from_button_and_feed_counts_once() {
    for (rows, n, why) in [
        (&["20:05 ana seen", "20:10 ? logged"][..], 1, "replied to Ana, then pressed the button"),
        (&["20:10 ? logged", "20:05 ana seen"], 1, "the feed arrives after the button"),
        (&["20:12 ana seen", "20:10 ? logged"], 1, "the server's clock is two minutes ahead"),
        (&["20:05 ana seen", "20:10 ana logged"], 1, "named at once"),
        (&["18:09 ana seen", "20:10 ? logged"], 2, "more than two hours before"),
        (&["20:30 ana seen", "20:10 ? logged"], 2, "after the button it is another act"),
        (&["20:05 ana seen", "20:10 ? logged", "20:11 ? logged"], 2, "one reply is one someone, not two"),
        (&["20:05 ana seen", "20:06 ben seen", "20:10 ? logged", "20:11 ? logged"], 2, "two replies, two presses"),
        (
            &["12:00 ana seen", "20:05 ana seen", "20:10 ? logged"],
            2,
            "Ana was met at noon too: who was it? Until then, two",
        ),
        (&["20:04 ana logged", "20:10 ? logged"], 2, "whom she logged herself is not the someone she logs next"),
        (&["18:20 ana seen", "20:00 ben seen", "20:10 ? logged", "21:50 ? logged"], 2, "each someone finds its own"),
    ] {
        assert_eq!(people(&of_day(rows)).n, n, "{why}");
    }
}

#[test]
fn it_is_said_who_someone_was() {
    let found = people(&of_day(&["20:05 ben seen", "20:10 ? logged"]));
    assert_eq!(found.same, [(InteractionId(1), PersonId(1))]);
}
