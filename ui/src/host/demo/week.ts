import { dayOf, plusDays, weekdayOf } from '../../words/dates.ts';
import { saidOf, share } from '../../words/say.ts';
import { kinds as allKinds, groupOf } from '../../state/mix.ts';
import { middle } from '../../state/week.svelte.ts';
import type { Entry, FollowedGroup, HowName, KindName, MixShares, PostLine, Said, WeekReview } from '../wire.ts';
import { counts, lived } from './days.ts';
import { conversation, judged } from './feed.ts';
import { personOf, TODAY, type Ledger } from './ledger.ts';
import { whom } from './people.ts';

const hows: readonly HowName[] = ['asked', 'answered', 'commented', 'helped', 'thanked', 'introduced'];
const monday = (day: string) => plusDays(day, 1 - weekdayOf(day));

function earliest(ledger: Ledger): string | null {
  const oldest = ledger.story.posts[ledger.story.posts.length - 1];
  const days = [oldest && dayOf(oldest.at), ledger.entries.find(counts)?.day].filter((day) => day !== undefined);
  return days.sort()[0] ?? null;
}

/** The week whose review is offered: the demo stands still on a Monday, after the cue. */
export function ready(ledger: Ledger): string | null {
  const last = plusDays(TODAY, -7);
  const first = earliest(ledger);
  return first !== null && first < TODAY && !ledger.worth[plusDays(last, 3)] ? last : null;
}

export function week(ledger: Ledger, asked: string | null): WeekReview {
  const first = earliest(ledger);
  const present = monday(TODAY);
  const over = plusDays(present, -7);
  const wanted = monday(asked ?? (first !== null && first < present ? over : TODAY));
  const from = wanted > present ? present : wanted;
  const to = plusDays(from, 6);
  const posts = judged(ledger).filter(({ kind }) => kind !== 'thread');
  const within = (day: string, begin: string) => day >= begin && day <= plusDays(begin, 6);
  const entries = (begin: string) => ledger.entries.filter((entry) => counts(entry) && within(entry.day, begin));
  const mixOf = (begin: string) => mix(posts.filter(({ at }) => within(dayOf(at), begin)));
  const people = (begin: string) =>
    new Set(entries(begin).map(({ person, interaction }) => person ?? -interaction)).size;
  const before = Array.from({ length: 12 }, (_, back) => plusDays(from, -7 * (back + 1)));
  const mixes = before.map(mixOf).filter((one) => one !== null);
  const usual = mixes.length < 4 ? null : usualOf(mixes);
  const cells = lived(ledger);
  const mine = entries(from);
  const met = metOf(ledger, mine, from);
  const someones = mine.filter(({ person }) => person === null).length;
  const fresh = met.filter(({ standing }) => standing === 'new').length;
  const again = met.filter(({ standing }) => standing === 'returning').length;
  const waiting = from < over ? [] : whom(ledger).filter(({ sort, done }) => sort === 'waiting' && !done);
  const automated = posts.filter(({ at, kind }) => kind === 'automated' && within(dayOf(at), from)).length;
  const now = mixOf(from);
  const earlier = mixOf(before[0] ?? from);
  const all = met.length + someones;
  const sentence = all === 0 ? 'none' : fresh && again ? 'both' : fresh ? 'new' : again ? 'returning' : '';
  return {
    from,
    to,
    over: from < present,
    earlier: first !== null && monday(first) < from ? plusDays(from, -7) : null,
    later: from < present ? plusDays(from, 7) : null,
    any: first !== null,
    days: Array.from({ length: 7 }, (_, n) => plusDays(from, n)).map((day) => [day, cells.get(day)?.state ?? null]),
    said: saidOf(`week.met${sentence && `.${sentence}`}`, { n: all, new: fresh, returning: again }),
    compared:
      first !== null && monday(first) < from
        ? saidOf('week.people.usual', { before: people(before[0] ?? from), n: middle(before.map(people)) ?? 0 })
        : saidOf('week.people.first'),
    people: met,
    someones,
    acts: hows
      .map((how) => ({ how, acts: mine.filter((entry) => entry.how === how).length }))
      .filter(({ acts }) => acts > 0),
    waiting: waiting.map(({ person, name, network, link }) => ({
      person,
      name,
      network: network ?? 'mastodon',
      at: `${plusDays(from, 4)}T11:12:00+01:00`,
      link,
    })),
    trade: trade(automated, waiting.length, posts.length > 0),
    mixSaid: mixSaid(now, earlier, usual),
    mix: now,
    mixBefore: earlier,
    mixUsual: usual,
    followed: followed(ledger, posts, from, to),
    advice: advice(ledger, waiting[0], now, automated, all),
    value: ledger.worth[plusDays(from, 3)] ?? null,
    middle: plusDays(from, 3),
    weeks: [from, ...before.slice(0, 11)]
      .reverse()
      .filter((begin) => first !== null && begin >= monday(first))
      .map((begin) => ({
        from: begin,
        mix: mixOf(begin),
        people: people(begin),
        value: ledger.worth[plusDays(begin, 3)] ?? null,
      })),
  };
}

