//! A log filled in from outside the window: by a `chime-in:` link, a second launch, or the command line. It is shown, and
//! logged only by the person's press.

use engine::view::HowName;
use serde::Serialize;
use specta::Type;
use std::path::Path;
use url::Url;

/// What the quick log begins with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogDraft {
    /// What was done.
    pub how: Option<HowName>,
    /// With whom, by name.
    pub who: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Link to the post; http or https.
    pub link: Option<String>,
    /// Whether a link outside Chime In filled it in, which may be anybody's.
    pub outside: bool,
}

/// The scheme of links into the app.
const SCHEME: &str = "chime-in";

/// How much of a name, a note and a link is taken, in characters; as much as the fields of the window take.
const LENGTHS: [usize; 3] = [120, 500, 2000];

/// Whether an argument is a link into the app rather than a file.
pub fn is_link(argument: &Path) -> bool {
    argument.to_str().and_then(|text| text.split_once(':')).is_some_and(|(scheme, _)| scheme == SCHEME)
}

impl LogDraft {
    /// What `chime-in://log?how=answered&who=Ana&note=…&link=https://…` fills in; `None` where it is no such link.
    /// Everything in it may come from a stranger's page: what makes no sense is left out.
    pub fn of_link(link: &str) -> Option<Self> {
        let url = Url::parse(link).ok().filter(|url| url.scheme() == SCHEME)?;
        let place = url.host_str().filter(|host| !host.is_empty()).unwrap_or(url.path());
        if place.trim_matches('/') != "log" {
            return None;
        }
        let mut draft = Self { outside: true, ..Self::default() };
        let [names, notes, links] = LENGTHS;
        for (name, value) in url.query_pairs() {
            match &*name {
                "how" => draft.how = how(&value),
                "who" => draft.who = plain(&value, names),
                "note" => draft.note = plain(&value, notes),
                "link" => draft.link = plain(&value, links).filter(|link| is_web(link)),
                _ => {}
            }
        }
        Some(draft)
    }
}

fn how(name: &str) -> Option<HowName> {
    match name {
        "asked" => Some(HowName::Asked),
        "answered" => Some(HowName::Answered),
        "commented" => Some(HowName::Commented),
        "helped" => Some(HowName::Helped),
        "thanked" => Some(HowName::Thanked),
        "introduced" => Some(HowName::Introduced),
        _ => None,
    }
}

/// A text on one line, without what is not seen or turns its direction round; nothing where that leaves nothing.
fn plain(text: &str, longest: usize) -> Option<String> {
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let text: String = text.chars().filter(|c| !unseen(*c)).take(longest).collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn is_web(link: &str) -> bool {
    Url::parse(link).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// The page of the small window for one log, and what waits for it until it listens.
#[derive(Debug, Default)]
pub struct Drafts {
    listens: bool,
    waiting: Option<LogDraft>,
}

impl Drafts {
    /// The window was made: its page has yet to arrive.
    pub fn begin(&mut self) {
        self.listens = false;
    }

    /// The page arrived; what waited for it. From now on it listens.
    pub fn arrive(&mut self) -> Option<LogDraft> {
        self.listens = true;
        self.waiting.take()
    }

    /// The window is gone, and with it what it was to show.
    pub fn end(&mut self) {
        *self = Self::default();
    }

    /// A log to begin with: `Some` where the page listens and is to be told, otherwise it is kept. Nothing filled in
    /// leaves what stands there as it is.
    pub fn give(&mut self, draft: LogDraft) -> Option<LogDraft> {
        if draft == LogDraft::default() {
            return None;
        }
        if self.listens {
            return Some(draft);
        }
        self.waiting = Some(draft);
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn filled(how: Option<HowName>, who: Option<&str>, note: Option<&str>, link: Option<&str>) -> LogDraft {
        let own = |text: Option<&str>| text.map(str::to_owned);
        LogDraft { how, who: own(who), note: own(note), link: own(link), outside: true }
    }

    #[test]
    fn a_link_fills_in_what_it_says() {
        let post = "https://x.com/ana/status/20";
        for (link, draft) in [
            ("chime-in://log", filled(None, None, None, None)),
            ("chime-in:log?who=Ana", filled(None, Some("Ana"), None, None)),
            ("chime-in:///log?who=Ana", filled(None, Some("Ana"), None, None)),
            (
                "chime-in://log/?how=answered&who=Ana%20Ribeiro&note=wells&link=https%3A%2F%2Fx.com%2Fana%2Fstatus%2F20",
                filled(Some(HowName::Answered), Some("Ana Ribeiro"), Some("wells"), Some(post)),
            ),
        ] {
            assert_eq!(LogDraft::of_link(link), Some(draft), "{link}");
        }
    }

    #[test]
    fn what_makes_no_sense_in_a_link_is_left_out() {
        for (link, draft) in [
            ("chime-in://log?how=forget&day=2026-01-01&act=removeSample", filled(None, None, None, None)),
            ("chime-in://log?link=javascript:alert(1)", filled(None, None, None, None)),
            ("chime-in://log?link=file:///etc/passwd", filled(None, None, None, None)),
            ("chime-in://log?who=%0A%00%E2%80%AE&note=%20", filled(None, None, None, None)),
            ("chime-in://log?who=A%E2%80%AEna%0A<b>", filled(None, Some("Ana<b>"), None, None)),
        ] {
            assert_eq!(LogDraft::of_link(link), Some(draft), "{link}");
        }
        let long = format!("chime-in://log?who={}", "ä".repeat(5000));
        assert_eq!(LogDraft::of_link(&long).unwrap().who.unwrap().chars().count(), 120);
    }

    #[test]
    fn other_links_are_none() {
        for link in ["chime-in://forget?who=Ana", "chime-in://log.evil.example/", "https://log", "chime-in:", "log", ""]
        {
            assert_eq!(LogDraft::of_link(link), None, "{link}");
        }
    }

    #[test]
    fn what_is_given_before_the_page_is_there_waits_for_it() {
        let mut drafts = Drafts::default();
        drafts.begin();
        let ana = filled(None, Some("Ana"), None, None);
        assert_eq!(drafts.give(ana.clone()), None);
        assert_eq!(drafts.give(LogDraft::default()), None, "a bare call takes nothing away");
        assert_eq!(drafts.arrive(), Some(ana.clone()));
        assert_eq!(drafts.give(ana.clone()), Some(ana));
        drafts.end();
        assert_eq!(drafts.arrive(), None);
    }
}
