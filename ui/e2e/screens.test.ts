import { describe, expect, test } from 'vitest';
import { expectAccessible, expectSound, open, picture, settled, sizes } from './browser.ts';
import { screens } from './places.ts';

/** Every screen in every state it can be in. */
const shown: Record<string, readonly string[]> = {
  empty: ['welcome', ...screens],
  begun: ['today', 'people', 'feed', 'feed/posts', 'calendar', 'review', 'inbox'],
  little: [
    'today',
    'doubtful',
    'people',
    'people/1',
    'people/5',
    'feed',
    'feed/posts',
    'feed/apps',
    'then',
    'year/2026',
    'calendar',
    'review',
    'review/2026-07-15',
    'inbox',
    'inbox/21',
    'settings',
  ],
  much: [
    'today',
    'people',
    'people/3',
    'feed',
    'feed/posts',
    'feed/apps',
    'then',
    'year/2025',
    'calendar',
    'review',
    'inbox',
    'sources',
  ],
  autopilot: ['today', 'feed', 'then', 'review', 'inbox/22', 'sources', 'settings'],
  resting: ['today', 'calendar', 'settings'],
  names: ['today', 'people', 'people/1', 'people/2', 'people/3', 'people/4', 'review', 'calendar'],
  sample: ['today', 'settings', 'sources'],
  unheard: ['today', 'inbox'],
  back: ['today'],
  error: [
    'today',
    'doubtful',
    'people',
    'people/1',
    'feed',
    'feed/posts',
    'then',
    'year/2026',
    'calendar',
    'review',
    'inbox',
    'settings',
    'sources',
  ],
  loading: [
    'today',
    'doubtful',
    'people',
    'people/1',
    'feed',
    'then',
    'year/2026',
    'calendar',
    'review',
    'inbox',
    'settings',
    'sources',
  ],
};

describe.each(Object.entries(shown))('%s', (state, places) => {
  test.each(places)(
    '%s is sound and accessible, light and dark, and fits the smallest window, a wide one, 200 % zoom and text of twice the size',
    async (place) => {
      const page = await open(`${state}#/${place}`);
      const name = `${place.replace('/', '-')}.${state}`;
      await settled(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectSound(page);
        await expectAccessible(page);
        await picture(page, `${name}.${colorScheme}`);
      }
      for (const size of ['small', 'wide', 'zoomed'] as const) {
        await page.setViewportSize(sizes[size]);
        await settled(page);
        await expectSound(page);
        await picture(page, `${name}.${size}`);
      }
      for (const size of ['small', 'own'] as const) {
        await page.setViewportSize(sizes[size]);
        await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
        await expectSound(page);
      }
      await page.close();
    },
  );
});

test('every state of a day has its own shape and its own word', async () => {
  const page = await open('much#/calendar');
  const legend = page.getByRole('list', { name: 'What the shapes mean' }).getByRole('listitem');
  const shapes = await legend.evaluateAll((items) => items.map((item) => item.querySelector('svg')?.innerHTML ?? ''));
  expect(new Set(shapes).size).toBe(8);
  expect(new Set(await legend.allInnerTexts()).size).toBe(8);
  await page.close();
});
