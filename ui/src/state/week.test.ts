import { expect, test, vi } from 'vitest';
import { Chime } from './chime.svelte.ts';
import { hostWith } from './fake.ts';
import { middle, sumsOf, WeekScreen } from './week.svelte.ts';

test.each([
  [[], null],
  [[3], 3],
  [[5, 1, 2], 2],
  [[1, 4, 2, 3], 2.5],
])('the middle of %j is %j', (values, expected) => {
  expect(middle(values)).toBe(expected);
});

test('shares are stacked as they are, and nothing where nothing was posted', () => {
  expect(sumsOf({ posts: 8, conversation: 0.5, own: 0.25, machinery: 0.25 })).toEqual({
    conversation: 0.5,
    own: 0.25,
    machinery: 0.25,
    all: 1,
  });
  expect(sumsOf(null).all).toBe(0);
});

test('the last week that is over is asked for first, then the one stepped to', async () => {
  const host = hostWith();
  const week = vi.fn(host.week);
  const screen = new WeekScreen(new Chime({ ...host, week }), null);
  await screen.again();
  await screen.open(screen.week.answer?.earlier ?? null);
  expect(week.mock.calls).toEqual([
    [null, 1],
    ['2026-11-09', 1],
  ]);
  await screen.open(null);
  expect(week).toHaveBeenCalledTimes(2);
});

test('the word on a week goes to its middle', async () => {
  const host = hostWith();
  const act = vi.fn(host.act);
  const screen = new WeekScreen(new Chime({ ...host, act }), null);
  await screen.again();
  await screen.rate(4);
  expect(act).toHaveBeenCalledWith({ what: 'rate', week: '2026-11-19', value: 4 });
  await screen.again();
  expect(screen.week.answer?.value).toBe(4);
});
