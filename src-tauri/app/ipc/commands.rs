//! The commands. Each hands a question or a wish on, and does nothing of its own.

use super::{Desktop, UserError, Wish, translate};
use crate::body::Body;
use crate::draft::LogDraft;
use crate::keep::{self, Keepsake};
use crate::listen::sign_in::Word;
use crate::tray::Choice;
use crate::wake::Wake;
use crate::words::WordCatalogue;
use crate::{clock, import, links, listen};
use coach::act::{Setting, SourceId, What};
use engine::view::{
    Calendar, Changes, DayDetail, FeedStory, FoundAccount, ImportAccount, ImportWish, Inbox, LinkTold, Opened,
    PeoplePage, PeopleQuery, PersonBrief, PersonDetail, PostPage, PostQuery, Resolution, Review, SecretPlace, Settings,
    Sources, Story, StrengthStory, Today, WeekReview, YearCard,
};
use std::sync::{Arc, mpsc};
use tauri::State;

type Shared<'a> = State<'a, Arc<Body>>;

/// The day that is open.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn today(body: Shared<'_>) -> Result<Today, UserError> {
    Ok(body.engine()?.today(clock::now())?)
}

/// The story of the feed between two days; all of it without them. Weeks begin as the person's do.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn feed(
    body: Shared<'_>,
    resolution: Option<Resolution>,
    from: Option<String>,
    to: Option<String>,
) -> Result<FeedStory, UserError> {
    let begins = body.language().week();
    Ok(body.engine()?.feed(resolution, from.as_deref(), to.as_deref(), begins, clock::now())?)
}

/// A page of posts.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn posts(body: Shared<'_>, query: PostQuery) -> Result<PostPage, UserError> {
    Ok(body.engine()?.posts(&query, clock::now())?)
}

/// Everything that was weighed for a post; null where something else than content and timing settled it.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn opened(body: Shared<'_>, post: i32) -> Result<Option<Opened>, UserError> {
    Ok(body.engine()?.opened(post, clock::now())?)
}

/// The days from one to another, both included.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn calendar(body: Shared<'_>, from: String, to: String) -> Result<Calendar, UserError> {
    Ok(body.engine()?.calendar(&from, &to, clock::now())?)
}

/// One day.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn day(body: Shared<'_>, day: String) -> Result<DayDetail, UserError> {
    Ok(body.engine()?.day(&day, clock::now())?)
}

/// Every nudge.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn inbox(body: Shared<'_>) -> Result<Inbox, UserError> {
    Ok(body.engine()?.inbox(clock::now())?)
}

/// All settings.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn settings(body: Shared<'_>) -> Result<Settings, UserError> {
    Ok(body.engine()?.settings(clock::now())?)
}

/// The words of the language that the app speaks.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn words(body: Shared<'_>) -> WordCatalogue {
    WordCatalogue::of(body.language())
}

/// People whose name begins so; people of late for an empty beginning.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn people(body: Shared<'_>, prefix: String) -> Result<Vec<PersonBrief>, UserError> {
    Ok(body.engine()?.people(&prefix, clock::now())?)
}

/// A page of people, and who may be one and the same.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn people_page(body: Shared<'_>, query: PeopleQuery) -> Result<PeoplePage, UserError> {
    Ok(body.engine()?.people_page(&query, clock::now())?)
}

/// One person, opened.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn person(body: Shared<'_>, person: i32) -> Result<PersonDetail, UserError> {
    Ok(body.engine()?.person(person, clock::now())?)
}

/// Doubtful acts that wait for the person's word, and what she said of such for good.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn review(body: Shared<'_>) -> Result<Review, UserError> {
    Ok(body.engine()?.review(clock::now())?)
}

/// The week in which a day lies, reviewed; the last that is over without one. Weeks begin on `begins`, 1 Monday to 7
/// Sunday.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn week(body: Shared<'_>, day: Option<String>, begins: u8) -> Result<WeekReview, UserError> {
    Ok(body.engine()?.week(day.as_deref(), translate::weekday(begins)?, clock::now())?)
}

