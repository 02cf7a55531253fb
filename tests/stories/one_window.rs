//! One window, made when it is wanted; the app lives on in the tray.

use crate::desk::{Desk, eventually};

#[test]
fn closing_the_window_ends_its_web_view_and_leaves_the_app_in_the_tray() {
    let desk = Desk::at("2026-03-02T09:00:00+01:00");
    let tray = desk.tray_host();
    let mut app = desk.open();
    tray.shows("0 of 2 people");
    eventually("the page runs in a web view", || (app.web_views() == 1).then_some(()));

    desk.frames().close("Chime In");

    eventually("no web view is left", || (app.web_views() == 0).then_some(()));
    assert!(app.goes_on());
    tray.click(&["Open"]);
    eventually("the window is there again", || (desk.frames().titles() == ["Chime In"]).then_some(()));
    eventually("with a web view", || (app.web_views() == 1).then_some(()));
    assert_eq!(tray.icons(), 1);
}

#[test]
fn a_second_launch_opens_the_window_of_the_first_and_ends() {
    let desk = Desk::at("2026-03-02T09:00:00+01:00");
    let tray = desk.tray_host();
    let first = desk.start(&["--hidden"]);
    tray.shows("Open");
    assert_eq!(desk.frames().titles(), [""; 0]);

    let second = desk.open();

    assert!(second.end().success());
    eventually("the first one's window is there", || (desk.frames().titles() == ["Chime In"]).then_some(()));
    eventually("with its web view", || (first.web_views() == 1).then_some(()));
    assert_eq!(tray.icons(), 1);
}

#[test]
fn quitting_from_the_tray_ends_the_app() {
    let desk = Desk::at("2026-03-02T09:00:00+01:00");
    let tray = desk.tray_host();
    let app = desk.open();

    tray.click(&["Quit"]);

    assert!(app.end().success());
    assert_eq!(desk.frames().titles(), [""; 0]);
}

#[test]
fn a_second_launch_for_one_log_opens_only_the_small_window_and_logs_nothing() {
    let desk = Desk::at("2026-03-02T09:00:00+01:00");
    let tray = desk.tray_host();
    let first = desk.start(&["--hidden"]);
    tray.shows("0 of 2 people");

    assert!(desk.start(&["--log"]).end().success());
    eventually("the small window is there", || (desk.frames().titles() == ["Chime In: log"]).then_some(()));
    eventually("with its web view", || (first.web_views() == 1).then_some(()));

    assert!(desk.start(&["chime-in://log?how=answered&who=Ana"]).end().success());
    assert!(desk.start(&["chime-in://forget?who=Ana"]).end().success());
    eventually("the link that makes no sense opens the window", || (desk.frames().titles().len() == 2).then_some(()));
    tray.shows("0 of 2 people");

    desk.frames().close("Chime In: log");
    eventually("the small window is gone", || (desk.frames().titles() == ["Chime In"]).then_some(()));
}
