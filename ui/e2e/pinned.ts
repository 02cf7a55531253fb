import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { open, settled } from './browser.ts';

const files = createRequire(import.meta.url);

/** Inter, from a package, for the characters of Latin languages: letters are as wide on every machine. */
const faces = [
  ['latin-ext', 'U+0100-02BA, U+1E00-1EFF, U+20A0-20AB, U+20AD-20C0'],
  [
    'latin',
    'U+0000-00FF, U+0131, U+0152-0153, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212',
  ],
].map(([name, range]) => {
  const file = files.resolve(`@fontsource-variable/inter/files/inter-${name}-wght-normal.woff2`);
  const bytes = readFileSync(file).toString('base64');
  return `@font-face { font-family: Pinned; font-weight: 100 900; unicode-range: ${range};
    src: url(data:font/woff2;base64,${bytes}) format('woff2'); }`;
});

/** Opens the demo as every machine shows it alike: in one font, its clock standing at the moment of the demo. */
export async function openPinned(address: string): Promise<Page> {
  const page = await open(address, 'own', { bypassCSP: true, deviceScaleFactor: 1 });
  // Widths as the font has them, not as a machine's settings round them.
  const style = ':root { --font: Pinned !important; } * { text-rendering: geometricPrecision !important; }';
  await page.addStyleTag({ content: `${faces.join('\n')} ${style}` });
  await page.evaluate(async () => {
    const weights = [400, 550, 620, 650];
    await Promise.all(weights.map((weight) => document.fonts.load(`${weight} 15px Pinned`, 'Novák')));
  });
  await settled(page);
  return page;
}
