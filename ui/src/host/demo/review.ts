import { saidOf } from '../../words/say.ts';
import type { Entry, ReviewRule, Said } from '../wire.ts';
import type { Ledger } from './ledger.ts';

const ownSiteTo = 'own-site:person:';

/** What may be said once for all doubtful acts like this one. */
export function offers(ledger: Ledger, entry: Entry, counts: boolean): ReviewRule[] {
  const rules = [...(entry.person === null ? [] : [`${ownSiteTo}${entry.person}`]), 'own-site'];
  const open = rules.filter((rule) => ledger.rules.every((set) => set.rule !== rule));
  return open.map((rule) => ({ rule, counts, said: ruleSaid(ledger, rule, counts) }));
}

/** Sets a rule or takes it back, for all that wait and for those it had decided. */
export function setRule(ledger: Ledger, rule: string, counts: boolean | null): Said {
  ledger.rules = ledger.rules.filter((set) => set.rule !== rule);
  if (counts !== null) ledger.rules.push({ rule, counts, said: ruleSaid(ledger, rule, counts) });
  for (const entry of ledger.entries) {
    const doubted = entry.reasons.some(({ key }) => key === 'reason.own-site');
    if (!doubted || (rule !== 'own-site' && rule !== `${ownSiteTo}${entry.person}`)) continue;
    if (counts === null && (entry.standing === 'credited' || entry.standing === 'rejected')) entry.standing = 'review';
    else if (counts !== null && entry.standing === 'review') entry.standing = counts ? 'credited' : 'rejected';
  }
  return counts === null ? saidOf('act.review-rule.own-site.none') : ruleSaid(ledger, rule, counts);
}

function ruleSaid(ledger: Ledger, rule: string, counts: boolean): Said {
  const ending = counts ? 'counts' : 'counts-not';
  if (!rule.startsWith(ownSiteTo)) return saidOf(`review.rule.own-site.${ending}`);
  return saidOf(`review.rule.own-site-to.${ending}`, {
    who: ledger.people[Number(rule.slice(ownSiteTo.length))] ?? '',
  });
}
