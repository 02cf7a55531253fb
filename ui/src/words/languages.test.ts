import { describe, expect, test } from 'vitest';

const files = import.meta.glob<Record<string, string>>('../../words/*.json', { eager: true, import: 'default' });

/** Each language's sentences, of all its files. */
const languages: Record<string, Record<string, string>> = {};
for (const [path, file] of Object.entries(files)) {
  const [, tag = ''] = path.match(/words\/([\w-]+)\./) ?? [];
  Object.assign((languages[tag] ??= {}), file);
}
const { en = {}, ...others } = languages;

/** Keys that have forms by number: `ring.of` of `ring.of.one` and `ring.of.other`. */
const counted = new Set(
  Object.keys(en)
    .filter((key) => key.endsWith('.other') && `${key.slice(0, -6)}.one` in en)
    .map((key) => key.slice(0, -6)),
);

/** The key without its plural form. */
function base(key: string): string {
  const bare = key.replace(/\.(zero|one|two|few|many|other)$/, '');
  return counted.has(bare) ? bare : key;
}

/** The keys a language needs: those of English, with the plural forms of its own. */
function needed(tag: string): Set<string> {
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  const plain = Object.keys(en).filter((key) => base(key) === key);
  return new Set([...plain, ...[...counted].flatMap((key) => forms.map((form) => `${key}.${form}`))]);
}

const gaps = (sentence = '') => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, gap]) => gap ?? '');

test('no language gives words to one key in two files', () => {
  const rooms = Object.entries(files).flatMap(([path, file]) =>
    Object.keys(file).map((key) => `${path.match(/words\/([\w-]+)\./)?.[1]} ${key}`),
  );
  expect(rooms.filter((key, at) => rooms.indexOf(key) !== at)).toEqual([]);
});

describe.each(Object.entries(others))('%s', (tag, words) => {
  test('has every sentence, in every form of its plural', () => {
    const missing = [...needed(tag)].filter((key) => !(key in words));
    expect(missing.map((key) => `${key}: ${en[key] ?? en[`${base(key)}.other`]}`)).toEqual([]);
  });

  test('has no sentence that English does not have', () => {
    const all = needed(tag);
    expect(Object.keys(words).filter((key) => !all.has(key))).toEqual([]);
  });

  test('fills the same gaps as English; one alone may go without its number', () => {
    const differing = Object.entries(words).flatMap(([key, sentence]) => {
      const whole = [en[key], en[`${base(key)}.one`], en[`${base(key)}.other`]];
      const known = new Set(whole.flatMap(gaps));
      const own = new Set(gaps(sentence));
      const lost = gaps(en[key] ?? en[`${base(key)}.other`]).filter((gap) => !own.has(gap));
      const bearable = key.endsWith('.one') ? lost.filter((gap) => gap !== 'n') : lost;
      const strange = [...own].filter((gap) => !known.has(gap));
      return bearable.length + strange.length ? [`${key}: lost ${bearable.join()}, strange ${strange.join()}`] : [];
    });
    expect(differing).toEqual([]);
  });

  test('leaves no sentence empty, and no space at its ends', () => {
    expect(Object.entries(words).filter(([, sentence]) => !sentence || sentence !== sentence.trim())).toEqual([]);
  });
});

test('German is set as German is set, calls the person du, and does not shout', () => {
  const wrong = [/["'”!]/, /[ \d]%/, /\.\.\.|\S…/, / - /, /[a-zäöüß,;:] (Sie|Ihnen|Ihr|Ihre[mnrs]?)\b/];
  const said = Object.entries(others['de'] ?? {}).filter(([key]) => key !== 'import.where.linkedin');
  expect(said.filter(([, sentence]) => wrong.some((one) => one.test(sentence)))).toEqual([]);
});

test('German neither blames nor praises', () => {
  const unkind =
    /\b(schuld|versag\w*|leider|endlich|faul|super|toll|klasse|bravo|glückwunsch|enttäusch\w*|solltest|musst|bot)\b/i;
  expect(Object.entries(others['de'] ?? {}).filter(([, sentence]) => unkind.test(sentence))).toEqual([]);
});
