import { afterEach, expect, test } from 'vitest';
import { keyFor, keysOf } from './keys.ts';

/** A press of a key while something has the focus. */
function press(key: string, init: KeyboardEventInit = {}, focused = '<button></button>'): KeyboardEvent {
  document.body.innerHTML = focused;
  const target = document.body.querySelector('[data-here]') ?? document.body.firstElementChild ?? document.body;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...init });
  target.dispatchEvent(event);
  return event;
}
afterEach(() => void (document.body.innerHTML = ''));

test.each([
  ['1', 'go.today'],
  ['2', 'go.people'],
  ['5', 'go.review'],
  ['8', 'go.settings'],
  ['l', 'log'],
  ['L', 'log'],
  ['/', 'search'],
  ['?', 'help'],
  ['x', undefined],
  ['k', undefined],
])('%s means %s', (key, id) => {
  expect(keyFor(press(key))?.id).toBe(id);
});

test('Ctrl and Z, or Cmd and Z, take back the last act; with Shift they do not', () => {
  expect(keyFor(press('z', { ctrlKey: true }))?.id).toBe('undo');
  expect(keyFor(press('z', { metaKey: true }))?.id).toBe('undo');
  expect(keyFor(press('z', { ctrlKey: true, shiftKey: true }))).toBeNull();
});

test.each([
  '<input>',
  '<textarea></textarea>',
  '<select></select>',
  '<dialog open><button data-here></button></dialog>',
])('keys belong to %s while it has the focus', (focused) => {
  expect(keyFor(press('l', {}, focused))).toBeNull();
  expect(keyFor(press('z', { ctrlKey: true }, focused))).toBeNull();
});

test('the palette can be called from a field, but not from a dialog', () => {
  expect(keyFor(press('k', { ctrlKey: true }, '<input>'))?.id).toBe('palette');
  expect(keyFor(press('k', { ctrlKey: true }, '<dialog open><input data-here></dialog>'))).toBeNull();
});

test('keys stand as they do on a keyboard', () => {
  const undo = keyFor(press('z', { ctrlKey: true }));
  expect(undo && keysOf(undo)).toEqual(['Ctrl', 'Z']);
});

test('a radio button does not keep the keys', () => {
  expect(keyFor(press('l', {}, '<input type="radio">'))).toHaveProperty('id', 'log');
});
