import { expect, test } from 'vitest';
import type { LinkTold, Wish } from '../host/wire.ts';
import { Chime } from './chime.svelte.ts';
import { hostWith } from './fake.ts';
import { isLink, QuickLog, type LogFor } from './quicklog.svelte.ts';

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

const post = 'https://x.com/ana/status/1460323737035677698';
const told: LinkTold = {
  network: 'x',
  who: '@ana',
  person: { person: 1, name: 'Ana Ribeiro', networks: ['x'], last: null },
  own: false,
  at: '2026-11-21T14:10:00+01:00',
  day: '2026-11-21',
};

/** A log on the day of the demo whose links tell this. */
async function linking(tells: Partial<LinkTold>, about?: LogFor) {
  const wishes: Wish[] = [];
  const linkTold = async () => ({ ...told, ...tells });
  const chime = new Chime(hostWith({ act: async (wish) => (wishes.push(wish), changes), linkTold }));
  await chime.today.again();
  return { wishes, log: new QuickLog(chime, about) };
}

test('a link fills in whom it names, and counts for today', async () => {
  const { wishes, log } = await linking({});
  await log.refer(post);
  expect([log.otherDay, log.postDay]).toEqual(['2026-11-21', false]);
  await log.log();
  expect(wishes).toMatchObject([{ who: { type: 'person', value: 1 }, link: post, day: null }]);
});

test('a link to the own post names nobody, and counts for its day', async () => {
  const { wishes, log } = await linking({ own: true, person: null });
  await log.refer(post);
  await log.log();
  expect(wishes).toMatchObject([{ who: { type: 'someone' }, day: '2026-11-21' }]);
});

test('somebody unknown is named by the handle; what was typed is left alone', async () => {
  const { log } = await linking({ person: null });
  await log.refer(post);
  expect(log.who.text).toBe('@ana');
  const typed = await linking({});
  await typed.log.who.type('Joan');
  await typed.log.refer(post);
  expect(typed.log.who.text).toBe('Joan');
});

test('another link takes the place of the first, and so does whom it names', async () => {
  const ben = { ...told, person: null, who: '@ben' };
  const linkTold = async (link: string) => {
    if (link.endsWith('ana')) return { ...ben, who: '@ana' };
    return { ...ben, own: link.endsWith('own') };
  };
  const other = new QuickLog(new Chime(hostWith({ linkTold })));
  await other.refer(`${post}/ana`);
  expect(other.who.text).toBe('@ana');
  await other.refer(post);
  expect(other.who.text).toBe('@ben');
  await other.refer(`${post}/own`);
  expect(other.who.text).toBe('');
  await other.who.type('Joan');
  await other.refer(post);
  expect(other.who.text).toBe('Joan');
});

test('a log about a day or a nudge stays with it, whatever the link says', async () => {
  const { log } = await linking({ own: true }, { day: '2026-11-20', nudge: null });
  await log.refer(post);
  expect([log.otherDay, log.postDay]).toEqual([null, false]);
});

test('what was filled in elsewhere is shown, and not logged', async () => {
  const { wishes, log } = await linking({});
  await log.begin({ how: 'helped', who: 'Joan', note: 'the move', link: post, outside: true });
  expect([log.how, log.who.text, log.note, log.link]).toEqual(['helped', 'Joan', 'the move', post]);
  expect(wishes).toEqual([]);
});

test.each([
  ['https://x.com/ana/status/20', true],
  [' http://social.example/@ana/1 ', true],
  ['Ana Ribeiro', false],
  ['https://', false],
  ['javascript:alert(1)', false],
  ['https://x.com/a b', false],
])('“%s” is a link: %s', (text, is) => {
  expect(isLink(text)).toBe(is);
});

test('looking at the people it could be keeps whom was chosen', async () => {
  const chime = new Chime(hostWith());
  const log = new QuickLog(chime);
  const [person] = await chime.host.people('');
  if (!person) throw new Error('the demo has people');
  log.who.choose(person);
  await log.who.look();
  expect([log.who.suggestions.length > 0, log.who.who]).toEqual([true, { type: 'person', value: person.person }]);
});
