//! From what the window wishes to the act that the engine does.

use super::error::UserError;
use super::wish::{Wish, WishAnswer, WishChoice, WishSetting, WishWho};
use crate::{shortcut, words};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use coach::act::{
    Act, ActId, AppStanding, Door, HeardId, InteractionId, NudgeId, PostId, RestWhy, Setting, SourceId, What, Who,
};
use coach::day::{Day, Rollover};
use coach::interaction::{How, ReviewRule};
use coach::kind::Kind;
use coach::person::PersonId;
use engine::view::{AppStandingName, HowName, KindName, RestName};

/// The act wished for, done now through the window. `day_of` says which day a nudge is about.
///
/// # Errors
/// Where a day, a time or a number in it is none. Whether the act can be done is for the engine to say.
pub(super) fn act(
    wish: Wish,
    now: DateTime<Utc>,
    day_of: impl Fn(NudgeId) -> Result<Day, UserError>,
) -> Result<Act, UserError> {
    let mut act = Act { what: What::Resume, nudge: None, day: None, at: now, door: Door::Window };
    act.what = match wish {
        Wish::Log { how, who, note, link, day: about, nudge } => {
            act.day = about.as_deref().map(day).transpose()?;
            act.nudge = nudge.map(|id| NudgeId(id.into()));
            What::Log { how: self::how(how), who: self::who(who), note, link }
        }
        Wish::Name { interaction, who } => What::Name { interaction: id(interaction), who: self::who(who) },
        Wish::Correct { interaction, how } => What::Correct { interaction: id(interaction), how: self::how(how) },
        Wish::Accept { interaction } => What::Accept { interaction: id(interaction) },
        Wish::Reject { interaction } => What::Reject { interaction: id(interaction) },
        Wish::Overrule { post, kind } => What::Overrule { post: PostId(post.into()), kind: kind.map(self::kind) },
        Wish::JudgeApp { app, standing } => What::JudgeApp { app, standing: standing.map(self::standing) },
        Wish::Answer { nudge, answer } => {
            let nudge = NudgeId(nudge.into());
            act.nudge = Some(nudge);
            match answer {
                WishAnswer::Open => What::Open,
                WishAnswer::Later => What::Later,
                WishAnswer::Rest => rest_on(day_of(nudge)?),
                WishAnswer::Dismiss => What::Dismiss,
            }
        }
        Wish::Rest { from, to, why } => What::Rest { from: day(&from)?, to: day(&to)?, why: rest(why) },
        Wish::Unrest { from, to } => What::Unrest { from: day(&from)?, to: day(&to)? },
        Wish::Busy { from, to } => What::Busy { from: day(&from)?, to: day(&to)? },
        Wish::EndBusy => What::EndBusy,
        Wish::Unbusy { from, to } => What::Unbusy { from: day(&from)?, to: day(&to)? },
        Wish::Choose { nudge, choice } => {
            act.nudge = Some(NudgeId(nudge.into()));
            match choice {
                WishChoice::At(at) => What::Set(Setting::Cue(time(&at)?)),
                WishChoice::Fewer => What::Fewer,
                WishChoice::Pause => What::Pause { until: now + TimeDelta::days(7) },
                WishChoice::Keep => What::Dismiss,
            }
        }
        Wish::Pause { minutes } => What::Pause { until: now + TimeDelta::minutes(minutes.into()) },
        Wish::Resume => What::Resume,
        Wish::Set { setting } => What::Set(self::setting(setting)?),
        Wish::Circle { person, every } => What::Circle { person: self::person(person), every },
        Wish::Join { one, other } => What::Join { one: person(one), other: person(other) },
        Wish::Unjoin { person } => What::Unjoin { person: self::person(person) },
        Wish::Apart { one, other } => What::Apart { one: person(one), other: person(other) },
        Wish::Rename { person, name } => What::Rename { person: self::person(person), name },
        Wish::Forget { person } => What::Forget { person: self::person(person) },
        Wish::Skip { person } => What::Skip { person: self::person(person) },
        Wish::NotNow { person } => What::NotNow { person: self::person(person) },
        Wish::Never { person } => What::Never { person: self::person(person) },
        Wish::Suggest { person } => What::Suggest { person: self::person(person) },
        Wish::Done { heard } => What::Done { heard: HeardId(heard.into()) },
        Wish::SetReviewRule { rule, counts } => {
            let named = ReviewRule::named(&rule);
            What::SetReviewRule { rule: named.ok_or_else(|| UserError::no_rule(&rule))?, counts }
        }
        Wish::PauseSource { source } => What::StopSource { source: SourceId(source.into()) },
        Wish::ResumeSource { source } => What::GoOnSource { source: SourceId(source.into()) },
        Wish::Rate { week, value } => What::Rate { week: day(&week)?, value },
        Wish::AddSample => What::AddSample,
        Wish::RemoveSample => What::RemoveSample,
        Wish::Undo { act } => What::Undo { act: act.map(|id| ActId(id.into())) },
    };
    Ok(act)
}

