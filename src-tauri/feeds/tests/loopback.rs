//! The ear for the browser that comes back from a sign-in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use feeds::sign_in::{Came, Loopback, Pages};
use secrecy::{ExposeSecret as _, SecretString};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

fn pages() -> Pages {
    Pages { done: "done & over".into(), denied: "denied".into(), stray: "stray".into() }
}

/// Sends bytes to the ear; what it answers.
async fn send(address: &str, request: &str) -> String {
    let host = address.trim_start_matches("http://").split('/').next().unwrap();
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    answer
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
}

/// What is told after these requests, and what each was answered.
async fn after(requests: &[&str]) -> (Came, Vec<String>) {
    let ear = Loopback::bind().await.unwrap();
    let address = ear.address();
    let state = SecretString::from("right");
    let wait = tokio::spawn(async move { ear.wait(&state, pages(), Duration::from_millis(1500)).await });
    let mut answers = Vec::new();
    for request in requests {
        answers.push(send(&address, request).await);
    }
    (wait.await.unwrap(), answers)
}

#[tokio::test]
async fn the_browser_comes_back_with_the_code() {
    let (came, answers) = after(&[&get("/signed-in?code=c%2Fd&state=right")]).await;
    assert!(matches!(&came, Came::Code(brought) if brought.code.expose_secret() == "c/d"), "{came:?}");
    assert!(answers[0].starts_with("HTTP/1.1 200") && answers[0].contains("done &amp; over"), "{answers:?}");
    assert!(!format!("{came:?}").contains("c/d"), "a code is never shown");
}

#[tokio::test]
async fn a_no_is_a_no() {
    let (came, answers) = after(&[&get("/signed-in?error=access_denied&state=right")]).await;
    assert!(matches!(&came, Came::Denied(why) if why == "access_denied"), "{came:?}");
    assert!(answers[0].contains("denied"));
}

#[tokio::test]
async fn strays_are_shown_the_door_and_the_browser_is_waited_for() {
    let long = format!("GET /{} HTTP/1.1\r\n", "x".repeat(40_000));
    let (came, answers) = after(&[
        &get("/favicon.ico"),
        &get("/signed-in?code=stolen&state=wrong"),
        &get("/signed-in?code=stolen"),
        &get("/signed-in?state=right"),
        &get("/other?code=stolen&state=right"),
        &get("//evil.example/signed-in?code=stolen&state=right"),
        "POST /signed-in?code=stolen&state=right HTTP/1.1\r\n\r\n",
        "\u{1}nonsense\r\n\r\n",
        &long,
        &get("/signed-in?code=right&state=right"),
    ])
    .await;
    assert!(matches!(&came, Came::Code(brought) if brought.code.expose_secret() == "right"), "{came:?}");
    let strays = answers.iter().filter(|answer| answer.contains("404") && answer.contains("stray")).count();
    assert!(strays >= 8, "{answers:?}");
}

#[tokio::test]
async fn a_slow_guest_does_not_keep_the_browser_out() {
    let ear = Loopback::bind().await.unwrap();
    let address = ear.address();
    let host = address.trim_start_matches("http://").split('/').next().unwrap().to_owned();
    let state = SecretString::from("right");
    let wait = tokio::spawn(async move { ear.wait(&state, pages(), Duration::from_secs(5)).await });
    let mut slow = TcpStream::connect(&host).await.unwrap();
    slow.write_all(b"GET /signed").await.unwrap();
    send(&address, &get("/signed-in?code=c&state=right")).await;
    assert!(matches!(wait.await.unwrap(), Came::Code(_)));
}

#[tokio::test]
async fn who_never_comes_back_is_not_waited_for_forever() {
    let (came, _) = after(&[]).await;
    assert!(matches!(came, Came::Never));
}
