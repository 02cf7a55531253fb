//! What a post is: one case a line, as a person would judge it.
#![allow(clippy::unwrap_used, clippy::panic)]

use chrono::{DateTime, Duration, Utc};
use coach::act::AppStanding;
use coach::day::Day;
use coach::kind::{Eye, Feature, Kind, Reason, Rules, Verdict, opened};
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Boost, Fate, Post, Precision, ReplyTo};
use coach::words;
use proptest::prelude::*;

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap() + Duration::minutes(minutes)
}

/// A post on Mastodon whose app is not named. `↩@ana` before the text makes it a reply to her, `↩` one to nobody known,
/// `⤷` continues the own thread, `♻` boosts, `❝` quotes.
fn post(text: &str, minutes: i64) -> Post {
    let somebody = |name: &str| Counterpart {
        handle: Handle { network: Network::Mastodon, id: format!("https://social.example/{name}") },
        name: Some(format!("@{name}")),
    };
    let rest = text.trim_start_matches(['↩', '⤷', '♻', '❝']);
    let mentions: Vec<Counterpart> = rest
        .split_whitespace()
        .filter(|t| words::is_mention(t))
        .map(|t| somebody(t.trim_matches(['@', '.', ':', ','])))
        .collect();
    let links = rest.split_whitespace().filter(|t| words::is_link(t)).map(str::to_owned).collect();
    let reply =
        text.starts_with('↩').then(|| ReplyTo { whom: mentions.first().cloned(), own: false, post: None, asks: None });
    let thread = text.starts_with('⤷').then_some(ReplyTo { whom: None, own: true, post: None, asks: None });
    Post {
        id: format!("{minutes}"),
        network: Network::Mastodon,
        at: at(minutes),
        precision: Precision::Second,
        text: rest.trim().to_owned(),
        links,
        mentions,
        reply: reply.or(thread),
        boost: text.starts_with('♻').then_some(Boost { whom: None }),
        quote: text.starts_with('❝').then(|| "https://social.example/1".to_owned()),
        app: None,
        language: None,
        media: 0,
        fate: Fate::Stands,
        private: None,
    }
}

fn by(app: &str, post: Post) -> Post {
    Post { app: Some(app.to_owned()), ..post }
}

fn rules() -> Rules {
    Rules::shipped().with_own_site("https://www.ana.example/about")
}

fn alone(post: &Post) -> Verdict {
    Eye::new(&rules()).see(post)
}

#[test]
fn the_first_that_matches_wins() {
    for (app, text, kind) in [
        ("Tusky", "⤷ and another thing about this morning", Kind::Thread),
        ("dlvr.it", "⤷ and another thing about this morning", Kind::Thread),
        ("dlvr.it", "New post: How to sow https://ana.example/sow", Kind::Automated),
        ("dlvr.it", "Do you sow in March?", Kind::Automated),
        ("IFTTT", "♻ a fine thing", Kind::Automated),
        ("Tusky", "♻ a fine thing", Kind::Boost),
        ("", "♻ a fine thing", Kind::Boost),
        ("", "❝", Kind::Boost),
        ("Tusky", "↩@ben I would wait until April", Kind::Reply),
        ("", "↩@ben I would wait until April", Kind::Reply),
        ("", "↩ I would wait until April", Kind::Reply),
        ("HootSuite", "↩@ben I would wait until April", Kind::Reply),
        ("", "@ben look at this one", Kind::Reply),
        ("", ".@ben has a point there", Kind::Reply),
        ("", "Thanks @ben, that was kind", Kind::Reply),
        ("", "Lunch with @ben was a joy", Kind::Original),
        ("Tusky", "@ben https://somewhere.example/a", Kind::Share),
        ("", "❝ this is how it should be done", Kind::Quote),
        ("", "So true! RT @ben: sow in March", Kind::Quote),
        ("Tusky", "I wrote down how I sow my beans in March https://ana.example/sow", Kind::Promotion),
        ("Tusky", "How I sow https://blog.ana.example/sow", Kind::Promotion),
        ("Tusky", "good read https://somewhere.example/a", Kind::Share),
        ("Tusky", "https://somewhere.example/a", Kind::Share),
        ("Tusky", "これは良い記事 https://somewhere.example/a", Kind::Share),
        ("Tusky", "this one made me think about what we lost https://somewhere.example/a", Kind::Original),
        ("", "Does anybody know when to sow beans?", Kind::Question),
        ("", "豆はいつ蒔けばいいですか？", Kind::Question),
        ("", "¿Alguien sabe cuándo se siembran las judías?", Kind::Question),
        ("Tusky", "I liked this one a lot. What do you think? https://somewhere.example/a", Kind::Question),
        ("Tusky", "Is this the end of all the bees? https://somewhere.example/a", Kind::Original),
        ("", "I sow beans in March, whatever they say", Kind::Original),
        ("", "", Kind::Original),
    ] {
        let judged = alone(&by(app, post(text, 0)));
        assert_eq!(judged.kind, kind, "{app}: {text}\n{:?}", judged.reasons);
        assert!(!judged.reasons.is_empty(), "{text}");
    }
}

