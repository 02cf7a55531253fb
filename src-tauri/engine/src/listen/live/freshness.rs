//! How fresh live sources are: which are to be asked, whether the coach has to wait for them, what days they saw.

use super::SPARING;
use crate::ledger::live::{Keeps, Live};
use chrono::{DateTime, TimeDelta, Utc};
use coach::days::facts::Watch;
use coach::nudge::Sync;
use feeds::live::sees;

/// Read within this time is read just now.
const JUST_NOW: TimeDelta = TimeDelta::minutes(5);
/// No source is ever to wait longer than this: a later moment is that of a clock that was set back.
const NEVER: TimeDelta = TimeDelta::hours(30);

impl Live {
    /// Whether only the person can make it go on, by signing in.
    pub(crate) fn is_signed_out(&self) -> bool {
        self.keeps != Keeps::Nothing && self.was_not_let_in()
    }

    /// Whether what it reads without a sign-in is shown to nobody for now. Nobody can sign in to it; it is asked again.
    pub(crate) fn is_refused(&self) -> bool {
        self.keeps == Keeps::Nothing && self.was_not_let_in()
    }

    fn was_not_let_in(&self) -> bool {
        self.code.as_deref().is_some_and(|code| matches!(code, "net.signed-out" | "net.forbidden"))
    }

    /// Whether the person has to look: the account is gone, or the server is no such server.
    pub(crate) fn is_ill(&self) -> bool {
        let look = ["net.not-found", "net.closed", "net.led-astray", "net.unreadable"];
        self.code.as_deref().is_some_and(|code| look.contains(&code))
    }

    /// Until when its server asked to be left alone, where that is still to come; nobody's wish makes it be asked before.
    pub(crate) fn left_alone(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let limited = self.code.as_deref() == Some("net.limited");
        Some(self.due).filter(|due| limited && now < *due && *due - now <= NEVER)
    }

    /// Whether it is to be asked now. `sparing`: the connection is paid by use.
    pub(crate) fn is_due(&self, now: DateTime<Utc>, sparing: bool) -> bool {
        let spared = sparing && self.tried.is_some_and(|tried| now >= tried && now - tried < SPARING);
        let due = self.due <= now || self.due - now > NEVER;
        due && !spared && self.stopped.is_none() && !self.is_signed_out()
    }

    /// Whether it shows the person's replies, and is read: days and drift wait for it.
    pub(crate) fn is_watched(&self) -> bool {
        self.account.sees & sees::REPLIES != 0
    }

    /// The source as the judgement of days sees it.
    pub(crate) fn watch(&self) -> Watch {
        Watch { from: self.since, until: self.stopped, synced: self.fresh }
    }

    /// Whether it has been read just now.
    fn sync(&self, now: DateTime<Utc>) -> Sync {
        let just_now = |at: Option<DateTime<Utc>>| at.is_some_and(|at| (now - at).abs() < JUST_NOW);
        let fails = self.code.is_some() && (just_now(self.tried) || !self.is_due(now, false));
        if just_now(self.fresh) {
            Sync::Fresh
        } else if fails {
            Sync::Failed
        } else {
            Sync::Due
        }
    }
}

impl Live {
    /// Whether the coach waits for it before it speaks.
    pub(crate) fn is_awaited(&self, now: DateTime<Utc>) -> bool {
        self.is_watched() && self.stopped.is_none() && self.sync(now) == Sync::Due
    }
}

/// Whether all live sources that see replies have been read just now. One that fails for now does not keep the coach
/// waiting.
pub(crate) fn sync(live: &[Live], now: DateTime<Utc>) -> Sync {
    let watched = live.iter().filter(|live| live.is_watched() && live.stopped.is_none());
    let mut all = Sync::Fresh;
    for one in watched {
        match one.sync(now) {
            Sync::Due => return Sync::Due,
            Sync::Failed => all = Sync::Failed,
            Sync::Fresh => {}
        }
    }
    all
}
