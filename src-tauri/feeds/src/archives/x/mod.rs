//! Archives of X (Twitter), in both layouts: the older one (`data/js/tweets/2012_02.js`, or `tweets.csv` alone) and
//! the newer one (`data/manifest.js` and the files it names).

mod account;
mod layout;
mod notes;
mod post;
mod table;
mod tweet;
mod when;
mod wording;

pub use account::Account;

use super::elements::{Element, Elements, first};
use super::files::Files;
use super::rows::{Dialect, Row, Rows};
use super::{ArchiveError, Found, Item, Progress, Reading, Why, sees};
use coach::person::Network;
use coach::post::{Fate, Post};
use layout::{Holds, Layout, Part};
use notes::Notes;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use tweet::{Tweet, Wrapped, WrappedNote};

/// The most ids of replaced versions that are held in memory while reading.
const MOST_REPLACED: usize = 100_000;

/// An X archive that was found to hold posts. Nothing of them is read yet.
#[derive(Debug)]
pub struct Archive {
    files: Arc<Files>,
    layout: Layout,
}

pub(super) use layout::wanted;
pub(super) use wording::unescape;

/// The X archive among these files, where there is one.
///
/// # Errors
/// [`ArchiveError`] where it is one that cannot be read.
pub(super) fn found(files: &Arc<Files>) -> Found {
    if !files.kept().iter().any(|file| wanted(&file.name)) {
        return Ok(Vec::new());
    }
    let layout = Layout::of(files)?;
    Ok(vec![Box::new(Archive { files: Arc::clone(files), layout })])
}

/// Opens a zip as it was downloaded, or the folder it was unpacked to, and reads what it says about itself.
///
/// # Errors
/// [`ArchiveError`] where it is no X archive, or one that cannot be read.
pub fn open(path: &Path) -> Result<Archive, ArchiveError> {
    let files = Files::open(path, wanted)?;
    let layout = Layout::of(&files)?;
    Ok(Archive { files: Arc::new(files), layout })
}

impl Archive {
    /// Whose archive it is.
    pub fn account(&self) -> &Account {
        &self.layout.account
    }

    /// How many posts it holds by its own word, which is seldom exact.
    pub fn declared(&self) -> Option<u64> {
        self.layout.declared
    }

    /// Bytes there are to read, unpacked, by its own word.
    pub fn size(&self) -> u64 {
        self.layout.bytes()
    }

    /// Hands over every post, one by one, until the end or until `take` breaks.
    ///
    /// Takes the same memory for any number of posts. Reading again hands over the same.
    ///
    /// # Errors
    /// [`ArchiveError`] where the zip turns out to be damaged or hostile, or the disk fails. What was handed over before
    /// should then not be kept.
    pub fn read(&self, take: impl FnMut(Item) -> ControlFlow<()>) -> Result<Reading, ArchiveError> {
        let mut reader = Reader {
            archive: self,
            take,
            reading: Reading { progress: Progress { of: self.size(), ..Progress::default() }, ..Reading::default() },
            notes: Notes::default(),
            replaced: HashSet::new(),
            before: 0,
        };
        for name in &self.layout.missing {
            reader.reading.note(Why::MissingPart, || name.clone());
        }
        for part in &self.layout.parts {
            let flow = match part.holds {
                Holds::Table => reader.read_table(part)?,
                _ => reader.read_elements(part)?,
            };
            if flow.is_break() {
                reader.reading.stopped = true;
                break;
            }
        }
        Ok(reader.reading)
    }
}

impl super::Archive for Archive {
    fn account(&self) -> super::Account {
        let own = &self.layout.account;
        let name = own.screen_name.as_ref().map(|name| format!("@{}", name.to_lowercase()));
        super::Account {
            network: Network::X,
            id: own.id.clone(),
            title: own.screen_name.as_ref().map(|name| format!("@{name}")),
            names: own.id.iter().cloned().chain(name).collect(),
            site: own.site.clone(),
        }
    }

    fn sees(&self) -> u8 {
        sees::POSTS | sees::REPLIES | sees::BOOSTS | sees::APP
    }

    fn declared(&self) -> Option<u64> {
        self.declared()
    }

    fn size(&self) -> u64 {
        self.size()
    }

    fn read(&self, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<Reading, ArchiveError> {
        self.read(take)
    }
}

/// One reading of an archive.
struct Reader<'a, Take> {
    archive: &'a Archive,
    take: Take,
    reading: Reading,
    notes: Notes,
    replaced: HashSet<String>,
    /// Bytes of the parts before this one.
    before: u64,
}

/// What an element is: a post and the ids of its other versions; nothing to hand over; or why it is none, and what
/// tells it.
type Understood = Result<Option<(Post, Vec<String>)>, (Why, String)>;

