import type { LinkTold, LogDraft } from '../wire.ts';
import { recent } from './days.ts';
import type { Ledger } from './ledger.ts';

/** What the demo tells of links: those of X, whoever wrote them; "you" is the person using it. */
export function linkTold(ledger: Ledger, link: string): LinkTold | null {
  const name = /^https:\/\/x\.com\/(\w+)\/status\/\d+/.exec(link)?.[1];
  if (!name) return null;
  const own = name === 'you';
  return {
    network: 'x',
    who: `@${name}`,
    person: own ? null : (recent(ledger, name)[0] ?? null),
    own,
    at: '2026-11-21T14:10:00+01:00',
    day: '2026-11-21',
  };
}

/** What `?who=` and `?link=` of the demo's address fill in, as a link from outside would. */
export function draftOf(params: URLSearchParams): LogDraft | null {
  const [who, link] = [params.get('who'), params.get('link')];
  return who || link ? { how: 'answered', who, note: null, link, outside: true } : null;
}
