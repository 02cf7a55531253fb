import { expect, test } from 'vitest';
import ui from '../../words/en.ui.json';
import { clock, dayAndClock, isDay, longDay, plusDays, plusMonths, shortDay } from './dates.ts';
import { spoken } from './language.svelte.ts';
import { driftName, facts, list, percent, say, saidOf, word } from './say.ts';

test('every plural has all the forms of English', () => {
  const keys = Object.keys(spoken().words);
  const bases = keys.filter((key) => key.endsWith('.one')).map((key) => key.slice(0, -4));
  expect(bases.filter((base) => !keys.includes(`${base}.other`))).toEqual([]);
});

test('every label of the interface is used, by its name or by the beginning of it', () => {
  const sources = import.meta.glob<string>(['../**/*.svelte', '../**/*.ts', '!../**/*.test.ts'], {
    eager: true,
    query: '?raw',
    import: 'default',
  });
  const text = Object.values(sources).join('\n');
  const used = (key: string) => {
    const base = key.replace(/\.(one|other)$/, '');
    const parts = base.split('.');
    const beginnings = parts.map((_, at) => `${parts.slice(0, at + 1).join('.')}.\${`);
    return text.includes(`'${base}'`) || beginnings.some((beginning) => text.includes(`\`${beginning}`));
  };
  expect(Object.keys(ui).filter((key) => !used(key))).toEqual([]);
});

/** What a component says once and for all: statements at the top of its script that are neither derived nor a function. */
function saidOnce(component: string): string[] {
  const scripts = [...component.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
  const statements = scripts
    .join('\n')
    .split(/\n(?= {2}[^\s)\]}])/)
    .map((statement) => {
      const [, name = '', value = ''] = statement.match(/^ {2}(?:const|let) (\w+)[^=]*=\s*([\s\S]*)/) ?? [];
      return { statement, name, value, asked: /^(async )?(\([^)]*\)|\w+)(: [^=]+)? =>/.test(value) };
    });
  const saying = /\b(word|say|number|percent|list|weekday|month\w*|(?!is)\w+Day|timeOfDay)\(/;
  const own = statements.flatMap(({ name, value, asked }) => (asked && saying.test(value) ? [name] : []));
  const says = (value: string) => saying.test(value) || own.some((name) => new RegExp(`\\b${name}\\(`).test(value));
  return statements
    .filter(({ value, asked }) => !asked && !value.startsWith('$derived') && says(value))
    .map(({ statement }) => statement);
}

test('no component keeps a sentence from before the language changed', () => {
  const component = (statement: string) => `<script lang="ts">\n${statement}\n</script>`;
  expect(saidOnce(component("  const all = ['a'].map((a) => ({\n    label: word(a),\n  }));"))).toHaveLength(1);
  expect(saidOnce(component("  const all = $derived(['a'].map((a) => word(a)));"))).toEqual([]);
  const name = '  const name = (a: string) => word(a);';
  expect(saidOnce(component(name))).toEqual([]);
  expect(saidOnce(component(`${name}\n  const all = ['a'].map((a) => name(a));`))).toHaveLength(1);
  const components = import.meta.glob<string>('../**/*.svelte', { eager: true, query: '?raw', import: 'default' });
  const kept = Object.entries(components).flatMap(([path, text]) => saidOnce(text).map((said) => `${path}: ${said}`));
  expect(kept).toEqual([]);
});

test.each([
  [saidOf('ring.of', { n: 1 }), 'of 1 person'],
  [saidOf('ring.of', { n: 2 }), 'of 2 people'],
  [saidOf('import.read', { n: 48_210 }), '48,210 posts'],
  [saidOf('drift.turn.conversation', { before: '2012', share: { type: 'share', value: 0.379 }, after: '2016', left: { type: 'share', value: 0.021 } }), 'In 2012, 38\u202f% of your posts were conversation; in 2016, 2\u202f%.'],
  [saidOf('today.unknown-to-everybody'), 'today.unknown-to-everybody'],
])('a sentence is said with its gaps filled: %j', (said, sentence) => {
  expect(say(said)).toBe(sentence);
});

test('a name with braces in it is not filled a second time', () => {
  expect(say(saidOf('entry.menu', { name: '{name}' }))).toBe('More for {name}');
});

test('a gap that nothing fills stays to be seen', () => {
  expect(word('entry.menu')).toBe('More for {name}');
});

test('days are written out and never shifted between zones', () => {
  expect(longDay('2026-11-23')).toMatch(/Monday.*November.*2026/);
  expect(shortDay('2026-03-29')).toMatch(/29/);
  expect(clock('2026-11-23T00:20:00+13:00')).toMatch(/00:20|12:20/);
  expect(dayAndClock('2026-11-23T23:59:00-08:00')).toMatch(/23.*(23|11):59/);
});

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-11-23', 12, '2027-11-23'],
  ['2026-01-15', -1, '2025-12-15'],
])('%s and %i months is %s', (day, months, expected) => {
  expect(plusMonths(day, months)).toBe(expected);
});

test('a day more is a day more, over the end of a year and the change of clocks', () => {
  expect(plusDays('2025-12-31', 1)).toBe('2026-01-01');
  expect(plusDays('2026-03-28', 2)).toBe('2026-03-30');
});

test('only real days are days', () => {
  expect(['2026-11-23', '2026-13-01', 'today', '', null].filter(isDay)).toEqual(['2026-11-23']);
});

test('shares, lists, facts and the states of the feed in words', () => {
  expect(percent(0.836)).toBe('84\u202f%');
  expect(list(['Ana', 'Ben', 'Chiara'])).toMatch(/Ana, Ben,? and Chiara/);
  expect(facts('a', null, false, 'b')).toBe('a · b');
  expect(driftName('noVerdict')).toBe('No verdict');
});
