//! Strength and streak, explained.

use super::Asked;
use crate::settings::Plain;
use crate::view::{Said, StreakStory, StrengthDay, StrengthStory};
use coach::days::explained::{Step, formula, run, steps};
use rusqlite::Result;

/// So many days are listed: four weeks.
const LISTED: usize = 28;

/// What strength and streak are made of.
pub(crate) fn explained(asked: &Asked<'_>) -> Result<StrengthStory> {
    let record = asked.account.whole(asked.now);
    // Before the first act there is no habit, and nothing to explain.
    let days = if asked.account.began.is_some() { record.days.as_slice() } else { &[] };
    let steps = steps(days, LISTED);
    let run = run(days);
    let shown = Plain::read(asked.ledger)?.show_streak;
    Ok(StrengthStory {
        strength: record.tally.strength,
        formula: Said::from(&formula(asked.account.habit.plan.on(asked.today).scheduled)),
        before: steps.first().map_or(0.0, |step| step.before),
        days: steps.iter().rev().map(line).collect(),
        streak: shown.then(|| StreakStory {
            kept: record.tally.streak,
            said: Said::from(&run.sentence()),
            transparent: run.transparent,
            frozen: run.frozen.iter().map(ToString::to_string).collect(),
            mended: run.mended,
        }),
    })
}

fn line(step: &Step<'_>) -> StrengthDay {
    let judged = step.judged;
    StrengthDay {
        day: judged.facts.day.to_string(),
        state: judged.state.into(),
        counted: judged.facts.people,
        goal: judged.facts.asked.goal,
        moved: step.done.map(|_| step.moved()),
        strength: judged.strength,
        because: Said::from(&judged.because),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::story::{Story, at, named};
    use coach::act::{Setting, What};
    use coach::interaction::How;

    #[test]
    fn the_days_listed_make_the_figures_that_today_shows() {
        let story = Story::begins("2026-11-10 08:00");
        story.awake("2026-11-10", "2026-11-23");
        for day in ["2026-11-11", "2026-11-12", "2026-11-14"] {
            story.logs(&format!("{day} 12:00"), How::Asked, named("Ana"));
            story.logs(&format!("{day} 13:00"), How::Asked, named("Ben"));
        }
        let now = at("2026-11-23 13:00");
        let (told, today) = (story.engine.strength(now).unwrap(), story.engine.today(now).unwrap());
        assert_eq!((told.strength, told.streak.as_ref().map(|streak| streak.kept)), (today.strength, today.streak));
        let moved: f64 = told.days.iter().filter_map(|day| day.moved).sum();
        assert!((told.before + moved - told.strength).abs() < 1e-9, "{told:?}");
        assert!(told.days[0].moved.is_none(), "today is open: {:?}", told.days[0]);
        story.does("2026-11-23 13:00", What::Set(Setting::ShowStreak(false)));
        assert_eq!(story.engine.strength(now).unwrap().streak, None);
    }

    #[test]
    fn before_the_first_act_there_is_nothing_to_explain() {
        let story = Story::begins("2026-11-10 08:00");
        let told = story.engine.strength(at("2026-11-23 13:00")).unwrap();
        assert_eq!((told.days.len(), told.streak.unwrap().said.key.as_str()), (0, "streak.none"));
    }
}
