import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where the pictures go that only people look at; those that a machine compares are in `pictures/`. */
const pictures = new URL('../.screens/', import.meta.url);
mkdirSync(pictures, { recursive: true });

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Letters drawn alike, whatever the machine's screen and settings.
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
  });
});
afterAll(() => browser.close());

/** The window's sizes: the smallest it can be used at, its own, and wide. */
export const sizes = {
  small: { width: 420, height: 480 },
  own: { width: 900, height: 640 },
  wide: { width: 1400, height: 900 },
  /** Its own, at 200 % zoom. */
  zoomed: { width: 450, height: 320 },
} as const;

/** Every page opened, with what it complained of. */
const complaints = new WeakMap<Page, string[]>();

/** Opens the window at an address of the demo: `little#/feed`. */
export async function open(
  address: string,
  size: keyof typeof sizes = 'own',
  more: BrowserContextOptions = {},
): Promise<Page> {
  const page = await browser.newPage({
    viewport: sizes[size],
    locale: 'en-GB',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...more,
  });
  page.setDefaultTimeout(10_000);
  const heard: string[] = [];
  complaints.set(page, heard);
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => {
    const missingIcon = message.location().url.endsWith('/favicon.ico');
    if (['error', 'warning'].includes(message.type()) && !missingIcon) heard.push(message.text());
  });
  // The real window freezes the prototypes.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  await page.goto(`${inject('address')}?demo=${address}`);
  await page.locator('main h1').waitFor();
  return page;
}

/** Waits until nothing is being asked any more; a host that never answers is not waited for. */
export async function settled(page: Page): Promise<void> {
  if (page.url().includes('demo=loading')) return;
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
}

/** Nothing was complained of, no sentence is missing its words, and nothing sticks out to the side. */
export async function expectSound(page: Page): Promise<void> {
  expect(complaints.get(page)).toEqual([]);
  const text = await page.evaluate(() => document.body.innerText);
  expect(
    text.match(/\b[a-z]+(\.[a-z]+[a-z-]*){1,}\.[a-z-]+\b|\{\w+\}/g)?.filter((found) => !/^www\.|\.zip$/.test(found)) ??
      [],
  ).toEqual([]);
  const beyond = await page.evaluate(() => {
    const main = document.querySelector('main');
    return Math.max(
      document.documentElement.scrollWidth - innerWidth,
      (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0),
    );
  });
  expect(beyond).toBeLessThanOrEqual(0);
}

/** The rules of WCAG 2.2 AA that a machine can check, and axe's best practices, hold. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const found = await axe.run(document, { resultTypes: ['violations'] });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} – ${node.failureSummary?.replace(/\s+/g, ' ')}`),
    );
  });
  expect(violations).toEqual([]);
}

/** Takes a picture of the window. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: new URL(`${name}.png`, pictures).pathname });
}
