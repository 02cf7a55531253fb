//! Where the posting app is named and known: the verdict against the label.

use crate::accounts::each;
use crate::scores::{Judged, Scores, scores};
use crate::stream::Stream;
use coach::kind::{Eye, Rules};

/// The figures over all posts whose app settles it.
pub fn named(streams: &[Stream]) -> Scores {
    let judged = each(streams, |stream| {
        let mut eye = Eye::new(&Rules::shipped());
        let mut judged = Vec::new();
        for labelled in &stream.posts {
            let verdict = eye.see(&labelled.post);
            if let Some(automatic) = labelled.label.automatic().filter(|_| verdict.by_app) {
                judged.push(Judged { probability: verdict.automated, automatic });
            }
        }
        judged
    });
    scores(&judged.concat(), 0.5)
}
