/** Every screen and its main states, compared with how they looked before. `npm run pictures:renew` keeps the new looks. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { compare, kept } from './compare.ts';
import { openPinned } from './pinned.ts';
import { sizes } from './browser.ts';

const before = new URL('pictures/', import.meta.url);
/** Where a picture goes that differs from the one before, and one of where it does. */
const differing = new URL('../.screens/differing/', import.meta.url);
rmSync(differing, { recursive: true, force: true });
mkdirSync(differing, { recursive: true });
mkdirSync(before, { recursive: true });

/** What share of a picture may differ: a word of it. Nine versions of Chromium make 0.11 % at most. */
const TOLERANCE = 0.0015;

const looks = {
  'own.light': { size: 'own', colorScheme: 'light' },
  'own.dark': { size: 'own', colorScheme: 'dark' },
  'small.light': { size: 'small', colorScheme: 'light' },
  'small.dark': { size: 'small', colorScheme: 'dark' },
} as const;
type Look = keyof typeof looks;
const every = Object.keys(looks) as Look[];
/** Two looks show what a state does to a screen that has its four already. */
const two: readonly Look[] = ['own.light', 'small.dark'];

const screens: Record<string, readonly string[]> = {
  empty: ['welcome', 'import'],
  little: [
    ...[
      'today',
      'doubtful',
      'people',
      'people/1',
      'feed/posts',
      'feed/apps',
      'year/2026',
      'review',
      'inbox',
      'settings',
    ],
  ],
  much: ['feed', 'then', 'calendar', 'sources'],
};
const states: Record<string, readonly string[]> = {
  empty: ['today', 'people', 'feed', 'calendar', 'sources'],
  begun: ['feed'],
  little: ['people/5', 'inbox/21'],
  much: ['today'],
  autopilot: ['today', 'feed', 'sources'],
  resting: ['today', 'calendar'],
  sample: ['today'],
  unheard: ['today'],
  back: ['today'],
  error: ['today', 'feed'],
  loading: ['today'],
  'little&lang=de': ['today', 'settings'],
};
/** What is opened over a screen, by keys. */
const over: Record<string, (page: Page) => Promise<void>> = {
  palette: async (page) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('answered an');
    await page.getByRole('option').first().waitFor();
  },
  keys: async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  },
  log: async (page) => {
    await page.keyboard.press('2');
    await page.keyboard.press('l');
    await page.getByRole('dialog').waitFor();
  },
};

const unseen = new Set(readdirSync(before));

async function expectAsBefore(page: Page, name: string, chosen: readonly Look[]): Promise<void> {
  const otherwise: string[] = [];
  for (const look of chosen) {
    const { size, colorScheme } = looks[look];
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme });
    const taken = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    const file = `${name}.${look}.png`;
    const old = new URL(file, before);
    unseen.delete(file);
    const { share, where } = existsSync(old) ? compare(taken, readFileSync(old)) : { share: 1, where: taken };
    if (inject('renew')) {
      if (share > 0) writeFileSync(old, kept(taken));
    } else if (share > TOLERANCE) {
      otherwise.push(`${file}: ${(share * 100).toFixed(2)} %`);
      writeFileSync(new URL(file, differing), taken);
      writeFileSync(new URL(file.replace('.png', '.where.png'), differing), where);
    }
  }
  expect(otherwise, 'looks otherwise; see .screens/differing, and if it shall: npm run pictures:renew').toEqual([]);
}

const called = (state: string, place: string) => `${place.replace('/', '-')}.${state.replace(/\W+/g, '-')}`;

describe.each([
  ...Object.entries(screens).map(([state, places]) => ({ state, places, chosen: every })),
  ...Object.entries(states).map(([state, places]) => ({ state, places, chosen: two })),
])('$state', ({ state, places, chosen }) => {
  test.concurrent.each(places)('%s looks as it did', async (place) => {
    const page = await openPinned(`${state}#/${place}`);
    await expectAsBefore(page, called(state, place), chosen);
    await page.close();
  });
});

test.concurrent.each(Object.entries(over))('what is opened over a screen looks as it did: %s', async (name, opens) => {
  const page = await openPinned('little#/today');
  await opens(page);
  await expectAsBefore(page, `over.${name}`, two);
  await page.close();
});

test('the small window for one log looks as it did', async () => {
  const page = await openPinned('little&who=Ana&link=https://x.com/ana/status/1#/log');
  await expectAsBefore(page, 'log', ['small.light', 'small.dark']);
  await page.close();
});

test('no picture is kept of what is shown no longer', () => {
  if (inject('renew')) unseen.forEach((file) => rmSync(new URL(file, before)));
  else expect([...unseen]).toEqual([]);
});
