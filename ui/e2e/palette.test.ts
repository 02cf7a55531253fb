import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectSound, open, picture } from './browser.ts';

const field = (page: Page) => page.getByRole('combobox', { name: 'What to do, or whom to find' });

test('Ctrl and K, a deed, a few letters and Enter log somebody; Ctrl and Z goes back, again and again', async () => {
  const page = await open('little#/feed');
  for (const name of ['em', 'dana']) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(`helped ${name}`);
    await page
      .getByRole('option', { name: /^Log: Helped/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: /helped/i })
      .waitFor();
  }
  await page.keyboard.press('1');
  await page.getByRole('img', { name: '3 of 2 people today: Ana Ribeiro, Emil Novák and Dana Levi' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('img', { name: '2 of 2 people today: Ana Ribeiro and Emil Novák' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('img', { name: '1 of 2 people today: Ana Ribeiro' }).waitFor();
  await page.close();
});

test('the palette finds screens and people, says how many lines it has, and gives the focus back', async () => {
  const page = await open('little');
  await page.getByRole('button', { name: 'Take it easy' }).focus();
  await page.keyboard.press('Control+k');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Take it easy');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('emil');
  await page.getByRole('option', { name: /Emil Novák/ }).waitFor();
  await page.getByRole('status').filter({ hasText: '1 line' }).waitFor();
  await expectSound(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
    await picture(page, `palette.${colorScheme}`);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Emil Novák', level: 1 }).waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await page.close();
});

test('the palette can be called from a field, and closed by its own keys', async () => {
  const page = await open('little#/people');
  await page.getByRole('searchbox').or(page.getByRole('textbox')).first().focus();
  await page.keyboard.press('Control+k');
  await field(page).waitFor();
  await page.keyboard.press('Control+k');
  await field(page).waitFor({ state: 'detached' });
  await page.close();
});

test('a link pasted in place of a name says where, who and when, and offers its day', async () => {
  const page = await open('little');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('https://x.com/ana/status/1460323737035677698');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Log somebody you talked with' });
  await sheet.getByText('X · @ana', { exact: false }).waitFor();
  expect(await sheet.getByRole('combobox', { name: 'With whom?' }).inputValue()).toBe('Ana Ribeiro');
  expect(await sheet.getByRole('checkbox', { name: /the day of the post/ }).isChecked()).toBe(false);
  await expectAccessible(page);
  await picture(page, 'way.link');
  await sheet.getByRole('button', { name: 'Log', exact: true }).click();
  await sheet.waitFor({ state: 'hidden' });
  await page.close();
});

test('the small window for one log shows what a link filled in, and logs only by a press', async () => {
  const page = await open('little&who=Joan#/log', 'small');
  await page.getByText('Nothing is logged until you press Log', { exact: false }).waitFor();
  const who = page.getByRole('combobox', { name: 'With whom?' });
  expect(await who.inputValue()).toBe('Joan');
  expect(await page.getByRole('radio', { name: 'Answered' }).isChecked()).toBe(true);
  await page.getByText('1 of 2 people today').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectSound(page);
    await expectAccessible(page);
    await picture(page, `quick-log.${colorScheme}`);
  }
  await who.press('Enter');
  await page.getByText('2 of 2 people today').waitFor();
  await page.getByRole('status').filter({ hasText: 'answered Joan' }).waitFor();
  expect(await who.inputValue()).toBe('');
  await page.close();
});

test('where the desktop gives out no keys, Settings names the command to bind; keys that are taken leave what stood', async () => {
  const page = await open('little&desktop=wayland#/settings');
  await page.getByText('chime-in --log').waitFor();
  await page.close();
  const other = await open('little#/settings');
  await other.getByRole('combobox', { name: 'Quick log from anywhere' }).selectOption('Ctrl+Alt+L');
  await other.getByRole('status').filter({ hasText: 'quick log from anywhere with Ctrl+Alt+L' }).waitFor();
  const keys = other.getByRole('combobox', { name: 'Quick log from anywhere' });
  await keys.selectOption('Ctrl+Alt+C');
  await other.getByRole('alert').filter({ hasText: 'Ctrl+Alt+C belongs to another program' }).waitFor();
  expect(await keys.inputValue()).toBe('Ctrl+Alt+L');
  await other.close();
});
