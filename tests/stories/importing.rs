//! Archives come in: by the command line, by hand, interrupted, again, wrong and hostile.

use crate::desk::{Desk, Tweet, eventually, packed, shared, x_archive};
use serde_json::Value;
use std::path::Path;

/// Posts from 2015 on, one a day or, where they are many, as many as fit into ten years; every second one an answer to
/// Bea.
fn posts(count: u64) -> Vec<Tweet> {
    let a_day = 1 + count / 3_000;
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    (0..count)
        .map(|n| {
            let (days, hour) = (n / a_day, 8 + n % a_day);
            let (year, month, day) = (2015 + days / 336, (days / 28) % 12, 1 + days % 28);
            let month = months[usize::try_from(month).unwrap()];
            let answers = n.is_multiple_of(2).then(|| "bea".to_owned());
            let to = if answers.is_some() { "@bea " } else { "" };
            Tweet {
                id: 5_000_000 + n,
                at: format!("Wed {month} {day:02} {hour:02}:00:{:02} +0000 {year}", n % 60),
                text: format!("{to}number {n} is what I thought of this morning"),
                app: "Twitter Web Client".to_owned(),
                answers,
            }
        })
        .collect()
}

fn import(desk: &Desk, archive: &Path) -> Value {
    let account = desk.json(&["import", archive.to_str().unwrap()]);
    account.as_array().map_or(account.clone(), |all| all[0].clone())
}

#[test]
fn importing_again_changes_nothing() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let archive = x_archive(&desk, "ana.zip", &posts(300));
    let first = import(&desk, &archive);
    assert_eq!((&first["posts"], &first["new"]), (&300.into(), &300.into()), "{first:#}");
    let (kinds, drift) = (desk.json(&["kinds"]), desk.json(&["drift"]));

    let again = import(&desk, &archive);

    assert_eq!((&again["posts"], &again["new"]), (&300.into(), &0.into()), "{again:#}");
    assert_eq!(desk.json(&["kinds"]), kinds);
    assert_eq!(desk.json(&["drift"]), drift);
}

#[test]
fn killed_midway_it_goes_on_without_a_duplicate() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let archive = x_archive(&desk, "ana.zip", &posts(12_000));
    let whole = Desk::at("2026-03-02T18:00:00+01:00");
    import(&whole, &x_archive(&whole, "ana.zip", &posts(12_000)));
    for milliseconds in [60, 200, 500] {
        let mut app = std::process::Command::new(env!("CARGO_BIN_EXE_chime-in"));
        desk.home.lend(&mut app);
        app.env("CHIME_IN_NOW", desk.clock.file()).arg("import").arg(&archive);
        let mut app = desktop::Child::start(app.stdout(std::process::Stdio::null())).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        app.kill();
    }

    import(&desk, &archive);

    assert_eq!(desk.json(&["kinds"]), whole.json(&["kinds"]));
    assert_eq!(desk.json(&["drift"]), whole.json(&["drift"]));
}

#[test]
fn cancelled_in_the_window_it_keeps_what_was_read_and_goes_on_when_asked_again() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let archive = x_archive(&desk, "ana.zip", &posts(40_000));
    let app = desk.open();
    let window = app.window();
    window.the("heading", "Keep your social media social");
    desk.frames().drop_file("Chime In", &archive);

    window.click("button", "Cancel");

    window.the("heading", "Stopped before the end");
    assert_eq!(import(&desk, &archive)["posts"], 40_000);
    let kinds = desk.json(&["kinds"]);
    let again = import(&desk, &archive);
    assert_eq!((&again["posts"], &again["new"]), (&40_000.into(), &0.into()), "{again:#}");
    assert_eq!(desk.json(&["kinds"]), kinds);
}

#[test]
fn an_unpacked_folder_is_read_as_its_zip_is() {
    let (desk, zipped) = (Desk::at("2026-03-02T18:00:00+01:00"), Desk::at("2026-03-02T18:00:00+01:00"));
    let archive = x_archive(&zipped, "ana.zip", &posts(300));
    let folder = desk.home.path("ana");
    zip::ZipArchive::new(std::fs::File::open(&archive).unwrap()).unwrap().extract(&folder).unwrap();

    let (from_folder, from_zip) = (import(&desk, &folder), import(&zipped, &archive));

    for what in ["posts", "new", "from", "to", "credited", "whose"] {
        assert_eq!(from_folder[what], from_zip[what], "{what}");
    }
    assert_eq!(desk.json(&["kinds"]), zipped.json(&["kinds"]));
}

