//! What the person keeps of the story: a picture and a page in files of her own.

use crate::desk::{Desk, eventually};
use desktop::Picture;

#[test]
fn the_story_is_kept_as_a_picture_and_as_a_page_where_the_person_says() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let app = desk.open();
    let window = app.window();
    window.click("button", "Show sample data");
    window.the("region", "This is sample data.");
    window.click("link", "Feed");
    window.click("link", "Story");
    window.click("link", "Then and now");

    // The dialog offers a name and has marked it up to its ending: what is typed takes the place of that part.
    let place = desk.home.path("mine");
    let picture = place.with_extension("png");
    window.click("button", "As a picture");
    desk.frames().enter("Where to keep it", place.to_str().unwrap());
    window.shows(&format!("Kept in {}.", picture.display()));
    let drawn = Picture::open(&picture).expect("a PNG");
    let (width, height) = drawn.size();
    assert!(width >= 800 && height >= 400, "{width} × {height}");
    assert_eq!(drawn.drawn().map(|part| part.size()), Some((width, height)), "with words, and no black edge");

    let page = place.with_extension("html");
    window.click("button", "As a page");
    desk.frames().enter("Where to keep it", place.to_str().unwrap());
    let html =
        eventually("the page is written", || std::fs::read_to_string(&page).ok().filter(|page| !page.is_empty()));
    assert!(html.starts_with("<!doctype html>"), "{}", &html[..html.len().min(200)]);
    assert!(!["<script", "src=", "href=\"http", "url(http"].iter().any(|asks| html.contains(asks)), "it asks nobody");
}
