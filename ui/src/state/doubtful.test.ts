import { expect, test } from 'vitest';
import type { Wish } from '../host/wire.ts';
import { Chime } from './chime.svelte.ts';
import { hostWith } from './fake.ts';
import { DoubtfulScreen } from './doubtful.svelte.ts';

/** The tray of the demo, with the wishes that it made. */
async function tray() {
  const wishes: Wish[] = [];
  const demo = hostWith();
  const chime = new Chime({ ...demo, act: (wish) => (wishes.push(wish), demo.act(wish)) });
  const screen = new DoubtfulScreen(chime);
  await screen.again();
  const entries = () => screen.review.answer?.entries ?? [];
  return { screen, wishes, entries };
}

test('a word on one act decides that one alone, and a rule is only offered', async () => {
  const { screen, wishes, entries } = await tray();
  const [first, second] = entries();
  if (!first || !second) throw new Error('the demo has too few');
  expect(await screen.judge(first, true)).toBe(true);
  await screen.again();
  expect(wishes).toEqual([{ what: 'accept', interaction: first.interaction }]);
  expect(entries()).toContainEqual(second);
  expect(screen.offers).not.toEqual([]);
  expect(screen.review.answer?.rules).toEqual([]);
});

test('a rule is a step of its own, and can be taken back', async () => {
  const { screen, wishes, entries } = await tray();
  const [first] = entries();
  if (!first) throw new Error('the demo has none');
  await screen.judge(first, false);
  const all = screen.offers.find(({ rule }) => rule === 'own-site');
  if (!all) throw new Error('no rule for all was offered');
  await screen.rule(all);
  await screen.again();
  expect(screen.offers).toEqual([]);
  expect(entries()).toEqual([]);
  expect(wishes[1]).toEqual({ what: 'setReviewRule', rule: 'own-site', counts: false });
  await screen.takeBack(all);
  await screen.again();
  expect(wishes[2]).toEqual({ what: 'setReviewRule', rule: 'own-site', counts: null });
  expect(screen.review.answer?.rules).toEqual([]);
});

test('no rule is set where the offer is left', async () => {
  const { screen, wishes, entries } = await tray();
  const [first] = entries();
  if (!first) throw new Error('the demo has none');
  await screen.judge(first, true);
  screen.leave();
  expect([screen.offers, wishes.length]).toEqual([[], 1]);
});
