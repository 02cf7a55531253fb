import { expect, test, vi } from 'vitest';
import { Refused } from '../host/host.ts';
import type { Changes, Suggestion, Wish } from '../host/wire.ts';
import { saidOf } from '../words/say.ts';
import { Chime } from './chime.svelte.ts';
import { hostWith } from './fake.ts';

const nothing: Changes = { changed: [], act: null, said: null, warning: null, offers: [] };
const emil: Suggestion = {
  person: 5,
  name: 'Emil Novák',
  network: 'mastodon',
  sort: 'waiting',
  why: saidOf('whom.waiting.asked.hours', { n: 2 }),
  link: 'https://social.example/@emil/1',
  heard: 901,
  done: false,
};

test('opening a post opens the browser, and says nothing was done yet', async () => {
  const wishes: Wish[] = [];
  const openLink = vi.fn(async () => null);
  const chime = new Chime(hostWith({ openLink, act: async (wish) => (wishes.push(wish), nothing) }));
  await chime.whom.open(emil);
  expect(openLink).toHaveBeenCalledWith(emil.link);
  expect(chime.whom.opened.has(5)).toBe(true);
  expect(wishes).toEqual([]);
});

test('where the browser does not open, the post was not opened', async () => {
  const error = { code: 'link.open', message: saidOf('undo'), hint: saidOf('undo') };
  const chime = new Chime(hostWith({ openLink: () => Promise.reject(new Refused(error)) }));
  await chime.whom.open(emil);
  expect([chime.whom.opened.size, chime.notice]).toMatchObject([0, { type: 'refused', error }]);
});

test.each([
  [901, 'answered'],
  [null, 'commented'],
] as const)('what was heard as %s is logged as %s', async (heard, how) => {
  const wishes: Wish[] = [];
  const chime = new Chime(hostWith({ act: async (wish) => (wishes.push(wish), nothing) }));
  await chime.whom.log({ ...emil, heard });
  expect(wishes).toMatchObject([{ what: 'log', how, who: { type: 'person', value: 5 } }]);
});

test('whether anything hears others is not claimed before it is known', async () => {
  const deaf = new Chime(hostWith({}, 'empty')).whom;
  expect(deaf.hears).toBeNull();
  await deaf.again();
  expect(deaf.hears).toBe(false);
  const hearing = new Chime(hostWith()).whom;
  await hearing.again();
  expect(hearing.hears).toBe(true);
});
