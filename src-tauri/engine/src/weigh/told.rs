//! What the link of a post tells, beside what the ledger knows. Nothing is asked of any host.

use super::{Asked, people};
use crate::ledger::joined::Joins;
use crate::ledger::{person, source};
use crate::view::LinkTold;
use crate::wire;
use coach::permalink;

/// What a link tells; `None` where it tells nothing. A time yet to come is none: whoever made the link said it.
pub(crate) fn told(asked: &Asked<'_>, link: &str) -> rusqlite::Result<Option<LinkTold>> {
    let Some(told) = permalink::told(link) else { return Ok(None) };
    let at = told.at.filter(|at| *at <= asked.now);
    let same = |name: &str| {
        let bare = |name: &str| name.trim_start_matches('@').to_lowercase();
        told.who.as_deref().is_some_and(|who| bare(who) == bare(name))
    };
    let own = source::all(asked.ledger)?.iter().any(|source| source.network == told.network && same(&source.title));
    let person = match &told.who {
        Some(who) if !own => {
            let joins = Joins::read(asked.ledger)?;
            let mut wholes = person::shown_as(asked.ledger, told.network, who)?;
            wholes.iter_mut().for_each(|one| *one = joins.whole(*one));
            wholes.dedup();
            match wholes[..] {
                [one] => people::brief(asked.ledger, &joins, one, None)?,
                _ => None,
            }
        }
        _ => None,
    };
    Ok(Some(LinkTold {
        network: told.network.into(),
        who: told.who,
        person,
        own,
        at: at.map(|at| wire::moment(asked.periods.moment(at))),
        day: at.map(|at| asked.periods.reckoning.day_of(at).to_string()),
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::story::{Story, at};

    const NOW: &str = "2026-11-23 12:00";

    #[test]
    fn a_link_leads_to_whoever_bears_its_handle_on_its_network() {
        let story = Story::begins("2026-11-23 08:00");
        let account = story.has_account("2026-11-23 08:01");
        story.hears(account, "joan", "2026-11-23 09:00", "mention", true, "111");
        let told = |link: &str| story.engine.link_told(link, at(NOW)).unwrap();
        let joan = told("https://social.example/@Joan/111").unwrap();
        assert_eq!(joan.person.map(|person| person.name).as_deref(), Some("@joan@social.example"));
        let other = told("https://other.example/@joan/111").unwrap();
        assert_eq!((other.person, other.who.as_deref()), (None, Some("@joan@other.example")));
        assert_eq!(told("https://example.org/"), None);
    }

    #[test]
    fn a_link_to_the_persons_own_post_names_nobody() {
        let story = Story::begins("2026-11-23 08:00");
        story.has_account("2026-11-23 08:01");
        let own = story.engine.link_told("https://social.example/@me/111", at(NOW)).unwrap().unwrap();
        assert_eq!((own.own, own.person), (true, None));
    }

    #[test]
    fn a_time_to_come_is_none() {
        let story = Story::begins("2021-11-15 08:00");
        let link = "https://x.com/ana/status/1460323737035677698";
        let told = |now| story.engine.link_told(link, at(now)).unwrap().unwrap();
        assert_eq!(told("2021-11-15 19:00").at, None);
        let after = told("2021-11-16 08:00");
        assert_eq!(after.at.as_deref(), Some("2021-11-15T20:08:05+01:00"));
        assert_eq!(after.day.as_deref(), Some("2021-11-15"));
    }
}
