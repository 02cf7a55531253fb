import { beforeEach, expect, test, vi } from 'vitest';
import type { Host } from '../host/host.ts';
import type { Wish } from '../host/wire.ts';
import { acts } from './acts.ts';
import { Chime } from './chime.svelte.ts';
import { hostWith } from './fake.ts';
import { Palette } from './palette.svelte.ts';

const changes = { changed: [], act: 1, said: null, warning: null, offers: [] };

beforeEach(() => {
  localStorage.clear();
  location.hash = '';
});

/** A palette whose wishes are kept instead of done. */
async function open(own: Partial<Host> = {}) {
  const wishes: Wish[] = [];
  const chime = new Chime(hostWith({ act: async (wish) => (wishes.push(wish), changes), ...own }));
  await chime.today.again();
  const hands = { chime, log: vi.fn(), search: vi.fn(), help: vi.fn(), palette: vi.fn() };
  return { wishes, chime, hands, palette: new Palette(hands) };
}

const labels = (palette: Palette) => palette.lines.map(({ label }) => label);

test('a deed, a few letters of a name and Enter log it', async () => {
  const { palette, wishes } = await open();
  await palette.type('answered an');
  expect(labels(palette)[0]).toBe('Log: Answered Ana Ribeiro');
  palette.choose(palette.lines[0], () => undefined);
  expect(wishes).toMatchObject([{ what: 'log', how: 'answered', who: { type: 'person', value: 1 } }]);
});

test('a name nobody bears is somebody new, and no name is someone', async () => {
  const { palette, wishes } = await open();
  await palette.type('helped Zoë');
  palette.choose(
    palette.lines.find(({ id }) => id === 'log.new'),
    () => undefined,
  );
  await palette.type('helped ');
  palette.choose(palette.lines[0], () => undefined);
  expect(wishes).toMatchObject([{ who: { type: 'named', value: 'Zoë' } }, { who: { type: 'someone' } }]);
});

test('a deed half typed is written on, not done', async () => {
  const { palette, wishes } = await open();
  const close = vi.fn();
  await palette.type('answ');
  palette.choose(palette.lines[0], close);
  expect(palette.text).toBe('Answered ');
  expect(close).not.toHaveBeenCalled();
  expect(wishes).toEqual([]);
});

test('screens and people are found by letters', async () => {
  const { palette, chime } = await open();
  await palette.type('calen');
  palette.choose(palette.lines[0], () => undefined);
  expect(chime.route.screen).toBe('calendar');
  await palette.type('emil');
  palette.choose(
    palette.lines.find(({ label }) => label === 'Emil Novák'),
    () => undefined,
  );
  expect([chime.route.screen, chime.route.part]).toEqual(['people', '5']);
});

test('a link begins a log about its post', async () => {
  const { palette, chime } = await open();
  await palette.type('https://x.com/ana/status/20');
  expect(palette.lines).toHaveLength(1);
  palette.choose(palette.lines[0], () => undefined);
  expect(chime.draft?.link).toBe('https://x.com/ana/status/20');
});

test('what was done last stands first, until something is typed', async () => {
  const { palette, hands } = await open();
  palette.choose(
    palette.lines.find(({ id }) => id === 'go.feed'),
    () => undefined,
  );
  const again = new Palette(hands);
  expect(again.lines[0]?.id).toBe('go.feed');
  await again.type('sett');
  expect(again.lines[0]?.id).toBe('go.settings');
});

test('only what can be done now is offered', async () => {
  const { palette } = await open();
  await palette.type('speak again');
  expect(labels(palette)).not.toContain('Speak again');
  const paused = await open(hostWith({}, 'resting'));
  await paused.palette.type('speak again');
  expect(labels(paused.palette)).toContain('Speak again');
});

test('arrows go round, and typing begins at the first line', async () => {
  const { palette } = await open();
  palette.move(-1);
  expect(palette.active).toBe(palette.lines.length - 1);
  palette.move(1);
  expect(palette.active).toBe(0);
  palette.move(1);
  await palette.type('f');
  expect(palette.active).toBe(0);
});

test('every act has a name and a key of its own', () => {
  const presses = acts.flatMap(({ press }) => press ?? []);
  expect(new Set(presses).size).toBe(presses.length);
  expect(new Set(acts.map(({ id }) => id)).size).toBe(acts.length);
});

test('people found for what was typed before are none of what is typed now', async () => {
  let late = () => {};
  const demo = hostWith();
  const { palette } = await open({
    peoplePage: async (query) => {
      if (query.search === 'ana') return demo.peoplePage(query);
      await new Promise<void>((resolve) => (late = resolve));
      return demo.peoplePage(query);
    },
  });
  await palette.type('ana');
  expect(labels(palette)).toContain('Ana Ribeiro');
  const typing = palette.type('emil');
  expect(labels(palette)).not.toContain('Ana Ribeiro');
  late();
  await typing;
  expect(labels(palette)).toContain('Emil Novák');
});
