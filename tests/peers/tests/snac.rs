//! snac2 is a server that posts can be read from.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use peers::faulty::Fault;
use peers::http::get;
use peers::{Faulty, Snac, have, runs};
use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[test]
fn bo_answers_ana_and_both_posts_are_there_to_read() {
    let Some(snac) = have(Snac::start()) else { return };
    let (ana, bo) = (snac.person("ana").unwrap(), snac.person("bo").unwrap());
    let question = snac.post(&ana, "Does anybody bake with rye?", None).unwrap();
    let text = format!("@ana@{} Every Sunday, with a sourdough", snac.host());
    let answer = snac.post(&bo, &text, question["id"].as_str()).unwrap();
    assert_eq!(answer["in_reply_to_id"], question["id"]);

    let me = get(format!("{}/api/v1/accounts/verify_credentials", snac.url())).with_token(&bo.token);
    let me = me.send().unwrap().good().unwrap();
    let posts = format!("{}/api/v1/accounts/{}/statuses", snac.url(), me["id"].as_str().unwrap());
    let posts = get(posts).with_token(&bo.token).send().unwrap();
    assert_eq!(posts.header("link"), None, "it is known for having no pages");
    assert!(posts.body.contains("with a sourdough"), "{}", posts.body);

    // The mention comes when its queue has come round.
    let (notifications, begun) = (format!("{}/api/v1/notifications", snac.url()), Instant::now());
    let told = loop {
        let list = get(&notifications).with_token(&ana.token).send().unwrap().good().unwrap();
        if let Some(first) = list.get(0) {
            break first.clone();
        }
        assert!(begun.elapsed() < Duration::from_secs(90), "ana was never told");
        std::thread::sleep(Duration::from_millis(250));
    };
    assert_eq!(told["type"], "mention");
    assert_eq!(told["status"]["id"], answer["id"]);
}

#[test]
fn its_answers_can_be_spoiled_on_the_way() {
    let Some(snac) = have(Snac::start()) else { return };
    let ana = snac.person("ana").unwrap();
    let faulty = Faulty::before(&snac.url()).unwrap();
    let me = || get(format!("{}/api/v1/accounts/verify_credentials", faulty.url())).with_token(&ana.token).send();
    assert_eq!(me().unwrap().good().unwrap()["username"], "ana");
    faulty.once("/api", Fault::CutAfter(150));
    assert!(me().is_err());
    assert_eq!(me().unwrap().status, 200);
}

#[test]
fn what_is_deleted_is_gone() {
    let Some(snac) = have(Snac::start()) else { return };
    let ana = snac.person("ana").unwrap();
    let post = snac.post(&ana, "A thing said too early", None).unwrap();
    let id = post["id"].as_str().unwrap();
    snac.delete(&ana, &post).unwrap();
    let answer = get(format!("{}/api/v1/statuses/{id}", snac.url())).with_token(&ana.token).send().unwrap();
    assert_eq!(answer.status, 404);
}

#[test]
fn it_leaves_no_process() {
    let Some(snac) = have(Snac::start()) else { return };
    let processes = snac.processes();
    assert!(!processes.is_empty() && processes.iter().all(|id| runs(*id)), "{processes:?}");
    drop(snac);
    assert!(!processes.iter().any(|id| runs(*id)), "{processes:?}");
}

#[test]
fn it_ends_with_whoever_started_it_even_by_force() {
    let Some(_) = have(Snac::start()) else { return };
    let mut holder = Command::new(env!("CARGO_BIN_EXE_peers")).arg("snac").stdout(Stdio::piped()).spawn().unwrap();
    let mut says = BufReader::new(holder.stdout.take().unwrap()).lines().map_while(Result::ok);
    let url = says.find_map(|line| line.trim().strip_prefix("http://").map(str::to_owned)).unwrap();
    assert!(TcpStream::connect(&url).is_ok());
    holder.kill().unwrap();
    holder.wait().unwrap();
    let begun = Instant::now();
    while TcpStream::connect(&url).is_ok() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{url} still answers");
        std::thread::sleep(Duration::from_millis(50));
    }
}
