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
use coach::week::REVIEWED_FROM;
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
    /// "Another time": opens the window, where one is chosen.
    Another,
    /// "Fewer": the cue comes less often.
    Fewer,
    /// "A week of quiet".
    Week,
    /// "As it is".
    Keep,
    /// "Look back": opens the review of the week that is over.
    Review,
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
    /// The same, saying that the review of the last week is ready, where the nudge is about the first day of the next.
    #[must_use]
    pub fn with_review(mut self) -> Self {
        if self.buttons.contains(&Button::Show) && self.day.weekday() == REVIEWED_FROM {
            self.body += &format!("\n{}", words::word("today.week"));
            self.buttons.insert(2, Button::Review);
        }
        self
    }

    /// What is shown for a nudge; `None` where its day is none, which the engine never says.
    pub fn of(nudge: &NudgeLine) -> Option<Self> {
        let buttons = match nudge.act {
            NudgeAct::Talk => vec![Button::Did, Button::Show, Button::Later, Button::Rest],
            NudgeAct::Look => vec![Button::Look, Button::Later, Button::Dismiss],
            NudgeAct::Choose => vec![Button::Another, Button::Fewer, Button::Week, Button::Keep],
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
    const ALL: [Self; 11] = [
        Self::Did,
        Self::Show,
        Self::Look,
        Self::Later,
        Self::Rest,
        Self::Dismiss,
        Self::Another,
        Self::Fewer,
        Self::Week,
        Self::Keep,
        Self::Review,
    ];

    /// The name by which the desktop tells which one was pressed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Did => "did",
            Self::Show => "show",
            Self::Look => "look",
            Self::Later => "later",
            Self::Rest => "rest",
            Self::Dismiss => "dismiss",
            Self::Another => "another",
            Self::Fewer => "fewer",
            Self::Week => "week",
            Self::Keep => "keep",
            Self::Review => "review",
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::tray::open_day::open_day;
    use crate::{cli, tray};
    use coach::message::{Arg, Message};
    use engine::view::{NudgeState, Said, Today};

    fn line(wording: &str, act: NudgeAct) -> NudgeLine {
        let part = |part: &str| {
            let message = Message::new(format!("nudge.{wording}.{part}")).with("n", 2_i64).with("name", "Ana");
            let message = message.with("plan", "After lunch").with("time", "13:00").with("strength", Arg::Share(0.64));
            Said::from(&message.with("usual", 9_i64).with("now", 1_i64).with("gap", 9_i64))
        };
        NudgeLine {
            nudge: 7,
            day: "2026-11-23".into(),
            at: "2026-11-23T13:00:00+01:00".into(),
            title: part("title"),
            body: part("body"),
            because: part("title"),
            evidence: vec![],
            way_back: vec![],
            person: None,
            why: None,
            link: None,
            act,
            state: NudgeState::Waiting,
            answered_at: None,
        }
    }

    #[test]
    fn notification_tray_and_command_line_say_the_same_words_as_the_inbox() {
        let cases = [
            ("cue.3", NudgeAct::Talk),
            ("plan.1", NudgeAct::Talk),
            ("late.0", NudgeAct::Talk),
            ("ask.2", NudgeAct::Choose),
            ("welcome.4", NudgeAct::Talk),
            ("fading.5", NudgeAct::Look),
            ("autopilot.0", NudgeAct::Look),
        ];
        for (wording, act) in cases {
            let line = line(wording, act);
            let (title, body) = (words::said(&line.title), words::said(&line.body));
            assert!(!title.contains("nudge.") && !body.contains(['{', '}']), "{title}: {body}");
            let notice = Notice::of(&line).unwrap();
            assert_eq!((&notice.title, &notice.body), (&title, &body), "{wording}");
            assert_eq!(cli::show::nudge(&line), format!("{title}\n{body}\n"), "{wording}");
            let face = tray::face(&Today { waiting: Some(line), ..open_day() });
            let told =
                face.entries.iter().any(|entry| matches!(entry, tray::Entry::Item(_, words) if words.contains(&title)));
            assert!(told, "{wording} is not in the tray");
        }
    }

    #[test]
    fn mondays_cue_leads_to_the_review_of_the_week_and_no_other_nudge_does() {
        let reviewed = |act, day: &str| {
            let line = NudgeLine { day: day.into(), ..line("cue.3", act) };
            Notice::of(&line).unwrap().with_review()
        };
        let monday = reviewed(NudgeAct::Talk, "2026-11-23");
        assert_eq!(monday.buttons, [Button::Did, Button::Show, Button::Review, Button::Later, Button::Rest]);
        assert!(monday.body.ends_with("\nYour week is ready."), "{}", monday.body);
        for other in [reviewed(NudgeAct::Talk, "2026-11-24"), reviewed(NudgeAct::Look, "2026-11-23")] {
            assert!(!other.buttons.contains(&Button::Review) && !other.body.contains("Your week"), "{other:?}");
        }
    }

    #[test]
    fn every_button_has_words_and_is_known_by_its_name() {
        for button in Button::ALL {
            assert_eq!(Button::named(button.name()), Some(button));
            assert!(!button.words().starts_with("notification."), "{button:?}");
        }
    }
}
