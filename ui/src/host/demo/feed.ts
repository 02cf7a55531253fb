import { dayOf, daysInMonth, placeInWeek, plusDays, plusMonths } from '../../words/dates.ts';
import { saidOf, share } from '../../words/say.ts';
import type {
  AppLine,
  AppStandingName,
  DriftNow,
  FeedStory,
  KindName,
  MixBar,
  PostLine,
  PostPage,
  PostQuery,
  Resolution,
  Robot,
  YearLine,
} from '../wire.ts';
import { TODAY, type Ledger } from './ledger.ts';
import { turnSaid, wayBack } from './story.ts';

export const conversation: readonly KindName[] = ['reply', 'quote', 'question'];
const machinery: readonly KindName[] = ['automated', 'boost', 'promotion', 'share'];
const listed: Readonly<Record<string, AppStandingName>> = {
  'dlvr.it': 'automation',
  Buffer: 'mixed',
  'Ivory for Mac': 'byHand',
  Tusky: 'byHand',
};

/** The posts with the user's own word on them. */
export function judged(ledger: Ledger): PostLine[] {
  return ledger.story.posts.map((post) => {
    const kind = ledger.overruled[post.post];
    return kind ? { ...post, kind, byRules: post.kind } : post;
  });
}

export function driftNow(ledger: Ledger): DriftNow {
  const { state, turns } = ledger.story;
  return {
    state,
    since: turns[turns.length - 1]?.day ?? null,
    said: state === 'fine' ? saidOf('drift.fine', { n: 2 }) : turnSaid(state),
    wayBack: state === 'fine' || state === 'noVerdict' ? [] : wayBack(TODAY),
  };
}

function start(day: string, resolution: Resolution): string {
  if (resolution === 'week') return plusDays(day, -placeInWeek(day));
  return resolution === 'month' ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`;
}

function end(first: string, resolution: Resolution): string {
  if (resolution === 'week') return plusDays(first, 6);
  return resolution === 'month' ? plusDays(first, daysInMonth(first) - 1) : `${first.slice(0, 4)}-12-31`;
}

function bars(posts: readonly PostLine[], resolution: Resolution): MixBar[] {
  const oldest = posts[posts.length - 1];
  const newest = posts[0];
  if (!oldest || !newest) return [];
  const found = new Map<string, Map<KindName, number>>();
  for (const post of posts) {
    const first = start(dayOf(post.at), resolution);
    const counts = found.get(first) ?? new Map<KindName, number>();
    counts.set(post.kind, (counts.get(post.kind) ?? 0) + 1);
    found.set(first, counts);
  }
  const all: MixBar[] = [];
  const last = start(dayOf(newest.at), resolution);
  let first = start(dayOf(oldest.at), resolution);
  while (first <= last) {
    const counts = [...(found.get(first) ?? [])].map(([kind, posts]) => ({ kind, posts }));
    all.push({ from: first, to: end(first, resolution), counts });
    first = resolution === 'week' ? plusDays(first, 7) : plusMonths(first, resolution === 'month' ? 1 : 12);
  }
  return all;
}

export function years(posts: readonly PostLine[]): YearLine[] {
  return bars(posts, 'year').map(({ from, counts }) => {
    const of = (kinds: readonly KindName[]) =>
      counts.reduce((sum, { kind, posts }) => sum + (kinds.includes(kind) ? posts : 0), 0);
    const all = counts.reduce((sum, { kind, posts }) => sum + (kind === 'thread' ? 0 : posts), 0);
    const part = (n: number) => (all ? n / all : 0);
    return {
      year: Number(from.slice(0, 4)),
      posts: all,
      conversation: part(of(conversation)),
      machinery: part(of(machinery)),
    };
  });
}

function apps(posts: readonly PostLine[], ledger: Ledger): AppLine[] {
  const lines = new Map<string, AppLine>();
  for (const post of posts) {
    const app = post.app ?? '';
    const line = lines.get(app) ?? {
      app,
      posts: 0,
      automated: 0,
      last: dayOf(post.at),
      listed: listed[app] ?? null,
      overruled: ledger.apps[app] ?? null,
    };
    line.posts += 1;
    if (post.kind === 'automated') line.automated += 1;
    lines.set(app, line);
  }
  return [...lines.values()].sort((a, b) => b.posts - a.posts);
}

/** What posted by itself, the busiest of the last four weeks first. */
export function robots(ledger: Ledger): Robot[] {
  const all = judged(ledger).filter(({ kind }) => kind !== 'thread');
  const since = plusDays(TODAY, -28);
  const late = all.filter(({ at }) => dayOf(at) > since);
  const part = (posts: readonly PostLine[], of: readonly KindName[]) =>
    posts.length ? posts.filter(({ kind }) => of.includes(kind)).length / posts.length : 0;
  const found = new Map<string, Robot>();
  for (const post of all) {
    if (post.kind !== 'automated' || !post.app || found.has(post.app)) continue;
    const { app } = post;
    const mine = (other: PostLine) => other.kind === 'automated' && other.app === app;
    const without = late.filter((other) => !mine(other));
    const posts = late.length - without.length;
    found.set(app, {
      app,
      posts,
      share: late.length ? posts / late.length : 0,
      ever: all.filter(mine).length,
      last: dayOf(post.at),
      machinery: part(late, machinery),
      machineryWithout: part(without, machinery),
      conversationWithout: part(without, conversation),
      switchOff: app === 'dlvr.it' ? 'https://app.dlvr.it/routes' : null,
      how: saidOf('robot.off.page'),
      standing: ledger.apps[app] ?? null,
    });
  }
  return [...found.values()].sort((a, b) => b.posts - a.posts || b.ever - a.ever);
}

export function feed(ledger: Ledger, asked: Resolution | null): FeedStory {
  const posts = judged(ledger);
  const { spans, turns } = ledger.story;
  const byYear = years(posts);
  const best = byYear.find((line) => line.posts > 100);
  const worst = byYear.reduce<YearLine | undefined>(
    (low, line) => (!low || line.conversation < low.conversation ? line : low),
    undefined,
  );
  const resolution = asked ?? (byYear.length > 2 ? 'month' : 'week');
  const headline =
    best && worst && best !== worst
      ? saidOf('drift.turn.conversation', {
          before: String(best.year),
          share: share(best.conversation),
          after: String(worst.year),
          left: share(worst.conversation),
        })
      : null;
  return {
    bars: bars(posts, resolution),
    resolution,
    spans,
    turns,
    now: driftNow(ledger),
    headline,
    years: byYear,
    apps: apps(posts, ledger),
    posts: posts.length,
  };
}

export function posts(ledger: Ledger, query: PostQuery): PostPage {
  const words = query.words?.toLocaleLowerCase() ?? '';
  const ids = new Set(query.ids);
  const match = judged(ledger).filter(
    (post) =>
      (query.kinds.length === 0 || query.kinds.includes(post.kind)) &&
      (!words || post.text.toLocaleLowerCase().includes(words)) &&
      (!query.app || post.app === query.app) &&
      (!query.from || dayOf(post.at) >= query.from) &&
      (!query.to || dayOf(post.at) <= query.to) &&
      (ids.size === 0 || ids.has(post.post)) &&
      (!query.overruled || post.byRules !== null),
  );
  const from = Number(query.after ?? 0);
  const to = from + (query.limit || 50);
  return { posts: match.slice(from, to), next: to < match.length ? String(to) : null, total: match.length };
}
