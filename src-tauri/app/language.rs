//! Which language the person is spoken to in, and how her region writes the time and begins the week.

use crate::words;
use chrono::Weekday;
use coach::catalogue::Clock;
use serde::Serialize;
use specta::Type;

/// The language that every door speaks: window, tray, notifications and command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Language {
    /// The tag of its words, `ui/words/TAG.*.json`.
    pub words: String,
    /// The same language as the person's region writes it, for dates and numbers: `de-AT`.
    pub locale: String,
    /// Whether the clock counts twice to twelve.
    pub twelve_hours: bool,
    /// The first day of the week, 1 Monday to 7 Sunday.
    pub week_begins: u8,
}

/// What the system says of languages, as tags: `de-AT`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct System {
    /// For words, the most welcome first.
    words: Vec<String>,
    /// For dates and times.
    formats: Option<String>,
}

impl Language {
    /// The language the person chose; the system's where she chose none, or one that has no words any more.
    pub fn of(chosen: Option<&str>) -> Self {
        Self::on(&System::ask(), chosen)
    }

    /// The same on such a system.
    pub fn on(system: &System, chosen: Option<&str>) -> Self {
        let words = chosen.into_iter().chain(system.words.iter().map(String::as_str)).find_map(spoken);
        let words = words.unwrap_or(words::FALLBACK);
        let same = |tag: &&String| language(tag) == language(words);
        let locale = system.formats.iter().chain(&system.words).find(same).cloned();
        let locale = locale.unwrap_or_else(|| if words == "en" { "en-GB" } else { words }.to_owned());
        let region = system.formats.iter().chain(&system.words).find_map(|tag| region(tag)).unwrap_or_default();
        Self {
            words: words.to_owned(),
            locale,
            twelve_hours: TWELVE_HOURS.split(' ').any(|twelve| twelve == region),
            week_begins: if SUNDAY.split(' ').any(|sunday| sunday == region) {
                7
            } else if SATURDAY.split(' ').any(|saturday| saturday == region) {
                6
            } else if region == "MV" {
                5
            } else {
                1
            },
        }
    }

    /// The first day of its week.
    pub fn week(&self) -> Weekday {
        Weekday::try_from(self.week_begins.saturating_sub(1)).unwrap_or(Weekday::Mon)
    }

    /// How its clock counts.
    pub fn clock(&self) -> Clock {
        if self.twelve_hours { Clock::Twelve } else { Clock::TwentyFour }
    }
}

impl System {
    /// What this system says. The tests of this room speak English on every machine.
    fn ask() -> Self {
        if cfg!(test) { Self::default() } else { Self::asked() }
    }

    #[cfg(target_os = "linux")]
    fn asked() -> Self {
        Self::of(|name| std::env::var(name).ok())
    }

    #[cfg(not(target_os = "linux"))]
    fn asked() -> Self {
        let words: Vec<String> = sys_locale::get_locales().collect();
        Self { formats: words.first().cloned(), words }
    }

    /// What the variables of POSIX and of gettext say; nothing where the locale is `C`.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code))]
    fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let named = |name: &str| variable(name).filter(|value| !value.is_empty());
        let locale = |kind: &str| named("LC_ALL").or_else(|| named(kind)).or_else(|| named("LANG"));
        let tag = |posix: String| {
            let tag = posix.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
            (!tag.is_empty() && tag != "C" && tag != "POSIX").then_some(tag)
        };
        let words = locale("LC_MESSAGES").and_then(tag);
        let before = named("LANGUAGE").filter(|_| words.is_some()).unwrap_or_default();
        let before = before.split(':').filter_map(|posix| tag(posix.to_owned()));
        Self { words: before.chain(words.clone()).collect(), formats: locale("LC_TIME").and_then(tag) }
    }
}

/// The tag of the words for a language: those of its region where there are such, or those of the language.
fn spoken(tag: &str) -> Option<&'static str> {
    words::tags().find(|words| words.eq_ignore_ascii_case(tag)).or_else(|| words::tags().find(|w| *w == language(tag)))
}

