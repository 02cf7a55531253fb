#![allow(clippy::unwrap_used)]

use super::*;
use coach::act::{Act, Door, What, Who};
use coach::interaction::How;
use coach::zone::Zone;

const NOW: DateTime<Utc> = DateTime::from_timestamp(1_795_000_000, 0).unwrap();

fn ledger(who: &str) -> (Engine, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::open(&folder.path().join("ledger.sqlite"), NOW, Zone::utc()).unwrap();
    let what = What::Log { how: How::Asked, who: Who::Named(who.to_owned()), note: None, link: None };
    engine.act(&Act { what, nudge: None, day: None, at: NOW, door: Door::Window }).unwrap();
    (engine, folder)
}

/// Every keepsake, as drawing and as page.
fn all(engine: &Engine) -> Vec<String> {
    let year = 2026;
    [Keepsake::Story, Keepsake::Year { year, names: true }, Keepsake::Year { year, names: false }]
        .into_iter()
        .flat_map(|one| [one.drawing(engine, NOW).unwrap(), one.page(engine, NOW).unwrap()])
        .collect()
}

#[test]
fn a_name_that_is_markup_is_shown_and_never_obeyed() {
    let (engine, _folder) = ledger("<script>alert(1)</script> \"Ana\" & Co");
    let named = Keepsake::Year { year: 2026, names: true }.page(&engine, NOW).unwrap();
    assert!(named.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;Ana&quot; &amp; Co"), "{named}");
    assert!(all(&engine).iter().all(|text| !text.contains("<script")));
}

#[test]
fn nothing_is_asked_of_any_host_and_people_are_named_only_by_wish() {
    let (engine, _folder) = ledger("Ana");
    for text in all(&engine) {
        let rest = text.replace("http://www.w3.org/2000/svg", "");
        for way in ["http:", "https:", "//", "src=", "href=", "@import", "<link", "<img"] {
            assert!(!rest.contains(way), "{way} in {rest}");
        }
    }
    let bare = Keepsake::Year { year: 2026, names: false };
    assert!(!bare.page(&engine, NOW).unwrap().contains("Ana"));
    assert!(!bare.drawing(&engine, NOW).unwrap().contains("Ana"));
}

#[test]
fn every_sentence_of_what_is_kept_has_its_words() {
    let (engine, _folder) = ledger("Ana");
    engine.act(&Act { what: What::Undo { act: None }, nudge: None, day: None, at: NOW, door: Door::Window }).unwrap();
    engine.act(&Act { what: What::AddSample, nudge: None, day: None, at: NOW, door: Door::Window }).unwrap();
    for text in all(&engine) {
        for key in ["keep.", "cli.", "group.", "story.", "year.said", "date.", "{"] {
            let text = text
                .split("<style>")
                .enumerate()
                .map(|(n, part)| if n == 0 { part } else { part.split_once("</style>").map_or("", |(_, rest)| rest) })
                .collect::<String>();
            assert!(!text.contains(key), "{key} in {text}");
        }
    }
}

#[test]
fn the_sample_is_drawn_with_its_turnings() {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::open(&folder.path().join("ledger.sqlite"), NOW, Zone::utc()).unwrap();
    engine.act(&Act { what: What::AddSample, nudge: None, day: None, at: NOW, door: Door::Window }).unwrap();
    let page = Keepsake::Story.page(&engine, NOW).unwrap();
    assert!(page.contains("The replies stopped") && page.contains("<html lang=\"en-GB\">"), "{page}");
    assert!(page.matches("<rect").count() > 6 && page.contains("<table>"), "{page}");
}

#[test]
fn only_a_picture_is_written_as_one() {
    assert_eq!(picture("aGVsbG8=").unwrap_err().code, "keep.picture");
    assert_eq!(picture("not base64!").unwrap_err().code, "keep.picture");
    assert!(picture(&BASE64_STANDARD.encode(b"\x89PNG\r\n\x1a\nrest")).is_ok());
}
