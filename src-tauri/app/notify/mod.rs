//! Notifications: a nudge on the desktop, and what the person answers there.
//!
//! Nothing depends on them. A nudge is in the ledger before it is shown here, and waits in the inbox and the tray whether
//! or not a desktop shows it.

#[cfg(target_os = "linux")]
mod bus;
#[cfg(not(target_os = "linux"))]
mod native;

#[cfg(target_os = "linux")]
pub use bus::Notifier;
#[cfg(not(target_os = "linux"))]
pub use native::Notifier;

use crate::words;
use coach::act::NudgeId;
use coach::day::Day;
use engine::view::{NudgeAct, NudgeLine};
use serde::Serialize;
use specta::Type;

/// What is shown on the desktop for one nudge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The nudge.
    pub nudge: NudgeId,
    /// The day it is about.
    pub day: Day,
    /// Headline.
    pub title: String,
    /// Fact, person and one act; plain text.
    pub body: String,
    /// The buttons, in order.
    pub buttons: Vec<Button>,
}

/// A button of a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// "I did it": logs one interaction with someone.
    Did,
    /// "Show me someone": opens the post to answer; the window at the nudge where it names none.
    Show,
    /// "Show me the posts": opens the window at the nudge's evidence.
    Look,
    /// "Later".
    Later,
    /// "Rest today".
    Rest,
    /// "All right": puts the nudge away.
    Dismiss,
}

/// What the person did with a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// Pressed a button.
    Pressed(Notice, Button),
    /// Clicked the notification itself.
    Clicked(Notice),
}

/// What the desktop can do with a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Ability {
    /// Shows it with buttons.
    Buttons,
    /// Shows it without.
    Plain,
    /// Shows nothing.
    None,
}

impl Notice {
    /// What is shown for a nudge; `None` where its day is none, which the engine never says.
    pub fn of(nudge: &NudgeLine) -> Option<Self> {
        let buttons = match nudge.act {
            NudgeAct::Talk => vec![Button::Did, Button::Show, Button::Later, Button::Rest],
            NudgeAct::Look => vec![Button::Look, Button::Later, Button::Dismiss],
        };
        Some(Self {
            nudge: NudgeId(nudge.nudge.into()),
            day: nudge.day.parse().ok().map(Day::new)?,
            title: words::said(&nudge.title),
            body: body(nudge),
            buttons,
        })
    }
}

/// The fact and the act, and why it names whom it names.
fn body(nudge: &NudgeLine) -> String {
    let body = words::said(&nudge.body);
    match &nudge.why {
        Some(why) => format!("{body}\n{}", words::said(why)),
        None => body,
    }
}

impl Button {
    const ALL: [Self; 6] = [Self::Did, Self::Show, Self::Look, Self::Later, Self::Rest, Self::Dismiss];

    /// The name by which the desktop tells which one was pressed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Did => "did",
            Self::Show => "show",
            Self::Look => "look",
            Self::Later => "later",
            Self::Rest => "rest",
            Self::Dismiss => "dismiss",
        }
    }

    /// The button with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|button| button.name() == name)
    }

    /// The words on it.
    pub fn words(self) -> String {
        words::word(&format!("notification.{}", self.name()))
    }
}
