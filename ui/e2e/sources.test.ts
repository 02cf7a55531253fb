import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectSound, open, picture, settled, sizes } from './browser.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const told = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
const source = (page: Page, title: string) =>
  page.getByRole('list', { name: 'What is read' }).getByRole('listitem').filter({ hasText: title });

/** A step of a way: sound and accessible, and pictured light, dark and small. */
async function step(page: Page, name: string): Promise<void> {
  await expectSound(page);
  await expectAccessible(page);
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(sizes.small);
  await expectSound(page);
  await picture(page, `${name}.small`);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(sizes.own);
}

test('an account is added through the browser, by keys alone: waited for, shown, and only then added', async () => {
  const page = await open('little&signin=slow#/sources');
  await button(page, /^Mastodon/).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The sign-in is kept in this computer’s keychain.').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'typed');
  await step(page, 'add.server');
  await page.keyboard.type('other.example');
  await page.keyboard.press('Enter');
  await page.getByText('Waiting for your yes on other.example, in your browser.').waitFor();
  await page.getByText('Paste the code instead').click();
  await step(page, 'add.waiting');
  await page.getByLabel('The code, or the address that the browser could not open').fill('4711');
  await page.keyboard.press('Enter');
  await page.getByText('@you@other.example').waitFor();
  await step(page, 'add.found');
  expect(await source(page, '@you@other.example').count()).toBe(0);
  await button(page, 'Add it').click();
  await told(page, 'Added: @you@other.example');
  await source(page, '@you@other.example').waitFor();
  await page.close();
});

test('a waiting sign-in can be cancelled, and the server typed stays', async () => {
  const page = await open('little&signin=slow#/sources');
  await button(page, /^Mastodon/).click();
  await page.getByLabel('Server').fill('other.example');
  await page.keyboard.press('Enter');
  await button(page, 'Cancel').click();
  await page.getByLabel('Server').waitFor();
  expect(await page.getByLabel('Server').inputValue()).toBe('other.example');
  await button(page, 'Leave it').click();
  await page.getByRole('heading', { name: 'Add a source' }).waitFor();
  await page.close();
});

test('an app password says where it is made and kept, and a wrong one says so and is gone', async () => {
  const page = await open('little#/sources');
  await button(page, /^Bluesky/).click();
  await page.getByLabel('Account').fill('you.example');
  await button(page, 'Use an app password').click();
  const password = page.getByLabel('App password of Bluesky');
  await password.waitFor();
  await button(page, 'Make one on Bluesky').waitFor();
  await page.getByText('What it was exchanged for is kept in this computer’s keychain.').waitFor();
  await step(page, 'add.password');
  await password.fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'does not accept the sign-in' }).waitFor();
  expect(await password.inputValue()).toBe('');
  await step(page, 'add.refused');
  await password.fill('right');
  await page.keyboard.press('Enter');
  await told(page, 'Added: you.example');
  await page.close();
});

test('what is public needs only its name; what is not found says so, and what was typed stays', async () => {
  const page = await open('empty#/sources');
  await button(page, /^Hacker News/).click();
  await page.getByLabel('Account or address').fill('nobody');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'nobody' }).waitFor();
  expect(await page.getByLabel('Account or address').inputValue()).toBe('nobody');
  await page.getByLabel('Account or address').fill('somebody');
  await page.keyboard.press('Enter');
  await button(page, 'Add it').click();
  await source(page, 'somebody').waitFor();
  await page.close();
});

test('without a keychain nothing is signed in to before the person has said where it is kept', async () => {
  const page = await open('little&keychain=none#/sources');
  await button(page, /^Mastodon/).click();
  await page.getByLabel('Server').fill('other.example');
  const go = button(page, 'Open the sign-in page');
  expect(await go.isDisabled()).toBe(true);
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  await step(page, 'add.keychain');
  await page.getByRole('radio', { name: /^Only until Chime In ends/ }).check();
  await go.click();
  await page.getByText('@you@other.example').waitFor();
  await page.close();
});

test('a first reading shows how far it is', async () => {
  const page = await open('little&sync=slow#/sources');
  await button(page, 'Sync now @you@social.example').click();
  const bar = page.getByRole('progressbar', { name: 'How far @you@social.example is read' });
  await bar.waitFor();
  await step(page, 'sources.reading');
  await page.close();
});

test('a source is paused and resumed, and paused is undone', async () => {
  const page = await open('little#/sources');
  await button(page, 'More for @you@social.example').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Pause' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await told(page, 'Paused: @you@social.example.');
  await button(page, 'Resume @you@social.example').click();
  await told(page, 'Resumed: @you@social.example.');
  await button(page, 'Undo').first().click();
  await button(page, 'Resume @you@social.example').waitFor();
  await page.close();
});

test('a sign-in that holds no longer is renewed, and nothing is added twice', async () => {
  const page = await open('much#/sources');
  await button(page, 'Sign in again @old@birds.example').click();
  await page.getByText('Waiting for your yes on birds.example').waitFor();
  await page.getByText('@you@birds.example').waitFor();
  await page.close();
});

test('removing says what goes, and asks whether what was read is kept', async () => {
  const page = await open('little#/sources');
  await button(page, 'More for @you@social.example').click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Remove @you@social.example?' });
  await sheet.getByText('its sign-in is deleted from this computer').waitFor();
  await step(page, 'sources.remove');
  await sheet.getByRole('button', { name: 'Keep what was read' }).click();
  await told(page, 'Removed: @you@social.example');
  await page.getByRole('heading', { name: 'What shall be read?' }).waitFor();
  await page.close();
});

test('a robot is judged, and the hosts asked are a table', async () => {
  const page = await open('autopilot#/sources');
  await page.getByRole('combobox', { name: 'What dlvr.it does' }).selectOption({ label: 'By hand' });
  await told(page, 'dlvr.it');
  await page.getByRole('button', { name: /^Where to switch it off/ }).waitFor();
  await page.getByText('1 host', { exact: true }).click();
  await page.getByRole('rowheader', { name: 'social.example' }).waitFor();
  await expectAccessible(page);
  await page.close();
});

test('offline is said, and is over by itself', async () => {
  const page = await open('little#/sources');
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await page.getByText('This computer is offline.').waitFor();
  expect(await button(page, 'Sync all').isDisabled()).toBe(true);
  await step(page, 'sources.offline');
  await page.context().setOffline(false);
  await page.waitForFunction(() => !document.querySelector('main')?.textContent?.includes('offline'));
  await settled(page);
  await page.close();
});
