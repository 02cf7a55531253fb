import { expect, test } from 'vitest';
import { Refused } from '../host/host.ts';
import type { UserError } from '../host/wire.ts';
import { saidOf } from '../words/say.ts';
import { Asked } from './asked.svelte.ts';

const error: UserError = { code: 'ledger.locked', message: saidOf('again'), hint: saidOf('again') };

test('of two questions under way the later one wins, whichever answer comes first', async () => {
  const answers: ((text: string) => void)[] = [];
  const asked = new Asked(() => new Promise<string>((resolve) => answers.push(resolve)));
  const both = [asked.again(), asked.again()];
  answers[1]?.('later');
  answers[0]?.('earlier');
  await Promise.all(both);
  expect(asked.answer).toBe('later');
});

test('a refusal leaves the old answer in sight, and the next answer takes the refusal away', async () => {
  let refuse = false;
  const asked = new Asked(() => (refuse ? Promise.reject(new Refused(error)) : Promise.resolve('answer')));
  await asked.again();
  refuse = true;
  await asked.again();
  expect([asked.answer, asked.refusal]).toEqual(['answer', error]);
  refuse = false;
  await asked.again();
  expect(asked.refusal).toBeNull();
});

test('a fault that is no refusal is not hidden', async () => {
  const asked = new Asked(() => Promise.reject(new TypeError('a fault')));
  await expect(asked.again()).rejects.toThrow('a fault');
});
