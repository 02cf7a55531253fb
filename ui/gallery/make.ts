/**
 * Makes the pictures of docs/gallery.md: every screen, from the sample data of the demo host, in the same Chromium as the
 * end-to-end tests. `npm run gallery` builds the demo and runs this.
 */
import { mkdirSync, rmSync, statSync, readdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { shrink } from './png.ts';

type Shot = { name: string; at: string; says: string; keys?: string[]; type?: string; dark?: boolean; small?: boolean };

const shots: Shot[] = [
  { name: 'welcome', at: 'empty#/welcome', says: 'The first start: four ways in.' },
  { name: 'today', at: 'little#/today', says: 'One of two people counted, whom to talk to, and a nudge that waits.' },
  { name: 'today-dark', at: 'autopilot#/today', says: 'In the dark, while the feed is on autopilot.', dark: true },
  { name: 'doubtful', at: 'little#/doubtful', says: 'Replies that may or may not count, one by one.' },
  { name: 'people', at: 'little#/people', says: 'People, and who waits for an answer.' },
  {
    name: 'person',
    at: 'little#/people/1',
    says: 'One person: both sides’ last word, the months, where to find them.',
  },
  { name: 'feed', at: 'much#/feed', says: 'The mix over the years, and where it drifted.' },
  { name: 'posts', at: 'little#/feed/posts', says: 'Every post with its kind, and one click to overrule it.' },
  { name: 'then', at: 'much#/then', says: 'Then and now, and where it turned.' },
  { name: 'year', at: 'little#/year/2026', says: 'A year, of people and replies.' },
  { name: 'calendar', at: 'much#/calendar', says: 'Days told apart by shape.' },
  { name: 'review', at: 'little#/review', says: 'A week, looked back on.' },
  { name: 'inbox', at: 'little#/inbox', says: 'Every nudge, with its reason.' },
  { name: 'sources', at: 'much#/sources', says: 'What is read, and how each goes.' },
  { name: 'import', at: 'empty#/import', says: 'Reading an archive.' },
  { name: 'settings', at: 'little#/settings', says: 'Settings; every change can be undone.' },
  { name: 'palette', at: 'little#/today', says: 'Anything, by typing what.', keys: ['Control+k'], type: 'answered an' },
  {
    name: 'quick-log',
    at: 'little&who=Ana&link=https://x.com/ana/status/1#/log',
    says: 'The small window for one log.',
    small: true,
  },
  { name: 'german', at: 'little&lang=de#/today', says: 'In German.' },
  { name: 'small', at: 'little#/today', says: 'Today in the smallest window.', small: true },
];

const docs = new URL('../../docs/', import.meta.url);
const pictures = new URL('pictures/', docs);
const LIMIT_KB = 1500;

const server = await preview({ mode: 'demo', build: { outDir: '.demo' }, preview: { host: '127.0.0.1', port: 0 } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const [address = ''] = server.resolvedUrls?.local ?? [];
for (const { name, at, keys = [], type = '', dark, small } of shots) {
  const page = await browser.newPage({
    viewport: small ? { width: 420, height: 480 } : { width: 900, height: 640 },
    locale: 'en-GB',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(`${address}?demo=${at}`);
  await page.locator('main h1').waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
  for (const key of keys) await page.keyboard.press(key);
  if (type) await page.keyboard.type(type);
  await page.waitForTimeout(300);
  writeFileSync(new URL(`${name}.png`, pictures), shrink(await page.screenshot()));
  await page.close();
}
await browser.close();
await server.close();

const lines = shots.map(({ name, says }) => `## ${says}\n\n![${says}](pictures/${name}.png)\n`);
writeFileSync(
  new URL('gallery.md', docs),
  `# Gallery\n\nEvery screen, from the sample data. Made by \`npm run gallery\` in \`ui\`, not by hand.\n\n${lines.join('\n')}`,
);
const kb = readdirSync(pictures).reduce((sum, file) => sum + statSync(new URL(file, pictures)).size, 0) / 1024;
process.stdout.write(`docs/pictures: ${shots.length} pictures, ${kb.toFixed(0)} KB, limit ${LIMIT_KB} KB\n`);
if (kb > LIMIT_KB) process.exitCode = 1;
