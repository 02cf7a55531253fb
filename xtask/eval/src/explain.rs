//! One verdict, opened: everything that was weighed, in plain words.

use crate::accounts::model_without;
use crate::stream::Stream;
use anyhow::{Context, Result};
use coach::catalogue::Catalogue;
use coach::kind::{Contribution, Eye, Rules};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// What moved the verdict on post `n` of an account, the app hidden, by the weights that the other accounts teach.
pub fn explain(streams: &[Stream], account: &str, n: u32) -> Result<String> {
    let stream = streams.iter().find(|stream| stream.account == account);
    let stream =
        stream.with_context(|| format!("there is no account {account}: name one of the files, without ending"))?;
    let mut eye = Eye::with_model(&Rules::shipped(), &model_without(streams, account));
    for labelled in &stream.posts {
        let post = labelled.app_hidden();
        if labelled.n == n {
            let opened = eye.open(&post);
            let verdict = eye.see(&post);
            let words = english()?;
            let mut text = format!("{account} {n}: {}, labelled {:?}\n", verdict.kind.name(), labelled.label);
            for reason in &verdict.reasons {
                let _ = writeln!(text, "  because it {}", words.say(&reason.message()));
            }
            let Some(opened) = opened else { return Ok(text + "  content and timing were not asked\n") };
            let _ = writeln!(text, "  {:+.2}  as every post, where all is as usual", opened.usual);
            for Contribution { reason, weight } in &opened.contributions {
                let _ = writeln!(text, "  {weight:+.2}  {}", words.say(&reason.message()));
            }
            let _ = writeln!(text, "  {:+.2}  together: probability {:.3}", opened.odds(), opened.probability());
            return Ok(text);
        }
        eye.see(&post);
    }
    anyhow::bail!("{account} has no post {n}")
}

/// The sentences of reasons.
pub(crate) fn english() -> Result<Catalogue> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/words/en.reasons.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let patterns: BTreeMap<String, String> = serde_json::from_str(&text)?;
    Catalogue::new("en", patterns).map_err(|error| anyhow::anyhow!("{error}"))
}