#[test]
fn what_is_wrong_or_hostile_gets_its_sentence_and_changes_nothing() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let good = std::fs::read(x_archive(&desk, "good.zip", &posts(50))).unwrap();
    assert_eq!(desk.cli(&["log", "asked", "Ana"]).code, Some(0));
    let before = desk.json(&["status"]);
    let write = |name: &str, bytes: &[u8]| {
        let path = desk.home.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let deep = format!("window.YTD.tweets.part0 = {}", "[".repeat(200_000));
    let cases = [
        (write("half.zip", &good[..good.len() / 2]), "cut off"),
        (write("notes.txt", b"Dear diary"), "notes.txt"),
        (write("empty.zip", b""), "is empty"),
        (write("noise.zip", &[0xff; 4096]), "noise.zip"),
        (packed(&desk, "photos.zip", &[("a.jpg", b"\xff\xd8")]), "photos.zip"),
        (packed(&desk, "climber.zip", &[("../../evil.js", b"window.YTD.tweets.part0 = []")]), "climber.zip"),
        (packed(&desk, "deep.zip", &[("data/tweets.js", deep.as_bytes())]), ""),
        (packed(&desk, "bomb.zip", &[("data/tweets.js", &vec![b' '; 80 << 20])]), "bomb.zip"),
    ];
    for (archive, says) in cases {
        let answer = desk.cli(&["import", archive.to_str().unwrap()]);
        assert!(!answer.err.contains("panicked"), "{archive:?}: {answer:?}");
        if !says.is_empty() {
            assert_eq!(answer.code, Some(1), "{archive:?}: {answer:?}");
            assert!(answer.err.contains(says), "{archive:?} says {says:?}: {answer:?}");
        }
    }
    assert_eq!(desk.json(&["status"]), before);
    assert!(!desk.home.path("../../evil.js").exists() && !desk.home.path("evil.js").exists());
}

#[test]
fn posts_are_only_ever_text() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let hostile = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script><b>bold</b>";
    let mut all = posts(20);
    all.push(Tweet { text: hostile.to_owned(), id: 9_000_000, answers: None, ..all[19].clone() });
    import(&desk, &x_archive(&desk, "ana.zip", &all));
    let app = desk.open();
    let window = app.window();

    window.click("link", "Feed");
    window.click("link", "Posts");

    window.shows("<script>document.title='taken'</script><b>bold</b>");
    assert_ne!(window.run("return document.title"), "taken");
    assert_eq!(window.run("return document.querySelectorAll('main script, main img[src=x]').length"), 0);
}

#[test]
fn the_persons_word_on_a_post_survives_another_import() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let archive = x_archive(&desk, "ana.zip", &posts(40));
    import(&desk, &archive);
    let app = desk.open();
    let window = app.window();
    window.click("link", "Feed");
    window.click("link", "Posts");
    window.click("button", "Kind: Reply");
    window.click("menuitemradio", "Automatic");
    window.shows("by your word");
    let kinds = desk.json(&["kinds"]);

    import(&desk, &archive);

    assert_eq!(desk.json(&["kinds"]), kinds);
    window.shows("by your word");
    assert_eq!(desk.cli(&["undo"]).code, Some(0));
    eventually("the rules decide again", || (!window.text().contains("by your word")).then_some(()));
}

#[test]
fn dropped_on_the_window_an_archive_is_read() {
    let desk = Desk::at("2026-03-02T18:00:00+01:00");
    let archive = x_archive(&desk, "ana.zip", &posts(300));
    let app = desk.open();
    let window = app.window();
    window.the("heading", "Keep your social media social");

    desk.frames().drop_file("Chime In", &archive);

    window.the("heading", "Your archive is read");
    window.shows("300 posts");
}

#[test]
fn each_shared_archive_is_read_to_its_end() {
    for name in ["lildude", "hibbittsdesign", "bizweekgraphics"] {
        let Some(archive) = shared(&format!("x-archives/{name}.zip")) else { return };
        let desk = Desk::at("2026-03-02T18:00:00+01:00");
        let account = import(&desk, &archive);
        assert!(account["posts"].as_u64().unwrap() > 4_000, "{account:#}");
        let turns = desk.json(&["drift"])["turns"].as_array().unwrap().len();
        assert!(turns > 10, "{name}: {turns} turns");
    }
}
