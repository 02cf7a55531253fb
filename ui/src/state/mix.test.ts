import { expect, test } from 'vitest';
import type { KindCount, MixBar } from '../host/wire.ts';
import { placeOf, shareOf, stacked, sums, ticks } from './mix.ts';

const bar = (from: string, to: string, ...counts: KindCount[]): MixBar => ({ from, to, counts });
const week = bar(
  '2026-11-02',
  '2026-11-08',
  { kind: 'reply', posts: 3 },
  { kind: 'question', posts: 1 },
  { kind: 'original', posts: 2 },
  { kind: 'automated', posts: 4 },
  { kind: 'thread', posts: 9 },
);

test('conversation, own words and machinery are summed, and threads are left out', () => {
  expect(sums(week)).toEqual({ conversation: 4, own: 2, machinery: 4, all: 10 });
});

test('the share of nothing is nothing', () => {
  expect([shareOf(0, 0), shareOf(1, 4)]).toEqual([0, 0.25]);
});

test('shares fill the height; posts are measured against the fullest bar', () => {
  const bars = [sums(week), { conversation: 5, own: 0, machinery: 0, all: 5 }];
  const box = { width: 100, height: 100, gap: 0 };
  expect(stacked(bars, 'share', box)).toEqual({
    conversation: 'M0 100v-40h50v40zM50 100v-100h50v100z',
    own: 'M0 60v-20h50v20z',
    machinery: 'M0 40v-40h50v40z',
  });
  expect(stacked(bars, 'posts', box).conversation).toBe('M0 100v-40h50v40zM50 100v-50h50v50z');
});

test('a day lies where its bar lies, and as far into it', () => {
  const bars = [week, bar('2026-11-09', '2026-11-15')];
  expect([placeOf('2026-11-02', bars), placeOf('2026-11-09', bars), placeOf('2027-01-01', bars)]).toEqual([0, 0.5, 1]);
  expect(placeOf('2026-11-05', bars)).toBeCloseTo(3 / 14);
});

test('a few years are labelled by month, many by year, and never too many', () => {
  const monthly = Array.from({ length: 60 }, (_, at) => {
    const month = `20${22 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    return bar(`${month}-01`, `${month}-28`);
  });
  expect(ticks(monthly, 10).map(({ day }) => day.slice(0, 4))).toEqual(['2022', '2023', '2024', '2025', '2026']);
  expect(ticks(monthly, 3)).toHaveLength(3);
  expect(ticks(monthly.slice(0, 8), 4).every(({ years }) => !years)).toBe(true);
});
