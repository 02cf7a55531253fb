//! Handing over what is read of an archive: posts, how far the reading is, and what could not be taken.

use super::elements::{Element, Elements, first};
use super::files::{Files, Kept};
use super::{ArchiveError, Item, Progress, Reading, Why};
use coach::post::Post;
use serde_json::Value;
use std::ops::ControlFlow;

/// What an item of an archive is: a post; nothing to hand over; or why it is none, and what tells it.
pub(super) type Understood = Result<Option<Post>, (Why, String)>;

/// One reading of an archive.
pub(super) struct Handing<'a> {
    take: &'a mut dyn FnMut(Item) -> ControlFlow<()>,
    reading: Reading,
    /// Bytes of the parts before this one.
    before: u64,
}

impl<'a> Handing<'a> {
    /// Nothing is read yet of so many bytes.
    pub(super) fn new(of: u64, take: &'a mut dyn FnMut(Item) -> ControlFlow<()>) -> Self {
        let reading = Reading { progress: Progress { of, ..Progress::default() }, ..Reading::default() };
        Self { take, reading, before: 0 }
    }

    /// Hands over an item of this file.
    pub(super) fn hand(&mut self, name: &str, understood: Understood) -> ControlFlow<()> {
        match understood {
            Ok(Some(post)) => {
                self.reading.progress.posts += 1;
                (self.take)(Item::Post(post))
            }
            Ok(None) => ControlFlow::Continue(()),
            Err((why, what)) => {
                self.note(name, why, &what);
                ControlFlow::Continue(())
            }
        }
    }

    /// Notes what could not be taken as it stood.
    pub(super) fn note(&mut self, name: &str, why: Why, what: &str) {
        self.reading.note(why, || if what.is_empty() { name.to_owned() } else { format!("{name}: {what}") });
    }

    /// Says how far the reading is, each time more bytes were taken.
    pub(super) fn report(&mut self, read: u64) -> ControlFlow<()> {
        let bytes = self.before + read;
        if bytes == self.reading.progress.bytes {
            return ControlFlow::Continue(());
        }
        self.reading.progress.bytes = bytes;
        (self.take)(Item::Progress(self.reading.progress))
    }

    /// The reading of one file is over, after so many bytes.
    pub(super) fn finish_part(&mut self, read: u64) -> ControlFlow<()> {
        let flow = self.report(read);
        self.before += read;
        flow
    }

    /// Reads every element of the array in a file of JSON, the first or the one under a key.
    ///
    /// # Errors
    /// Where the file cannot be read to its end.
    pub(super) fn elements(
        &mut self,
        files: &Files,
        file: &Kept,
        key: Option<&'static str>,
        mut understand: impl FnMut(&Value) -> Understood,
    ) -> Result<ControlFlow<()>, ArchiveError> {
        let name = &file.name;
        let bytes = files.unpack(file)?;
        let mut elements = match key {
            None => Elements::new(bytes),
            Some(key) => Elements::below(bytes, key),
        };
        loop {
            let understood =
                match elements.next(|bytes| first::<Value>(bytes)).map_err(|error| files.failure(name, error))? {
                    Element::Taken(value) => understand(&value),
                    Element::Garbled(value) => {
                        self.note(name, Why::Garbled, "");
                        understand(&value)
                    }
                    Element::Malformed(start) => Err((Why::Malformed, start)),
                    Element::TooLarge => Err((Why::TooLarge, String::new())),
                    Element::Nothing => Ok(None),
                    Element::Broken => {
                        self.note(name, Why::BrokenPart, "");
                        break;
                    }
                    Element::End => break,
                };
            if self.hand(name, understood).is_break() || self.report(elements.read()).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(self.finish_part(elements.read()))
    }

    /// What came of it.
    pub(super) fn finish(mut self, flow: ControlFlow<()>) -> Reading {
        self.reading.stopped = flow.is_break();
        self.reading
    }
}
