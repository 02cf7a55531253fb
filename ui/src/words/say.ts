import type { DriftStateName, Filling, NudgeLine, Said } from '../host/wire.ts';
import type { Word } from './catalogue.ts';
import { shortDay, timeOfDay } from './dates.ts';
import { spoken } from './language.svelte.ts';

/** "1,204" */
export function number(n: number): string {
  return spoken().whole.format(n);
}

/** "2.5" */
export function decimal(n: number): string {
  return spoken().decimal.format(n);
}

/** "38 %", as the language puts it: with a narrow space that does not break, without one, or the sign first. */
export function percent(share: number): string {
  const { whole, words } = spoken();
  return (words['number.share'] ?? '{n}%').replace('{n}', whole.format(share * 100));
}

function fill(filling: Filling): string {
  switch (filling.type) {
    case 'text':
      return filling.value;
    case 'count':
      return number(filling.value);
    case 'share':
      return percent(filling.value);
    case 'day':
      return shortDay(filling.value);
    case 'time':
      return timeOfDay(filling.value);
  }
}

function pattern({ key, args }: Said): string {
  const { words, plural } = spoken();
  const n = args.n?.type === 'count' ? args.n.value : null;
  const form = n === null ? undefined : (words[`${key}.${plural.select(n)}`] ?? words[`${key}.other`]);
  return form ?? words[key] ?? key;
}

/** The sentence in words. An unknown key says itself, so that nothing is ever silently empty. */
export function say(said: Said): string {
  return pattern(said).replace(/\{(\w+)\}/g, (gap, name: string) => {
    const filling = said.args[name];
    return filling ? fill(filling) : gap;
  });
}

/** Fillings as the interface writes them: a number is a count, a string is itself. */
export type Gaps = Record<string, string | number | Filling>;

/** A label of the interface, its gaps filled. */
export function word(key: Word, gaps: Gaps = {}): string {
  return say(wordSaid(key, gaps));
}

/** A label of the interface as a sentence still to be rendered. */
export function wordSaid(key: Word, gaps: Gaps = {}): Said {
  return saidOf(key, gaps);
}

/** A sentence of any file of words, its gaps filled, still to be rendered. */
export function saidOf(key: string, gaps: Gaps = {}): Said {
  const args = Object.fromEntries(
    Object.entries(gaps).map(([name, gap]): [string, Filling] => {
      if (typeof gap === 'number') return [name, { type: 'count', value: gap }];
      if (typeof gap === 'string') return [name, { type: 'text', value: gap }];
      return [name, gap];
    }),
  );
  return { key, args };
}

/** Fills a gap with a share, 0.0 to 1.0. */
export const share = (value: number): Filling => ({ type: 'share', value });

/** Fills a gap with a day, ISO 8601. */
export const day = (value: string): Filling => ({ type: 'day', value });

/** Fills a gap with a time of day, `HH:MM`. */
export const time = (value: string): Filling => ({ type: 'time', value });

/** "Ana, Ben and Chris" */
export function list(items: string[]): string {
  return spoken().list.format(items);
}

/** What a state of the feed is called. */
export function driftName(state: DriftStateName): string {
  return say({ key: `drift.state.${state === 'noVerdict' ? 'no-verdict' : state}`, args: {} });
}

/** Facts on one line, the missing ones left out: "Found in your feed · a light touch" */
export function facts(...parts: (string | null | false | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** Why the coach speaks, where that says more than what it says. */
export function nudgeWhy({ body, because }: NudgeLine): string {
  const why = say(because);
  return why === say(body) ? '' : why;
}
