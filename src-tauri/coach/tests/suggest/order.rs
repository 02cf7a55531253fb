//! Who comes before whom, and why each is named.

use super::support::{english, given, named, now, numbers, said, saying, somebody, spoken_to, today};
use coach::act::HeardId;
use coach::person::PersonId;
use coach::suggest::{Candidate, Given, Heard, Passed, Sort, next, shown};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Whether somebody is named, for what, and in which words.
fn check(candidate: Candidate, expected: Option<(Sort, &str)>) {
    let picks = named(std::slice::from_ref(&candidate));
    let found = picks.first().map(|pick| (pick.sort, english(&pick.why)));
    assert_eq!(found, expected.map(|(sort, why)| (sort, why.to_owned())), "{candidate:?}");
}

#[test]
fn each_is_named_with_her_why() {
    let known = || spoken_to(1, &[40]);
    let often = || spoken_to(1, &[31, 40, 49, 58]);
    for (candidate, expected) in [
        // Waiting for the person's answer.
        (saying(known(), said(2 * HOUR, true, true)), Some((Sort::Waiting, "asked you something 2 hours ago"))),
        (saying(known(), said(0, true, true)), Some((Sort::Waiting, "asked you something 1 minute ago"))),
        (saying(known(), said(29 * DAY, true, true)), Some((Sort::Waiting, "asked you something 29 days ago"))),
        (saying(known(), said(3 * DAY, true, false)), Some((Sort::Waiting, "wrote to you 3 days ago"))),
        // Asked everybody.
        (saying(known(), said(47 * HOUR, false, true)), Some((Sort::Asked, "asked a question 47 hours ago"))),
        // Drifting apart.
        (often(), Some((Sort::Apart, "you usually talk every 9 days; it has been 31"))),
        (
            Candidate { every: Some(14), ..spoken_to(1, &[20]) },
            Some((Sort::Apart, "in touch every 14 days, by your wish; it has been 20 days")),
        ),
        (
            Candidate { every: Some(14), ..somebody(1) },
            Some((Sort::Apart, "in touch every 14 days, by your wish; you have not talked yet")),
        ),
        // Quiet voices.
        (known(), Some((Sort::Quiet, "you last talked 40 days ago"))),
        // Strangers, only where they asked.
        (
            saying(somebody(1), said(HOUR, true, true)),
            Some((Sort::Stranger, "somebody new, asked you something 1 hour ago")),
        ),
        (
            saying(somebody(1), said(2 * HOUR, false, true)),
            Some((Sort::Stranger, "somebody new, asked a question 2 hours ago")),
        ),
        (saying(somebody(1), said(HOUR, true, false)), None),
        (saying(somebody(1), said(8 * DAY, true, true)), None),
        (somebody(1), None),
        // What is over, or was no talk.
        (saying(spoken_to(1, &[10]), said(31 * DAY, true, true)), None),
        (saying(spoken_to(1, &[10]), said(8 * DAY, true, false)), None),
        (saying(spoken_to(1, &[10]), Heard { words: 2, ..said(HOUR, true, false) }), None),
        (saying(spoken_to(1, &[10]), said(HOUR, false, false)), None),
        (saying(spoken_to(1, &[10]), said(8 * DAY, false, true)), None),
        // Silent, but not for long; or for too long.
        (spoken_to(1, &[13, 15, 17]), None),
        (spoken_to(1, &[14, 16, 18]), Some((Sort::Apart, "you usually talk every 2 days; it has been 14"))),
        (spoken_to(1, &[20, 40, 60]), None),
        (spoken_to(1, &[181, 190, 199]), None),
        (spoken_to(1, &[29]), None),
        (spoken_to(1, &[366]), None),
        (
            Candidate { every: Some(30), ..often() },
            Some((Sort::Apart, "in touch every 30 days, by your wish; it has been 31 days")),
        ),
        (Candidate { every: Some(60), ..often() }, None),
    ] {
        check(candidate, expected);
    }
}

#[test]
fn nobody_is_named_who_must_not_be() {
    let waits = || saying(spoken_to(1, &[40]), said(HOUR, true, true));
    let never = [
        Candidate { nobody: true, ..waits() },
        Candidate { passed: Some(Passed::Never), ..waits() },
        Candidate { passed: Some(Passed::Until(today().plus(1))), ..waits() },
        Candidate { suggested: Some(today().plus(-6)), ..waits() },
        Candidate { touched: Some(today()), ..waits() },
    ];
    for candidate in never {
        check(candidate, None);
    }
    let again = [
        Candidate { passed: Some(Passed::Until(today())), ..waits() },
        Candidate { suggested: Some(today().plus(-7)), ..waits() },
    ];
    for candidate in again {
        check(candidate, Some((Sort::Waiting, "asked you something 1 hour ago")));
    }
}

