import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectSound, open, picture, settled } from './browser.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const ring = (page: Page) => page.getByRole('img', { name: /people today/ }).getAttribute('aria-label');

test('L, a few letters and Enter log somebody; Ctrl and Z take it back', async () => {
  const page = await open('little');
  await page.keyboard.press('l');
  await page.keyboard.type('Em');
  await page.getByRole('option', { name: /Emil Novák/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: '2 of 2 people today: Ana Ribeiro and Emil Novák' }).waitFor();
  expect(await page.getByRole('status').filter({ hasText: 'asked Emil Novák' }).count()).toBe(1);
  await picture(page, 'way.logged');
  await expectAccessible(page);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await page.getByRole('img', { name: '1 of 2 people today: Ana Ribeiro' }).waitFor();
  await page.close();
});

test('someone counts as a person, and can be named afterwards', async () => {
  const page = await open('little');
  await button(page, 'I did it').click();
  await page.getByRole('img', { name: '2 of 2 people today: Ana Ribeiro and Someone' }).waitFor();
  await page.getByRole('combobox', { name: 'Who was it? Commented' }).fill('Zoë');
  await button(page, 'Name').click();
  await page.getByRole('img', { name: '2 of 2 people today: Ana Ribeiro and Zoë' }).waitFor();
  expect(await button(page, 'I did it').count()).toBe(0);
  await page.close();
});

test('what was done can be corrected and rejected by keys alone', async () => {
  const page = await open('little');
  await button(page, 'More for Ana Ribeiro').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name: 'Answered', checked: true }).waitFor();
  await expectAccessible(page);
  await picture(page, 'way.menu');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: '0 of 2 people today' }).waitFor();
  await button(page, 'Undo').first().click();
  await page.getByRole('img', { name: '1 of 2 people today: Ana Ribeiro' }).waitFor();
  await page.close();
});

test('a light touch counts only when the person says so', async () => {
  const page = await open('little');
  await page.getByRole('region', { name: 'Light touches' }).getByRole('button', { name: 'It counts' }).click();
  await page.getByRole('img', { name: /2 of 2 people today/ }).waitFor();
  await page.close();
});

test('sample data is marked on every screen, goes when it is asked once more, and comes back by undo', async () => {
  const page = await open('empty');
  await button(page, 'Show sample data').click();
  const banner = page.getByRole('region', { name: 'This is sample data.' });
  for (const screen of ['People', 'Feed', 'Calendar', 'Inbox', 'Sources', 'Settings', 'Today']) {
    await page.getByRole('link', { name: screen }).first().click();
    await banner.waitFor();
  }
  await button(page, 'Remove it').click();
  const asked = page.getByRole('dialog', { name: 'Remove the sample data?' });
  await asked.getByText('It can be undone as long as').waitFor();
  await expectAccessible(page);
  await button(page, 'Keep it').click();
  await asked.waitFor({ state: 'hidden' });
  await banner.waitFor();
  await button(page, 'Remove it').click();
  await button(page, 'Remove the sample data').click();
  await page.getByRole('heading', { name: 'Keep your social media social' }).waitFor();
  await button(page, 'Undo').click();
  await banner.waitFor();
  await page.close();
});

test('that there is no tray is said once Welcome is over, and covers nothing of it', async () => {
  const page = await open('empty&desktop=no-tray');
  const told = page.getByRole('status').filter({ hasText: 'tray' });
  await page.getByRole('heading', { name: 'Keep your social media social' }).waitFor();
  await page.waitForTimeout(300);
  expect(await told.count()).toBe(0);
  await button(page, 'Start with today').click();
  await told.waitFor();
  await page.close();
});

test('without archive or account the habit begins by hand', async () => {
  const page = await open('empty');
  await button(page, 'Start with today').click();
  await page.getByRole('img', { name: '0 of 2 people today' }).waitFor();
  await page.getByRole('combobox', { name: 'With whom?' }).fill('Ana');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: '1 of 2 people today: Ana' }).waitFor();
  await page.close();
});

