//! Table `review_rule`: what becomes of doubtful acts, by the person's word.

use coach::interaction::{ReviewRule, Standing};
use rusqlite::{Connection, params};

/// All rules, with whether such acts count, in the order in which they were set.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<(ReviewRule, bool)>> {
    let rows: Vec<(String, String)> = connection
        .prepare_cached("SELECT rule, standing FROM review_rule ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let counts = |standing: &str| standing == Standing::Credited.name();
    Ok(rows.into_iter().filter_map(|(rule, s)| Some((ReviewRule::named(&rule)?, counts(&s)))).collect())
}

/// Sets a rule; `None` takes it back.
pub(crate) fn set(connection: &Connection, rule: ReviewRule, counts: Option<bool>) -> rusqlite::Result<()> {
    match counts {
        Some(counts) => connection
            .prepare_cached(
                "INSERT INTO review_rule (rule, standing) VALUES (?1, ?2)
                 ON CONFLICT (rule) DO UPDATE SET standing = excluded.standing WHERE standing <> excluded.standing",
            )?
            .execute(params![rule.name(), ReviewRule::standing(counts).name()])
            .map(drop),
        None => connection.prepare_cached("DELETE FROM review_rule WHERE rule = ?1")?.execute([rule.name()]).map(drop),
    }
}
