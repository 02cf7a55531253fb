//! Notifications on Linux and the BSDs: `org.freedesktop.Notifications`, on one connection for the app's whole life.
//!
//! The same connection sends and hears, and heard before it sent. GNOME withdraws a notification when the connection that
//! sent it goes, and tells the answer to that connection alone; and a desktop may answer in the very instant in which it is
//! asked.

use super::{Ability, Button, Notice, Response};
use crate::wake::Wake;
use coach::act::NudgeId;
use std::collections::{BTreeMap, HashMap};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{io, thread};
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::Value;
use zbus::{MatchRule, Message};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// The desktop's notifications.
pub struct Notifier {
    connection: Connection,
    shown: Arc<Shown>,
}

/// What should be on the screen, by nudge, and as what the desktop shows it, where it does.
#[derive(Default)]
struct Shown(Mutex<BTreeMap<NudgeId, (Notice, Option<On>)>>);

/// As what the desktop shows a notice.
#[derive(Clone, PartialEq)]
struct On {
    /// The server that shows it, by its name on the bus, which is never given twice.
    server: String,
    /// Its number there.
    id: u32,
}

impl Notifier {
    /// Begins to listen on a connection to the session bus; responses wake the app.
    ///
    /// # Errors
    /// Where the bus refuses.
    pub fn new(connection: &Connection, wakes: Sender<Wake>) -> zbus::Result<Self> {
        let connection = connection.clone();
        let signals = MatchRule::builder().msg_type(Type::Signal).interface(NAME)?.path(PATH)?.build();
        let heard = MessageIterator::for_match_rule(signals, &connection, None)?;
        let owners = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender("org.freedesktop.DBus")?
            .member("NameOwnerChanged")?
            .arg(0, NAME)?
            .build();
        let changes = MessageIterator::for_match_rule(owners, &connection, None)?;
        let shown = Arc::new(Shown::default());

        let (listening, to) = (Arc::clone(&shown), wakes.clone());
        let bus = connection.clone();
        listen("notifications", heard, move |message| {
            if let Some(response) = listening.hear(message, || ability(&bus)) {
                let _ = to.send(Wake::Responded(response));
            }
        })?;
        listen("notification-server", changes, move |message| {
            if let Ok((_, _, server)) = message.body().deserialize::<(String, String, String)>() {
                let _ = wakes.send(Wake::NotificationServer((!server.is_empty()).then_some(server)));
            }
        })?;
        Ok(Self { connection, shown })
    }

    /// What the desktop can do now.
    pub fn ability(&self) -> Ability {
        ability(&self.connection)
    }

    /// Shows a notice, in the place of an earlier one for the same nudge.
    ///
    /// # Errors
    /// Where the desktop shows none; it is then shown when a desktop that can begins to.
    pub fn show(&self, notice: Notice) -> zbus::Result<()> {
        // Held while the desktop is asked, so that an answer in the same instant finds the notice.
        let mut shown = self.shown.lock();
        let earlier = shown.get(&notice.nudge).and_then(|(_, on)| on.clone());
        let replaces = earlier.as_ref().map_or(0, |on| on.id);
        shown.insert(notice.nudge, (notice.clone(), earlier));
        let on = self.notify(&notice, replaces)?;
        shown.insert(notice.nudge, (notice, Some(on)));
        Ok(())
    }

    /// Takes back every notice whose nudge no longer waits for an answer.
    pub fn keep(&self, waits: impl Fn(NudgeId) -> bool) {
        let mut shown = self.shown.lock();
        let stale: Vec<NudgeId> = shown.keys().copied().filter(|nudge| !waits(*nudge)).collect();
        for nudge in stale {
            if let Some((_, Some(on))) = shown.remove(&nudge)
                && let Err(error) = self.call("CloseNotification", &(on.id,))
            {
                tracing::debug!(%error, "a notification could not be taken back");
            }
        }
    }