/// The story of the feed over the years.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn story(body: Shared<'_>) -> Result<Story, UserError> {
    Ok(body.engine()?.story(clock::now())?)
}

/// One calendar year, as people and replies.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn year(body: Shared<'_>, year: i32) -> Result<YearCard, UserError> {
    Ok(body.engine()?.year(year, clock::now())?)
}

/// What strength and streak are made of.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn strength(body: Shared<'_>) -> Result<StrengthStory, UserError> {
    Ok(body.engine()?.strength(clock::now())?)
}

/// The drawing of something to be kept, SVG, from which the window makes a picture.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn draw(body: Shared<'_>, what: Keepsake) -> Result<String, UserError> {
    what.drawing(&*body.engine()?, clock::now())
}

/// Keeps something as a page, where the person says. Returns the file; `None` where it was cancelled.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn keep_page(body: Shared<'_>, what: Keepsake) -> Result<Option<String>, UserError> {
    let page = what.page(&*body.engine()?, clock::now())?;
    save(&body, &format!("{}.html", what.name()), page.as_bytes())
}

/// Keeps something as a picture, where the person says: a PNG that the window made, in Base64. Returns the file; `None`
/// where it was cancelled.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn keep_picture(body: Shared<'_>, what: Keepsake, png: String) -> Result<Option<String>, UserError> {
    let picture = keep::picture(&png)?;
    save(&body, &format!("{}.png", what.name()), &picture)
}

/// Does what the window wishes for: the only way to change anything.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn act(body: Shared<'_>, wish: Wish) -> Result<Changes, UserError> {
    let act = translate::act(wish, clock::now(), |nudge| body.day_of(nudge))?;
    if let What::Set(Setting::QuickLogKeys(Some(keys))) = &act.what {
        try_keys(&body, keys)?;
    }
    body.act(&act)
}

/// Paths of archives that the person picks; none where it was cancelled.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn pick_archive(body: Shared<'_>, folder: bool) -> Result<Vec<String>, UserError> {
    let (picked, answer) = mpsc::channel();
    body.wake(Wake::Pick { folder, picked });
    Ok(answer.recv().unwrap_or_default())
}

/// Imports archives, one after the other; progress comes as events. `with_private`: posts that not everybody may see
/// count as acts, without their words.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn import_archives(
    body: Shared<'_>,
    paths: Vec<String>,
    with_private: bool,
) -> Result<Vec<ImportAccount>, UserError> {
    import::archives(&body, &paths, ImportWish { private: with_private })
}

/// Stops the running import; what was read until then stays.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn cancel_import(body: Shared<'_>) -> Result<(), UserError> {
    body.work.cancel();
    Ok(())
}

/// What is read, what could be, how it goes and which hosts were asked.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn sources(body: Shared<'_>) -> Result<Sources, UserError> {
    listen::sources(&body)
}

/// The account that the person typed, to be shown before it is added.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn find_account(body: Shared<'_>, reader: String, typed: String) -> Result<FoundAccount, UserError> {
    listen::ask(&body, move |body| async move {
        listen::keep(&body, listen::find(&listen::net()?, &reader, &typed, None).await?)
    })
}

/// Adds an account that was found or signed in to, and begins to read it. Returns its number.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn add_account(body: Shared<'_>, found: FoundAccount) -> Result<i32, UserError> {
    let FoundAccount { reader, typed, .. } = found;
    let added = match listen::take(&body, &reader, &typed) {
        Some(found) => body.add(&found),
        None => listen::ask(&body, move |body| async move {
            body.add(&listen::find(&listen::net()?, &reader, &typed, None).await?)
        }),
    };
    added.map(number)
}

/// Adds the account that a password made for this app alone belongs to, and begins to read it. Returns its number.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn add_with_password(
    body: Shared<'_>,
    reader: String,
    typed: String,
    password: String,
) -> Result<i32, UserError> {
    listen::with_password(&body, reader, typed, password).map(number)
}

