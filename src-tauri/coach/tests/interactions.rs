//! Which posts are genuine acts toward somebody, and what was done: one case a line.
#![allow(clippy::unwrap_used, clippy::panic)]

use chrono::DateTime;
use coach::interaction::{Found, How, Standing, judge};
use coach::kind::{Eye, Reason, Rules};
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Fate, Post, Precision, ReplyTo};
use coach::words;

fn somebody(name: &str) -> Counterpart {
    Counterpart {
        handle: Handle { network: Network::Bluesky, id: format!("did:plc:{name}") },
        name: Some(format!("@{name}")),
    }
}

/// `↩@ben text` answers Ben; `⤷ text` continues the own thread; anything else is to everybody.
fn post(text: &str, app: Option<&str>) -> Post {
    let rest = text.trim_start_matches(['↩', '⤷']);
    let named = rest.split_whitespace().filter(|token| words::is_mention(token));
    let mentions: Vec<Counterpart> = named.map(|t| somebody(t.trim_matches(['@', '.', ':', ',']))).collect();
    let reply =
        text.starts_with('↩').then(|| ReplyTo { whom: mentions.first().cloned(), own: false, post: None, asks: None });
    let thread =
        text.starts_with('⤷').then(|| ReplyTo { whom: mentions.first().cloned(), own: true, post: None, asks: None });
    Post {
        id: "1".into(),
        network: Network::Bluesky,
        at: DateTime::from_timestamp(1_700_000_000, 0).unwrap(),
        precision: Precision::Second,
        text: rest.to_owned(),
        links: rest.split_whitespace().filter(|t| words::is_link(t)).map(str::to_owned).collect(),
        mentions,
        reply: reply.or(thread),
        boost: None,
        quote: None,
        app: app.map(str::to_owned),
        language: None,
        media: 0,
        fate: Fate::Stands,
        private: None,
    }
}

/// The same post where only those it was sent to may see it.
fn privately(text: &str) -> Post {
    post(text, None).kept_private()
}

fn found(post: &Post) -> Option<Found> {
    let verdict = Eye::new(&Rules::shipped().with_own_site("ana.example")).see(post);
    judge(post, &verdict, |handle| handle.id.ends_with(":ana") || handle.id.ends_with("bot"))
}

#[test]
fn an_act_counts_where_it_is_directed_composed_by_hand_and_no_promotion() {
    use Standing::{Credited, Light, Rejected, Review};
    for (app, text, standing) in [
        (None, "↩@ben I would wait until April", Some(Credited)),
        (None, "@ben look at this one", Some(Credited)),
        (None, "↩@ben thanks!", Some(Light)),
        (None, "↩@ben @eva thank you", Some(Light)),
        (None, "↩@ben 😂😂😂 https://somewhere.example/a #yes", Some(Light)),
        (None, "↩@ben “sow in March or in April” yes", Some(Light)),
        (None, "↩@ben 今日は本当にありがとうね", Some(Credited)),
        (None, "↩@ben ありがとう", Some(Light)),
        (None, "↩@ben 정말 고마워요 친구야", Some(Credited)),
        (None, "↩@ben oh dear :-D hahaha", Some(Light)),
        (None, "↩@ben なにそれｗｗｗ", Some(Light)),
        (None, "↩@ben very nice (via @eva)", Some(Light)),
        (None, "↩@ben \"Ten ways to sow beans\" on Garden United: https://garden.example/a", Some(Light)),
        (None, "↩@ben thanks for the RT this morning", Some(Credited)),
        (None, "↩@ben I wrote about it https://ana.example/sow", Some(Review)),
        (Some("dlvr.it"), "↩@ben I would wait until April", Some(Rejected)),
        (Some("HootSuite"), "↩@ben I would wait until April", Some(Credited)),
        (None, "↩@ana and one thing more to myself", None),
        (None, "↩@reminderbot remind me of this tomorrow", None),
        (None, "⤷ and one thing more about this", None),
        (None, "I sow beans in March, whatever they say", None),
        (None, "Lunch with @ben was a joy", None),
    ] {
        let found = found(&post(text, app));
        assert_eq!(found.as_ref().map(|f| f.standing), standing, "{text}\n{found:?}");
    }
}

#[test]
fn the_act_is_toward_the_one_who_is_answered() {
    for (text, whom) in [
        ("↩@ben @eva I would wait until April", "@ben"),
        ("↩@ana @eva I would wait until April", "@eva"),
        (".@eva @ben has a point there", "@eva"),
    ] {
        assert_eq!(found(&post(text, None)).unwrap().whom.name.as_deref(), Some(whom), "{text}");
    }
}

