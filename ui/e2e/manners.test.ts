import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectSound, open, picture, settled, sizes } from './browser.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const setting = (page: Page, name: string) => page.locator('.setting').filter({ hasText: name });

test('the question how the nudges should go on is answered with another time, which then stands in Settings', async () => {
  const page = await open('unheard');
  await button(page, 'Another time').click();
  await page.getByLabel('Time of your moment').fill('18:30');
  await picture(page, 'way.another-time');
  await expectAccessible(page);
  await button(page, 'Take this time').click();
  await button(page, 'Another time').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByLabel('Time of your moment').waitFor();
  expect(await page.getByLabel('Time of your moment').inputValue()).toBe('18:30');
  await page.close();
});

test('fewer is an answer, and undo takes it back', async () => {
  const page = await open('unheard');
  await button(page, 'Fewer').click();
  await page.getByRole('status').filter({ hasText: 'a nudge every 2 days' }).waitFor();
  await button(page, 'Undo').first().click();
  await button(page, 'Fewer').waitFor();
  await page.close();
});

test('the moment is learned or set, and the plan is said back in the person’s own words', async () => {
  const page = await open('little#/settings');
  await setting(page, 'Your moment').getByText('You answered 6 of 8 around 13:00.').waitFor();
  await page.getByRole('radio', { name: 'I set it' }).check({ force: true });
  await page.getByLabel('Time of your moment').waitFor();
  await page.getByLabel('Your plan').fill('after lunch');
  await page.getByLabel('Your plan').press('Enter');
  await page.getByText('“After lunch, I talk to 2 people.”').waitFor();
  await page.getByLabel('How often').selectOption('2');
  await page.getByRole('group', { name: 'Weekdays without nudges' }).getByLabel('Saturday').check({ force: true });
  await page.getByRole('switch', { name: 'Early word on your feed' }).uncheck();
  await expectSound(page);
  await expectAccessible(page);
  await page.close();
});

test('busy, rest, illness and travel are set in one sheet, after the fact as well, and taken back there', async () => {
  const page = await open('little');
  await button(page, 'Take it easy').click();
  await page.getByRole('menuitem', { name: 'Other days…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Rest and busy times' });
  await sheet.getByRole('radio', { name: 'Ill' }).check({ force: true });
  await sheet.getByRole('button', { name: 'The last seven days' }).click();
  await sheet.getByRole('button', { name: 'Add' }).click();
  const back = sheet.getByRole('button', { name: /^Remove Ill/ });
  await back.waitFor();
  await expectAccessible(page);
  await picture(page, 'way.times');
  await page.setViewportSize(sizes.small);
  await settled(page);
  await expectSound(page);
  await picture(page, 'way.times.small');
  await back.click();
  await back.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  await page.close();
});

test('coming back is welcomed above all else, with what stands and one person', async () => {
  const page = await open('back');
  const welcome = page.getByRole('region', { name: 'Welcome back' });
  await welcome.getByText(/12 days away, and your strength stands at 75/).waitFor();
  const above = await welcome.evaluate((card) => {
    const whom = document.querySelector('[aria-labelledby=whom]');
    return whom ? card.compareDocumentPosition(whom) & Node.DOCUMENT_POSITION_FOLLOWING : 0;
  });
  expect(above).toBeTruthy();
  await page.close();
});
