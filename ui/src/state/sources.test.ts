import { afterEach, expect, test, vi } from 'vitest';
import { Refused } from '../host/host.ts';
import type { SyncProgress } from '../host/wire.ts';
import { saidOf } from '../words/say.ts';
import { Chime } from './chime.svelte.ts';
import { hostWith } from './fake.ts';
import { SourcesScreen } from './sources.svelte.ts';

let stop = () => {};
afterEach(() => stop());

test('progress stands until it is done, and then the sources are asked again', async () => {
  let tell: (progress: SyncProgress) => void = () => {};
  const demo = hostWith();
  const sources = vi.fn(demo.sources);
  const screen = new SourcesScreen(
    new Chime(hostWith({ sources, onSyncProgress: (handle) => ((tell = handle), () => {}) })),
  );
  stop = screen.start();
  await vi.waitFor(() => expect(screen.sources.answer).not.toBeNull());
  tell({ source: 1, posts: 40, of: 100, done: false });
  expect(screen.progress.get(1)).toMatchObject({ posts: 40, of: 100 });
  expect(sources).toHaveBeenCalledTimes(1);
  tell({ source: 1, posts: 100, of: 100, done: true });
  expect(screen.progress.size).toBe(0);
  expect(sources).toHaveBeenCalledTimes(2);
});

test('a refused sync says why', async () => {
  const error = {
    code: 'live.no-source',
    message: saidOf('error.live.no-source', { id: '9' }),
    hint: saidOf('error.live.no-source.hint'),
  };
  const chime = new Chime(hostWith({ syncNow: () => Promise.reject(new Refused(error)) }));
  await new SourcesScreen(chime).sync(9);
  expect(chime.notice).toMatchObject({ type: 'refused', error });
});

test('a source of which the sign-in holds no longer is signed in to with a reader of its network', async () => {
  const signIn = vi.fn(async () => null);
  const screen = new SourcesScreen(new Chime(hostWith({ signIn }, 'much')));
  await screen.again();
  const old = screen.sources.answer?.sources.find(({ health }) => health === 'signedOut');
  if (!old) throw new Error('the demo has none');
  await screen.signInAgain(old);
  expect(signIn).toHaveBeenCalledWith('mastodon', 'birds.example');
});