#[test]
fn the_users_word_on_an_app_comes_first() {
    let text = "I sow beans in March, whatever they say";
    for (rules, app, kind) in [
        (rules(), "Tusky", Kind::Original),
        (rules().with_app("tusky", AppStanding::Automation), "Tusky", Kind::Automated),
        (rules().with_app("Dlvr.it ", AppStanding::ByHand), "dlvr.it", Kind::Original),
        (rules(), "ana.example", Kind::Automated),
        (rules().with_app("ana.example", AppStanding::ByHand), "ana.example", Kind::Original),
    ] {
        let judged = Eye::new(&rules).see(&by(app, post(text, 0)));
        assert_eq!(judged.kind, kind, "{app}");
        assert!(judged.by_app);
    }
}

#[test]
fn a_known_app_settles_it_and_says_so() {
    let judged = alone(&by("dlvr.it", post("How to sow https://ana.example/sow", 0)));
    assert!(judged.automated > 0.9);
    let app = Reason::App { app: "dlvr.it".into(), standing: AppStanding::Automation };
    assert_eq!(judged.reasons.first(), Some(&app));
}

#[test]
fn an_old_article_is_recycled_at_its_repeat() {
    let mut eye = Eye::new(&rules());
    let day = 24 * 60;
    let sow = "How I sow my beans in March and why I wait https://ana.example/sow";
    let kinds: Vec<Kind> = [0, 40 * day, 80 * day].map(|minutes| eye.see(&post(sow, minutes)).kind).to_vec();
    assert_ne!(kinds[0], Kind::Automated, "the first time it is news");
    assert_eq!(kinds[2], Kind::Automated);
    let tracked = format!("{sow}/?utm_source=revive");
    let again = eye.see(&post(&tracked, 120 * day));
    assert_eq!(again.kind, Kind::Automated);
    assert!(matches!(again.reasons[0], Reason::SameArticle { times: 4, .. }), "{:?}", again.reasons);
}

#[test]
fn talking_about_an_old_article_in_new_words_is_no_recycling() {
    let mut eye = Eye::new(&rules());
    let day = 24 * 60;
    for (n, words) in ["How I sow my beans in March", "Ana asked me about beans today, so", "Still the best I wrote"]
        .iter()
        .enumerate()
    {
        let judged = eye.see(&post(&format!("{words} https://ana.example/sow"), n as i64 * 40 * day));
        assert_ne!(judged.kind, Kind::Automated, "{words}");
    }
}

#[test]
fn the_users_word_on_a_post_teaches_about_posts_that_look_like_it() {
    let robot = |n: i64| post(&format!("Tip {n} of the day: prune before noon https://garden.example/{n}"), n * 1440);
    let plain = rules();
    let before = Eye::new(&plain).see(&robot(20)).automated;
    let mut taught = plain.clone();
    for n in 0..12 {
        taught = taught.with_correction(Network::Mastodon, &robot(n).id, true);
    }
    let (mut eye, mut untaught) = (Eye::new(&taught), Eye::new(&plain));
    for n in 0..12 {
        eye.see(&robot(n));
        untaught.see(&robot(n));
    }
    let other = post("I sow beans in March, whatever they say", 20_000);
    assert_eq!(eye.see(&other), untaught.see(&other), "what looks otherwise is judged as before");
    let after = eye.see(&robot(20));
    assert_eq!(after.kind, Kind::Automated, "{before} {after:?}");
    assert_eq!(after.reasons[0], Reason::Learned { automatic: true, corrections: 12 });
}

#[test]
fn a_verdict_can_be_opened_and_its_contributions_add_up() {
    let robot = |n: i64| post(&format!("Tip {n} of the day: prune before noon https://garden.example/{n}"), n * 1440);
    let posts: Vec<Post> = (0..30).map(robot).collect();
    let plain = rules();
    let taught = plain.clone().with_correction(Network::Mastodon, &posts[3].id, true);
    for (rules, most) in [(plain, 24), (taught, 25)] {
        let opened = opened(&rules, &posts, Network::Mastodon, &posts[20].id).unwrap();
        let mut eye = Eye::new(&rules);
        let verdicts: Vec<Verdict> = posts[..=20].iter().map(|post| eye.see(post)).collect();
        let verdict = &verdicts[20];
        assert_eq!(&opened.verdict, verdict);
        assert_eq!(opened.contributions.len(), most, "every feature, and the word of the user where there is one");
        assert!((opened.probability() - verdict.automated).abs() < 1e-3, "{opened:?}");
        assert!(opened.contributions.is_sorted_by(|a, b| a.weight.abs() >= b.weight.abs()));
    }
}

