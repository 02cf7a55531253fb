import { dayOf, plusDays } from '../../words/dates.ts';
import type { DriftSpan, DriftStateName, DriftTurn, KindName, PostLine, Said } from '../wire.ts';
import { saidOf } from '../../words/say.ts';
import { chance } from './chance.ts';
import { articles, names, texts } from './texts.ts';

/** A stretch of the story: how much was posted, of what kinds, and how the feed stood. */
type Chapter = {
  from: string;
  perDay: number;
  state: DriftStateName;
  kinds: Partial<Record<KindName, number>>;
};

const talking = {
  reply: 34,
  quote: 4,
  question: 6,
  original: 30,
  share: 10,
  promotion: 6,
  boost: 8,
  automated: 2,
  thread: 3,
};
const fading = { reply: 9, question: 2, original: 16, share: 14, promotion: 12, boost: 16, automated: 31 };
const robots = { automated: 84, boost: 6, promotion: 6, share: 3, reply: 1 };
const returning = { reply: 48, quote: 5, question: 8, original: 22, share: 6, boost: 5, automated: 6 };

/** The essay's story: a busy June comes, auto-posts take over, and then the return. */
const oneYear: readonly Chapter[] = [
  { from: '2026-02-02', perDay: 2.6, state: 'fine', kinds: talking },
  { from: '2026-06-01', perDay: 1.8, state: 'thinning', kinds: fading },
  { from: '2026-06-22', perDay: 1.7, state: 'autopilot', kinds: robots },
  { from: '2026-10-12', perDay: 2.2, state: 'fine', kinds: returning },
];

/** The same over fourteen years, with a long silence in the middle. */
const fourteenYears: readonly Chapter[] = [
  { from: '2012-01-09', perDay: 9, state: 'fine', kinds: talking },
  { from: '2014-06-02', perDay: 9, state: 'thinning', kinds: fading },
  { from: '2014-11-10', perDay: 14, state: 'autopilot', kinds: robots },
  { from: '2018-03-05', perDay: 0, state: 'absent', kinds: {} },
  { from: '2018-11-05', perDay: 11, state: 'autopilot', kinds: robots },
  {
    from: '2022-05-02',
    perDay: 6,
    state: 'broadcasting',
    kinds: { original: 40, share: 30, promotion: 20, boost: 10 },
  },
  { from: '2023-01-09', perDay: 12, state: 'fine', kinds: returning },
];

const apps: Readonly<Record<string, readonly string[]>> = {
  automated: ['dlvr.it', 'dlvr.it', 'Buffer', 'WordPress.com'],
  byHand: ['Ivory for Mac', 'Web App', 'Web App', 'Tusky', 'Buffer'],
};

/** All posts of the story up to today, newest first, and how the feed stood over the time. */
export type Story = { posts: PostLine[]; spans: DriftSpan[]; turns: DriftTurn[]; state: DriftStateName };

/** Tells the story up to a day. `stuck` leaves out the return: the feed is still on autopilot. */
export function tell(today: string, long: boolean, stuck: boolean): Story {
  const told = long ? fourteenYears : oneYear;
  const chapters = stuck ? told.slice(0, -1) : told;
  const dice = chance(7);
  const posts: PostLine[] = [];
  chapters.forEach((chapter, index) => {
    const end = chapters[index + 1]?.from ?? plusDays(today, 1);
    for (let day = chapter.from; day < end; day = plusDays(day, 1)) {
      for (let due = chapter.perDay * 2 * dice.next(); due > dice.next(); due -= 1) {
        posts.push(post(posts.length + 1, day, dice.weighted(chapter.kinds)));
      }
    }
  });
  posts.sort((a, b) => (a.at < b.at ? 1 : -1));
  return { posts, ...drift(chapters, posts) };

  function post(id: number, day: string, kind: KindName): PostLine {
    const automated = kind === 'automated';
    const who = dice.pick(names);
    const article = dice.pick(articles);
    const link = `https://example.org/${article.toLowerCase().replaceAll(' ', '-')}`;
    const linked = /article/.test(dice.pick(texts[kind])) || automated || kind === 'share' || kind === 'promotion';
    const time = automated
      ? '09:00:00'
      : `${two(7 + dice.next() * 16)}:${two(dice.next() * 60)}:${two(dice.next() * 60)}`;
    const app = dice.pick((automated ? apps.automated : apps.byHand) ?? []);
    return {
      post: id,
      at: `${day}T${time}+01:00`,
      dayOnly: false,
      network: 'mastodon',
      text: dice
        .pick(texts[kind])
        .replace('{who}', who.split(' ')[0]?.toLowerCase() ?? '')
        .replace('{article}', article),
      links: linked ? [link] : [],
      url: `https://social.example/@you/${110000000 + id}`,
      app,
      whom: kind === 'reply' ? who : null,
      kind,
      byRules: null,
      reasons: reasons(kind, app, who, day),
      how: kind === 'reply' ? dice.pick(['answered', 'commented', 'asked'] as const) : null,
      standing: kind === 'reply' ? 'credited' : null,
      gone: false,
    };
  }
}

