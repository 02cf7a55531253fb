//! Taking an act back: every row it changed is put back as it was.

use super::posts::teaches;
use super::{ActError, Doing, changes, samples};
use crate::ledger::{act as journal, post, source, trace};
use crate::listen::reviewing;
use crate::listen::settling::settle;
use crate::settings::Plain;
use crate::view::{Change, Changes, Said};
use coach::act::ActId;
use coach::message::Message;

/// Takes back an act, or the last one that still stands. An act that was taken back already changes nothing.
pub(super) fn undo(
    doing: &Doing<'_>,
    act: Option<ActId>,
    sql: &dyn Fn(rusqlite::Error) -> ActError,
) -> Result<Changes, ActError> {
    let kept = match act {
        Some(act) => journal::get(doing.ledger, act).map_err(sql)?.ok_or(ActError::NoAct(act.0))?,
        None => journal::last(doing.ledger).map_err(sql)?.ok_or(ActError::NothingToUndo)?,
    };
    if kept.undone || kept.what == "undo" {
        journal::remove(doing.ledger, doing.id).map_err(sql)?;
        return Ok(Changes::default());
    }
    if matches!(kept.what.as_str(), "add-sample" | "remove-sample") {
        samples::undo(doing, &kept.what, sql)?;
        journal::undone(doing.ledger, kept.id).map_err(sql)?;
        return Ok(undone(samples::CHANGED.to_vec()));
    }
    if let Some(later) = trace::entangled(doing.ledger, kept.id).map_err(sql)? {
        return Err(ActError::Entangled { act: kept.id, later });
    }
    let overruled = trace::overruled(doing.ledger, kept.id).map_err(sql)?;
    let changed = changes(&trace::tables(doing.ledger, kept.id).map_err(sql)?);
    let sites = || Plain::read(doing.ledger).map(|plain| plain.own_sites).map_err(sql);
    let sites_before = sites()?;
    if changed.is_empty() {
        return Err(ActError::Final(kept.id));
    }
    trace::restore(doing.ledger, kept.id, doing.act.at).map_err(sql)?;
    if matches!(kept.what.as_str(), "review-rule" | "join" | "unjoin") {
        reviewing::apply(doing.ledger).map_err(sql)?;
    }
    let mut taught = false;
    for (network, key) in overruled {
        if let Some(post) = post::find(doing.ledger, network, &key).map_err(sql)? {
            settle(doing.ledger, post, doing.today).map_err(sql)?;
            taught |= post::get(doing.ledger, post).map_err(sql)?.is_some_and(|kept| teaches(&kept.post));
        }
    }
    if taught || kept.what == "judge-app" || sites()? != sites_before {
        source::unjudged(doing.ledger, None).map_err(sql)?;
    }
    journal::undone(doing.ledger, kept.id).map_err(sql)?;
    Ok(undone(changed))
}

fn undone(changed: Vec<Change>) -> Changes {
    Changes { changed, act: None, said: Some(Said::from(&Message::new("done.undo"))), ..Changes::default() }
}
