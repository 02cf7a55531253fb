//! `cargo xtask eval [FOLDER]`: scores the judgements against labelled posts.

use anyhow::Result;
use coach::kind::{Eye, Kind, Rules};
use eval::{drift, stream};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).map_or_else(stream::default_folder, PathBuf::from);
    let streams = stream::read_folder(&folder)?;
    for stream in &streams {
        let mut eye = Eye::new(&Rules::shipped());
        let mut kinds: BTreeMap<Kind, u32> = BTreeMap::new();
        for labelled in &stream.posts {
            *kinds.entry(eye.see(&labelled.post).kind).or_default() += 1;
        }
        let counts: Vec<String> = kinds.iter().map(|(kind, n)| format!("{} {n}", kind.name())).collect();
        println!("{}: {}", stream.account, counts.join(", "));
    }
    print!("{}", drift::report::report(&streams, |_, sight| Eye::new(&sight.rules())));
    Ok(())
}
