//! Two people on a real server of the poorest kind: snac2.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod live_support;

use chrono::Utc;
use feeds::live::{HeardSort, Reader as _, sees};
use feeds::mastodon::{Mastodon as Reads, sign_in};
use feeds::net::Net;
use live_support::{Source, runtime};
use peers::{Snac, have};
use secrecy::ExposeSecret as _;
use std::time::{Duration, Instant};

#[test]
#[allow(clippy::disallowed_methods, reason = "a real server has its own clock, and tells people seconds late")]
fn two_people_talk_and_each_is_read_right() {
    let Some(snac) = have(Snac::start()) else { return };
    let (mira, bo) = (snac.person("mira").unwrap(), snac.person("bo").unwrap());
    let own = snac.post(&mira, "I sow beans in March", None).unwrap();
    let reply = snac.post(&bo, &format!("@mira@{} which beans do you sow?", snac.host()), own["id"].as_str()).unwrap();
    let mut source = Source::find(&Reads, &format!("@mira@{}", snac.host()), Some(&mira.token)).unwrap();
    assert_eq!(source.account.sees & sees::MENTIONS, sees::MENTIONS);
    assert_eq!(source.account.sees & sees::APP, 0, "snac keeps no apps");
    // Bo's answer is told to Mira some seconds later.
    let begun = Instant::now();
    while source.heard.is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(120), "snac told nobody");
        source.sync(Utc::now()).unwrap();
        std::thread::sleep(Duration::from_secs(2));
    }
    assert_eq!(source.posts.len(), 1);
    let post = source.posts.values().next().unwrap();
    assert_eq!((post.text.as_str(), post.id.as_str()), ("I sow beans in March", own["uri"].as_str().unwrap()));
    let heard = source.heard.values().next().unwrap().clone();
    assert_eq!((heard.sort, heard.answers.as_deref(), heard.asks), (HeardSort::Reply, own["uri"].as_str(), true));
    assert_eq!(heard.id, reply["uri"].as_str().unwrap());
    assert_eq!(heard.whom.name, Some(format!("@bo@{}", snac.host())));

    let answer = format!("@bo@{} runner beans, and broad ones", snac.host());
    let answer = snac.post(&mira, &answer, reply["id"].as_str()).unwrap();
    let brought = source.sync(Utc::now()).unwrap();
    let [post] = &brought.posts[..] else { panic!("{brought:?}") };
    let replied = post.reply.clone().unwrap();
    assert_eq!((replied.whom.as_ref(), replied.post.as_ref()), (Some(&heard.whom), Some(&heard.id)));
    assert_eq!((replied.own, replied.asks), (false, Some(true)));

    // Where snac hung up after the last answer, a question is sent again, and counted again.
    let asked = [(); 3].map(|()| {
        source.net.take_asked();
        let idle = source.sync(Utc::now()).unwrap();
        assert!(idle.posts.is_empty() && idle.heard.is_empty() && idle.gone.is_empty(), "{idle:?}");
        source.net.take_asked().values().sum::<u32>()
    });
    assert_eq!(asked.iter().min(), Some(&2), "{asked:?}");
    assert!(asked.iter().all(|asked| *asked <= 4), "{asked:?}");

    snac.delete(&mira, &answer).unwrap();
    // What was deleted is known only where something older stands below it.
    let mut gone = Vec::new();
    let begun = Instant::now();
    while gone.is_empty() && begun.elapsed() < Duration::from_secs(60) {
        gone = source.sync(Utc::now()).unwrap().gone;
        std::thread::sleep(Duration::from_secs(1));
    }
    assert_eq!(gone, [answer["uri"].as_str().unwrap()]);
}

#[test]
fn a_sign_in_opens_it() {
    let Some(snac) = have(Snac::start()) else { return };
    let mira = snac.person("mira").unwrap();
    let (net, runtime) = (Net::new().unwrap(), runtime());
    let back = "http://127.0.0.1:9/signed-in";
    let under_way = runtime.block_on(sign_in::begin(&net, &snac.url(), back)).unwrap();
    let came = snac.sign_in(under_way.page().as_str(), &mira.name, &mira.password).unwrap();
    let came = reqwest::Url::parse(&came).unwrap();
    let value = |name: &str| came.query_pairs().find(|(is, _)| is == name).map(|(_, value)| value.into_owned());
    assert_eq!(value("state").as_deref(), Some(under_way.state().expose_secret()));
    let secret = runtime.block_on(under_way.finish(&net, &value("code").unwrap())).unwrap();
    let found = runtime.block_on(Reads.find(&net, &snac.url(), Some(&secret))).unwrap();
    assert!(found.title.starts_with("@mira@"), "{}", found.title);
}