impl<Take: FnMut(Item) -> ControlFlow<()>> Reader<'_, Take> {
    fn read_elements(&mut self, part: &Part) -> Result<ControlFlow<()>, ArchiveError> {
        let name = &part.file.name;
        let files = &self.archive.files;
        let mut elements = Elements::new(files.unpack(&part.file)?);
        loop {
            let (own, notes) = (&self.archive.layout.account, &mut self.notes);
            let next = elements.next(|bytes| understand(bytes, part.holds, own, notes));
            let (understood, garbled) = match next.map_err(|error| files.failure(name, error))? {
                Element::Taken(understood) => (understood, false),
                Element::Garbled(understood) => (understood, true),
                Element::Malformed(start) => (Err((Why::Malformed, start)), false),
                Element::TooLarge => (Err((Why::TooLarge, String::new())), false),
                Element::Nothing => (Ok(None), false),
                Element::Broken => {
                    self.reading.note(Why::BrokenPart, || name.clone());
                    break;
                }
                Element::End => break,
            };
            if garbled {
                self.reading.note(Why::Garbled, || example(name, &understood));
            }
            if self.hand_over(name, understood).is_break() || self.report(elements.read()).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(self.finish_part(elements.read()))
    }

    fn read_table(&mut self, part: &Part) -> Result<ControlFlow<()>, ArchiveError> {
        let name = &part.file.name;
        let files = &self.archive.files;
        let failed = |error| files.failure(name, error);
        let mut rows = Rows::new(files.unpack(&part.file)?, Dialect::USUAL).map_err(failed)?;
        loop {
            let understood = match rows.next().map_err(failed)? {
                Row::Taken => {
                    let row = table::tweet(&rows);
                    understand_tweet(&mut row.tweet(), Fate::Stands, &self.archive.layout.account, &self.notes)
                }
                Row::TooLarge => Err((Why::TooLarge, String::new())),
                Row::End => break,
            };
            if self.hand_over(name, understood).is_break() || self.report(rows.read()).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(self.finish_part(rows.read()))
    }

    fn hand_over(&mut self, name: &str, understood: Understood) -> ControlFlow<()> {
        match understood {
            Ok(Some((mut post, versions))) => {
                if !versions.is_empty() || !self.replaced.is_empty() {
                    self.tell_versions(&mut post, versions)?;
                }
                self.reading.progress.posts += 1;
                (self.take)(Item::Post(post))
            }
            Ok(None) => ControlFlow::Continue(()),
            Err((why, what)) => {
                self.reading.note(why, || if what.is_empty() { name.to_owned() } else { format!("{name}: {what}") });
                ControlFlow::Continue(())
            }
        }
    }

    /// Of several versions of a post only the last stands. A version may not know of those after it.
    fn tell_versions(&mut self, post: &mut Post, versions: Vec<String>) -> ControlFlow<()> {
        if self.replaced.contains(&post.id) || versions.iter().any(|version| is_later(version, &post.id)) {
            post.fate = if post.fate == Fate::Stands { Fate::Replaced } else { post.fate };
            self.remember(post.id.clone());
        }
        for version in versions.into_iter().filter(|version| is_later(&post.id, version)) {
            if self.remember(version.clone()) {
                (self.take)(Item::Replaced(version))?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether this was not known yet.
    fn remember(&mut self, id: String) -> bool {
        if self.replaced.len() >= MOST_REPLACED { !self.replaced.contains(&id) } else { self.replaced.insert(id) }
    }

    /// Says how far the reading is, each time more bytes were taken from the archive.
    fn report(&mut self, read: u64) -> ControlFlow<()> {
        if self.before + read == self.reading.progress.bytes {
            return ControlFlow::Continue(());
        }
        self.reading.progress.bytes = self.before + read;
        (self.take)(Item::Progress(self.reading.progress))
    }

    fn finish_part(&mut self, read: u64) -> ControlFlow<()> {
        let flow = self.report(read);
        self.before += read;
        flow
    }
}

/// Whether an id of X is later than another: they are numbers without leading zeros that grow with time.
fn is_later(id: &str, than: &str) -> bool {
    (id.len(), id) > (than.len(), than)
}

fn example(name: &str, understood: &Understood) -> String {
    match understood {
        Ok(Some((post, _))) => format!("{name}: {}", post.id),
        _ => name.to_owned(),
    }
}

/// Parses one element of a part.
fn understand(bytes: &[u8], holds: Holds, own: &Account, notes: &mut Notes) -> serde_json::Result<(Understood, usize)> {
    if holds == Holds::Notes {
        let (WrappedNote { note_tweet }, used) = first(bytes)?;
        let understood = if notes.keep(&note_tweet) { Ok(None) } else { Err((Why::LongText, String::new())) };
        return Ok((understood, used));
    }
    let (mut tweet, used) = if is_wrapped(bytes) {
        first::<Wrapped<'_>>(bytes).map(|(wrapped, used)| (wrapped.tweet, used))?
    } else {
        first::<Tweet<'_>>(bytes)?
    };
    Ok((understand_tweet(&mut tweet, holds.fate(), own, notes), used))
}

fn understand_tweet(tweet: &mut Tweet<'_>, fate: Fate, own: &Account, notes: &Notes) -> Understood {
    match post::of(tweet, own, notes, fate) {
        Ok(post) => {
            let versions = tweet.edit_info.iter().flat_map(tweet::EditInfo::versions);
            let versions = versions.filter(|version| *version != post.id).map(str::to_owned).collect();
            Ok(Some((post, versions)))
        }
        Err(why) => {
            let id = tweet.id_str.or(&tweet.id).unwrap_or_default().to_owned();
            Err((why, id))
        }
    }
}

/// Whether an element has the tweet under a name of its own: its first key is no field of a tweet.
fn is_wrapped(bytes: &[u8]) -> bool {
    let key = bytes.iter().position(|byte| *byte == b'"').and_then(|at| bytes.get(at + 1..)).unwrap_or_default();
    [&b"tweet\""[..], b"deletedTweet\"", b"communityTweet\""].iter().any(|name| key.starts_with(name))
}
