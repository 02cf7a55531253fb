import { dayOf, plusDays, weekdayOf } from '../../words/dates.ts';
import { saidOf } from '../../words/say.ts';
import type {
  AppStandingName,
  Entry,
  HowName,
  KindName,
  NudgeLine,
  RestName,
  ReviewRule,
  Said,
  Settings,
  SourceCard,
} from '../wire.ts';
import { card, everyHealth } from './cards.ts';
import { chance } from './chance.ts';
import { tell, turnSaid, wayBack, type Story } from './story.ts';
import { names } from './texts.ts';

/** The day on which every demo stands still: a Monday. */
export const TODAY = '2026-11-23';

/** What the demo remembers. Acts change it; undo puts an earlier one back. */
export type Ledger = {
  story: Story;
  sample: boolean;
  began: string | null;
  people: Record<number, string>;
  entries: Entry[];
  rests: Record<string, RestName>;
  unknown: string[];
  overruled: Record<number, KindName>;
  apps: Record<string, AppStandingName>;
  nudges: NudgeLine[];
  settings: Settings;
  live: SourceCard[];
  /** How often, in days, to be in touch, by person. */
  circle: Record<number, number>;
  /** Joined people, each with whom she is part of. */
  joined: Record<number, number>;
  /** Whom not to suggest: not today, not now, never. */
  passed: Record<number, 'skip' | 'notNow' | 'never'>;
  /** What was put away as needing no answer. */
  done: number[];
  /** Offers to join that were declined or taken. */
  settled: string[];
  rules: ReviewRule[];
  /** What weeks were worth, by the day in their middle. */
  worth: Record<string, number>;
};

const settings: Settings = {
  goal: 2,
  rollover: 240,
  zone: 'Europe/Vienna',
  zoneFollowsSystem: true,
  daysOff: [7],
  cue: '13:00',
  cueLearned: true,
  learned: null,
  plan: null,
  cueEvery: 1,
  slowed: null,
  silent: [],
  earlyWarning: true,
  late: null,
  quiet: ['21:30', '08:00'],
  showStreak: true,
  countPrivate: false,
  ownSites: ['example.org'],
  startWithSession: true,
  quickLogKeys: null,
  language: null,
  busy: [],
  pausedUntil: null,
  rests: [],
  sources: [],
  ledger: '~/.local/share/chime-in/ledger.sqlite',
  ledgerBytes: 184_320,
};

/** A ledger in which nothing was ever done. */
export function empty(): Ledger {
  return {
    story: { posts: [], spans: [], turns: [], state: 'noVerdict' },
    sample: false,
    began: null,
    people: {},
    entries: [],
    rests: {},
    unknown: [],
    overruled: {},
    apps: {},
    nudges: [],
    settings: structuredClone(settings),
    live: [],
    circle: {},
    joined: {},
    passed: {},
    done: [],
    settled: [],
    rules: [],
    worth: {},
  };
}

