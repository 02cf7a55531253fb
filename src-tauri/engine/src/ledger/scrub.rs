//! Takes somebody out of every table that may tell of her. What was counted for her stays, for a person without a name.

use super::erase::Marks;
use super::forgotten::stand_in;
use coach::person::{Network, PersonId};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// Takes the parts of one human being out. The order matters: while her handles stand, posts can be told to name her.
pub(crate) fn scrub(ledger: &Connection, parts: &[PersonId], marks: &Marks) -> rusqlite::Result<()> {
    let acts = acts_about(ledger, parts)?;
    posts(ledger, parts, marks)?;
    interactions(ledger, parts, marks)?;
    nudges(ledger, parts, marks)?;
    journal(ledger, &acts, marks)?;
    for part in parts {
        for statement in [
            "DELETE FROM heard WHERE handle IN (SELECT id FROM handle WHERE person = ?1)",
            "DELETE FROM tie WHERE handle IN (SELECT id FROM handle WHERE person = ?1)",
            "DELETE FROM suggested WHERE person = ?1",
            "DELETE FROM circle WHERE person = ?1",
            "DELETE FROM passed WHERE person = ?1",
            "DELETE FROM apart WHERE ?1 IN (one, other)",
            "UPDATE person SET name = '' WHERE id = ?1",
        ] {
            ledger.execute(statement, [part.0])?;
        }
        for handle in handles(ledger, *part)? {
            let key = stand_in(handle);
            ledger.execute("UPDATE handle SET key = ?2, name = NULL, bot = 0 WHERE id = ?1", params![handle, key])?;
        }
    }
    Ok(())
}

fn handles(ledger: &Connection, person: PersonId) -> rusqlite::Result<Vec<i64>> {
    ledger.prepare("SELECT id FROM handle WHERE person = ?1")?.query_map([person.0], |row| row.get(0))?.collect()
}

/// Acts that changed a row about her.
fn acts_about(ledger: &Connection, parts: &[PersonId]) -> rusqlite::Result<BTreeSet<i64>> {
    let mut acts = BTreeSet::new();
    let mut statement = ledger.prepare(
        "SELECT act FROM trace WHERE tbl IN ('person', 'circle', 'passed', 'joined') AND line = ?1
         UNION SELECT t.act FROM trace t JOIN joined j ON j.person = t.line WHERE t.tbl = 'joined' AND j.whole = ?1
         UNION SELECT t.act FROM trace t JOIN apart a ON a.id = t.line WHERE t.tbl = 'apart' AND ?1 IN (a.one, a.other)
         UNION SELECT t.act FROM trace t JOIN handle h ON h.id = t.line WHERE t.tbl = 'handle' AND h.person = ?1
         UNION SELECT t.act FROM trace t JOIN heard s ON s.id = t.line JOIN handle h ON h.id = s.handle
           WHERE t.tbl = 'heard' AND h.person = ?1
         UNION SELECT t.act FROM trace t JOIN interaction i ON i.id = t.line
           WHERE t.tbl IN ('interaction', 'ruling') AND i.person = ?1
         UNION SELECT t.act FROM trace t WHERE t.tbl = 'joined' AND json_extract(t.image, '$[1]') = ?1
         UNION SELECT t.act FROM trace t WHERE t.tbl = 'interaction' AND json_extract(t.image, '$[5]') = ?1
         UNION SELECT t.act FROM trace t WHERE t.tbl = 'apart'
           AND ?1 IN (json_extract(t.image, '$[1]'), json_extract(t.image, '$[2]'))",
    )?;
    for part in parts {
        for act in statement.query_map([part.0], |row| row.get(0))? {
            acts.insert(act?);
        }
    }
    Ok(acts)
}

/// What acts were is told without her, and what they changed can't be put back any more where it tells of her.
fn journal(ledger: &Connection, about: &BTreeSet<i64>, marks: &Marks) -> rusqlite::Result<()> {
    let mut final_acts = about.clone();
    let mut images = ledger.prepare("SELECT act, image FROM trace WHERE image IS NOT NULL")?;
    let mut rows = images.query([])?;
    while let Some(row) = rows.next()? {
        if marks.tell_in(row.get_ref(1)?.as_str()?, false) {
            final_acts.insert(row.get(0)?);
        }
    }
    let mut told = Vec::new();
    // Of an act that changed nothing that is still there, its words alone say whom it was about.
    let mut acts = ledger
        .prepare("SELECT id, said, undone = 1 OR NOT EXISTS (SELECT 1 FROM trace WHERE act = act.id) FROM act")?;
    let mut rows = acts.query([])?;
    while let Some(row) = rows.next()? {
        let (id, said): (i64, String) = (row.get(0)?, row.get(1)?);
        let is_about = about.contains(&id) || row.get(2)? && marks.is_named_in_sentences(&said);
        if let Some(said) = marks.without_in_sentences(&said, is_about) {
            told.push((id, said));
        }
    }
    for (act, said) in told {
        ledger.execute("UPDATE act SET said = ?2 WHERE id = ?1", params![act, said])?;
    }
    for act in final_acts {
        ledger.execute("DELETE FROM trace WHERE act = ?1", [act])?;
    }
    Ok(())
}

/// A post, with all that may tell of others.
struct Post {
    id: i64,
    network: Network,
    whom: Option<String>,
    mentions: Option<String>,
    /// What it answers, what it quotes, its links and its text.
    texts: [Option<String>; 4],
}

