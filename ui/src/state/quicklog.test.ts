import { expect, test } from 'vitest';
import type { Wish } from '../host/wire.ts';
import { Chime } from './chime.svelte.ts';
import { hostWith } from './fake.ts';
import { QuickLog, type LogFor } from './quicklog.svelte.ts';

const changes = { changed: [], act: 1, said: null, warning: null, offers: [] };

/** A log whose wishes are kept instead of done. */
function logging(about?: LogFor) {
  const wishes: Wish[] = [];
  const chime = new Chime(hostWith({ act: async (wish) => (wishes.push(wish), changes) }));
  return { wishes, log: new QuickLog(chime, about) };
}

test('nobody typed is someone', async () => {
  const { wishes, log } = logging();
  await log.log();
  expect(wishes).toEqual([
    { what: 'log', how: 'asked', who: { type: 'someone' }, note: null, link: null, day: null, nudge: null },
  ]);
});

test('a name that was typed is logged as typed, without the spaces around it', async () => {
  const { wishes, log } = logging();
  await log.who.type('  Zoë  ');
  await log.log();
  expect(wishes).toMatchObject([{ who: { type: 'named', value: 'Zoë' } }]);
});

test('the active suggestion is taken by Enter', async () => {
  const { wishes, log } = logging();
  await log.who.type('an');
  expect(log.who.suggestions.map(({ name }) => name)).toEqual(['Ana Ribeiro']);
  log.who.move(1);
  await log.log();
  expect(wishes).toMatchObject([{ who: { type: 'person', value: 1 } }]);
});

test('arrows go round through the suggestions and what was typed', async () => {
  const { log } = logging();
  await log.who.type('');
  const places = [1, 1, 1, -1, -1, -1, -1].map((step) => (log.who.move(step as 1 | -1), log.who.active));
  expect(places).toEqual([0, 1, 2, 1, 0, -1, log.who.suggestions.length - 1]);
});

test('typing after choosing means somebody else', async () => {
  const { wishes, log } = logging();
  log.who.choose({ person: 4, name: 'Dana Levi', networks: [], last: null });
  await log.who.type('Dana Leviathan');
  await log.log();
  expect(wishes).toMatchObject([{ who: { type: 'named', value: 'Dana Leviathan' } }]);
});

test('a log answers its nudge and counts for its day', async () => {
  const { wishes, log } = logging({ day: '2026-11-21', nudge: 7 });
  log.how = 'helped';
  log.note = ' with the move ';
  await log.log();
  expect(wishes).toMatchObject([{ how: 'helped', note: 'with the move', day: '2026-11-21', nudge: 7 }]);
});

test('after a log the fields are empty again; after a refusal they keep what was typed', async () => {
  const { log } = logging();
  await log.who.type('Ana');
  await log.log();
  expect(log.who.text).toBe('');

  const refusing = new QuickLog(new Chime(hostWith({}, 'error')));
  refusing.note = 'about the oven';
  expect(await refusing.log()).toBe(false);
  expect(refusing.note).toBe('about the oven');
});
