import { expect, test, vi } from 'vitest';
import type { PeopleQuery, PersonLine } from '../host/wire.ts';
import { saidOf } from '../words/say.ts';
import { hostWith } from './fake.ts';
import { cadenceTyped, PeopleList } from './people.svelte.ts';

const line = (person: number): PersonLine => ({
  person,
  name: `Person ${person}`,
  networks: [],
  toHer: null,
  fromHer: null,
  days: 0,
  every: null,
  overdue: 0,
  waits: false,
  said: saidOf('person.not-yet'),
});

/** A list over so many people, with the questions it asked. */
function listOf(total: number) {
  const all = Array.from({ length: total }, (_, at) => line(at + 1));
  const peoplePage = vi.fn(async ({ from = 0, limit = 0 }: PeopleQuery) => ({
    total,
    people: all.slice(from, from + limit),
    joins: [],
  }));
  return { list: new PeopleList(hostWith({ peoplePage })), peoplePage };
}

const ids = (list: PeopleList) => list.found.answer?.people.map(({ person }) => person);

test('people are read page by page as the end comes near, each once', async () => {
  const { list } = listOf(450);
  await list.again();
  expect(ids(list)).toHaveLength(200);
  await list.more();
  expect(ids(list)).toHaveLength(400);
  await list.more();
  await list.more();
  expect(ids(list)).toEqual(Array.from({ length: 450 }, (_, at) => at + 1));
});

test('after a change as many people are read again as were there', async () => {
  const { list, peoplePage } = listOf(450);
  await list.again();
  await list.more();
  peoplePage.mockClear();
  await list.again();
  expect(ids(list)).toHaveLength(400);
  expect(peoplePage).toHaveBeenCalledTimes(2);
});

test('a search begins at the top, and is asked in its order and circle', async () => {
  const { list, peoplePage } = listOf(450);
  await list.again();
  await list.more();
  await list.narrow({ search: ' an ', order: 'due', circle: true });
  expect(peoplePage).toHaveBeenLastCalledWith({ search: 'an', order: 'due', circle: true, from: 0, limit: 200 });
  expect(ids(list)).toHaveLength(200);
  expect(list.filtered).toBe(true);
});

test.each([
  ['7', 7],
  [' 366 ', 366],
  ['0', null],
  ['367', null],
  ['1.5', null],
  ['-3', null],
  ['week', null],
  ['', null],
])('the cadence typed as “%s” is %s', (text, expected) => {
  expect(cadenceTyped(text)).toBe(expected);
});
