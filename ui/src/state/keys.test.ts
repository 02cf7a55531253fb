import { afterEach, expect, test } from 'vitest';
import { keyFor } from './keys.ts';

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
  ['1', { does: 'go', screen: 'today' }],
  ['2', { does: 'go', screen: 'people' }],
  ['5', { does: 'go', screen: 'review' }],
  ['8', { does: 'go', screen: 'settings' }],
  ['l', { does: 'log' }],
  ['L', { does: 'log' }],
  ['/', { does: 'search' }],
  ['?', { does: 'help' }],
  ['x', null],
])('%s means %j', (key, act) => {
  expect(keyFor(press(key))).toEqual(act);
});

test('Ctrl and Z, or Cmd and Z, take back the last act; with Shift they do not', () => {
  expect(keyFor(press('z', { ctrlKey: true }))).toEqual({ does: 'undo' });
  expect(keyFor(press('z', { metaKey: true }))).toEqual({ does: 'undo' });
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

test('a radio button does not keep the keys', () => {
  expect(keyFor(press('l', {}, '<input type="radio">'))).toEqual({ does: 'log' });
});
