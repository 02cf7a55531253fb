import { expect, test } from 'vitest';
import { open, settled } from './browser.ts';

/** WCAG 2.2, 2.5.8: 24 by 24 px, but for links within a sentence and the browser's own controls behind their labels. */
test.each(['today', 'review', 'people', 'people/1', 'feed', 'feed/posts', 'calendar', 'inbox', 'sources', 'settings'])(
  'what is pressed on %s is 24 px and more',
  async (place) => {
    const page = await open(`little#/${place}`, 'small');
    await settled(page);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, summary, select, input, a:not(p a)')].flatMap((one) => {
        const hit = one.closest('label') ?? one;
        const { width, height } = hit.getBoundingClientRect();
        return width === 0 || (width >= 24 && height >= 24)
          ? []
          : [`${one.outerHTML.slice(0, 120)} ${Math.round(width)}×${Math.round(height)}`];
      }),
    );
    expect(small).toEqual([]);
    await page.close();
  },
);

test('whatever goes away, the focus stays in the page', async () => {
  const page = await open('little');
  // A light touch that counts leaves its list; its button goes with it.
  const light = page.getByRole('region', { name: 'Light touches' }).getByRole('button', { name: 'It counts' });
  await light.focus();
  await page.keyboard.press('Enter');
  await light.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement !== document.body);
  // The message that it counts goes away with its own button.
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Undone.' }).waitFor();
  await page.waitForFunction(() => document.activeElement !== document.body);
  await page.close();
});
