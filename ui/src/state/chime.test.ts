import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refused } from '../host/host.ts';
import type { Change, Changes, Wish } from '../host/wire.ts';
import { saidOf } from '../words/say.ts';
import { Chime } from './chime.svelte.ts';
import { hostWith } from './fake.ts';

const nothing: Changes = { changed: [], act: null, said: null, warning: null, offers: [] };
let stop = () => {};
beforeEach(() => void (location.hash = ''));
afterEach(() => stop());

const tells = { doNotDisturb: false, locked: false, idle: false, fullScreen: false, shared: false };

test('what is shown is asked again when something it shows has changed, and only then', async () => {
  let tell: (changed: Change[]) => void = () => {};
  const chime = new Chime(hostWith({ onChanged: (handle) => ((tell = handle), () => {}) }));
  stop = chime.start();
  const again = vi.fn(async () => {});
  const shows = {
    days: false,
    people: false,
    posts: true,
    drift: false,
    nudges: false,
    settings: false,
    sources: false,
  };
  chime.watch({ shows, again });
  expect(again).toHaveBeenCalledTimes(1);
  tell(['days', 'nudges']);
  expect(again).toHaveBeenCalledTimes(1);
  tell(['days', 'posts']);
  expect(again).toHaveBeenCalledTimes(2);
});

test('an act is told with its undo; undoing it offers no undo of the undo', async () => {
  const chime = new Chime(hostWith());
  await chime.act({ what: 'resume' });
  expect(chime.notice).toMatchObject({ type: 'done', said: saidOf('act.resume'), act: 1 });
  await chime.undo(1);
  expect(chime.notice).toMatchObject({ type: 'done', said: saidOf('done.undo'), act: null });
});

test('an act that changed nothing says nothing', async () => {
  const chime = new Chime(hostWith({ act: async () => nothing }));
  await chime.act({ what: 'resume' });
  expect(chime.notice).toBeNull();
});

test('a refused act says why, and stays until it is put away', async () => {
  const error = {
    code: 'act.goal',
    message: saidOf('error.act.goal', { goal: 9 }),
    hint: saidOf('error.act.goal.hint'),
  };
  const chime = new Chime(hostWith({ act: () => Promise.reject(new Refused(error)) }));
  expect(await chime.act({ what: 'set', setting: { name: 'goal', value: 9 } })).toBeNull();
  const { notice } = chime;
  expect(notice).toMatchObject({ type: 'refused', error });
  chime.hush((notice?.id ?? 0) + 1);
  expect(chime.notice).toBe(notice);
  chime.hush(notice?.id ?? 0);
  expect(chime.notice).toBeNull();
});

test('a click on a notification opens the inbox at its nudge', async () => {
  const desktop = {
    version: '1',
    tray: true,
    globalKeys: true,
    notifications: 'buttons',
    tells,
    trayNotice: false,
    archives: [],
  } as const;
  const opened = { screen: 'inbox', nudge: 21 } as const;
  const chime = new Chime(hostWith({ desktop: async () => ({ ...desktop, archives: [], opened }) }));
  stop = chime.start();
  await vi.waitFor(() => expect(chime.route.screen).toBe('inbox'));
  expect(chime.route.part).toBe('21');
});

test('an archive named at the start is offered, not read without a yes', async () => {
  const read = vi.fn();
  const desktop = {
    version: '1',
    tray: true,
    globalKeys: true,
    tells,
    notifications: 'none',
    trayNotice: false,
    opened: null,
  } as const;
  const chime = new Chime(
    hostWith({ desktop: async () => ({ ...desktop, archives: ['/home/ana/x.zip'] }), importArchives: read }),
  );
  stop = chime.start();
  await vi.waitFor(() => expect(chime.importing.stage).toBe('offered'));
  expect(chime.route.screen).toBe('import');
  expect(read).not.toHaveBeenCalled();
});

test('without a tray it says so, once, when it may and nothing else is being said', async () => {
  const desktop = {
    version: '1',
    tray: false,
    globalKeys: true,
    tells,
    notifications: 'none',
    trayNotice: true,
    opened: null,
  } as const;
  const trayNoticeSaid = vi.fn(async () => null);
  const chime = new Chime(hostWith({ desktop: async () => ({ ...desktop, archives: [] }), trayNoticeSaid }));
  stop = chime.start();
  await vi.waitFor(() => expect(chime.trayless).toBe(true));
  expect(chime.notice).toBeNull();
  chime.say(saidOf('done.undo'));
  chime.tellTrayless();
  expect(chime.notice).toMatchObject({ said: saidOf('done.undo') });
  expect(trayNoticeSaid).not.toHaveBeenCalled();
  chime.notice = null;
  chime.tellTrayless();
  expect(chime.notice).toMatchObject({ said: saidOf('desktop.tray.notice') });
  expect(trayNoticeSaid).toHaveBeenCalledOnce();
  chime.notice = null;
  chime.tellTrayless();
  expect(chime.notice).toBeNull();
});

test('every door to a change is the one act', async () => {
  const wishes: Wish[] = [];
  const chime = new Chime(hostWith({ act: async (wish) => (wishes.push(wish), nothing) }));
  await chime.undo();
  expect(wishes).toEqual([{ what: 'undo', act: null }]);
});

test('archives that come while others are read are refused aloud', async () => {
  let offer: (paths: string[]) => void = () => {};
  const importArchives = vi.fn(() => new Promise<never>(() => {}));
  const chime = new Chime(hostWith({ importArchives, onOffered: (handle) => ((offer = handle), () => {}) }));
  stop = chime.start();
  chime.read(['a.zip']);
  expect(chime.notice).toBeNull();
  for (const bring of [() => chime.read(['b.zip']), () => offer(['c.zip'])]) {
    bring();
    expect(chime.notice).toMatchObject({ type: 'refused', error: { code: 'import.busy' } });
    chime.notice = null;
  }
  expect(importArchives).toHaveBeenCalledTimes(1);
});