test('an import counts as it goes, and ends in an account and the story', async () => {
  const page = await open('empty&import=slow');
  await button(page, 'Choose a file…').click();
  await page.getByText('2,410 posts').waitFor();
  await picture(page, 'import.running');
  await expectAccessible(page);
  await page.close();

  const quick = await open('empty');
  await button(quick, 'Choose a file…').click();
  await quick.getByRole('heading', { name: 'Your archive is read' }).waitFor();
  await quick
    .getByText(/of your posts were conversation; in 20/)
    .first()
    .waitFor();
  await expectSound(quick);
  await expectAccessible(quick);
  await picture(quick, 'import.done');
  await quick.close();
});

test('an import can be cancelled', async () => {
  const page = await open('empty&import=slow');
  await button(page, 'Choose a file…').click();
  await button(page, 'Cancel').click();
  await page.getByRole('heading', { name: 'Stopped before the end' }).waitFor();
  await page.close();
});

test('a refused archive says what happened and what to do', async () => {
  const page = await open('empty&import=refused');
  await button(page, 'Choose a folder…').click();
  await page.getByRole('alert').filter({ hasText: 'protected by a password' }).waitFor();
  await expectAccessible(page);
  await picture(page, 'import.refused');
  await page.close();
});

test('of tens of thousands of posts only those in sight are in the page, and the end can be scrolled for', async () => {
  const page = await open('much#/feed/posts');
  const list = page.getByRole('region', { name: /posts, newest first/ });
  await list.getByRole('listitem').first().waitFor();
  for (let at = 0; at < 8; at += 1) {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.waitForTimeout(60);
  }
  const last = list.getByRole('listitem').last();
  expect(Number(await last.getAttribute('aria-posinset'))).toBeGreaterThan(1000);
  expect(await list.getByRole('listitem').count()).toBeLessThan(40);
  await page.close();
});

test('/ searches the posts from anywhere', async () => {
  const page = await open('little');
  await page.keyboard.press('/');
  await page.keyboard.type('rye bread');
  await page
    .getByRole('status')
    .filter({ hasText: /^\d+ posts/ })
    .waitFor();
  await page.waitForFunction(() => !/night train/.test(document.querySelector('main')?.textContent ?? ''));
  await page.close();
});

test('the person has the last word on a post, and can take it back', async () => {
  const page = await open('little#/feed/posts');
  await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('automated');
  const before = await page.getByRole('status').filter({ hasText: /posts/ }).innerText();
  await button(page, 'Kind: Automatic').first().click();
  await page.getByRole('menuitemradio', { name: 'Own words' }).click();
  await page.getByRole('status').filter({ hasText: '“own words”, by your word' }).waitFor();
  await page.waitForFunction((text) => !document.querySelector('main')?.textContent?.includes(text), before);
  await button(page, 'Undo').click();
  await page.getByText(before).waitFor();
  await page.close();
});

test('an app is judged in one choice', async () => {
  const page = await open('little#/feed/apps');
  await page.getByRole('combobox', { name: 'What Buffer does' }).selectOption({ label: 'Posts by itself' });
  await page.getByRole('status').filter({ hasText: 'Buffer posts by itself' }).waitFor();
  await page.close();
});

