import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectSound, open, picture, settled } from './browser.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const told = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

test('a post is opened in the browser, and what comes next is said; logging it ticks the person', async () => {
  const page = await open('little');
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Emil Novák' }) });
  await card.getByRole('button', { name: 'Open the post of Emil Novák' }).click();
  await card.getByText('Answer there. The next sync credits it, or log it now.').waitFor();
  await expectAccessible(page);
  await expectSound(page);
  await picture(page, 'way.opened');
  await card.getByRole('button', { name: 'Log it now' }).click();
  await card.getByText('Talked today').waitFor();
  await page.getByRole('img', { name: '2 of 2 people today: Ana Ribeiro and Emil Novák' }).waitFor();
  await expectAccessible(page);
  await picture(page, 'way.talked');
  await page.close();
});

test('somebody is passed over by keys alone, and comes back with undo', async () => {
  const page = await open('little');
  const heading = page.getByRole('heading', { name: 'Jonas Weber' });
  await page
    .getByRole('listitem')
    .filter({ has: heading })
    .getByRole('button', { name: 'More for Jonas Weber' })
    .focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'I did it' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await told(page, 'not Jonas Weber for 30 days');
  expect(await heading.count()).toBe(0);
  await button(page, 'Undo').first().click();
  await heading.waitFor();
  await page.close();
});

test('where nobody waits it says so, and where nothing hears others it says how that is mended', async () => {
  const page = await open('begun');
  await page.getByText('Nothing that is read can see who speaks to you.').waitFor();
  await page.getByRole('link', { name: 'Connect an account' }).waitFor();
  await page.close();
});