#[test]
fn those_who_wait_come_first_and_strangers_last() {
    let people = [
        saying(somebody(1), said(1, true, true)),
        spoken_to(2, &[40]),
        spoken_to(3, &[31, 40, 49]),
        saying(spoken_to(4, &[40]), said(HOUR, false, true)),
        saying(spoken_to(5, &[40]), said(3 * DAY, true, true)),
    ];
    assert_eq!(numbers(&named(&people)), [5, 4, 3]);
    assert_eq!(numbers(&named(&people[..3])), [3, 2, 1]);
}

#[test]
fn within_a_sort_the_most_pressing_comes_first() {
    let waiting = [
        saying(spoken_to(1, &[40]), said(HOUR, true, false)),
        saying(spoken_to(2, &[40]), said(2 * DAY, true, true)),
        saying(spoken_to(3, &[40]), said(2 * HOUR, true, true)),
    ];
    assert_eq!(numbers(&named(&waiting)), [3, 2, 1], "questions first, the newest of them first");
    let silent = [
        spoken_to(1, &[30, 40, 50]),
        spoken_to(2, &[30, 35, 40]),
        Candidate { every: Some(20), ..spoken_to(3, &[30]) },
    ];
    assert_eq!(numbers(&named(&silent)), [3, 2, 1], "what the person wished first, then by what is usual");
}

#[test]
fn of_all_she_said_a_question_to_the_person_is_what_she_is_named_for() {
    let heard = vec![said(HOUR, true, false), said(2 * HOUR, false, true), said(DAY, true, true)];
    let picks = named(&[Candidate { heard, ..spoken_to(1, &[40]) }]);
    assert_eq!(picks[0].heard, Some(HeardId(DAY)));
    assert_eq!(picks[0].link.as_deref(), Some("https://social.example/1440"));
}

#[test]
fn who_was_named_stays_and_who_is_done_or_passed_over_makes_room_for_the_next() {
    let people: Vec<Candidate> = (1..=6).map(|n| spoken_to(n, &[30 + n])).collect();
    let open = [given(1, Sort::Quiet), given(2, Sort::Quiet), given(3, Sort::Quiet)];
    let more = |given: &[Given], missing| numbers(&next(&people, given, missing, today(), now()));
    assert_eq!(more(&open, true), [0; 0]);
    let mut done = open;
    done[1].done = true;
    assert_eq!(more(&done, true), [4]);
    assert_eq!(more(&done, false), [0; 0], "with the goal met nobody new is named");
    let mut passed = open;
    passed[0].passed = true;
    assert_eq!(more(&passed, true), [4]);
}

#[test]
fn who_comes_to_wait_for_an_answer_is_named_at_once_and_shown_before_those_who_do_not() {
    let mut people: Vec<Candidate> = (1..=4).map(|n| spoken_to(n, &[30 + n])).collect();
    people.push(saying(spoken_to(9, &[40]), said(5, true, true)));
    let mut today_named = vec![given(1, Sort::Quiet), given(2, Sort::Quiet), given(3, Sort::Quiet)];
    for missing in [true, false] {
        assert_eq!(numbers(&next(&people, &today_named, missing, today(), now())), [9]);
    }
    today_named.push(given(9, Sort::Waiting));
    assert_eq!(shown(&today_named), [3, 0, 1]);
    today_named[3].done = true;
    assert_eq!(shown(&today_named), [0, 1, 2], "who had to give way comes back");
}

#[test]
fn at_most_three_are_shown_those_that_are_done_last() {
    let mut people: Vec<Given> = [Sort::Quiet, Sort::Asked, Sort::Apart, Sort::Stranger]
        .iter()
        .zip(1..)
        .map(|(sort, n)| given(n, *sort))
        .collect();
    assert_eq!(shown(&people), [1, 2, 0]);
    people[1].done = true;
    assert_eq!(shown(&people), [2, 0, 3]);
    people[3].passed = true;
    assert_eq!(shown(&people), [2, 0, 1]);
    assert_eq!(people[1].person, PersonId(2));
}
