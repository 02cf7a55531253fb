import { afterEach, describe, expect, test } from 'vitest';
import { british, words } from '../host/demo/language.ts';
import type { Language } from '../host/wire.ts';
import { dayByKey, months } from '../state/calendar.svelte.ts';
import { clock, dayAndClock, longDay, placeInWeek, shortDay, timeOfDay, week, weekdayAndDay } from './dates.ts';
import { languageName, speak as speakWords, spoken } from './language.svelte.ts';
import { list, number, percent, say, saidOf, time, word } from './say.ts';

const american: Language = { words: 'en', locale: 'en-US', twelveHours: true, weekBegins: 7 };
const german: Language = { words: 'de', locale: 'de-DE', twelveHours: false, weekBegins: 1 };
const egyptian: Language = { words: 'ar-XB', locale: 'ar-EG', twelveHours: true, weekBegins: 6 };

const speak = (language: Language) => speakWords(words(language));

afterEach(() => speak(british));

describe('in German', () => {
  test('sentences, plurals, numbers, per cent and dates are German', async () => {
    await speak(german);
    expect(word('ring.of', { n: 1 })).toBe('von 1 Person');
    expect(word('ring.of', { n: 2 })).toBe('von 2 Personen');
    expect(number(48_210)).toBe('48.210');
    expect(percent(0.836)).toBe('84\u202f%');
    expect(list(['Ana', 'Ben', 'Chiara'])).toBe('Ana, Ben und Chiara');
    expect(longDay('2026-11-23')).toBe('Montag, 23. November 2026');
    expect(weekdayAndDay('2026-11-23')).toBe('Montag, 23. November');
    expect(shortDay('2026-11-23')).toBe('23. Nov. 2026');
    expect(clock('2026-11-23T09:05:00+01:00')).toBe('09:05');
    expect(say(saidOf('act.set.cue', { time: time('13:30') }))).toBe('Hinweis um 13:30');
  });

  test('the months are those that Rust writes', async () => {
    await speak(german);
    for (let nth = 1; nth <= 12; nth += 1) {
      const day = `2026-${String(nth).padStart(2, '0')}-09`;
      expect(shortDay(day)).toBe(`9. ${spoken().words[`date.month.${nth}`]} 2026`);
    }
  });

  test('the page says its language and direction', async () => {
    await speak(german);
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['de-DE', 'ltr']);
  });
});

test('in America the clock goes to twelve and the week begins on Sunday', async () => {
  await speak(american);
  expect(clock('2026-11-23T13:05:00+01:00')).toMatch(/^1:05\sPM$/);
  expect(timeOfDay('00:30')).toMatch(/^12:30\sAM$/);
  expect(dayAndClock('2026-11-23T13:05:00+01:00')).toMatch(/Nov 23, 2026, 1:05\sPM/);
  expect(week()).toEqual([7, 1, 2, 3, 4, 5, 6]);
  expect(placeInWeek('2026-11-22')).toBe(0);
  expect(dayByKey('Home', '2026-11-25')).toBe('2026-11-22');
  expect(dayByKey('End', '2026-11-25')).toBe('2026-11-28');
});

test('a month begins its rows where the week begins', async () => {
  const days = ['2026-11-01', '2026-11-02'].map((day) => ({ day }) as never);
  expect(months(days)[0]?.weeks).toHaveLength(2);
  await speak(american);
  expect(months(days)[0]?.weeks).toHaveLength(1);
});

test('from right to left, the arrow to the left goes on', async () => {
  await speak(egyptian);
  expect(document.documentElement.dir).toBe('rtl');
  expect(week()).toEqual([6, 7, 1, 2, 3, 4, 5]);
  expect(dayByKey('ArrowLeft', '2026-11-25')).toBe('2026-11-26');
  expect(dayByKey('ArrowRight', '2026-11-25')).toBe('2026-11-24');
});

test('a language without words speaks English', async () => {
  await speak({ ...german, words: 'tlh' });
  expect(word('undo')).toBe('Undo');
});

test('of two languages that are on their way, the one asked for later is spoken', async () => {
  await Promise.all([speak(german), speak(british)]);
  expect(word('undo')).toBe('Undo');
  await Promise.all([speak(british), speak(german)]);
  expect(word('undo')).toBe('Rückgängig');
});

test('a language is called by its own name', () => {
  expect(['de', 'en', 'fr'].map(languageName)).toEqual(['Deutsch', 'English', 'Français']);
});

test('styles name the start and the end of a line, never left and right', () => {
  const styles = import.meta.glob<string>(['../**/*.svelte', '../**/*.css'], { eager: true, query: '?raw', import: 'default' });
  const sided = /^\s*((margin|padding|border|inset)-(left|right)|left|right)\b[\w-]*:|(text-align|float|clear): (left|right)/;
  const found = Object.entries(styles).flatMap(([path, text]) => {
    const css = path.endsWith('.css') ? text : (text.match(/<style>[\s\S]*<\/style>/)?.[0] ?? '');
    return css.split('\n').flatMap((line) => (sided.test(line) ? [`${path}: ${line.trim()}`] : []));
  });
  expect(found).toEqual([]);
});
