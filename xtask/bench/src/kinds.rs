//! How many posts a second are told apart by kind.

use crate::child::{self, Figures};
use crate::import::last_day;
use crate::{Effort, report};
use anyhow::Result;
use bench::generate::{self, Layout, Plan};
use coach::kind::{Eye, Rules};
use coach::post::Post;
use feeds::archives::{Item, x};
use serde_json::json;
use std::ops::ControlFlow;
use std::path::Path;

/// How many posts, and how often they are judged.
const FULL: (u32, usize) = (100_000, 5);
const QUICK: (u32, usize) = (20_000, 1);

/// Measures and prints the figures.
///
/// # Errors
/// Where the archive cannot be written, or a measurement fails.
pub(crate) fn measure(effort: Effort) -> Result<()> {
    if !cfg!(target_os = "linux") {
        println!("  skipped: reads /proc, which only Linux has");
        return Ok(());
    }
    let (posts, runs) = if effort == Effort::Quick { QUICK } else { FULL };
    let folder = tempfile::tempdir()?;
    let archive = folder.path().join("archive.zip");
    generate::write(Plan { posts, layout: Layout::New, until: last_day() }, &archive)?;
    let all = (0..runs).map(|_| child::measure("kinds", &[&archive])).collect::<Result<Vec<_>>>()?;
    let figures = child::middle(all)?;
    let rate = figures.posts as f64 / figures.seconds;
    println!("  {posts} posts, middle of {runs}: {rate:.0} posts/s ({:.2} s)", figures.seconds);
    report::write("kinds", &json!({ "posts": figures.posts, "seconds": figures.seconds, "postsPerSecond": rate }))
}

/// Judges all posts of an archive, in the order of their time, in the process that was started for it.
///
/// # Errors
/// Where the archive cannot be read.
pub(crate) fn one(archive: &Path) -> Result<Figures> {
    let mut posts: Vec<Post> = Vec::new();
    x::open(archive)?.read(|item| {
        if let Item::Post(post) = item {
            posts.push(post);
        }
        ControlFlow::Continue(())
    })?;
    posts.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    child::timed(|| {
        let mut eye = Eye::new(&Rules::shipped());
        for post in &posts {
            std::hint::black_box(eye.see(post));
            std::hint::black_box(eye.take_revisions());
        }
        Ok((posts.len() as u64, 0))
    })
}