export function mix(posts: readonly PostLine[]): MixShares | null {
  if (posts.length === 0) return null;
  const of = (group: string) => posts.filter(({ kind }) => groupOf[kind] === group).length / posts.length;
  return { posts: posts.length, conversation: of('conversation'), own: of('own'), machinery: of('machinery') };
}

function usualOf(mixes: readonly MixShares[]): MixShares {
  const of = (get: (mix: MixShares) => number) => middle(mixes.map(get)) ?? 0;
  const [talk, own, machines] = [of((m) => m.conversation), of((m) => m.own), of((m) => m.machinery)];
  const whole = talk + own + machines || 1;
  return {
    posts: Math.round(of((m) => m.posts)),
    conversation: talk / whole,
    own: own / whole,
    machinery: machines / whole,
  };
}

function metOf(ledger: Ledger, mine: readonly Entry[], from: string): WeekReview['people'] {
  const ids = [...new Set(mine.flatMap(({ person }) => (person === null ? [] : [person])))];
  const lines = ids.map((person) => {
    const acts = mine.filter((entry) => entry.person === person);
    const last = ledger.entries.filter((entry) => entry.person === person && counts(entry) && entry.day < from).pop();
    const gap = last ? Math.round((Date.parse(acts[0]?.day ?? from) - Date.parse(last.day)) / 86_400_000) : null;
    const standing = gap === null ? ('new' as const) : gap >= 28 ? ('returning' as const) : ('known' as const);
    const n = standing === 'returning' ? (gap ?? 0) : new Set(acts.map(({ day }) => day)).size;
    return {
      person,
      name: ledger.people[person] || null,
      acts: acts.length,
      standing,
      said: saidOf(`week.person.${standing}`, { n }),
    };
  });
  const order = { new: 0, returning: 1, known: 2 };
  return lines.sort((a, b) => order[a.standing] - order[b.standing] || b.acts - a.acts);
}

function trade(automated: number, waiting: number, hears: boolean): Said {
  if (!hears) return saidOf('week.trade.unheard', { n: automated });
  if (automated && waiting) return saidOf('week.trade.both', { automated, n: waiting });
  if (automated) return saidOf('week.trade.automated', { n: automated });
  return waiting ? saidOf('week.trade.waiting', { n: waiting }) : saidOf('week.trade.none');
}

function mixSaid(now: MixShares | null, before: MixShares | null, usual: MixShares | null): Said {
  if (!now) return saidOf('week.mix.none');
  const which = before && usual ? '.both' : before ? '.before' : usual ? '.usual' : '';
  return saidOf(`week.mix${which}`, {
    share: share(now.conversation),
    before: share(before?.conversation ?? 0),
    usual: share(usual?.conversation ?? 0),
  });
}

