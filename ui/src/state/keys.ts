import type { ScreenName } from './route.svelte.ts';

/** What a key does, wherever the focus is. */
export type KeyAct =
  { does: 'go'; screen: ScreenName } | { does: 'log' } | { does: 'search' } | { does: 'undo' } | { does: 'help' };

const plain: Readonly<Record<string, KeyAct>> = {
  '1': { does: 'go', screen: 'today' },
  '2': { does: 'go', screen: 'people' },
  '3': { does: 'go', screen: 'feed' },
  '4': { does: 'go', screen: 'calendar' },
  '5': { does: 'go', screen: 'review' },
  '6': { does: 'go', screen: 'inbox' },
  '7': { does: 'go', screen: 'sources' },
  '8': { does: 'go', screen: 'settings' },
  l: { does: 'log' },
  '/': { does: 'search' },
  '?': { does: 'help' },
};

/** Every shortcut as the help sheet lists it: the keys, and the word that says what they do. */
export const shortcuts = [
  { keys: ['1', '…', '8'], says: 'keys.screens' },
  { keys: ['L'], says: 'keys.log' },
  { keys: ['/'], says: 'keys.search' },
  { keys: ['Ctrl', 'Z'], says: 'keys.undo' },
  { keys: ['←', '→', '↑', '↓'], says: 'keys.arrows' },
  { keys: ['Page ↑', 'Page ↓'], says: 'keys.pages' },
  { keys: ['Y', 'N'], says: 'keys.review' },
  { keys: ['Esc'], says: 'keys.escape' },
  { keys: ['?'], says: 'keys.help' },
] as const;

/** What this press means; null where it belongs to a field, a dialog or the system. */
export function keyFor(event: KeyboardEvent): KeyAct | null {
  if (event.defaultPrevented || event.altKey || event.isComposing) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('input:not([type=radio], [type=checkbox], [type=range]), textarea, select')) return null;
  if (target?.closest('dialog[open], [popover]')) return null;
  if (event.ctrlKey || event.metaKey) {
    return event.key.toLowerCase() === 'z' && !event.shiftKey ? { does: 'undo' } : null;
  }
  return plain[event.key.toLowerCase()] ?? null;
}