    /// Shows again what a server that began just now does not know of.
    pub fn again(&self, server: &str) {
        let mut shown = self.shown.lock();
        for (notice, on) in shown.values_mut().filter(|(_, on)| on.as_ref().is_none_or(|on| on.server != server)) {
            *on = match self.notify(notice, 0) {
                Ok(on) => Some(on),
                Err(error) => {
                    tracing::warn!(%error, "a notification could not be shown again");
                    None
                }
            };
        }
    }

    fn notify(&self, notice: &Notice, replaces: u32) -> zbus::Result<On> {
        // A click on the notification itself is the action `default`; without its label, some desktops draw no click.
        let open = ("default".to_owned(), crate::words::word("notification.open"));
        let buttons = notice.buttons.iter().map(|button| (button.name().to_owned(), button.words()));
        let with_buttons = self.ability() == Ability::Buttons;
        let actions: Vec<String> = std::iter::once(open)
            .chain(buttons.filter(|_| with_buttons))
            .flat_map(|(name, words)| [name, words])
            .collect();
        let hints: HashMap<&str, Value<'_>> = HashMap::from([
            ("desktop-entry", Value::from("chime-in")),
            ("category", Value::from("im")),
            ("urgency", Value::from(1_u8)),
        ]);
        let until_the_desktop_says = -1_i32;
        let body = escaped(&notice.body);
        let said = ("Chime In", replaces, "chime-in", &notice.title, body, actions, hints, until_the_desktop_says);
        let answer = self.call("Notify", &said)?;
        let server = answer.header().sender().map(ToString::to_string).unwrap_or_default();
        Ok(On { server, id: answer.body().deserialize()? })
    }

    fn call<B>(&self, method: &str, body: &B) -> zbus::Result<Message>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        self.connection.call_method(Some(NAME), PATH, Some(NAME), method, body)
    }
}

impl Shown {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<NudgeId, (Notice, Option<On>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a signal of the desktop means.
    fn hear(&self, message: &Message, ability: impl Fn() -> Ability) -> Option<Response> {
        let header = message.header();
        let server = header.sender()?.as_str();
        match header.member()?.as_str() {
            "ActionInvoked" => {
                let (id, action) = message.body().deserialize::<(u32, String)>().ok()?;
                let notice = self.take(server, id)?;
                Some(match Button::named(&action) {
                    Some(button) => Response::Pressed(notice, button),
                    None => Response::Clicked(notice),
                })
            }
            "NotificationClosed" => {
                let (id, why) = message.body().deserialize::<(u32, u32)>().ok()?;
                let gone = matches!(why, EXPIRED | CLOSED_BY_THE_PERSON | CLOSED_BY_A_CALL);
                let notice = if gone { self.take(server, id)? } else { return None };
                // A desktop without actions has no other way to say that it was clicked.
                (why == CLOSED_BY_THE_PERSON && ability() == Ability::Plain).then_some(Response::Clicked(notice))
            }
            _ => None,
        }
    }

    fn take(&self, server: &str, id: u32) -> Option<Notice> {
        let it = Some(On { server: server.to_owned(), id });
        let mut shown = self.lock();
        let nudge = shown.iter().find(|(_, (_, on))| *on == it).map(|(nudge, _)| *nudge)?;
        shown.remove(&nudge).map(|(notice, _)| notice)
    }
}

/// Reasons of `NotificationClosed` (Desktop Notifications Specification 1.2).
const EXPIRED: u32 = 1;
const CLOSED_BY_THE_PERSON: u32 = 2;
const CLOSED_BY_A_CALL: u32 = 3;

fn ability(connection: &Connection) -> Ability {
    let answer = connection.call_method(Some(NAME), PATH, Some(NAME), "GetCapabilities", &());
    match answer.and_then(|answer| answer.body().deserialize::<Vec<String>>()) {
        Ok(able) if able.iter().any(|name| name == "actions") => Ability::Buttons,
        Ok(_) => Ability::Plain,
        Err(_) => Ability::None,
    }
}

/// The body is markup to some desktops: what a person or a post is called must stay text.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn listen(name: &str, signals: MessageIterator, mut hear: impl FnMut(&Message) + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(move || {
        for message in signals.flatten() {
            hear(&message);
        }
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use coach::day::Day;
    use serde::Serialize;
    use zbus::zvariant::DynamicType;