#[test]
fn what_was_done_is_read_from_the_words() {
    for (text, how) in [
        ("↩@ben when do you sow your beans?", How::Asked),
        ("↩@ben いつ豆を蒔きますか？", How::Asked),
        ("↩@ben that is a lovely garden", How::Commented),
        ("↩@ben What a route! When were you there? I rode it once.", How::Asked),
        ("↩@ben ที่นี่ใช่มั้ยครับ", How::Asked),
        ("↩@ben you could cover them with straw", How::Helped),
        ("↩@ben have you seen this? https://somewhere.example/a", How::Helped),
        ("↩@ben podeu provar-ho amb palla", How::Helped),
        ("↩@ben コンセントの確認を忘れずにね", How::Helped),
        ("↩@ben because they are too early", How::Answered),
        ("↩@ben love how it looks in the evening light", How::Commented),
        ("↩@ben done, it should work again now", How::Answered),
        ("↩@ben ich habe es schon erledigt", How::Answered),
        ("↩@ben have you tried straw", How::Helped),
        ("↩@ben puedes cubrirlas con paja", How::Helped),
        ("↩@ben gràcies! però què celebrem?", How::Asked),
        ("↩@ben yes, in the second week of April", How::Answered),
        ("↩@ben Nein, erst im April", How::Answered),
        ("↩@ben thanks for the many seeds", How::Thanked),
        ("↩@ben gràcies per totes les llavors", How::Thanked),
        ("↩@ben 콩은 언제 심는 게 좋을까요?", How::Asked),
        ("↩@ben 정말 예쁜 정원이네요", How::Commented),
        ("↩@ben wanneer zaai jij de bonen?", How::Asked),
        ("↩@ben bedankt voor alle zaden", How::Thanked),
        ("↩@ben wat een mooie tuin is dat", How::Commented),
    ] {
        assert_eq!(found(&post(text, None)).unwrap().how, how, "{text}");
    }
}

#[test]
fn where_the_source_shows_what_is_answered_a_remark_after_a_question_is_an_answer() {
    for (text, unseen, asked, told) in [
        ("↩@ben the second week of April", How::Commented, How::Answered, How::Commented),
        ("↩@ben I did that last year already", How::Commented, How::Answered, How::Commented),
        ("↩@ben yes, in the second week of April", How::Answered, How::Answered, How::Commented),
        ("↩@ben when do you sow your beans?", How::Asked, How::Asked, How::Asked),
        ("↩@ben you could cover them with straw", How::Helped, How::Helped, How::Helped),
        ("↩@ben thanks for the many seeds", How::Thanked, How::Thanked, How::Thanked),
        ("↩@ben what a lovely garden you have!", How::Commented, How::Commented, How::Commented),
    ] {
        for (asks, how) in [(None, unseen), (Some(true), asked), (Some(false), told)] {
            let mut post = post(text, None);
            post.reply = post.reply.map(|reply| ReplyTo { asks, ..reply });
            assert_eq!(found(&post).unwrap().how, how, "{text} {asks:?}");
        }
    }
}

#[test]
fn a_link_counts_where_the_source_leaves_out_where_it_leads() {
    let mut shortened = post("↩@ben this is the one https://short.example/a", None);
    assert_eq!(found(&shortened).unwrap().how, How::Helped);
    shortened.links.clear();
    assert_eq!(found(&shortened).unwrap().how, How::Helped);
}

#[test]
fn the_same_words_to_several_people_count_for_none() {
    let mut eye = Eye::new(&Rules::shipped());
    let (to_ben, to_eva) = (post("↩@ben come and see my new book", None), post("↩@eva come and see my new book", None));
    let first = judge(&to_ben, &eye.see(&to_ben), |_| false).unwrap();
    let second = judge(&to_eva, &eye.see(&to_eva), |_| false).unwrap();
    let revised = judge(&to_ben, &eye.take_revisions()[0].verdict, |_| false).unwrap();
    assert_eq!(
        (first.standing, second.standing, revised.standing),
        (Standing::Credited, Standing::Rejected, Standing::Rejected)
    );
}

#[test]
fn a_private_message_counts_by_how_many_words_it_had_and_its_words_are_gone() {
    for (text, standing, words) in [
        ("↩@ben I would wait until April https://ana.example/x", Some(Standing::Credited), 5),
        ("@ben shall we meet at six?", Some(Standing::Credited), 5),
        ("@ben thanks!", Some(Standing::Light), 1),
        ("@reminderbot remind me of this tomorrow", None, 5),
        ("I sow beans in March, whatever they say", None, 8),
    ] {
        let post = privately(text);
        assert_eq!((post.private, post.text.as_str(), post.links.len()), (Some(words), "", 0), "{text}");
        let found = found(&post);
        assert_eq!(found.as_ref().map(|found| found.standing), standing, "{text}");
        if let Some(found) = found {
            assert!(found.reasons.contains(&Reason::Private), "{text}: {:?}", found.reasons);
        }
        // What is kept of a private post is private already.
        assert_eq!(post.clone().kept_private(), post);
    }
}
