/** Nothing that stands there already moves when an answer comes: layout shifts, as the browser counts them. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { open, settled } from './browser.ts';
import { screens } from './places.ts';

/** What a layout shift is to the browser; TypeScript does not know it. */
type Shift = PerformanceEntry & { value: number; sources: readonly { node: Node | null }[] };

/** Every shift so far: how much of the window moved how far, and what did. */
async function shifts(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen = (list: PerformanceObserverEntryList) =>
          (list.getEntries() as Shift[]).map(({ value, sources }) => {
            const moved = sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 60) : 'text'));
            return `${value.toFixed(4)}: ${moved.join(', ')}`;
          });
        new PerformanceObserver((list) => resolve(seen(list))).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve([]), 200);
      }),
  );
}

test.each([...screens, 'people/1', 'feed/posts', 'feed/apps'])(
  'nothing on %s moves when answers of ten years come late',
  async (screen) => {
    const page = await open(`much&wait=120#/${screen}`);
    await page.waitForTimeout(400);
    await settled(page);
    expect(await shifts(page)).toEqual([]);
    // The same eyes see it where something does move.
    await page.evaluate(() => {
      const late = document.createElement('div');
      late.style.height = '90px';
      document.querySelector('main')?.prepend(late);
    });
    await page.waitForTimeout(100);
    expect(await shifts(page)).not.toEqual([]);
    await page.close();
  },
);