test('doubtful acts are decided with one key each, and a rule only by a second step', async () => {
  const page = await open('little');
  await page.getByRole('link', { name: '3 replies: do these count?' }).click();
  await page.getByRole('heading', { name: '3 wait for your word' }).waitFor();
  await page
    .getByRole('listitem', { name: /^Doubtful/ })
    .first()
    .focus();
  await page.keyboard.press('y');
  await page.getByRole('heading', { name: '2 wait for your word' }).waitFor();
  await page.getByRole('heading', { name: 'Decide all like this at once?' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Doubtful/);
  await expectAccessible(page);
  await picture(page, 'way.reviewed');
  await page.keyboard.press('n');
  await page.getByRole('heading', { name: '1 waits for your word' }).waitFor();
  await button(page, 'Replies that link to your site do not count').click();
  await page.getByRole('heading', { name: 'Nothing is doubtful' }).waitFor();
  await expectAccessible(page);
  await picture(page, 'way.rule');
  await page.getByRole('button', { name: /^Take back/ }).click();
  await page.getByRole('heading', { name: /for your word$/ }).waitFor();
  await page.close();
});

test('people are searched, put in order, and opened', async () => {
  const page = await open('much');
  await page.keyboard.press('2');
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('chiara conti');
  await told(page, '1 person');
  await page.getByRole('link', { name: /Chiara Conti/ }).click();
  await page.getByRole('heading', { name: 'Person: Chiara Conti', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'All people' }).click();
  await page.getByRole('combobox', { name: 'Order' }).selectOption('name');
  await page
    .getByRole('region', { name: /\d+ people/ })
    .getByRole('listitem')
    .first()
    .getByText('Ana A. Conti')
    .waitFor();
  await page.getByRole('checkbox', { name: 'Only with a cadence' }).check();
  await told(page, '1 person');
  await page.close();
});

test('people are found without their accents, on their screen and while logging', async () => {
  const page = await open('little#/people');
  await page.keyboard.press('/');
  await page.keyboard.type('novak');
  await told(page, '1 person');
  await page.getByRole('link', { name: /Emil Novák/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Today' }).first().click();
  await page.getByRole('combobox', { name: 'With whom?' }).fill('novak');
  await page.getByRole('option', { name: /Emil Novák/ }).waitFor();
  await page.close();
});

test('of hundreds of people only those in sight are in the page', async () => {
  const page = await open('much#/people');
  const list = page.getByRole('region', { name: /\d+ people/ });
  await list.getByRole('listitem').first().waitFor();
  for (let at = 0; at < 6; at += 1) {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.waitForTimeout(80);
  }
  expect(Number(await list.getByRole('listitem').last().getAttribute('aria-posinset'))).toBeGreaterThan(300);
  expect(await list.getByRole('listitem').count()).toBeLessThan(40);
  await page.close();
});

test('two are joined by a yes, and taken apart again', async () => {
  const page = await open('little#/people');
  await page.getByText('1 pair may be one and the same person').click();
  await page.getByText('Both pages are proven to belong to ana.example').waitFor();
  await expectAccessible(page);
  await picture(page, 'way.join');
  await page.getByRole('button', { name: /^Yes, they are one/ }).click();
  await told(page, 'Jonas Weber is Ana Ribeiro');
  await page
    .getByRole('link', { name: /^AR|Ana Ribeiro/ })
    .first()
    .click();
  await page.getByText('Jonas Weber is joined into this person').waitFor();
  await page.getByRole('button', { name: /^Take apart/ }).click();
  await told(page, 'Jonas Weber counts alone again');
  await page.close();
});

test('a cadence is chosen or typed, and a wrong number says what is right', async () => {
  const page = await open('little#/people/1');
  const cadence = page.getByRole('combobox', { name: 'Keep in touch' });
  await cadence.selectOption({ label: 'Every two weeks' });
  await told(page, 'in touch with Ana Ribeiro every 14 days');
  await cadence.selectOption({ label: 'Another number of days…' });
  await page.getByRole('textbox', { name: 'Days between' }).fill('400');
  await button(page, 'Set').click();
  await page.getByRole('alert').filter({ hasText: 'Write a number from 1 to 366.' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Days between' }).fill('10');
  await page.keyboard.press('Enter');
  await told(page, 'in touch with Ana Ribeiro every 10 days');
  expect(await cadence.inputValue()).toBe('10');
  await page.close();
});

test('forgetting says what goes and what stays, asks once more, and has no undo', async () => {
  const page = await open('little#/people/5');
  await button(page, 'Forget…').click();
  const sheet = page.getByRole('dialog', { name: 'Forget Emil Novák?' });
  await sheet.getByText('This can’t be undone, not even with Undo.').waitFor();
  await expectAccessible(page);
  await picture(page, 'way.forget');
  await sheet.getByRole('button', { name: 'Keep' }).click();
  await button(page, 'Forget…').click();
  await sheet.getByRole('button', { name: 'Forget Emil Novák' }).click();
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await told(page, 'Forgotten');
  expect(await button(page, 'Undo').count()).toBe(0);
  await settled(page);
  expect(await page.locator('main').innerText()).not.toContain('Emil Novák');
  await page.close();
});

test('months are read as a picture and as a table', async () => {
  const page = await open('little#/people/1');
  const said = await page.getByRole('img', { name: /^You spoke to Ana Ribeiro on/ }).getAttribute('aria-label');
  await page.getByText('The same as a table').click();
  const days = await page.getByRole('cell').allInnerTexts();
  expect(said).toContain(`on ${days.reduce((sum, text) => sum + Number(text), 0)} days`);
  expect(days).toHaveLength(24);
  await expectAccessible(page);
  await page.close();
});

test('somebody is renamed, and not suggested any more', async () => {
  const page = await open('little#/people/5');
  await page.getByRole('textbox', { name: 'Name' }).fill('Emil N.');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Person: Emil N.', level: 1 }).waitFor();
  await page.getByRole('switch', { name: 'May be suggested' }).uncheck();
  await told(page, 'never suggest Emil N.');
  await page.keyboard.press('1');
  await page.getByRole('heading', { name: 'Whom to talk to' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Emil N.' }).count()).toBe(0);
  await page.close();
});
