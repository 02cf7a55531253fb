import { word } from '../words/say.ts';
import { acts, type HandAct } from './acts.ts';

const mac = /Mac/.test(navigator.platform);

/** Keys that belong to a part of the window, as the sheet lists them after the acts. */
export const parts = [
  { keys: ['←', '→', '↑', '↓'], says: 'keys.arrows' },
  { keys: ['pageup', 'pagedown'], says: 'keys.pages' },
  { keys: ['Y', 'N'], says: 'keys.review' },
  { keys: ['Esc'], says: 'keys.escape' },
] as const;

/** What a key is called on the keyboards of the language; a letter by itself. */
export function keyName(key: string): string {
  switch (key) {
    case 'ctrl':
      return mac ? '⌘' : word('key.ctrl');
    case 'pageup':
      return word('key.page-up');
    case 'pagedown':
      return word('key.page-down');
    default:
      return key.length === 1 ? key.toUpperCase() : key;
  }
}

/** The keys of an act as they stand on a keyboard. */
export function keysOf({ press = '' }: HandAct): string[] {
  return press === '' ? [] : press.split('+').map(keyName);
}

/** What this press means; null where it belongs to a field, a dialog or the system. */
export function keyFor(event: KeyboardEvent): HandAct | null {
  if (event.defaultPrevented || event.altKey || event.isComposing) return null;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.shiftKey) return null;
  const press = `${control ? 'ctrl+' : ''}${event.key.toLowerCase()}`;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('dialog[open], [popover]')) return null;
  // The palette can be called from a field too: no field has a use for its keys.
  const inField = target?.closest('input:not([type=radio], [type=checkbox], [type=range]), textarea, select');
  if (inField && press !== 'ctrl+k') return null;
  return acts.find((act) => act.press === press) ?? null;
}