fn language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The region of a tag, `AT` of `de-AT` and `HK` of `zh-Hant-HK`.
fn region(tag: &str) -> Option<&str> {
    tag.split('-').skip(1).find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Regions whose clocks count twice to twelve: `timeData` of CLDR 48.
const TWELVE_HOURS: &str = "AE AG AL AR AS AU BB BD BH BM BN BO BS BT CA CL CO CR CU CY DJ DM DO DZ EC EG EH ER ET FJ \
    FM GD GH GM GR GT GU GY HK HN IN IQ JM JO KH KI KN KP KR KW KY LB LC LR LS LY MH MO MP MR MW MX MY NA NH NI NZ OM \
    PA PE PG PH PK PR PS PW PY QA SA SB SD SG SL SO SS SV SY SZ TC TD TN TO TT TW UM US UY VC VE VG VI VU WS YE ZM";

/// Regions whose week begins on Sunday: `weekData` of CLDR 48.
const SUNDAY: &str = "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN IS JM JP KE KH KR LA MH MM MO MT MX \
    MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";

/// Regions whose week begins on Saturday: the same.
const SATURDAY: &str = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";

#[cfg(test)]
mod tests {
    use super::*;

    /// The system with these variables: `LANG=de_AT.UTF-8 LC_TIME=en_US.UTF-8`.
    fn system(variables: &str) -> System {
        System::of(|name| {
            let set = variables.split_whitespace().filter_map(|variable| variable.split_once('='));
            set.filter(|(set, _)| *set == name).map(|(_, value)| value.to_owned()).next()
        })
    }

    #[test]
    fn the_language_is_the_chosen_one_or_the_systems_and_english_where_there_are_no_words() {
        let table = [
            ("LANG=de_DE.UTF-8", None, "de", "de-DE"),
            ("LANG=de_AT.UTF-8", None, "de", "de-AT"),
            ("LANG=en_US.UTF-8 LC_MESSAGES=de_CH.UTF-8", None, "de", "de-CH"),
            ("LANG=de_DE.UTF-8 LC_ALL=C", None, "en", "en-GB"),
            ("LANG=de_DE.UTF-8 LC_ALL=C LANGUAGE=de", None, "en", "en-GB"),
            ("LANG=C.UTF-8", None, "en", "en-GB"),
            ("LANG=POSIX", None, "en", "en-GB"),
            ("", None, "en", "en-GB"),
            ("LANG=fi_FI.UTF-8", None, "en", "en-GB"),
            ("LANG=fi_FI.UTF-8 LANGUAGE=fi:de:en", None, "de", "de"),
            ("LANG=en_US.UTF-8", None, "en", "en-US"),
            ("LANG=en_US.UTF-8", Some("de"), "de", "de"),
            ("LANG=de_DE.UTF-8", Some("en"), "en", "en-GB"),
            ("LANG=de_DE@euro", Some("tlh"), "de", "de-DE"),
        ];
        for (variables, chosen, words, locale) in table {
            let language = Language::on(&system(variables), chosen);
            assert_eq!((language.words.as_str(), language.locale.as_str()), (words, locale), "{variables} {chosen:?}");
        }
    }

    #[test]
    fn clock_and_week_are_those_of_the_region_that_writes_the_time() {
        let table = [
            ("LANG=de_DE.UTF-8", false, 1),
            ("LANG=en_GB.UTF-8", false, 1),
            ("LANG=en_US.UTF-8", true, 7),
            ("LANG=en_US.UTF-8 LC_TIME=de_AT.UTF-8", false, 1),
            ("LANG=ar_EG.UTF-8", true, 6),
            ("LANG=zh_Hant_HK", true, 7),
            ("LANG=dv_MV", false, 5),
            ("LANG=C", false, 1),
        ];
        for (variables, twelve, week) in table {
            let language = Language::on(&system(variables), None);
            assert_eq!((language.twelve_hours, language.week_begins), (twelve, week), "{variables}");
            assert_eq!(language.week().number_from_monday(), u32::from(week), "{variables}");
        }
    }
}
