import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Component } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { Refused } from '../host/host.ts';
import type { DayStateName, DriftStateName, Entry, NudgeLine, PersonToday, Suggestion, Wish } from '../host/wire.ts';
import { Chime } from '../state/chime.svelte.ts';
import { hostWith } from '../state/fake.ts';
import { saidOf } from '../words/say.ts';
import DayGlyph from './DayGlyph.svelte';
import DriftMark from './DriftMark.svelte';
import EntryRow from './EntryRow.svelte';
import NudgeAnswers from './NudgeAnswers.svelte';
import Notice from './Notice.svelte';
import QuickLog from './QuickLog.svelte';
import DoubtfulRow from './DoubtfulRow.svelte';
import Ring from './Ring.svelte';
import SuggestionCard from './SuggestionCard.svelte';
import Within from './testing/Within.svelte';

afterEach(cleanup);

/** Shows a part in a window whose wishes are kept instead of done. */
function show<Props extends Record<string, unknown>>(part: Component<Props>, props: Props) {
  const wishes: Wish[] = [];
  const changes = { changed: [], act: 1, said: null, warning: null, offers: [] };
  const chime = new Chime(hostWith({ act: async (wish) => (wishes.push(wish), changes) }));
  render(Within, { chime, part: part as unknown as Component<Record<string, unknown>>, given: props });
  return { wishes, chime, user: userEvent.setup() };
}

const entry: Entry = {
  interaction: 3,
  day: '2026-11-23',
  at: '2026-11-23T10:12:00+01:00',
  person: null,
  name: null,
  how: 'asked',
  standing: 'confirmed',
  credit: 'logged',
  reasons: [],
  words: null,
  note: '<b>as typed</b>',
  link: null,
};

const person = (name: string | null): PersonToday => ({ person: null, name, entries: [] });

test('the ring says who is counted, in words', () => {
  render(Ring, { people: [person('Ana'), person(null)], goal: 3, counted: 2 });
  expect(screen.getByRole('img', { name: '2 of 3 people today: Ana and Someone' })).toBeTruthy();
});

test('the ring has a seat for each person of the goal, and for each one more', () => {
  const { container, rerender } = render(Ring, { people: [person('Ana')], goal: 3, counted: 1 });
  const seats = (kind: string) => container.querySelectorAll(`.${kind}`).length;
  expect([seats('taken'), seats('free')]).toEqual([1, 2]);
  return rerender({ people: ['A', 'B', 'C', 'D'].map(person), goal: 3, counted: 4 }).then(() => {
    expect([seats('taken'), seats('free')]).toEqual([4, 0]);
  });
});

test('every state of a day and of the feed is drawn differently', () => {
  const drawn = (part: typeof DayGlyph | typeof DriftMark, state: DayStateName | DriftStateName) => {
    const { container } = render(part as Component<{ state: string }>, { state });
    return container.querySelector('svg')?.innerHTML;
  };
  const days: DayStateName[] = ['kept', 'touched', 'frozen', 'rest', 'missed', 'unknown', 'open', 'settling'];
  const feeds: DriftStateName[] = ['noVerdict', 'absent', 'fine', 'thinning', 'broadcasting', 'autopilot'];
  expect(new Set(days.map((state) => drawn(DayGlyph, state))).size).toBe(8);
  expect(new Set(feeds.map((state) => drawn(DriftMark, state))).size).toBe(6);
});

test('Enter in the name logs what was chosen and what was typed', async () => {
  const { wishes, user } = show(QuickLog, {});
  await user.click(screen.getByRole('radio', { name: 'Helped' }));
  await user.type(screen.getByRole('combobox', { name: 'With whom?' }), 'Zoë{Enter}');
  expect(wishes).toMatchObject([{ what: 'log', how: 'helped', who: { type: 'named', value: 'Zoë' } }]);
});

test('someone is named in the row, and a note is only ever text', async () => {
  const { wishes, user } = show(EntryRow, { entry });
  expect(screen.getByText('<b>as typed</b>')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(wishes).toEqual([]);
  await user.type(screen.getByRole('combobox'), 'Ben{Enter}');
  expect(wishes).toEqual([{ what: 'name', interaction: 3, who: { type: 'named', value: 'Ben' } }]);
});

test('“I did it” logs someone and answers its nudge; the others only answer', async () => {
  const nudge = { nudge: 7, act: 'talk' } as NudgeLine;
  const { wishes, user } = show(NudgeAnswers, { nudge });
  for (const name of ['I did it', 'Later', 'Rest today', 'Put away']) {
    await user.click(screen.getByRole('button', { name }));
  }
  expect(wishes).toMatchObject([
    { what: 'log', who: { type: 'someone' }, nudge: 7 },
    { what: 'answer', nudge: 7, answer: 'later' },
    { what: 'answer', nudge: 7, answer: 'rest' },
    { what: 'answer', nudge: 7, answer: 'dismiss' },
  ]);
});

test('a refusal is an alert with its next step, until it is put away', async () => {
  const error = {
    code: 'act.zone',
    message: saidOf('error.act.zone', { name: 'Moon' }),
    hint: saidOf('error.act.zone.hint'),
  };
  const chime = new Chime(hostWith({ act: () => Promise.reject(new Refused(error)) }));
  render(Within, { chime, part: Notice as unknown as Component<Record<string, unknown>>, given: {} });
  await chime.act({ what: 'resume' });
  expect((await screen.findByText('Write it as Europe/Vienna.')).closest('[role=alert]')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Put this away' }));
  expect(chime.notice).toBeNull();
});

const suggestion: Suggestion = {
  person: 5,
  name: 'Emil Novák',
  network: 'mastodon',
  sort: 'waiting',
  why: saidOf('whom.waiting.asked.hours', { n: 2 }),
  link: 'https://social.example/@emil/1',
  heard: 901,
  done: false,
};

test('a suggestion offers one act first, and says after it what comes next', async () => {
  const { wishes, user } = show(SuggestionCard, { suggestion });
  await user.click(screen.getByRole('button', { name: 'Open the post of Emil Novák' }));
  expect(screen.getByText('Answer there. The next sync credits it, or log it now.')).toBeTruthy();
  expect(wishes).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Log it now' }));
  expect(wishes).toMatchObject([{ what: 'log', how: 'answered', who: { type: 'person', value: 5 } }]);
});

test('somebody already spoken to is ticked and asked nothing of', () => {
  show(SuggestionCard, { suggestion: { ...suggestion, done: true } });
  expect(screen.getByText('Talked today')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('in the tray one key is a word on the row, and arrows move on', async () => {
  const said: (boolean | number)[] = [];
  const { user } = show(DoubtfulRow, {
    entry: {
      ...entry,
      name: 'Ana',
      standing: 'review' as const,
      reasons: [saidOf('reason.own-site', { host: 'a.example' })],
    },
    judge: (counts: boolean) => said.push(counts),
    move: (_: Element, step: number) => said.push(step),
  });
  screen.getByRole('listitem', { name: 'Doubtful: Ana' }).focus();
  await user.keyboard('yN{ArrowDown}{ArrowUp}x');
  expect(said).toEqual([true, false, 1, -1]);
});
