import { expect, test } from 'vitest';
import { expectAccessible, expectSound, open, picture, settled } from './browser.ts';

test('Today says that the week is ready, the review asks one question, and the word can be taken back', async () => {
  const page = await open('little#/today');
  await page.getByText('Your week is ready.').waitFor();
  await page.getByRole('link', { name: 'Look back' }).click();
  await page.getByRole('heading', { name: 'Review', level: 1 }).waitFor();
  await page.getByText(/You talked with \d+ people/).waitFor();
  await page.getByRole('radio', { name: '4' }).check({ force: true });
  await page.getByRole('status').filter({ hasText: 'said the week was worth 4 of 5' }).waitFor();
  expect(await page.getByRole('radio', { name: '4' }).isChecked()).toBe(true);
  await expectAccessible(page);
  await picture(page, 'way.rated');
  await page.keyboard.press('1');
  await page.getByRole('heading', { name: /Today/, level: 1 }).waitFor();
  expect(await page.getByText('Your week is ready.').count()).toBe(0);
  await page.keyboard.press('Control+z');
  await page.getByText('Your week is ready.').waitFor();
  await page.close();
});

test('weeks are stepped through by keys, and no week is shown that has not begun', async () => {
  const page = await open('little#/review');
  const on = page.getByRole('button', { name: 'Week after' });
  await on.focus();
  await page.keyboard.press('Enter');
  await page.getByText(/so far/).waitFor();
  expect(await on.isDisabled()).toBe(true);
  const back = page.getByRole('button', { name: 'Week before' });
  await back.focus();
  for (let n = 0; n < 20; n += 1) await page.keyboard.press('Enter');
  await settled(page);
  await page.getByText(/automatic posts went out/).waitFor();
  await expectSound(page);
  await page.close();
});

test('every chart of the review says its point and has its table', async () => {
  const page = await open('little#/review');
  await settled(page);
  for (const chart of await page.getByRole('img').all()) {
    expect(((await chart.getAttribute('aria-label')) ?? '').length).toBeGreaterThan(10);
  }
  const tables = page.getByText('The same as a table');
  expect(await tables.count()).toBe(3);
  for (const one of await tables.all()) await one.click();
  expect(await page.getByRole('table').count()).toBe(3);
  await expectAccessible(page);
  await picture(page, 'way.week-tables');
  await page.close();
});

test('strength and streak are explained at the press of a key, and the focus comes back', async () => {
  const page = await open('little#/today');
  const strength = page.getByRole('button', { name: /How strength is worked out/ });
  await strength.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'How strength is worked out' });
  await sheet.getByText(/Each scheduled day moves strength/).waitFor();
  expect(await sheet.getByRole('row').count()).toBe(29);
  await expectAccessible(page);
  await expectSound(page);
  await picture(page, 'way.explained');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  expect(await strength.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.close();
});

test('the story leads to a year, and both are kept as page and as picture', async () => {
  const page = await open('much#/then');
  await page.getByRole('button', { name: 'As a page' }).click();
  await page.getByRole('status').filter({ hasText: 'Kept in /home/you/chime-in.html.' }).waitFor();
  await page.getByRole('link', { name: 'Open the card of 2013' }).click();
  await page.getByRole('heading', { name: '2013', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'As a picture' }).click();
  await page.getByRole('status').filter({ hasText: 'Kept in /home/you/chime-in.png.' }).waitFor();
  await page.getByRole('button', { name: 'Year before' }).click();
  await page.getByRole('heading', { name: '2012', level: 1 }).waitFor();
  await page.close();
});
