import { beforeEach, expect, test, vi } from 'vitest';
import { Refused } from '../host/host.ts';
import type { FoundAccount, ReaderLine } from '../host/wire.ts';
import { saidOf } from '../words/say.ts';
import { card } from '../host/demo/cards.ts';
import { Adding } from './adding.svelte.ts';
import { Chime } from './chime.svelte.ts';
import { hostWith } from './fake.ts';

const reader = (entry: ReaderLine['entry']): ReaderLine => ({
  reader: 'some',
  network: 'mastodon',
  entry,
  sees: [],
  hosts: [],
});
const found: FoundAccount = {
  reader: 'some',
  typed: '@you@social.example',
  title: '@you@social.example',
  host: 'social.example',
  hosts: ['social.example'],
  posts: 12,
  known: false,
};
const error = {
  code: 'net.not-found',
  message: saidOf('error.net.not-found', { what: '@you', host: 'social.example' }),
  hint: saidOf('error.net.not-found.hint'),
};

const host = {
  findAccount: vi.fn(async () => found),
  addAccount: vi.fn(async () => 7),
  addWithPassword: vi.fn(async () => 7),
  signIn: vi.fn(async (): Promise<FoundAccount | null> => found),
  finishSignIn: vi.fn(async () => null),
  cancelSignIn: vi.fn(async () => null),
};
beforeEach(() => vi.clearAllMocks());
const adding = () => new Adding(new Chime(hostWith(host)));

test('what is public is looked up, shown, and added only by a yes', async () => {
  const add = adding();
  add.pick(reader('open'));
  await add.go();
  expect(host.findAccount).not.toHaveBeenCalled();
  add.typed = ' @you@social.example ';
  await add.go();
  expect(host.findAccount).toHaveBeenCalledWith('some', '@you@social.example');
  expect(add.step).toMatchObject({ at: 'found', found });
  expect(host.addAccount).not.toHaveBeenCalled();
  expect(await add.add()).toBe(true);
  expect(host.addAccount).toHaveBeenCalledWith(found);
  expect(add.step.at).toBe('idle');
});

test('what is not found says so, and what was typed stays', async () => {
  host.findAccount.mockRejectedValueOnce(new Refused(error));
  const add = adding();
  add.pick(reader('open'));
  add.typed = '@yuo';
  await add.go();
  expect(add.step.at).toBe('naming');
  expect(add.refusal).toEqual(error);
  expect(add.typed).toBe('@yuo');
});

test('a password is handed on once and forgotten, also where it was refused', async () => {
  const add = adding();
  add.pick(reader('browserOrPassword'));
  add.typed = '@you';
  await add.go(true);
  expect(host.signIn).not.toHaveBeenCalled();
  expect(await add.add()).toBe(false);
  expect(host.addWithPassword).not.toHaveBeenCalled();
  host.addWithPassword.mockRejectedValueOnce(new Refused(error));
  add.password = 'abcd-efgh';
  expect(await add.add()).toBe(false);
  expect([add.password, add.refusal]).toEqual(['', error]);
  add.password = 'ijkl-mnop';
  expect(await add.add()).toBe(true);
  expect(host.addWithPassword).toHaveBeenLastCalledWith('some', found.typed, 'ijkl-mnop');
  expect(add.password).toBe('');
});

test('sign-in waits for the browser, and shows whose account it is', async () => {
  let end: (account: FoundAccount | null) => void = () => {};
  host.signIn.mockReturnValueOnce(new Promise((resolve) => (end = resolve)));
  const add = adding();
  add.pick(reader('browser'));
  add.typed = 'social.example';
  const going = add.go();
  expect(add.step).toMatchObject({ at: 'signingIn', server: 'social.example' });
  add.code = ' 1234 ';
  await add.paste();
  expect(host.finishSignIn).toHaveBeenCalledWith('1234');
  end(found);
  await going;
  expect(add.step).toMatchObject({ at: 'found', found });
});

test('where a password would do too, the browser comes first, and says where it can’t be', async () => {
  const add = adding();
  add.pick(reader('browserOrPassword'));
  add.typed = '@you';
  host.signIn.mockRejectedValueOnce(new Refused(error));
  await add.go();
  expect(host.findAccount).not.toHaveBeenCalled();
  expect([add.step.at, add.typed, add.refusal]).toEqual(['naming', '@you', error]);
  await add.go();
  expect(add.step).toMatchObject({ at: 'found', byPassword: false });
  expect(await add.add()).toBe(true);
  expect(host.addAccount).toHaveBeenCalledWith(found);
});

test('a sign-in that was cancelled is ended, and its late answer is not taken', async () => {
  let end: (account: FoundAccount | null) => void = () => {};
  host.signIn.mockReturnValueOnce(new Promise((resolve) => (end = resolve)));
  const add = adding();
  add.pick(reader('browser'));
  add.typed = 'social.example';
  const going = add.go();
  await add.back();
  expect(host.cancelSignIn).toHaveBeenCalledTimes(1);
  end(found);
  await going;
  expect(add.step.at).toBe('naming');
});

test('leaving ends a waiting sign-in, and nothing else', async () => {
  const add = adding();
  add.pick(reader('open'));
  await add.leave();
  expect(host.cancelSignIn).not.toHaveBeenCalled();
  host.signIn.mockReturnValueOnce(new Promise(() => {}));
  add.pick(reader('browser'));
  add.typed = 'social.example';
  void add.go();
  await add.leave();
  expect(host.cancelSignIn).toHaveBeenCalledTimes(1);
  expect(add.step.at).toBe('idle');
});

test('signing in again goes to the same server', async () => {
  const add = adding();
  await add.renew(reader('browser'), card(3, { title: '@old@birds.example', host: 'birds.example' }), true);
  expect(host.signIn).toHaveBeenCalledWith('some', 'birds.example');
});

test('where nobody said yet where the sign-in is kept, that is asked before the browser opens', async () => {
  const add = adding();
  await add.renew(reader('browser'), card(3, { title: '@old@birds.example', host: 'birds.example' }), false);
  expect(add.step.at).toBe('naming');
  expect(add.typed).toBe('birds.example');
  expect(host.signIn).not.toHaveBeenCalled();
});

test('an account that was looked for and then left does not come back', async () => {
  let end: (account: FoundAccount) => void = () => {};
  host.findAccount.mockReturnValueOnce(new Promise((resolve) => (end = resolve)));
  const add = adding();
  add.pick(reader('open'));
  add.typed = 'blog.example';
  const going = add.go();
  await add.back();
  add.pick(reader('browser'));
  end(found);
  await going;
  expect([add.step.at, add.busy, add.refusal]).toEqual(['naming', false, null]);
});
