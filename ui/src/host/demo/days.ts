import { plain } from '../../state/likeness.ts';
import { plusDays, weekdayOf } from '../../words/dates.ts';
import { saidOf } from '../../words/say.ts';
import type { Calendar, DayCell, DayDetail, Entry, PersonBrief, PersonToday, Said, Today, UndoLine } from '../wire.ts';
import { driftNow } from './feed.ts';
import { range, TODAY, type Ledger } from './ledger.ts';
import { review, whom } from './people.ts';
import { ready } from './week.ts';

export const counts = (entry: Entry) => entry.standing === 'credited' || entry.standing === 'confirmed';

function peopleOf(entries: readonly Entry[]): PersonToday[] {
  const people: PersonToday[] = [];
  for (const entry of entries.filter(counts)) {
    const known = people.find((person) => entry.person !== null && person.person === entry.person);
    if (known) known.entries.push(entry);
    else people.push({ person: entry.person, name: entry.name, entries: [entry] });
  }
  return people;
}

/** Every day since the habit began, with states, freezes and strength. */
export function lived(ledger: Ledger): Map<string, DayCell> {
  const cells = new Map<string, DayCell>();
  if (!ledger.began) return cells;
  const byDay = new Map<string, Entry[]>();
  for (const entry of ledger.entries) byDay.set(entry.day, [...(byDay.get(entry.day) ?? []), entry]);
  const { goal: usual, daysOff, busy } = ledger.settings;
  const keeps = 0.5 ** (Math.sqrt((7 - daysOff.length) / 7) / 13);
  let bank = 2;
  let kept = 0;
  let strength = 0;
  for (const day of range(ledger.began, TODAY)) {
    const counted = peopleOf(byDay.get(day) ?? []).length;
    const isBusy = busy.some(([from, to]) => day >= from && day <= to);
    const goal = isBusy ? 1 : usual;
    const rest = ledger.rests[day] ?? (daysOff.includes(weekdayOf(day)) ? 'scheduled' : null);
    const cell: DayCell = { day, state: 'missed', counted, goal, strength, rest, busy: isBusy, mended: false };
    if (counted >= goal) cell.state = 'kept';
    else if (rest) cell.state = 'rest';
    else if (day === TODAY) cell.state = 'open';
    else if (ledger.unknown.includes(day)) cell.state = 'unknown';
    else if (counted > 0) cell.state = day >= plusDays(TODAY, -2) ? 'settling' : 'touched';
    else if (bank > 0) [cell.state, bank] = ['frozen', bank - 1];
    if (cell.state === 'kept' && ++kept % 7 === 0) bank = Math.min(3, bank + 1);
    if (cell.state === 'kept' || cell.state === 'touched' || cell.state === 'missed') {
      strength = strength * keeps + Math.min(1, counted / goal) * (1 - keeps);
    }
    cells.set(day, { ...cell, strength });
  }
  return cells;
}

function run(cells: Iterable<DayCell>): { now: number; longest: number } {
  let [now, longest] = [0, 0];
  for (const { state } of cells) {
    if (state === 'kept') longest = Math.max(longest, ++now);
    else if (state === 'missed') now = 0;
  }
  return { now, longest };
}

const blank = (ledger: Ledger, day: string): DayCell => ({
  day,
  state: null,
  counted: 0,
  goal: ledger.settings.goal,
  strength: 0,
  rest: null,
  busy: false,
  mended: false,
});

export function recent(ledger: Ledger, prefix = ''): PersonBrief[] {
  const last = new Map<number, string>();
  for (const { person, day } of ledger.entries) if (person !== null) last.set(person, day);
  return Object.entries(ledger.people)
    .map(([id, name]): PersonBrief => ({
      person: Number(id),
      name,
      networks: ['mastodon'],
      last: last.get(Number(id)) ?? null,
    }))
    .filter(({ name }) => name !== '' && plain(` ${name}`).includes(plain(` ${prefix}`)))
    .sort((a, b) => (b.last ?? '').localeCompare(a.last ?? '') || a.person - b.person);
}

export function today(ledger: Ledger, undo: UndoLine | null): Today {
  const cells = lived(ledger);
  const cell = cells.get(TODAY) ?? { ...blank(ledger, TODAY), state: 'open' as const };
  const entries = ledger.entries.filter((entry) => entry.day === TODAY);
  const people = peopleOf(entries);
  const spent = [...cells.values()].filter(({ state, day }) => state === 'frozen' && day > plusDays(TODAY, -30));
  return {
    day: TODAY,
    state: cell.state ?? 'open',
    because: cell.state === 'rest' ? saidOf('day.rest') : null,
    goal: cell.goal,
    counted: people.length,
    people,
    uncounted: entries.filter((entry) => entry.standing === 'light' || entry.standing === 'review'),
    whom: whom(ledger),
    review: review(ledger).total,
    strength: cell.strength,
    strengthWeekAgo: cells.get(plusDays(TODAY, -7))?.strength ?? 0,
    streak: ledger.settings.showStreak ? run(cells.values()).now : null,
    freezes: { bank: ledger.began ? 1 : 2, nextIn: ledger.began ? 4 : 7, spent: spent.map(({ day }) => day) },
    mending: null,
    busyUntil: ledger.settings.busy.find(([from, to]) => from <= TODAY && TODAY <= to)?.[1] ?? null,
    pausedUntil: ledger.settings.pausedUntil,
    waiting: ledger.nudges.find(({ state }) => state === 'waiting') ?? null,
    drift: driftNow(ledger),
    recent: recent(ledger).slice(0, 8),
    unnamed: ledger.entries.filter((entry) => entry.person === null && entry.day > plusDays(TODAY, -7)),
    week: ready(ledger),
    undo,
    sample: ledger.sample,
    fresh: ledger.began === null && ledger.story.posts.length === 0,
  };
}

export function calendar(ledger: Ledger, from: string, to: string): Calendar {
  const cells = lived(ledger);
  const days = range(from, to).map(
    (day) => cells.get(day) ?? { ...blank(ledger, day), rest: ledger.rests[day] ?? null },
  );
  return {
    began: ledger.began,
    today: TODAY,
    days,
    longest: ledger.settings.showStreak ? run(cells.values()).longest : null,
    kept: days.filter(({ state }) => state === 'kept').length,
  };
}

export function dayDetail(ledger: Ledger, day: string): DayDetail {
  const [cell = blank(ledger, day)] = calendar(ledger, day, day).days;
  return {
    cell,
    because: because(cell),
    entries: ledger.entries.filter((entry) => entry.day === day),
    canRest: day >= plusDays(TODAY, -7),
  };
}

export function because({ state, counted: n, goal, rest }: DayCell): Said[] {
  switch (state) {
    case null:
      return [];
    case 'missed':
      return [saidOf('day.missed')];
    case 'frozen':
      return [saidOf('day.frozen', { n: 1 })];
    case 'unknown':
      return [saidOf('day.unknown.source')];
    case 'rest':
      return [saidOf(rest === 'scheduled' ? 'day.rest.off' : rest === 'ill' ? 'day.rest.ill' : 'day.rest')];
    case 'settling':
      return [saidOf('day.settling.sources', { n, goal })];
    default:
      return [saidOf(`day.${state}`, { n, goal })];
  }
}