/** Every third conversation was answered, and every fourteenth broadcast. */
function followed(ledger: Ledger, posts: readonly PostLine[], from: string, to: string): WeekReview['followed'] {
  const first = plusDays(from, -21);
  const old = posts.filter(
    ({ at, kind }) => dayOf(at) >= first && dayOf(at) <= to && dayOf(at) <= plusDays(TODAY, -7) && kind !== 'boost',
  );
  const answered = ({ post, kind }: PostLine) => post % (conversation.includes(kind) ? 3 : 14) === 0;
  const of = (is: (kind: KindName) => boolean): FollowedGroup => {
    const mine = old.filter(({ kind }) => is(kind));
    return group(mine.length, mine.filter(answered).length);
  };
  const [talk, broadcast] = [of((kind) => conversation.includes(kind)), of((kind) => !conversation.includes(kind))];
  const few = talk.posts < 10 || broadcast.posts < 10;
  const apart = talk.between && broadcast.between && talk.between[0] > broadcast.between[1];
  const gaps = {
    n: talk.posts,
    answered: talk.answered,
    broadcasts: broadcast.posts,
    heard: broadcast.answered,
    share: share(talk.posts ? talk.answered / talk.posts : 0),
    other: share(broadcast.posts ? broadcast.answered / broadcast.posts : 0),
  };
  const hears = posts.length > 0;
  const names = ['Ana Ribeiro', 'Emil Novák', 'Jonas Weber'];
  return {
    from: first,
    to,
    hears,
    said: hears
      ? saidOf(`week.followed.${few ? 'too-few' : apart ? 'conversation' : 'no-difference'}`, gaps)
      : saidOf('week.followed.unseen'),
    conversation: talk,
    broadcast,
    kinds: allKinds.map((kind) => ({ kind, group: of((one) => one === kind) })).filter(({ group }) => group.posts > 0),
    people: names.flatMap((name) => {
      const person = personOf(ledger, name);
      return hears && person !== null ? [{ person, name }] : [];
    }),
  };
}

/** With the interval of Wilson, where there are ten posts. */
function group(posts: number, answered: number): FollowedGroup {
  if (posts < 10) return { posts, answered, between: null };
  const z = 1.96;
  const p = answered / posts;
  const spread = z * Math.sqrt((p * (1 - p)) / posts + (z * z) / (4 * posts * posts));
  const whole = 1 + (z * z) / posts;
  const at = p + (z * z) / (2 * posts);
  return { posts, answered, between: [Math.max(0, (at - spread) / whole), Math.min(1, (at + spread) / whole)] };
}

function advice(
  ledger: Ledger,
  first: { person: number; name: string; link: string | null } | undefined,
  now: MixShares | null,
  automated: number,
  people: number,
): WeekReview['advice'] {
  const plain = { person: null, link: null, robot: false };
  if (first) {
    return {
      ...plain,
      said: saidOf('week.suggest.answer', { name: first.name }),
      person: first.person,
      link: first.link,
    };
  }
  if (now && automated >= 5 && now.machinery > now.conversation) {
    const left = now.posts - automated;
    const talk = left ? (now.conversation * now.posts) / left : 0;
    const gaps = { app: 'dlvr.it', n: automated, conversation: share(talk) };
    return { ...plain, said: saidOf(`week.suggest.switch-off${talk < 0.1 ? '.alone' : ''}`, gaps), robot: true };
  }
  const missed = people < 2 ? personOf(ledger, 'Lena Fischer') : null;
  if (missed !== null) {
    return { ...plain, said: saidOf('week.suggest.missed', { name: 'Lena Fischer', n: 7 }), person: missed };
  }
  return { ...plain, said: saidOf(people === 0 ? 'week.suggest.begin' : 'week.suggest.go-on') };
}
