import { expect, test } from 'vitest';
import { likeness } from './likeness.ts';

test.each([
  ['', 'Calendar'],
  ['cal', 'Calendar'],
  ['CAL', 'Calendar'],
  ['novak', 'Emil Novák'],
  ['nov em', 'Emil Novák'],
  ['clndr', 'Calendar'],
  ['rest tod', 'Rest today'],
])('“%s” finds “%s”', (typed, text) => {
  expect(likeness(typed, text)).toBeGreaterThan(0);
});

test.each([
  ['calx', 'Calendar'],
  ['cr', 'Calendar'],
  ['ana ben', 'Ana Ribeiro'],
  ['tsn', 'Take back the last act of all that was done since'],
])('“%s” does not find “%s”', (typed, text) => {
  expect(likeness(typed, text)).toBe(0);
});

test('the beginning comes before the inside, and that before scattered letters', () => {
  const scores = ['Feed', 'Your feed', 'Unfeeding', 'Find every deed'].map((text) => likeness('feed', text));
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(new Set(scores).size).toBe(4);
});