#[test]
fn dots_at_the_end_of_a_short_text_are_its_authors() {
    let cut = |text: &str| {
        let opened = Eye::new(&rules()).open(&post(text, 0)).unwrap();
        let said = opened.contributions.iter().find_map(|one| match &one.reason {
            Reason::Looks { feature: Feature::Cut, more, .. } => Some(*more),
            _ => None,
        });
        said.unwrap()
    };
    assert!(!cut("Making moving easy... https://a.example/x"));
    assert!(cut("What I learnt about beans in twenty years of sowing them far too early... https://a.example/x"));
}

#[test]
fn what_its_app_or_an_addressee_settles_has_nothing_to_open() {
    let eye = Eye::new(&rules());
    for post in [by("dlvr.it", post("How to sow https://ana.example/sow", 0)), post("@ben I would wait", 0)] {
        assert_eq!(eye.open(&post), None, "{}", post.text);
    }
    assert_eq!(opened(&rules(), &[post("How to sow", 0)], Network::Mastodon, "other"), None);
}

#[test]
fn what_is_said_of_a_post_is_true_of_it_on_either_side() {
    let mut eye = Eye::new(&rules());
    eye.see(&post("↩@ben I would wait until April", 0));
    let talking = eye.open(&post("I sow beans in March, whatever they say", 1)).unwrap();
    let silent = eye.open(&post("I sow beans in March, whatever they say", 5000)).unwrap();
    for (opened, talks) in [(talking, true), (silent, false)] {
        let said = opened.contributions.iter().find_map(|one| match &one.reason {
            Reason::Looks { feature: Feature::Session, more, .. } => Some(*more),
            _ => None,
        });
        assert_eq!(said, Some(talks));
    }
}

#[test]
fn twins_on_two_networks_count_once() {
    let mut eye = Eye::new(&rules());
    let text = "I sow beans in March, whatever they say";
    let first = eye.see(&post(text, 0));
    let second = eye.see(&Post { network: Network::X, ..post(text, 3) });
    let later = eye.see(&Post { network: Network::Bluesky, ..post(text, 60) });
    assert_eq!((first.kind, first.counts_in_mix()), (Kind::Original, true));
    assert_eq!((second.kind, second.counts_in_mix()), (Kind::Automated, false));
    assert_eq!(second.reasons, [Reason::Twin { network: Network::Mastodon, minutes: 3 }]);
    assert!(!later.is_twin());
}

#[test]
fn the_same_words_to_several_people_are_found_out_also_afterwards() {
    let mut eye = Eye::new(&rules());
    let first = eye.see(&post("↩@ben come and see my new book", 0));
    assert!(!first.reasons.iter().any(|r| matches!(r, Reason::SameToSeveral { .. })));
    let second = eye.see(&post("↩@eva come and see my new book", 60));
    assert!(second.reasons.contains(&Reason::SameToSeveral { people: 2 }));
    let revised = eye.take_revisions();
    assert_eq!(revised.len(), 1);
    assert_eq!((revised[0].post.as_str(), revised[0].at), ("0", at(60)));
    assert!(revised[0].verdict.reasons.contains(&Reason::SameToSeveral { people: 2 }));
    let next_week = eye.see(&post("↩@joe come and see my new book", 7 * 24 * 60));
    assert!(!next_week.reasons.iter().any(|r| matches!(r, Reason::SameToSeveral { .. })));
}

#[test]
fn where_automations_link_seems_to_be_the_own_site() {
    let mut eye = Eye::new(&Rules::shipped());
    for n in 0..12 {
        eye.see(&by("twitterfeed", post(&format!("Bed {n} is sown https://garden.example/{n}"), n * 600)));
    }
    let judged = eye.see(&by("Tusky", post("I am proud of how this one turned out https://garden.example/x", 9000)));
    assert_eq!(judged.kind, Kind::Promotion);
    assert_eq!(judged.reasons[0], Reason::SeemsOwnSite { host: "garden.example".into(), times: 12 });
}

