import { expect, test } from 'vitest';
import { rollovers, siteOf, size, timeOf, timeTyped } from './values.ts';

test.each([
  ['example.org', 'example.org'],
  [' https://www.Example.org/blog?x=1 ', 'example.org'],
  ['blog.example.co.uk', 'blog.example.co.uk'],
  ['localhost', null],
  ['two words', null],
  ['javascript:alert(1)', null],
  ['', null],
])('the site in %j is %j', (typed, site) => {
  expect(siteOf(typed)).toBe(site);
});

test('minutes after midnight as a time', () => {
  expect([0, 240, 720, 255].map(timeOf)).toEqual(['00:00', '04:00', '12:00', '04:15']);
});

test('a day begins on a half hour, or where it begins now', () => {
  expect(rollovers(240)).toHaveLength(25);
  expect(rollovers(255).slice(8, 11)).toEqual([240, 255, 270]);
});

test('sizes as people read them', () => {
  expect([size(184_320, 'en'), size(52_428_800, 'en')]).toEqual(['184.3 kB', '52.4 MB']);
});

test.each([
  ['9:30', '09:30'],
  [' 23.05 ', '23:05'],
  ['13:00:00', '13:00'],
  ['24:00', null],
  ['noon', null],
  ['', null],
])('typed as a time, %j is %j', (typed, time) => {
  expect(timeTyped(typed)).toBe(time);
});
