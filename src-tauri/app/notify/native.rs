//! Notifications on macOS and Windows, through their own notification centres.

use super::{Ability, Button, Notice, Response};
use crate::wake::Wake;
use notify_rust::{Notification, NotificationResponse};
use std::sync::mpsc::Sender;
use std::{io, thread};

/// The desktop's notifications.
pub struct Notifier {
    wakes: Sender<Wake>,
}

impl Notifier {
    /// Responses wake the app.
    ///
    /// # Errors
    /// Never, on these systems.
    pub fn new(wakes: Sender<Wake>) -> io::Result<Self> {
        Ok(Self { wakes })
    }

    /// What the desktop can do.
    pub fn ability(&self) -> Ability {
        Ability::Buttons
    }

    /// Shows a notice. A thread waits for the answer until the system gives up the notification.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn show(&self, notice: Notice) -> io::Result<()> {
        let mut notification = Notification::new();
        notification.appname("Chime In").summary(&notice.title).body(&notice.body);
        for button in &notice.buttons {
            notification.action(button.name(), &button.words());
        }
        let handle = notification.show().map_err(io::Error::other)?;
        let wakes = self.wakes.clone();
        thread::Builder::new().name("notification".into()).spawn(move || {
            let answered = handle.wait_for_response(move |response: &NotificationResponse| {
                let response = match response {
                    NotificationResponse::Default => Response::Clicked(notice.clone()),
                    NotificationResponse::Action(name) => match Button::named(name) {
                        Some(button) => Response::Pressed(notice.clone(), button),
                        None => Response::Clicked(notice.clone()),
                    },
                    _ => return,
                };
                let _ = wakes.send(Wake::Responded(response));
            });
            if let Err(error) = answered {
                tracing::warn!(%error, "the answer to a notification is lost; the nudge waits in the inbox");
            }
        })?;
        Ok(())
    }

    /// Neither system lets an app take a notification back; an answer to one that no longer waits changes nothing.
    pub fn keep(&self, _waits: impl Fn(coach::act::NudgeId) -> bool) {}

    /// The system's notification centre never begins anew.
    pub fn again(&self, _server: &str) {}
}