test('arrows walk through the calendar, into another month too, and the day follows', async () => {
  const page = await open('little#/calendar');
  await page
    .getByRole('gridcell')
    .getByRole('button', { name: /^Monday,? 23 November 2026/ })
    .focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('heading', { name: /Sunday,? 15 November 2026/ }).waitFor();
  await page.keyboard.press('PageUp');
  await page.getByRole('heading', { name: /Thursday,? 15 October 2026/ }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-day'))).toBe('2026-10-15');
  await page.close();
});

test('the year can be seen at once', async () => {
  const page = await open('much#/calendar');
  await page.getByRole('radio', { name: 'Year' }).check();
  await page.getByRole('grid', { name: 'January' }).waitFor();
  expect(await page.getByRole('grid').count()).toBe(12);
  await settled(page);
  await expectAccessible(page);
  await picture(page, 'calendar-year.much');
  await page.close();
});

test('a day of the last week becomes rest, and no rest after all', async () => {
  const page = await open('little#/calendar/2026-11-21');
  await page.getByRole('group', { name: 'Make it a rest day:' }).getByRole('button', { name: 'Ill' }).click();
  await page.getByText('Rest: ill.').waitFor();
  await button(page, 'Not a rest day after all').click();
  await page.getByRole('group', { name: 'Make it a rest day:' }).waitFor();
  await page.close();
});

test('a turn opens to its numbers and posts, from the list and from the chart', async () => {
  const page = await open('little#/feed');
  const turn = page.locator('details', { hasText: 'Autopilot' }).first();
  await turn.locator('summary').click();
  await turn.getByText('The posts behind it').waitFor();
  await turn.getByRole('article').first().waitFor();
  await expectAccessible(page);
  await picture(page, 'way.turn');
  await page.close();
});

test('the chart is read with the arrows, and its table says the same', async () => {
  const page = await open('little#/feed');
  const slider = page.getByRole('slider', { name: 'Week shown' });
  await slider.focus();
  await page.keyboard.press('Home');
  const said = await slider.getAttribute('aria-valuetext');
  await page.getByText('The same as a table').click();
  await page.getByRole('rowheader').last().waitFor();
  const row = await page.getByRole('row').last().innerText();
  for (const share of said?.match(/\d+(?=\u202f%)/g) ?? []) expect(row).toContain(share);
  await expectAccessible(page);
  await page.close();
});

test('settings count at once, and can be undone', async () => {
  const page = await open('little#/settings');
  await page.getByRole('radio', { name: '3', exact: true }).check();
  await page.getByRole('status').filter({ hasText: 'goal: 3 people a day' }).waitFor();
  await page.getByText('of 3 people').waitFor();
  await button(page, 'Undo').click();
  await page.getByText('of 2 people').waitFor();
  await page.close();
});

test('a busy time and rest ahead are set in one form', async () => {
  const page = await open('little#/settings');
  await page.getByRole('radio', { name: 'Travelling' }).check({ force: true });
  await page.getByLabel('From', { exact: true }).fill('2026-12-01');
  await page.getByLabel('To', { exact: true }).fill('2026-12-05');
  await button(page, 'Add').first().click();
  await page.getByText('1 Dec 2026 – 5 Dec 2026').waitFor();
  await page.close();
});

test('the keys are listed on a sheet that gives the focus back', async () => {
  const page = await open('little#/inbox');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  await expectAccessible(page);
  await picture(page, 'way.keys');
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('l');
  await page.getByRole('dialog', { name: 'Log somebody you talked with' }).waitFor();
  await expectAccessible(page);
  await page.close();
});

test.each(['people', 'calendar'])('L on %s opens the sheet with the name to be written', async (screen) => {
  const page = await open(`little#/${screen}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('l');
  await page.getByRole('dialog', { name: 'Log somebody you talked with' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
  await page.keyboard.type('Zoë');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'asked Zoë' }).waitFor();
  await page.close();
});

test('after a change of screen the focus is on its heading', async () => {
  const page = await open('little');
  await page.keyboard.press('4');
  await page.getByRole('heading', { name: 'Calendar', level: 1 }).waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  expect(await page.title()).toBe('Calendar · Chime In');
  await page.close();
});

test('nothing in the tab order is without a visible focus', async () => {
  const page = await open('little');
  const plain: string[] = [];
  for (let at = 0; at < 30; at += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const here = document.activeElement;
      if (!here || here === document.body) return 'seen';
      const marked = here.matches('[type=radio], [type=checkbox]') ? (here.nextElementSibling ?? here) : here;
      return getComputedStyle(marked).outlineStyle === 'none' ? here.outerHTML.slice(0, 100) : 'seen';
    });
    if (seen !== 'seen') plain.push(seen);
  }
  expect(plain).toEqual([]);
  expect(await ring(page)).toContain('1 of 2');
  await page.close();
});

test('what was weighed for a post can be opened, line by line', async () => {
  const page = await open('little#/feed/posts');
  await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('Own words');
  await page.getByRole('button', { name: 'Kind: Own words' }).first().click();
  await page.getByRole('menuitem', { name: 'What was weighed…' }).click();
  const dialog = page.getByRole('dialog', { name: 'What was weighed' });
  await dialog.getByRole('rowheader', { name: 'came while you were talking' }).waitFor();
  expect(await dialog.getByRole('row').count()).toBe(9);
  await picture(page, 'way.weighed');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.close();
});
