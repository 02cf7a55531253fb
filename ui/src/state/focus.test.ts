import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFocus } from './focus.ts';

let stop: () => void;
beforeEach(() => {
  document.body.innerHTML = `<main><h1 tabindex="-1">Today</h1>
    <section><h2>People</h2><ul><li><button>Ana</button></li><li><button>Ben</button></li><li><button>Dana</button></li></ul></section>
    <section id="light"><h2>Light</h2><button>It counts</button></section></main>`;
  stop = keepFocus(document.querySelector('main') as HTMLElement);
});
afterEach(() => stop());

const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.textContent === name);
const focused = () => document.activeElement?.textContent;

/** Takes an element with the focus away, as a list that is read again does. */
async function goes(element: Element | undefined | null): Promise<void> {
  (document.activeElement as HTMLElement | null)?.blur();
  element?.remove();
  await new Promise((resolve) => setTimeout(resolve));
}

test('the row that takes the place of one that went has the focus', async () => {
  button('Ben')?.focus();
  await goes(button('Ben')?.closest('li'));
  expect(focused()).toBe('Dana');
  await goes(button('Dana')?.closest('li'));
  expect(focused()).toBe('Ana');
});

test('where no row is left, or no list, the heading of what it stood in has it', async () => {
  button('It counts')?.focus();
  await goes(button('It counts'));
  expect(focused()).toBe('Light');
});

test('where all of it went, the heading of the screen has it', async () => {
  button('It counts')?.focus();
  await goes(document.querySelector('#light'));
  expect(focused()).toBe('Today');
});

test('a focus that is elsewhere is left alone', async () => {
  button('Ben')?.focus();
  button('Ana')?.focus();
  button('Ben')?.closest('li')?.remove();
  await new Promise((resolve) => setTimeout(resolve));
  expect(focused()).toBe('Ana');
});
