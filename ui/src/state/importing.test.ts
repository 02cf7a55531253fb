import { expect, test, vi } from 'vitest';
import { Refused, type Host } from '../host/host.ts';
import type { ImportAccount } from '../host/wire.ts';
import { saidOf } from '../words/say.ts';
import { hostWith } from './fake.ts';
import { ImportRun } from './importing.svelte.ts';

test('a cancelled picker changes nothing', async () => {
  const run = new ImportRun(hostWith({ pickArchive: async () => [] }));
  expect(await run.pick(false)).toBe(false);
  expect(run.stage).toBe('idle');
});

test('one import runs at a time', async () => {
  const importArchives = vi.fn(async () => []);
  const run = new ImportRun(hostWith({ importArchives }));
  await Promise.all([run.run(['a.zip']), run.run(['b.zip'])]);
  expect(importArchives).toHaveBeenCalledTimes(1);
  expect(run.stage).toBe('done');
});

test('a refusal is kept to be shown, and another try is possible', async () => {
  const error = { code: 'archive.encrypted', message: saidOf('again'), hint: saidOf('again') };
  const importArchives = vi.fn<Host['importArchives']>(() => Promise.reject(new Refused(error)));
  const run = new ImportRun(hostWith({ importArchives }));
  await run.run(['a.zip']);
  expect([run.stage, run.refusal]).toEqual(['refused', error]);
  importArchives.mockImplementation(async () => []);
  await run.run(['a.zip']);
  expect(run.stage).toBe('done');
});

test('nothing is offered while an import runs', async () => {
  const run = new ImportRun(hostWith({ importArchives: () => new Promise(() => {}) }));
  void run.run(['a.zip']);
  run.offer(['b.zip']);
  run.reset();
  expect(run.stage).toBe('running');
});

test('messages that not everybody may see are counted by a second run over the same archives', async () => {
  const one = { private: 38 } as ImportAccount;
  const importArchives = vi.fn<Host['importArchives']>(async (_, isPrivate) => (isPrivate ? [] : [one, one]));
  const run = new ImportRun(hostWith({ importArchives }));
  await run.run(['a.zip']);
  expect(run.private).toBe(76);
  await run.countPrivate();
  expect(importArchives).toHaveBeenLastCalledWith(['a.zip'], true);
  expect(run.private).toBe(0);
});