const two = (n: number) => String(Math.floor(n)).padStart(2, '0');

function reasons(kind: KindName, app: string, who: string, day: string): Said[] {
  switch (kind) {
    case 'thread':
      return [saidOf('reason.thread')];
    case 'automated':
      return [
        saidOf('reason.app.automation', { app }),
        saidOf('reason.minute.always', { minute: '00' }),
        saidOf('reason.article.time-3', { since: { type: 'day', value: plusDays(day, -90) } }),
      ];
    case 'boost':
      return [saidOf('reason.passes-on.named', { who })];
    case 'reply':
      return [saidOf('reason.answers.named', { who }), saidOf('reason.comments')];
    case 'quote':
      return [saidOf('reason.quotes')];
    case 'promotion':
      return [saidOf('reason.own-site', { host: 'example.org' })];
    case 'share':
      return [saidOf('reason.few-words', { n: 3 })];
    case 'question':
      return [saidOf('reason.asks')];
    case 'original':
      return [saidOf('reason.own-words')];
  }
}

function drift(chapters: readonly Chapter[], posts: readonly PostLine[]): Omit<Story, 'posts'> {
  const spans: DriftSpan[] = [];
  const turns: DriftTurn[] = [];
  chapters.forEach((chapter, index) => {
    const before = chapters[index - 1];
    const next = chapters[index + 1];
    if (chapter.state !== 'fine') {
      spans.push({ from: chapter.from, to: next ? plusDays(next.from, -1) : null, state: chapter.state });
    }
    if (!before) return;
    const behind = posts.filter((post) => dayOf(post.at) <= chapter.from).slice(0, 12);
    turns.push({
      id: index,
      day: chapter.from,
      from: before.state,
      to: chapter.state,
      said: turnSaid(chapter.state),
      gap: chapter.state === 'fine' ? 0 : 9,
      usual: 2,
      posts: behind.map((post) => post.post),
    });
  });
  return { spans, turns, state: chapters[chapters.length - 1]?.state ?? 'fine' };
}

/** What a state says of itself. */
export function turnSaid(state: DriftStateName): Said {
  switch (state) {
    case 'fine':
      return saidOf('drift.recovered', { n: 3 });
    case 'thinning':
      return saidOf('drift.thinning.gap', { n: 2, gap: 5 });
    case 'broadcasting':
      return saidOf('drift.broadcasting', { n: 11 });
    case 'autopilot':
      return saidOf('drift.autopilot', { usual: 2, gap: 9, n: 6 });
    case 'absent':
      return saidOf('drift.absent');
    case 'noVerdict':
      return saidOf('drift.no-source');
  }
}

/** The way back from a drift. */
export function wayBack(today: string): Said[] {
  const sooner = { type: 'day', value: plusDays(today, 2) } as const;
  return [saidOf('drift.way-back.both', { app: 'dlvr.it', day: { ...sooner, value: plusDays(today, 3) }, sooner })];
}