#[test]
fn an_old_article_of_ones_own_is_known_by_its_address_and_by_its_title() {
    let day = |minutes| Some(Day::new(at(minutes).date_naive()));
    let rules = Rules::shipped()
        .with_article("https://garden.example/beans/?utm_source=feed", Some("Beans: how to sow them in March"), day(0))
        .with_article("https://garden.example/news", Some("Garden news"), day(0))
        .with_article("https://garden.example/undated", Some("What the neighbours say about beans"), None);
    const MONTH: i64 = 30 * 24 * 60;
    for (app, text, minutes, kind) in [
        (None, "Beans: How to sow them in March https://bit.ly/x", MONTH, Kind::Automated),
        (
            None,
            "From the archive: “Beans: how to sow them in March” https://www.garden.example/beans",
            MONTH,
            Kind::Automated,
        ),
        (None, "https://garden.example/beans", MONTH, Kind::Automated),
        (None, "Beans: how to sow them in March https://bit.ly/x", 60, Kind::Promotion),
        (Some("Tusky"), "Beans: how to sow them in March https://bit.ly/x", MONTH, Kind::Promotion),
        (
            None,
            "I was wrong about the frost when I wrote this, see the end https://garden.example/beans",
            MONTH,
            Kind::Promotion,
        ),
        (None, "What the neighbours say about beans https://bit.ly/y", MONTH, Kind::Promotion),
        // No link, or a picture: the words alone may be anybody's.
        (None, "Beans: how to sow them in March", MONTH, Kind::Original),
        (None, "Beans: how to sow them in March https://t.co/picture", MONTH, Kind::Original),
        // A title that is said otherwise too.
        (
            Some("Tusky"),
            "Some garden news of somebody else, worth the read https://news.example/x",
            MONTH,
            Kind::Original,
        ),
        (
            None,
            "↩@ben Beans: how to sow them in March, I wrote it down here https://garden.example/beans",
            MONTH,
            Kind::Reply,
        ),
    ] {
        let one = Post { app: app.map(str::to_owned), ..post(text, minutes) };
        let judged = Eye::new(&rules).see(&one);
        assert_eq!(judged.kind, kind, "{text}: {:?}", judged.reasons);
        let own = judged.reasons.iter().any(|reason| matches!(reason, Reason::OwnArticle { .. }));
        assert_eq!(own, kind != Kind::Original, "{text}: {:?}", judged.reasons);
    }
}

#[test]
fn the_own_sites_feed_is_no_robot() {
    let judged = alone(&Post { network: Network::Site, ..post("How to sow beans https://ana.example/sow", 0) });
    assert_ne!(judged.kind, Kind::Automated);
}

fn any_post() -> impl Strategy<Value = Post> {
    let text = prop_oneof![
        ".{0,80}",
        "[↩⤷♻❝]?( ?(@ana|@ben|#tag|https://a\\.example/[a-c]|RT|word|“|”|\\?|豆|…)){0,8}",
        Just("How to sow https://a.example/x".to_owned()),
    ];
    let app = prop_oneof![
        Just(None),
        Just(Some("dlvr.it".to_owned())),
        Just(Some("Tusky".to_owned())),
        ".{0,8}".prop_map(Some)
    ];
    (text, app, -10i64..100_000, any::<bool>()).prop_map(|(text, app, minutes, day)| {
        let precision = if day { Precision::Day } else { Precision::Second };
        Post { app, precision, ..post(&text, minutes) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_history_gets_the_same_verdicts_in_one_go_and_post_by_post(mut posts in prop::collection::vec(any_post(), 0..40)) {
        posts.sort_by_key(|post| post.at);
        let mut eye = Eye::new(&rules());
        let at_once: Vec<Verdict> = posts.iter().map(|post| eye.see(post)).collect();
        for n in 0..posts.len() {
            let mut eye = Eye::new(&rules());
            let until: Vec<Verdict> = posts[..=n].iter().map(|post| eye.see(post)).collect();
            prop_assert_eq!(&until[..], &at_once[..=n]);
        }
    }

    #[test]
    fn every_post_gets_a_verdict_in_any_order(posts in prop::collection::vec(any_post(), 0..40)) {
        let mut eye = Eye::new(&rules());
        for post in &posts {
            let verdict = eye.see(post);
            prop_assert!((0.0..=1.0).contains(&verdict.automated));
            prop_assert!(!verdict.reasons.is_empty());
            for reason in &verdict.reasons {
                prop_assert!(Reason::decode(&reason.encode()).is_some());
            }
        }
    }
}

#[test]
fn a_reply_sent_on_two_networks_is_a_twin_and_not_the_same_words_to_several() {
    let mut eye = Eye::new(&rules());
    let first = eye.see(&post("↩@ana I sow beans in March, whatever they say", 0));
    let second = eye
        .see(&Post { network: Network::Bluesky, ..post("↩@ana.example I sow beans in March, whatever they say", 2) });
    assert_eq!((first.kind, second.is_twin()), (Kind::Reply, true));
    assert!(eye.take_revisions().is_empty(), "the first stays what it was");
}
