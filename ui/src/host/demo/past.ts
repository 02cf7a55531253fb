import { dayOf, plusDays, weekdayOf } from '../../words/dates.ts';
import { saidOf, share } from '../../words/say.ts';
import type { Keepsake, Story, StoryTurning, YearCard, YearPast } from '../wire.ts';
import { counts } from './days.ts';
import { conversation, feed, judged, years } from './feed.ts';
import { TODAY, type Ledger } from './ledger.ts';
import { mix } from './week.ts';

const daysTalked = (ledger: Ledger, year: number) =>
  new Set(ledger.entries.filter((entry) => counts(entry) && entry.day.startsWith(`${year}-`)).map(({ day }) => day));

function past(ledger: Ledger): YearPast[] {
  const posts = judged(ledger);
  return years(posts).map((line) => ({
    line,
    days: daysTalked(ledger, line.year).size,
    replies: posts.filter(({ at, kind }) => at.startsWith(`${line.year}-`) && conversation.includes(kind)).length,
  }));
}

function turnings(ledger: Ledger): StoryTurning[] {
  const oldest = ledger.story.posts[ledger.story.posts.length - 1];
  if (!oldest) return [];
  const week = (day: string) => plusDays(day, 1 - weekdayOf(day));
  const turned = ledger.story.turns.flatMap(({ day, to, from }): StoryTurning[] => {
    if (to === 'autopilot') {
      return [
        { day: week(day), sort: 'machineBegan', said: saidOf('story.machine.began', { app: 'dlvr.it', n: 214 }) },
        ...(from === 'absent'
          ? []
          : [
              {
                day: week(day),
                sort: 'repliesStopped' as const,
                said: saidOf('story.replies.stopped.beside', { before: 58, n: 3, app: 'dlvr.it' }),
              },
            ]),
      ];
    }
    if (to === 'absent') return [{ day: week(day), sort: 'silence', said: saidOf('story.silence', { n: 35 }) }];
    return to === 'fine'
      ? [{ day: week(day), sort: 'repliesCame', said: saidOf('story.replies.came', { before: 3, n: 61 }) }]
      : [];
  });
  return [{ day: week(dayOf(oldest.at)), sort: 'first', said: saidOf('story.first') }, ...turned];
}

export function story(ledger: Ledger): Story {
  const all = past(ledger);
  const then = all.slice(0, -1).find(({ line }) => line.posts >= 50) ?? null;
  const now = all[all.length - 1];
  const one = now && saidOf('story.one', { n: now.line.posts, share: share(now.line.conversation) });
  return {
    said: feed(ledger, 'year').headline ?? one ?? saidOf('story.none'),
    then,
    now: then && now ? now : null,
    years: all,
    turnings: turnings(ledger),
  };
}

export function year(ledger: Ledger, year: number): YearCard {
  const mine = ledger.entries.filter((entry) => counts(entry) && entry.day.startsWith(`${year}-`));
  const posts = judged(ledger).filter(({ at, kind }) => at.startsWith(`${year}-`) && kind !== 'thread');
  const before = judged(ledger).filter(({ at, kind }) => at.startsWith(`${year - 1}-`) && kind !== 'thread');
  const people = new Set(mine.map(({ person, interaction }) => person ?? -interaction));
  const known = new Set(ledger.entries.filter((entry) => counts(entry) && entry.day < `${year}`).map((e) => e.person));
  const fresh = [...people].filter((person) => !known.has(person)).length;
  const days = daysTalked(ledger, year);
  const months = Array.from({ length: 12 }, (_, n) => {
    const month = `${year}-${String(n + 1).padStart(2, '0')}`;
    return [...days].filter((day) => day.startsWith(month)).length;
  });
  const known_years = past(ledger).map(({ line }) => line.year);
  const most = [...people]
    .map((person) => ({
      person,
      name: ledger.people[person] ?? '',
      days: new Set(mine.filter((entry) => entry.person === person).map(({ day }) => day)).size,
    }))
    .filter(({ name }) => name)
    .sort((a, b) => b.days - a.days || a.person - b.person);
  return {
    year,
    earlier: known_years.filter((one) => one < year).pop() ?? null,
    later: known_years.find((one) => one > year) ?? null,
    over: TODAY > `${year}-12-31`,
    said: saidOf(!people.size ? 'year.said.none' : fresh ? 'year.said.new' : 'year.said', {
      year: String(year),
      n: people.size,
      new: fresh,
    }),
    fullest: days.size ? months.indexOf(Math.max(...months)) + 1 : null,
    people: people.size,
    new: fresh,
    days: days.size,
    replies: posts.filter(({ kind }) => conversation.includes(kind)).length,
    acts: (['asked', 'answered', 'commented', 'helped'] as const)
      .map((how) => ({ how, acts: mine.filter((entry) => entry.how === how).length }))
      .filter(({ acts }) => acts > 0),
    mix: mix(posts),
    mixBefore: mix(before),
    most: most.slice(0, 5),
    months,
  };
}

/** A drawing in the place of the one that Rust makes. */
export function drawing(ledger: Ledger, what: Keepsake): string {
  const title = what.what === 'year' ? String(what.year) : `${past(ledger).length}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="#faf8f4"/><text x="20" y="60" font-size="40">${title}</text></svg>`;
}