/** A ledger in use. `long` has fourteen years of posts; `stuck` is on autopilot. */
export function lived({ long, stuck }: { long: boolean; stuck: boolean }): Ledger {
  const ledger = { ...empty(), story: tell(TODAY, long, stuck) };
  const dice = chance(11);
  names.forEach((name, index) => (ledger.people[index + 1] = name));
  ledger.began = plusDays(TODAY, long ? -1400 : -120);
  remember(ledger, ledger.began);
  for (let day = ledger.began; day < TODAY; day = plusDays(day, 1)) {
    const talked = dice.weighted({ '2': 46, '3': 22, '1': 13, '0': 9, '4': 6 });
    if (weekdayOf(day) !== 7) {
      for (let n = 0; n < Number(talked); n += 1)
        enter(ledger, day, dice.pick(names), dice.pick(['asked', 'answered', 'commented', 'helped']), 'feed');
    }
  }
  ledger.rests = Object.fromEntries(range('2026-10-26', '2026-10-29').map((day) => [day, 'ill' as const]));
  ledger.unknown = ['2026-11-05', '2026-11-06'];
  ledger.entries = ledger.entries.filter(({ day }) => !ledger.rests[day] && !ledger.unknown.includes(day));
  enter(ledger, TODAY, 'Ana Ribeiro', 'answered', 'feed');
  const light = enter(ledger, TODAY, 'Jonas Weber', 'thanked', 'feed');
  light.standing = 'light';
  light.words = '@jonas Wonderful, thanks!';
  light.reasons = [saidOf('reason.too-short', { n: 2 })];
  for (const [back, name, words] of [
    [1, 'Emil Novák', '@emil I tried both ways last winter and kept notes, they may help you: example.org/winter'],
    [3, 'Ana Ribeiro', '@ana How we do it in the choir is written up here, ask if it is unclear: example.org/choir'],
    [3, 'Emil Novák', '@emil New on my site, with pictures this time: example.org/oven'],
  ] as const) {
    const doubtful = enter(ledger, plusDays(TODAY, -back), name, 'commented', 'feed');
    doubtful.standing = 'review';
    doubtful.words = words;
    doubtful.reasons = [saidOf('reason.own-site', { host: 'example.org' }), saidOf('reason.comments')];
  }
  ledger.settings.learned = { at: '13:00', said: saidOf('nudge.usual.answered', { answered: 6, n: 8, time: '13:00' }) };
  ledger.circle = { 3: 14 };
  ledger.settings.sources = [
    {
      source: 1,
      network: 'mastodon',
      title: '@you@social.example',
      posts: ledger.story.posts.length,
      until: TODAY,
      sees: ['ownPosts', 'replies', 'boosts', 'app', 'mentions'],
      sample: false,
    },
  ];
  const posts = ledger.story.posts.length;
  ledger.live = long
    ? everyHealth(posts)
    : [card(1, { title: '@you@social.example', posts, of: posts, span: ['2026-02-02', TODAY] })];
  ledger.nudges = nudges(stuck, ledger);
  // Every week but the last few, and one that was left out, has a word.
  for (let back = 2, at = plusDays(TODAY, -11); back < 12; back += 1, at = plusDays(at, -7)) {
    if (back !== 6) ledger.worth[at] = stuck ? 2 : 2 + ((back * 5) % 4);
  }
  if (stuck) ledger.settings.slowed = saidOf('nudge.slowed', { n: 4, every: 2 });
  return ledger;
}

/** Credits every reply from before the habit began, as reading the posts does. */
function remember(ledger: Ledger, began: string): void {
  for (const { at, whom, how } of ledger.story.posts.toReversed()) {
    const day = dayOf(at);
    if (whom && how && day < began) enter(ledger, day, whom, how, 'feed');
  }
}

/** A few hundred more people, whom nobody talked with yet. */
export function crowd(ledger: Ledger): Ledger {
  const first = names.map((name) => name.split(' ')[0]);
  const last = names.map((name) => name.split(' ')[1]);
  let id = Object.keys(ledger.people).length;
  for (const one of first) {
    for (const other of last) {
      for (const middle of ['A.', 'M.', 'T.']) ledger.people[++id] = `${one} ${middle} ${other}`;
    }
  }
  return ledger;
}

/** The same people, with names that are hard to set: long without a gap, right to left, pictures only. */
export function oddlyNamed(ledger: Ledger): Ledger {
  const odd = [
    `@${'a_very_long_handle_without_any_gap_'.repeat(2)}x`.slice(0, 64),
    'ليلى بنت عبد الرحمن الأندلسية',
    '🦊🌲👩🏽‍🔬🏳️‍🌈✨',
    'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine the elder',
  ];
  odd.forEach((name, at) => {
    ledger.people[at + 1] = name;
    for (const entry of ledger.entries) if (entry.person === at + 1) entry.name = name;
  });
  return ledger;
}

/** Puts an interaction in and returns it. */
export function enter(ledger: Ledger, day: string, name: string | null, how: HowName, credit: Entry['credit']): Entry {
  const person = name === null ? null : (personOf(ledger, name) ?? Object.keys(ledger.people).length + 1);
  if (name !== null && person !== null) ledger.people[person] = name;
  const id = (ledger.entries[ledger.entries.length - 1]?.interaction ?? 0) + 1;
  const entry: Entry = {
    interaction: id,
    day,
    at: `${day}T${String(8 + (id % 11)).padStart(2, '0')}:${String((id * 7) % 60).padStart(2, '0')}:00+01:00`,
    person,
    name,
    how,
    standing: credit === 'logged' ? 'confirmed' : 'credited',
    credit,
    reasons: [],
    words: null,
    note: null,
    link: credit === 'feed' ? 'https://social.example/@you/110000001' : null,
  };
  ledger.entries.push(entry);
  return entry;
}

/** The number of somebody by name. */
export function personOf(ledger: Ledger, name: string): number | null {
  const known = Object.entries(ledger.people).find(([, known]) => known === name)?.[0];
  return known === undefined ? null : Number(known);
}

/** Every day from the first to the last. */
export function range(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}

