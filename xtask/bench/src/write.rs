//! `generate`: writes an archive.

use anyhow::{Context, Result, bail};
use bench::generate::{self, Layout, Plan};
use chrono::NaiveDate;
use std::path::PathBuf;

/// Writes the archive that the arguments ask for: 20,000 posts in the newer layout until 2026-11-20, unless they say
/// otherwise.
///
/// # Errors
/// Where an argument is not understood, or the file cannot be written.
pub(crate) fn archive(args: &[String]) -> Result<()> {
    let until = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default();
    let mut plan = Plan { posts: 20_000, layout: Layout::New, until };
    let mut to = None;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} wants a value"));
        match arg.as_str() {
            "--posts" => plan.posts = value()?.parse().context("--posts wants a number")?,
            "--until" => plan.until = value()?.parse().context("--until wants a day, as 2026-11-20")?,
            "--layout" => {
                plan.layout = match value()?.as_str() {
                    "new" => Layout::New,
                    "old" => Layout::Old,
                    other => bail!("there is no layout `{other}`; there are `new` and `old`"),
                }
            }
            flag if flag.starts_with('-') => bail!("there is no flag {flag}"),
            file => to = Some(PathBuf::from(file)),
        }
    }
    let to = to.context("which file shall be written?")?;
    generate::write(plan, &to)?;
    println!("{} posts in {}", plan.posts, to.display());
    Ok(())
}
