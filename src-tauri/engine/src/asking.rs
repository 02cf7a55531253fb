//! What can be asked of the ledger: a question for each thing that a screen or the command line shows.

use crate::settings::Plain;
use crate::view::{
    Calendar, DayDetail, FeedStory, Inbox, LinkTold, NudgeLine, Opened, PeoplePage, PeopleQuery, PersonBrief,
    PersonDetail, PostPage, PostQuery, Resolution, Review, Robot, Settings, Sources, Status, Story, StrengthStory,
    Today, WeekReview, YearCard,
};
use crate::weigh::sources::Around;
use crate::weigh::{
    calendar, feed, inbox, opened, people, persons, posts, review, robots, settings, sources, story, strength, told,
    week, year,
};
use crate::{Engine, OpenError, ReadError};
use chrono::{DateTime, NaiveDate, Utc, Weekday};
use coach::act::{NudgeId, PostId};
use coach::day::Day;
use coach::person::PersonId;
use rusqlite::Connection;

impl Engine {
    /// The day that is open now. Whom it names is in the ledger before this returns.
    pub fn today(&self, now: DateTime<Utc>) -> Result<Today, ReadError> {
        self.suggest(now)?;
        self.ask(now, |asked| asked.today())
    }

    /// The line of tray, `status` and title.
    pub fn status(&self, now: DateTime<Utc>) -> Result<Status, ReadError> {
        self.ask(now, |asked| asked.status())
    }

    /// The days from `from` to `to` (ISO 8601, both included), at most some ten years.
    pub fn calendar(&self, from: &str, to: &str, now: DateTime<Utc>) -> Result<Calendar, ReadError> {
        let (from, to) = (read_day(from)?, read_day(to)?);
        self.ask(now, |asked| calendar::calendar(asked, from, to))
    }

    /// One day (ISO 8601), opened.
    pub fn day(&self, day: &str, now: DateTime<Utc>) -> Result<DayDetail, ReadError> {
        let day = read_day(day)?;
        self.ask(now, |asked| calendar::day(asked, day))
    }

    /// The story of the feed between two days (ISO 8601, both included); from the first to the last post where none is
    /// given, and by week, month or year as fits the stretch. Weeks begin on `begins`.
    pub fn feed(
        &self,
        resolution: Option<Resolution>,
        from: Option<&str>,
        to: Option<&str>,
        begins: Weekday,
        now: DateTime<Utc>,
    ) -> Result<FeedStory, ReadError> {
        let (from, to) = (from.map(read_day).transpose()?, to.map(read_day).transpose()?);
        self.ask(now, |asked| feed::feed(asked, resolution, from, to, begins))
    }

    /// Posts, newest first, a page at a time.
    pub fn posts(&self, query: &PostQuery, now: DateTime<Utc>) -> Result<PostPage, ReadError> {
        let from = query.from.as_deref().map(read_day).transpose()?;
        let to = query.to.as_deref().map(read_day).transpose()?;
        self.ask(now, |asked| posts::posts(asked, query, from, to))
    }

    /// Everything that was weighed for a post, by its number; `None` where something else than content and timing settled
    /// what it is, or there is no such post. Takes as long as judging the posts before it.
    pub fn opened(&self, post: i32, now: DateTime<Utc>) -> Result<Option<Opened>, ReadError> {
        self.ask(now, |asked| opened::opened(asked.ledger, PostId(post.into())))
    }

    /// Every nudge, newest first.
    pub fn inbox(&self, now: DateTime<Utc>) -> Result<Inbox, ReadError> {
        self.ask(now, inbox::inbox)
    }

    /// One nudge; `None` where there is no such.
    pub fn nudge(&self, nudge: NudgeId, now: DateTime<Utc>) -> Result<Option<NudgeLine>, ReadError> {
        self.ask(now, |asked| inbox::one(asked, nudge))
    }

    /// All settings, as they stand.
    pub fn settings(&self, now: DateTime<Utc>) -> Result<Settings, ReadError> {
        self.ask(now, |asked| settings::settings(asked, self.path()))
    }

    /// The tag of the language the person chose; `None` where it follows the system.
    pub fn language(&self) -> Result<Option<String>, ReadError> {
        self.read(|ledger: &Connection| {
            let plain = Plain::read(ledger).map_err(|e| OpenError::of(self.path(), e))?;
            Ok(plain.language)
        })
    }

    /// What is read, how it goes, and which hosts were asked.
    pub fn sources(&self, around: &Around<'_>, now: DateTime<Utc>) -> Result<Sources, ReadError> {
        self.ask(now, |asked| sources::sources(asked, around))
    }

    /// People whose name begins so; people of late where `prefix` is empty. At most eight.
    pub fn people(&self, prefix: &str, now: DateTime<Utc>) -> Result<Vec<PersonBrief>, ReadError> {
        self.ask(now, |asked| people::beginning(asked.ledger, prefix))
    }

    /// What the link of a post tells by itself, and whom the ledger knows by it; `None` where it tells nothing.
    pub fn link_told(&self, link: &str, now: DateTime<Utc>) -> Result<Option<LinkTold>, ReadError> {
        self.ask(now, |asked| told::told(asked, link))
    }

    /// A page of people, and who may be one and the same.
    pub fn people_page(&self, query: &PeopleQuery, now: DateTime<Utc>) -> Result<PeoplePage, ReadError> {
        self.ask(now, |asked| persons::page(asked, query))
    }

    /// One person, opened; whoever is joined into her is part of her.
    ///
    /// # Errors
    /// Where there is no such person, or she was forgotten.
    pub fn person(&self, person: i32, now: DateTime<Utc>) -> Result<PersonDetail, ReadError> {
        self.ask(now, |asked| persons::detail(asked, PersonId(person.into())))?.ok_or(ReadError::Person(person))
    }

    /// Doubtful acts that wait for the person's word, and what she said of such for good.
    pub fn review(&self, now: DateTime<Utc>) -> Result<Review, ReadError> {
        self.ask(now, |asked| review::review(asked.ledger))
    }

    /// The week in which a day (ISO 8601) lies, reviewed, where weeks begin on `begins`; without a day the last that is over.
    pub fn week(&self, day: Option<&str>, begins: Weekday, now: DateTime<Utc>) -> Result<WeekReview, ReadError> {
        let day = day.map(read_day).transpose()?;
        self.ask(now, |asked| week::review(asked, day, begins))
    }

    /// The story of the feed over the years.
    pub fn story(&self, now: DateTime<Utc>) -> Result<Story, ReadError> {
        self.ask(now, story::story)
    }

    /// One calendar year, as people and replies.
    pub fn year(&self, year: i32, now: DateTime<Utc>) -> Result<YearCard, ReadError> {
        self.ask(now, |asked| year::card(asked, year))
    }

    /// What strength and streak are made of.
    pub fn strength(&self, now: DateTime<Utc>) -> Result<StrengthStory, ReadError> {
        self.ask(now, strength::explained)
    }

    /// Every automation seen in the person's posts, the busiest of the last four weeks first.
    pub fn robots(&self, now: DateTime<Utc>) -> Result<Vec<Robot>, ReadError> {
        self.ask(now, robots::robots)
    }
}

/// A day as screens and the command line write it.
fn read_day(text: &str) -> Result<Day, ReadError> {
    text.parse::<NaiveDate>().map(Day::new).map_err(|_| ReadError::Day(text.to_owned()))
}