/** The nudge of today that waits, said otherwise. */
function saysToday(ledger: Ledger, said: Partial<NudgeLine>): Ledger {
  ledger.nudges = ledger.nudges.map((nudge) => (nudge.state === 'waiting' ? { ...nudge, ...said } : nudge));
  return ledger;
}

/** Three nudges went by, and it asks how it should go on. */
export function unheard(ledger: Ledger): Ledger {
  const past = [1, 2, 3].map((back) => plusDays(TODAY, -back));
  ledger.nudges = ledger.nudges.map((nudge) => (past.includes(nudge.day) ? { ...nudge, state: 'past' } : nudge));
  return saysToday(ledger, {
    title: saidOf('nudge.ask.1.title', { n: 3, time: '13:00' }),
    body: saidOf('nudge.ask.1.body', { n: 3, time: '13:00' }),
    because: saidOf('nudge.because.ask', { n: 3, day: { type: 'day', value: plusDays(TODAY, -3) } }),
    person: null,
    why: null,
    link: null,
    act: 'choose',
  });
}

/** Twelve days away, and back. */
export function back(ledger: Ledger): Ledger {
  const away = range(plusDays(TODAY, -12), plusDays(TODAY, -1));
  ledger.entries = ledger.entries.filter(({ day }) => day < (away[0] ?? ''));
  for (const day of away) ledger.rests[day] = 'travelling';
  ledger.settings.rests = [[away[0] ?? '', plusDays(TODAY, -1), 'travelling']];
  ledger.nudges = ledger.nudges.filter(({ day }) => !away.includes(day));
  const said = { n: 12, strength: { type: 'share', value: 0.75 }, name: 'Emil Novák' } as const;
  return saysToday(ledger, {
    title: saidOf('nudge.welcome.0.title', said),
    body: saidOf('nudge.welcome.0.body', said),
    because: saidOf('nudge.because.welcome', { n: 12, day: { type: 'day', value: away[0] ?? '' } }),
  });
}

function nudges(stuck: boolean, ledger: Ledger): NudgeLine[] {
  const evidence = ledger.story.posts.filter((post) => post.kind === 'automated').slice(0, 6);
  const line = (
    nudge: number,
    back: number,
    rest: Partial<NudgeLine> & { title: Said; body: Said; because: Said },
  ): NudgeLine => ({
    nudge,
    day: plusDays(TODAY, -back),
    at: `${plusDays(TODAY, -back)}T13:00:00+01:00`,
    evidence: [],
    wayBack: [],
    person: null,
    why: null,
    link: null,
    act: 'talk',
    state: 'logged',
    answeredAt: `${plusDays(TODAY, -back)}T13:20:00+01:00`,
    ...rest,
  });
  const about = (name: string) => ({
    person: personOf(ledger, name),
    title: saidOf('nudge.cue.1.title', { name }),
    body: saidOf('nudge.cue.1.body', { n: 1, name }),
  });
  const cue = {
    ...about('Emil Novák'),
    why: saidOf('whom.waiting.asked.hours', { n: 2 }),
    link: 'https://social.example/@emil/110000901',
    because: saidOf('nudge.because.cue', { time: '13:00', people: 1, goal: 2 }),
  };
  const drifting = {
    title: saidOf('nudge.autopilot.0.title'),
    body: saidOf('nudge.autopilot.0.body', { usual: 2, gap: 9, n: 6 }),
    because: turnSaid('autopilot'),
    evidence: evidence.map((post) => post.post),
    wayBack: wayBack(TODAY),
    act: 'look' as const,
  };
  const fading = {
    title: saidOf('nudge.fading-people.0.title'),
    body: saidOf('nudge.fading-people.0.body', { usual: 9, now: 1, n: 14 }),
    because: saidOf('drift.fading.people', { usual: 9, now: 1, n: 14 }),
    evidence: evidence.map((post) => post.post),
    act: 'look' as const,
    state: 'opened' as const,
  };
  const open = { state: 'waiting', answeredAt: null } as const;
  const earlier = Array.from({ length: 14 }, (_, index) =>
    line(20 - index, index + 1, {
      ...cue,
      ...about(names[(index * 5) % names.length] ?? ''),
      state: (['logged', 'past', 'rested', 'dismissed', 'later'] as const)[index % 5] ?? 'past',
      ...(index === 4 ? { ...drifting, state: 'opened' as const } : {}),
      ...(index === 8 ? fading : {}),
    }),
  );
  return [stuck ? line(22, 0, { ...drifting, ...open }) : line(21, 0, { ...cue, ...open }), ...earlier];
}