/// Signs in on a server's own page, in the browser. Answers when the person is done there, with the account she may add.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn sign_in(body: Shared<'_>, reader: String, server: String) -> Result<FoundAccount, UserError> {
    listen::sign_in::sign_in(&body, reader, server)
}

/// Hands the sign-in that is waited for its code, or the address that the browser could not open.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn finish_sign_in(body: Shared<'_>, code: String) -> Result<(), UserError> {
    listen::sign_in::say(&body, Word::Code(code.into()))
}

/// Waits no more for the browser.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn cancel_sign_in(body: Shared<'_>) -> Result<(), UserError> {
    // Where none is waited for any more, that is what was wanted.
    let _ = listen::sign_in::say(&body, Word::Stop);
    Ok(())
}

/// Reads a source now; all of them without one. Progress comes as events.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn sync_now(body: Shared<'_>, source: Option<i32>) -> Result<(), UserError> {
    let sources = match source {
        Some(source) => vec![SourceId(source.into())],
        None => body.engine()?.live_sources()?,
    };
    listen::now(&body, sources);
    Ok(())
}

/// Ends the reading of a source; with `posts`, takes out what was read of it too.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn remove_source(body: Shared<'_>, source: i32, posts: bool) -> Result<(), UserError> {
    let changed = listen::remove(&*body.engine()?, &body.secrets, SourceId(source.into()), posts)?;
    body.wake(Wake::Changed(changed));
    Ok(())
}

/// Where secrets are kept from now on, where there is no keychain or the person wants it otherwise.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn choose_secret_place(body: Shared<'_>, place: SecretPlace) -> Result<(), UserError> {
    body.secrets.choose(place)
}

/// Opens a link in the system's browser; only http and https.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn open_link(url: String) -> Result<(), UserError> {
    links::open(&url)
}

/// What the link of a post tells by itself; no host is asked.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn link_told(body: Shared<'_>, link: String) -> Result<Option<LinkTold>, UserError> {
    Ok(body.engine()?.link_told(&link, clock::now())?)
}

/// What the small window for one log begins with. Asked once, when its page arrives.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn draft(body: Shared<'_>) -> Result<Option<LogDraft>, UserError> {
    Ok(body.drafts().arrive())
}

/// Closes the small window for one log.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn leave_quick_log(body: Shared<'_>) -> Result<(), UserError> {
    body.wake(Wake::LeaveQuickLog);
    Ok(())
}

/// What the window needs to know of the desktop, and where it is to go. Asked once, when the page arrives.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn desktop(body: Shared<'_>) -> Result<Desktop, UserError> {
    Ok(body.desktop())
}

/// The window has said that there is no tray.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn tray_notice_said(body: Shared<'_>) -> Result<(), UserError> {
    body.tray_notice_said();
    Ok(())
}

/// Ends the app, tray and all.
#[tauri::command(async)]
#[specta::specta]
pub(super) fn quit(body: Shared<'_>) -> Result<(), UserError> {
    body.wake(Wake::Chosen(Choice::Quit));
    Ok(())
}

/// Writes a file where the person says.
fn save(body: &Body, name: &str, bytes: &[u8]) -> Result<Option<String>, UserError> {
    let (picked, answer) = mpsc::channel();
    body.wake(Wake::Save { name: name.to_owned(), picked });
    let Some(path) = answer.recv().ok().flatten() else { return Ok(None) };
    keep::write(&path, bytes)?;
    Ok(Some(path.display().to_string()))
}

/// Takes hold of the keys before they are kept as a setting, so that keys another program has are refused at once.
fn try_keys(body: &Body, keys: &str) -> Result<(), UserError> {
    let (held, answer) = mpsc::channel();
    body.wake(Wake::TryKeys { keys: keys.to_owned(), held });
    match answer.recv() {
        Ok(false) => Err(UserError::new("keys.taken", |message| message.with("keys", keys))),
        // Where nobody answers the app is ending.
        Ok(true) | Err(_) => Ok(()),
    }
}

/// A source's number as the window carries it.
fn number(source: SourceId) -> i32 {
    i32::try_from(source.0).unwrap_or(i32::MAX)
}
