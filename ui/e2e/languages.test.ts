import { describe, expect, test } from 'vitest';
import { expectAccessible, expectSound, open, picture, settled, sizes } from './browser.ts';

/** Every screen, in the state in which it has most to say. */
const places = [
  'empty#/welcome',
  'little#/today',
  'autopilot#/today',
  'resting#/today',
  'little#/review',
  'little#/people',
  'little#/people/1',
  'autopilot#/feed',
  'little#/feed/posts',
  'little#/feed/apps',
  'much#/calendar',
  'little#/inbox',
  'autopilot#/inbox/22',
  'much#/sources',
  'resting#/settings',
  'empty#/import',
  'error#/today',
] as const;

describe.each([
  ['de', 'de-DE', 'ltr'],
  ['pseudo', 'en-GB', 'ltr'],
  ['rtl', 'ar-EG', 'rtl'],
])('in the language “%s”', (language, tag, direction) => {
  test.each(places)('%s fits every window, says its language and direction, and is accessible', async (place) => {
    const page = await open(place.replace('#', `&lang=${language}#`));
    await settled(page);
    const html = page.locator('html');
    expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual([tag, direction]);
    const name = `${place.replace(/(\w+)#\/(.+)/, '$2.$1').replace('/', '-')}.${language}`;
    for (const size of ['own', 'small', 'wide', 'zoomed'] as const) {
      await page.setViewportSize(sizes[size]);
      await settled(page);
      await expectSound(page);
      if (size === 'own') await expectAccessible(page);
      if (size === 'own' || size === 'small') await picture(page, `${name}.${size}`);
    }
    await page.close();
  });
});

test('a language chosen in Settings is spoken at once, on the same screen, and can be undone', async () => {
  const page = await open('little#/settings');
  await page.getByLabel('Language').focus();
  await page.getByLabel('Language').selectOption('Deutsch');
  await page.getByRole('heading', { level: 1, name: 'Optionen' }).waitFor();
  expect(await page.title()).toBe('Optionen · Chime In');
  expect(await page.locator('html').getAttribute('lang')).toBe('de-DE');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('language');
  await page.getByText('Sprache geändert').waitFor();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.close();
});

test('a window loads the words of its own language and of no other', async () => {
  const page = await open('little&lang=de#/today');
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) =>
      name
        .split('/')
        .pop()
        ?.replace(/-[\w-]{8}\.js$/, ''),
    ),
  );
  expect(loaded).toContain('de');
  expect(loaded).not.toContain('en');
  await page.close();
});

test('the days of a week begin where the region begins them', async () => {
  for (const [language, first, latest] of [
    ['en', 'Monday', '23 Nov 2026'],
    ['us', 'Sunday', 'Nov 22, 2026'],
  ] as const) {
    const page = await open(`much&lang=${language}#/calendar`);
    await settled(page);
    expect(await page.getByRole('columnheader').first().getAttribute('abbr')).toBe(first);
    await page.close();
    const feed = await open(`little&lang=${language}#/feed`);
    await feed.getByText('The same as a table').click();
    expect(await feed.getByRole('rowheader').first().innerText(), 'the bar of this week').toBe(latest);
    await feed.close();
  }
});