fn posts(ledger: &Connection, parts: &[PersonId], marks: &Marks) -> rusqlite::Result<()> {
    let mut stand_ins: BTreeMap<(Network, String), String> = BTreeMap::new();
    for part in parts {
        for shown in super::person::handles(ledger, *part)? {
            stand_ins.insert((shown.handle.network, shown.handle.id), stand_in(shown.id));
        }
    }
    let mut changed = Vec::new();
    let mut all = ledger.prepare(
        "SELECT p.id, s.network, p.whom, p.mentions, p.reply_post, p.quote, p.links, p.text
         FROM post p JOIN source s ON s.id = p.source",
    )?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let network = Network::named(row.get_ref(1)?.as_str()?).unwrap_or(Network::Elsewhere);
        let post = Post {
            id: row.get(0)?,
            network,
            whom: row.get(2)?,
            mentions: row.get(3)?,
            texts: [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?],
        };
        changed.extend(without(post, &stand_ins, marks));
    }
    let mut update = ledger.prepare(
        "UPDATE post SET whom = ?2, mentions = ?3, reply_post = ?4, quote = ?5, links = ?6, text = coalesce(?7, '')
         WHERE id = ?1",
    )?;
    let mut reasons = ledger.prepare("SELECT reasons FROM verdict WHERE post = ?1")?;
    for Post { id, network, whom, mentions, texts } in changed {
        let [reply_post, quote, links, text] = texts;
        update.execute(params![id, whom, mentions, reply_post, quote, links, text])?;
        let because: Vec<String> = reasons.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for because in because {
            if let Some(clean) = marks.without(&because, Some(network), true) {
                ledger.execute("UPDATE verdict SET reasons = ?2 WHERE post = ?1", params![id, clean])?;
            }
        }
    }
    Ok(())
}

/// A post without her; `None` where there is nothing of her in it.
fn without(mut post: Post, stand_ins: &BTreeMap<(Network, String), String>, marks: &Marks) -> Option<Post> {
    let named = |line: &str| {
        let key = line.split('\t').next().unwrap_or_default();
        marks.is_hers(post.network, key).then(|| stand_ins.get(&(post.network, key.to_owned())).cloned()).flatten()
    };
    let lines = |text: &Option<String>| -> Option<String> {
        let text = text.as_deref()?;
        text.lines().any(|line| named(line).is_some()).then(|| {
            let lines: Vec<String> = text.lines().map(|line| named(line).unwrap_or_else(|| line.to_owned())).collect();
            lines.join("\n")
        })
    };
    let (whom, mentions) = (lines(&post.whom), lines(&post.mentions));
    let is_about = whom.is_some() || mentions.is_some();
    let mut changed = is_about;
    post.whom = whom.or(post.whom.take());
    post.mentions = mentions.or(post.mentions.take());
    for text in &mut post.texts {
        if let Some(clean) = text.as_deref().and_then(|text| marks.without(text, Some(post.network), is_about)) {
            *text = Some(clean);
            changed = true;
        }
    }
    changed.then_some(post)
}

fn interactions(ledger: &Connection, parts: &[PersonId], marks: &Marks) -> rusqlite::Result<()> {
    let mut changed = Vec::new();
    let mut all = ledger.prepare(
        "SELECT id, person, note, link, reasons FROM interaction
         WHERE note IS NOT NULL OR link IS NOT NULL OR reasons <> ''",
    )?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let is_about = row.get::<_, Option<i64>>(1)?.is_some_and(|person| parts.contains(&PersonId(person)));
        let (note, link, reasons): (Option<String>, Option<String>, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
        let clean = |text: &str| marks.without(text, None, is_about);
        let (less_note, less_reasons) = (note.as_deref().and_then(clean), clean(&reasons));
        let tells = link.as_deref().is_some_and(|link| clean(link).is_some());
        if tells || less_note.is_some() || less_reasons.is_some() {
            let link = link.filter(|_| !tells);
            changed.push((row.get::<_, i64>(0)?, less_note.or(note), link, less_reasons.unwrap_or(reasons)));
        }
    }
    let mut update = ledger.prepare("UPDATE interaction SET note = ?2, link = ?3, reasons = ?4 WHERE id = ?1")?;
    for (id, note, link, reasons) in changed {
        update.execute(params![id, note, link, reasons])?;
    }
    Ok(())
}

fn nudges(ledger: &Connection, parts: &[PersonId], marks: &Marks) -> rusqlite::Result<()> {
    let mut changed = Vec::new();
    let mut all = ledger.prepare("SELECT id, person, title, body, because, way_back FROM nudge")?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let named = row.get::<_, Option<i64>>(1)?;
        let is_hers = named.is_some_and(|person| parts.contains(&PersonId(person)));
        // Nudges of the first version do not say whom they name, but in their words.
        let is_about = named.is_none() || is_hers;
        let mut sentences = [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
        let mut any = is_hers;
        for sentence in &mut sentences {
            let text: &String = sentence;
            if let Some(clean) = marks.without_in_sentences(text, is_about) {
                *sentence = clean;
                any = true;
            }
        }
        if any {
            changed.push((row.get::<_, i64>(0)?, is_hers, sentences));
        }
    }
    let mut update = ledger.prepare(
        "UPDATE nudge SET title = ?2, body = ?3, because = ?4, way_back = ?5, person = iif(?6, NULL, person),
           why = iif(?6, NULL, why), link = iif(?6, NULL, link) WHERE id = ?1",
    )?;
    for (id, is_hers, [title, body, because, way_back]) in changed {
        update.execute(params![id, title, body, because, way_back, is_hers])?;
    }
    Ok(())
}
