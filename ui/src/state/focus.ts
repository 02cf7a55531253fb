/** Where the focus was last: the element, what it stood in, and which of the rows of its list. */
type Place = { element: Element; within: Element[]; list: Element | null; row: number };

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), summary, [tabindex="0"]';

/**
 * Keeps the focus in the page when what has it goes away: it passes to the row that takes its place in the list, otherwise
 * to the heading of what it stood in. Returns how to stop.
 */
export function keepFocus(root: HTMLElement): () => void {
  let place: Place | null = null;

  function note({ target }: FocusEvent): void {
    if (!(target instanceof Element) || !root.contains(target)) return;
    const within: Element[] = [];
    for (let at = target.parentElement; at && at !== root; at = at.parentElement) within.push(at);
    const item = target.closest('li');
    const list = item?.parentElement ?? null;
    place = {
      element: target,
      within: [...within, root],
      list,
      row: item && list ? [...list.children].indexOf(item) : 0,
    };
  }

  function check(): void {
    const here = document.activeElement;
    if (!place || place.element.isConnected || (here && here !== document.body)) return;
    const was = place;
    place = null;
    next(was)?.focus();
  }

  const observer = new MutationObserver(check);
  observer.observe(root, { childList: true, subtree: true });
  root.addEventListener('focusin', note);
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', note);
  };
}

function next({ within, list, row }: Place): HTMLElement | null {
  if (list?.isConnected) {
    const item = list.children[Math.min(row, list.children.length - 1)];
    const inRow = item?.querySelector<HTMLElement>(focusable);
    if (inRow) return inRow;
  }
  for (const part of within) {
    if (!part.isConnected) continue;
    const heading = part.querySelector<HTMLElement>('h1, h2, h3');
    if (!heading) continue;
    if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
    return heading;
  }
  return null;
}