    const SERVER: &str = ":1.7";

    fn notice(nudge: i64) -> Notice {
        let day = Day::from_number(20_780);
        Notice { nudge: NudgeId(nudge), day, title: String::new(), body: String::new(), buttons: vec![Button::Did] }
    }

    /// Two notices on the screen of one server, as its numbers 1 and 2.
    fn shown() -> Shown {
        let shown = Shown::default();
        for id in [1, 2] {
            let on = On { server: SERVER.into(), id };
            shown.lock().insert(NudgeId(i64::from(id) * 10), (notice(i64::from(id) * 10), Some(on)));
        }
        shown
    }

    fn signal(server: &str, member: &str, body: &(impl Serialize + DynamicType)) -> Message {
        Message::signal(PATH, NAME, member).unwrap().sender(server).unwrap().build(body).unwrap()
    }

    #[test]
    fn a_signal_of_the_desktop_is_the_answer_to_its_nudge() {
        use Ability::{Buttons, Plain};
        let pressed = |button| Some(Response::Pressed(notice(10), button));
        let clicked = || Some(Response::Clicked(notice(10)));
        let cases = [
            ("a button", signal(SERVER, "ActionInvoked", &(1_u32, "did")), Buttons, pressed(Button::Did)),
            ("the body", signal(SERVER, "ActionInvoked", &(1_u32, "default")), Buttons, clicked()),
            ("a word of the desktop's own", signal(SERVER, "ActionInvoked", &(1_u32, "open-app")), Buttons, clicked()),
            ("another app's", signal(SERVER, "ActionInvoked", &(3_u32, "did")), Buttons, None),
            ("an earlier server's", signal(":1.5", "ActionInvoked", &(1_u32, "did")), Buttons, None),
            ("closed, where it could be clicked", signal(SERVER, "NotificationClosed", &(1_u32, 2_u32)), Buttons, None),
            ("closed, where it could not", signal(SERVER, "NotificationClosed", &(1_u32, 2_u32)), Plain, clicked()),
            ("expired", signal(SERVER, "NotificationClosed", &(1_u32, 1_u32)), Plain, None),
            ("nonsense", signal(SERVER, "ActionInvoked", &"did"), Buttons, None),
            ("something else", signal(SERVER, "ActivationToken", &(1_u32, "did")), Buttons, None),
        ];
        for (what, message, ability, response) in cases {
            assert_eq!(shown().hear(&message, || ability), response, "{what}");
        }
    }

    #[test]
    fn a_notice_is_answered_once() {
        let shown = shown();
        let press = signal(SERVER, "ActionInvoked", &(1_u32, "did"));
        assert!(shown.hear(&press, || Ability::Buttons).is_some());
        assert_eq!(shown.hear(&press, || Ability::Buttons), None);
    }

    #[test]
    fn what_a_dying_server_closes_is_to_be_shown_again() {
        let shown = shown();
        let (dying, by_the_person) = (4_u32, 2_u32);
        shown.hear(&signal(SERVER, "NotificationClosed", &(1_u32, dying)), || Ability::None);
        assert_eq!(shown.lock().len(), 2);
        shown.hear(&signal(SERVER, "NotificationClosed", &(1_u32, by_the_person)), || Ability::Buttons);
        assert_eq!(shown.lock().len(), 1);
    }

    #[test]
    fn a_name_is_never_markup() {
        assert_eq!(escaped("<b>Ana</b> & Joan"), "&lt;b&gt;Ana&lt;/b&gt; &amp; Joan");
    }
}