/// Rest on one day.
pub fn rest_on(day: Day) -> What {
    What::Rest { from: day, to: day, why: RestWhy::Rest }
}

/// The day written so, ISO 8601.
///
/// # Errors
/// Where it is none.
pub fn day(text: &str) -> Result<Day, UserError> {
    text.parse::<NaiveDate>().map(Day::new).map_err(|_| UserError::no_day(text))
}

fn id(interaction: i32) -> InteractionId {
    InteractionId(interaction.into())
}

fn person(person: i32) -> PersonId {
    PersonId(person.into())
}

fn who(who: WishWho) -> Who {
    match who {
        WishWho::Someone => Who::Someone,
        WishWho::Person(id) => Who::Person(person(id)),
        WishWho::Named(name) => Who::Named(name),
    }
}

/// What was done, by its wire name.
fn how(how: HowName) -> How {
    match how {
        HowName::Asked => How::Asked,
        HowName::Answered => How::Answered,
        HowName::Commented => How::Commented,
        HowName::Helped => How::Helped,
        HowName::Thanked => How::Thanked,
        HowName::Introduced => How::Introduced,
    }
}

fn kind(kind: KindName) -> Kind {
    match kind {
        KindName::Thread => Kind::Thread,
        KindName::Automated => Kind::Automated,
        KindName::Boost => Kind::Boost,
        KindName::Reply => Kind::Reply,
        KindName::Quote => Kind::Quote,
        KindName::Promotion => Kind::Promotion,
        KindName::Share => Kind::Share,
        KindName::Question => Kind::Question,
        KindName::Original => Kind::Original,
    }
}

fn standing(standing: AppStandingName) -> AppStanding {
    match standing {
        AppStandingName::Automation => AppStanding::Automation,
        AppStandingName::Mixed => AppStanding::Mixed,
        AppStandingName::ByHand => AppStanding::ByHand,
    }
}

/// A scheduled day off is the schedule's to say; asked for, it is plain rest.
fn rest(why: RestName) -> RestWhy {
    match why {
        RestName::Scheduled | RestName::Rest => RestWhy::Rest,
        RestName::Ill => RestWhy::Ill,
        RestName::Travelling => RestWhy::Travelling,
    }
}

fn setting(setting: WishSetting) -> Result<Setting, UserError> {
    Ok(match setting {
        WishSetting::Goal(people) => Setting::Goal(people),
        WishSetting::Rollover(minutes) => {
            Setting::Rollover(Rollover::from_minutes(minutes).ok_or_else(|| UserError::no_time(&minutes.to_string()))?)
        }
        WishSetting::Zone(name) => Setting::Zone(name),
        WishSetting::DaysOff(days) => Setting::DaysOff(days.into_iter().map(weekday).collect::<Result<_, _>>()?),
        WishSetting::Cue(at) => Setting::Cue(time(&at)?),
        WishSetting::CueLearned(learned) => Setting::LearnCue(learned),
        WishSetting::Plan(plan) => Setting::Plan(plan),
        WishSetting::CueEvery(days) => Setting::CueEvery(days),
        WishSetting::Silent(days) => Setting::Silent(days.into_iter().map(weekday).collect::<Result<_, _>>()?),
        WishSetting::EarlyWarning(warns) => Setting::EarlyWarning(warns),
        WishSetting::Late(at) => Setting::Late(at.as_deref().map(time).transpose()?),
        WishSetting::Quiet(None) => Setting::Quiet(None),
        WishSetting::Quiet(Some((from, to))) => Setting::Quiet(Some((time(&from)?, time(&to)?))),
        WishSetting::CountPrivate(count) => Setting::CountPrivate(count),
        WishSetting::ShowStreak(shown) => Setting::ShowStreak(shown),
        WishSetting::OwnSites(hosts) => Setting::OwnSites(hosts),
        WishSetting::StartWithSession(starts) => Setting::StartWithSession(starts),
        WishSetting::Language(None) => Setting::Language(None),
        WishSetting::Language(Some(tag)) if words::has(&tag) => Setting::Language(Some(tag)),
        WishSetting::Language(Some(tag)) => return Err(UserError::no_language(&tag)),
        WishSetting::QuickLogKeys(Some(keys)) if !shortcut::can_be(&keys) => return Err(UserError::no_keys(&keys)),
        WishSetting::QuickLogKeys(keys) => Setting::QuickLogKeys(keys),
    })
}

