//! What comes in through the doors outside the window (a start, the tray, a notification) and where it leads.

use super::Waking;
use crate::clock;
use crate::draft::LogDraft;
use crate::ipc::{Drafted, GoTo, Offered, Place, Screen, UserError, rest_on};
use crate::launch::Launch;
use crate::links;
use crate::notify::{Button, Notice, Response};
use crate::tray::{Choice, Span};
use crate::window;
use chrono::TimeDelta;
use coach::act::{ActId, Door, NudgeId, What, Who};
use coach::interaction::How;
use coach::person::PersonId;
use tauri::Runtime;

impl<R: Runtime> Waking<R> {
    /// The app was started, or started again.
    pub(super) fn launched(&self, launch: Launch) {
        if launch.quit {
            self.app.exit(0);
        } else if let Some(draft) = launch.log {
            self.quick_log(draft);
        } else if !launch.archives.is_empty() {
            let paths = launch.archives.iter().map(|path| path.to_string_lossy().into_owned()).collect();
            let told = self.body.page().offer(paths);
            if let Some(paths) = told {
                self.tell(&Offered(paths));
            }
            self.open();
        } else if !launch.hidden {
            self.open();
        }
    }

    /// The person chose something from the tray menu.
    pub(super) fn chosen(&self, choice: Choice) {
        let act = |what, nudge| self.body.act_now(what, nudge, Door::Tray).map(drop);
        let done = match choice {
            Choice::Open => {
                self.go(Screen::Today, None);
                Ok(())
            }
            Choice::Nudge(nudge) => {
                let opened = act(What::Open, Some(NudgeId(nudge.into())));
                self.go(Screen::Inbox, Some(nudge));
                opened
            }
            Choice::Answer(person) => self.answer(person),
            Choice::Log(how, Some(person)) => act(log(how, Who::Person(PersonId(person.into()))), None),
            Choice::Log(how, None) => {
                let logged = act(log(how, Who::Someone), None);
                self.go(Screen::Today, None);
                logged
            }
            Choice::Pause(span) => self.pause(span),
            Choice::Resume => act(What::Resume, None),
            Choice::Rest => self.body.day_at(clock::now()).and_then(|day| act(rest_on(day), None)),
            Choice::Unrest => {
                self.body.day_at(clock::now()).and_then(|day| act(What::Unrest { from: day, to: day }, None))
            }
            Choice::Undo(id) => act(What::Undo { act: Some(ActId(id.into())) }, None),
            Choice::Quit => {
                self.app.exit(0);
                Ok(())
            }
        };
        self.or_open(done);
    }

    /// The person answered a notification. The answer counts for the nudge's day, whatever day it is by now.
    pub(super) fn responded(&self, response: Response) {
        let (notice, button) = match response {
            Response::Clicked(notice) => (notice, None),
            Response::Pressed(notice, button) => (notice, Some(button)),
        };
        let Notice { nudge, day, .. } = notice;
        let act = |what| self.body.act_now(what, Some(nudge), Door::Notification).map(drop);
        let place = i32::try_from(nudge.0).ok();
        let done = match button {
            Some(Button::Did) => act(log(How::Commented, Who::Someone)),
            Some(Button::Later) => act(What::Later),
            Some(Button::Rest) => act(rest_on(day)),
            Some(Button::Dismiss | Button::Keep) => act(What::Dismiss),
            Some(Button::Fewer) => act(What::Fewer),
            Some(Button::Week) => act(What::Pause { until: clock::now() + TimeDelta::days(7) }),
            Some(Button::Show) => {
                let opened = act(What::Open);
                if !self.shows_somebody(nudge) {
                    self.go(Screen::Today, place);
                }
                opened
            }
            Some(Button::Review) => {
                let opened = act(What::Open);
                self.go(Screen::Review, None);
                opened
            }
            Some(Button::Look | Button::Another) | None => {
                let opened = act(What::Open);
                self.go(Screen::Inbox, place);
                opened
            }
        };
        self.or_open(done);
    }

    /// Opens the post to answer of whom the nudge names; says whether there is one and a browser took it.
    fn shows_somebody(&self, nudge: NudgeId) -> bool {
        let line = self.body.engine().and_then(|engine| Ok(engine.nudge(nudge, clock::now())?));
        let link = line.ok().flatten().and_then(|line| line.link);
        link.is_some_and(|link| links::open(&link).is_ok())
    }

    /// Opens the post of somebody suggested; where she is not suggested any more, or no browser takes it, the window.
    fn answer(&self, person: i32) -> Result<(), UserError> {
        let today = self.body.engine()?.today(clock::now())?;
        match today.whom.into_iter().find(|one| one.person == person).and_then(|one| one.link) {
            Some(link) => links::open(&link),
            None => {
                self.go(Screen::Today, None);
                Ok(())
            }
        }
    }

    fn pause(&self, span: Span) -> Result<(), UserError> {
        let now = clock::now();
        let until = match span {
            Span::Hour => now + TimeDelta::hours(1),
            Span::Today => self.body.day_ends(now)?,
            Span::Week => now + TimeDelta::days(7),
        };
        self.body.act_now(What::Pause { until }, None, Door::Tray).map(drop)
    }

    /// Opens the window at a place.
    fn go(&self, screen: Screen, nudge: Option<i32>) {
        let told = self.body.page().go(Place { screen, nudge });
        if let Some(place) = told {
            self.tell(&GoTo(place));
        }
        self.open();
    }

    /// Opens the small window for one log, filled in so far. Only the person's press there logs it.
    pub(super) fn quick_log(&self, draft: LogDraft) {
        let told = self.body.drafts().give(draft);
        if let Some(draft) = told {
            self.tell(&Drafted(draft));
        }
        if let Err(error) = window::quick_log(&self.app) {
            tracing::error!(%error, "the window for one log did not open");
        }
    }

    fn open(&self) {
        if let Err(error) = window::open(&self.app) {
            tracing::error!(%error, "the window did not open");
        }
    }

    /// A click outside the window that failed must not pass unseen: the window opens, and says why by itself.
    fn or_open(&self, done: Result<(), UserError>) {
        if let Err(error) = done {
            tracing::error!(code = error.code, "what was chosen outside the window was not done");
            self.go(Screen::Today, None);
        }
    }
}

fn log(how: How, who: Who) -> What {
    What::Log { how, who, note: None, link: None }
}
