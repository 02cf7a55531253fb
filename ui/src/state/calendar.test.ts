import { expect, test } from 'vitest';
import { CalendarScreen, dayByKey, months } from './calendar.svelte.ts';
import { hostWith } from './fake.ts';

test.each([
  ['ArrowLeft', '2026-11-22'],
  ['ArrowRight', '2026-11-24'],
  ['ArrowUp', '2026-11-16'],
  ['ArrowDown', '2026-11-30'],
  ['Home', '2026-11-23'],
  ['End', '2026-11-29'],
  ['PageUp', '2026-10-23'],
  ['PageDown', '2026-12-23'],
  ['x', null],
])('from Monday 23 November %s leads to %s', (key, day) => {
  expect(dayByKey(key, '2026-11-23')).toBe(day);
});

test('a month stands in weeks from Monday, with nothing around it', async () => {
  const { days } = await hostWith().calendar('2026-11-01', '2026-11-30');
  const [november] = months(days);
  expect(november?.weeks.map((week) => week.map((cell) => cell?.day.slice(8) ?? '..').join(' '))).toEqual([
    '.. .. .. .. .. .. 01',
    '02 03 04 05 06 07 08',
    '09 10 11 12 13 14 15',
    '16 17 18 19 20 21 22',
    '23 24 25 26 27 28 29',
    '30 .. .. .. .. .. ..',
  ]);
});

test('a year has its twelve months', async () => {
  const { days } = await hostWith().calendar('2026-01-01', '2026-12-31');
  expect(
    months(days)
      .map(({ first }) => first.slice(5, 7))
      .join(' '),
  ).toBe('01 02 03 04 05 06 07 08 09 10 11 12');
});

test('a day out of sight brings its month along; one in sight asks only for itself', async () => {
  const asked: string[] = [];
  const host = hostWith();
  const screen = new CalendarScreen(
    { ...host, calendar: (from, to) => (asked.push(`${from} ${to}`), host.calendar(from, to)) },
    '2026-11-23',
  );
  await screen.again();
  await screen.open('2026-11-02');
  await screen.open('2026-10-31');
  await screen.see('year');
  await screen.turn(-1);
  expect(screen.day).toBe('2025-10-31');
  expect(asked).toEqual([
    '2026-11-01 2026-11-30',
    '2026-10-01 2026-10-31',
    '2026-01-01 2026-12-31',
    '2025-01-01 2025-12-31',
  ]);
});