fn time(text: &str) -> Result<NaiveTime, UserError> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| UserError::no_time(text))
}

/// 1 is Monday, 7 Sunday.
pub(super) fn weekday(number: u8) -> Result<Weekday, UserError> {
    let named = number.checked_sub(1).and_then(|from_monday| Weekday::try_from(from_monday).ok());
    named.ok_or_else(|| UserError::no_day(&number.to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const NOON: DateTime<Utc> = DateTime::from_timestamp(1_795_000_000, 0).unwrap();

    /// What an act does, of the JSON that the window sends.
    fn of(json: &str) -> Result<Act, String> {
        let wish = serde_json::from_str(json).map_err(|error| error.to_string())?;
        act(wish, NOON, |_| day("2026-11-21")).map_err(|error| error.code)
    }

    #[test]
    fn rest_in_answer_to_a_nudge_is_rest_on_the_nudges_day() {
        let rested = of(r#"{"what":"answer","nudge":7,"answer":"rest"}"#).unwrap();
        assert_eq!((rested.what, rested.nudge), (rest_on(day("2026-11-21").unwrap()), Some(NudgeId(7))));
    }

    #[test]
    fn a_log_carries_its_day_its_nudge_and_the_moment() {
        let json = r#"{"what":"log","how":"asked","who":{"type":"named","value":"Ana"},"note":null,"link":null,
                       "day":"2026-11-22","nudge":7}"#;
        let expected = Act {
            what: What::Log { how: How::Asked, who: Who::Named("Ana".into()), note: None, link: None },
            nudge: Some(NudgeId(7)),
            day: Some(day("2026-11-22").unwrap()),
            at: NOON,
            door: Door::Window,
        };
        assert_eq!(of(json), Ok(expected));
    }

    #[test]
    fn a_pause_ends_so_many_minutes_from_now() {
        let paused = of(r#"{"what":"pause","minutes":60}"#).unwrap();
        assert_eq!(paused.what, What::Pause { until: NOON + TimeDelta::hours(1) });
    }

    #[test]
    fn how_the_nudges_should_go_on_is_an_answer_to_the_question() {
        let six = Setting::Cue(time("18:00").unwrap());
        for (choice, what) in [
            (r#"{"type":"at","value":"18:00"}"#, What::Set(six)),
            (r#"{"type":"fewer"}"#, What::Fewer),
            (r#"{"type":"pause"}"#, What::Pause { until: NOON + TimeDelta::days(7) }),
            (r#"{"type":"keep"}"#, What::Dismiss),
        ] {
            let chosen = of(&format!(r#"{{"what":"choose","nudge":7,"choice":{choice}}}"#)).unwrap();
            assert_eq!((chosen.what, chosen.nudge), (what, Some(NudgeId(7))));
        }
    }

    #[test]
    fn weekdays_are_counted_from_monday() {
        let off = of(r#"{"what":"set","setting":{"name":"daysOff","value":[1,7]}}"#).unwrap();
        assert_eq!(off.what, What::Set(Setting::DaysOff(vec![Weekday::Mon, Weekday::Sun])));
    }

    #[test]
    fn a_word_on_doubtful_acts_names_its_rule() {
        let set = of(r#"{"what":"setReviewRule","rule":"own-site:person:12","counts":false}"#).unwrap();
        let rule = ReviewRule::OwnSiteTo(PersonId(12));
        assert_eq!(set.what, What::SetReviewRule { rule, counts: Some(false) });
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_name() {
        let cases = [
            (r#"{"what":"rest","from":"tomorrow","to":"2026-11-22","why":"ill"}"#, "wish.day"),
            (r#"{"what":"set","setting":{"name":"cue","value":"25:00"}}"#, "wish.time"),
            (r#"{"what":"set","setting":{"name":"rollover","value":721}}"#, "wish.time"),
            (r#"{"what":"set","setting":{"name":"daysOff","value":[0]}}"#, "wish.day"),
            (r#"{"what":"set","setting":{"name":"daysOff","value":[8]}}"#, "wish.day"),
            (r#"{"what":"set","setting":{"name":"quickLogKeys","value":"Ctrl+Nose"}}"#, "wish.keys"),
            (r#"{"what":"set","setting":{"name":"quickLogKeys","value":"L"}}"#, "wish.keys"),
            (r#"{"what":"setReviewRule","rule":"everything","counts":true}"#, "wish.rule"),
        ];
        for (json, code) in cases {
            assert_eq!(of(json), Err(code.to_owned()), "{json}");
        }
    }
}
