//! `cargo xtask eval [FOLDER]`: scores the judgements against labelled posts.

use anyhow::{Context, Result, bail};
use coach::kind::{Eye, Model};
use eval::accounts::{Fold, each, leave_one_out, overall, taught_by_themselves};
use eval::report::{Report, report};
use eval::seen::SeenStream;
use eval::stream::{self, Stream};
use eval::{drift, picture, train};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const HELP: &str = "\
cargo xtask eval [--train | --train-acts | --acts | --ceiling | --explain ACCOUNT N] [--errors N] [--out DIR] [FOLDER]

  Judges the labelled streams in FOLDER (beside the project where none is named), each account by a model that
  was trained on the others and with the posting app hidden; then drift, then what replies do. Prints tables, says what changed against
  the last run, and writes kinds.json, kinds.svg, drift.json and acts.json into DIR (target/eval where none is named).

  --ceiling            prints what each account's own labels can teach about it, against what the others teach: kinds
                       and drift
  --explain ACCOUNT N  opens the verdict on post N of an account: everything that was weighed, in words
  --errors N           also writes N wrong verdicts of each kind with their texts into DIR/errors.tsv, to be read by eye
  --train              writes the weights that all the streams together teach into src-tauri/coach/src/kind/weights.txt
  --train-acts         writes those of what replies do, from the labels in xtask/eval/labels, into src-tauri/coach/src/interaction
  --acts               only what replies do, which takes seconds

  Your own data: one file an account, NAME.jsonl or NAME.jsonl.gz, one post a line in order of time:
  {\"n\": 0, \"ts\": 1331017280, \"day_only\": false, \"text\": \"…\", \"source\": \"twitterfeed\", \"reply_to\": null,
   \"is_reply\": false, \"is_rt\": false, \"urls\": [], \"media\": 0, \"lang\": null, \"label\": \"auto\"}
  with the labels auto, human, share (scored), app, posse, amb (not scored).";

/// The head of the file of weights.
const HEAD: &str = "\
# What content and timing weigh toward “posted automatically”, in log-odds. Written by `cargo xtask eval --train` from
# the labelled streams; the same streams give the same file. How a weight is used: model.rs and habit.rs beside this
# file. What a feature is: feature.rs.
#
# odds = bias + alone · (bias-alone + Σ weight · (value − usual)) + Σ habit weight · habit
";

/// The head of the file of the weights of acts.
const ACTS_HEAD: &str = "\
# What the cues of a reply weigh toward each act, in log-odds. Written by `cargo xtask eval --train-acts` from the labelled
# replies; the same labels give the same file. The phrases of a cue: cues.txt. How a weight is used: act_of.rs.
#
#                        asked answered commented helped
";

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (mut act, mut most, mut out, mut folder) = (Act::Score, None, default_out(), stream::default_folder());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--help" | "-h" => {
                println!("{HELP}");
                return Ok(());
            }
            "--train" => act = Act::Train,
            "--ceiling" => act = Act::Ceiling,
            "--explain" => {
                let account = arguments.next().context("--explain needs an account")?;
                let n = arguments.next().context("--explain needs the number of a post")?;
                act = Act::Explain(account, n.parse().context("the number of a post is its `n`")?);
            }
            "--errors" => {
                let number = arguments.next().context("--errors needs a number of errors")?;
                most = Some(number.parse().context("--errors needs a number of errors")?);
            }
            "--train-acts" => act = Act::TrainActs,
            "--acts" => act = Act::Acts,
            "--out" => out = arguments.next().map(PathBuf::from).context("--out needs a folder")?,
            option if option.starts_with('-') => bail!("there is no option {option}\n\n{HELP}"),
            path => folder = PathBuf::from(path),
        }
    }
    let streams = stream::read_folder(&folder)?;
    match &act {
        Act::Train => return write_weights(&streams),
        Act::Ceiling => return ceiling(&streams),
        Act::Explain(account, n) => {
            print!("{}", eval::explain::explain(&streams, account, *n)?);
            return Ok(());
        }
        Act::TrainActs => {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri/coach/src/interaction/weights.txt");
            return write(&path, &format!("{ACTS_HEAD}{}", eval::acts::weights(&streams)?));
        }
        Act::Acts | Act::Score => {}
    }
    std::fs::create_dir_all(&out).with_context(|| format!("cannot make the folder {}", out.display()))?;
    if matches!(act, Act::Acts) {
        return acts(&streams, &out);
    }
    let folds = leave_one_out(&streams);
    kinds(&streams, &folds, &out)?;
    if let Some(most) = most {
        write(&out.join("errors.tsv"), &eval::errors::errors(&streams, &folds, most)?)?;
    }
    drift(&streams, &folds, &out)?;
    acts(&streams, &out)
}

/// What is to be done.
enum Act {
    Score,
    Acts,
    Train,
    TrainActs,
    Ceiling,
    Explain(String, u32),
}

fn ceiling(streams: &[Stream]) -> Result<()> {
    println!("AUC, the app hidden   taught by itself   by the others");
    let own = taught_by_themselves(streams);
    let aucs = |folds: &[Fold]| overall(folds).accounts.into_iter().map(|(account, scores)| (account, scores.auc));
    let others: BTreeMap<String, Option<f64>> = aucs(&leave_one_out(streams)).collect();
    let figure = |auc: Option<f64>| auc.map_or("    –".to_owned(), |auc| format!("{auc:.3}"));
    for (account, auc) in aucs(&own) {
        let other = others.get(&account).copied().flatten();
        println!("  {account:20} {:>12} {:>16}", figure(auc), figure(other));
    }
    print!("\nEach account taught by itself:{}", drift_by(streams, &own));
    Ok(())
}

fn default_out() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/eval")
}

fn write_weights(streams: &[Stream]) -> Result<()> {
    let seen = each(streams, SeenStream::of);
    let model = train::train(&seen.iter().collect::<Vec<_>>());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri/coach/src/kind/weights.txt");
    write(&path, &format!("{HEAD}\n{model}"))
}

fn kinds(streams: &[Stream], folds: &[Fold], out: &Path) -> Result<()> {
    let report = report(streams, folds);
    println!("{report}");
    let path = out.join("kinds.json");
    let last = std::fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Report>(&bytes).ok());
    if let Some(last) = last {
        println!("{}", report.against(&last));
    }
    write(&path, &serde_json::to_string_pretty(&report)?)?;
    write(&out.join("kinds.svg"), &picture::picture(&report))
}

fn drift(streams: &[Stream], folds: &[Fold], out: &Path) -> Result<()> {
    let report = drift_by(streams, folds);
    print!("{report}");
    write(&out.join("drift.json"), &serde_json::to_string_pretty(&report)?)
}

/// Drift, each account seen by the weights of its fold.
fn drift_by(streams: &[Stream], folds: &[Fold]) -> drift::report::Report {
    let models: BTreeMap<&str, &Arc<Model>> = folds.iter().map(|fold| (fold.account.as_str(), &fold.model)).collect();
    drift::report::report(streams, |stream, sight| match models.get(stream.account.as_str()) {
        Some(model) => Eye::with_model(&sight.rules(), model),
        None => Eye::new(&sight.rules()),
    })
}

fn acts(streams: &[Stream], out: &Path) -> Result<()> {
    let acts = eval::acts::acts(streams)?;
    print!("\n{acts}");
    write(&out.join("acts.json"), &serde_json::to_string_pretty(&acts)?)
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}
