import { saidOf } from '../../words/say.ts';
import { Refused, type Host, type Stop } from '../host.ts';
import type { Change, ImportAccount, ImportProgress, Said, SyncProgress, UndoLine } from '../wire.ts';
import { carryOut } from './acts.ts';
import { calendar, dayDetail, recent, today } from './days.ts';
import { feed, posts } from './feed.ts';
import { languageOf, words } from './language.ts';
import { back, crowd, empty, lived, oddlyNamed, unheard, type Ledger } from './ledger.ts';
import { opened } from './opened.ts';
import { draftOf, linkTold } from './links.ts';
import { peoplePage, person, review } from './people.ts';
import { demoSources } from './sources.ts';
import { drawing, story, year } from './past.ts';
import { strength } from './strength.ts';
import { week } from './week.ts';

/** The states a demo can begin in: `?demo=much`. */
export const states = [
  'empty',
  'begun',
  'little',
  'much',
  'autopilot',
  'resting',
  'error',
  'loading',
  'sample',
  'unheard',
  'back',
  'names',
] as const;
type State = (typeof states)[number];

function begin(state: State): Ledger {
  switch (state) {
    case 'empty':
      return empty();
    case 'begun':
      return { ...empty(), began: '2026-11-23', people: {}, entries: [] };
    case 'much':
      return crowd(lived({ long: true, stuck: false }));
    case 'autopilot':
      return lived({ long: false, stuck: true });
    case 'names':
      return oddlyNamed(lived({ long: false, stuck: false }));
    case 'sample':
      return carryOut({ what: 'addSample' }, empty()).ledger;
    case 'resting': {
      const ledger = lived({ long: false, stuck: false });
      ledger.rests['2026-11-23'] = 'rest';
      ledger.settings.pausedUntil = '2026-11-23T22:00:00+01:00';
      ledger.settings.busy = [['2026-11-20', '2026-12-04']];
      Object.assign(ledger.settings, { plan: 'after lunch', cueLearned: false, silent: [6, 7] });
      ledger.nudges = ledger.nudges.slice(1);
      return ledger;
    }
    case 'unheard':
      return unheard(lived({ long: false, stuck: false }));
    case 'back':
      return back(lived({ long: false, stuck: false }));
    default:
      return lived({ long: false, stuck: false });
  }
}

/** Sends to everybody who listens. */
function channel<T>(): { send(payload: T): void; on(handle: (payload: T) => void): Stop } {
  const handlers = new Set<(payload: T) => void>();
  return {
    send: (payload) => handlers.forEach((handle) => handle(payload)),
    on: (handle) => {
      handlers.add(handle);
      return () => handlers.delete(handle);
    },
  };
}

/** A host made of sample data, for a plain browser. `?demo=` chooses how it begins, `?import=` how an import ends, `?lang=` the system’s language, `?wait=` how long each answer takes. */
export function demoHost(params: URLSearchParams): Host {
  const state = states.find((name) => name === params.get('demo')) ?? 'little';
  let ledger = begin(state);
  const past: { act: number; said: Said; before: Ledger }[] = [];
  let acts = 0;
  let cancelled = false;
  const changed = channel<Change[]>();
  const progress = channel<ImportProgress>();
  const syncing = channel<SyncProgress>();
  const everything: Change[] = ['days', 'people', 'posts', 'drift', 'nudges', 'settings', 'sources'];

  /** How long every answer takes, in ms. */
  const wait = Number(params.get('wait'));
  function answer<T>(make: () => T): Promise<T> {
    if (state === 'loading') return new Promise(() => undefined);
    if (state === 'error') return Promise.reject(new Refused(locked));
    const due = wait ? new Promise((resolve) => setTimeout(resolve, wait)) : Promise.resolve();
    return due.then(make);
  }

  const undoable = (): UndoLine | null => {
    const last = past[past.length - 1];
    return last ? { act: last.act, said: last.said } : null;
  };

  /** A change that is a command of its own. */
  function change(make: (ledger: Ledger) => void): void {
    ledger = { ...ledger, live: structuredClone(ledger.live) };
    make(ledger);
    changed.send(['sources']);
  }

  return {
    ...demoSources({ params, ledger: () => ledger, change, answer, progress: syncing.send }),
    today: () => answer(() => today(ledger, undoable())),
    feed: (resolution) => answer(() => feed(ledger, resolution)),
    posts: (query) => answer(() => posts(ledger, query)),
    opened: (post) => answer(() => opened(ledger, post)),
    calendar: (from, to) => answer(() => calendar(ledger, from, to)),
    day: (day) => answer(() => dayDetail(ledger, day)),
    inbox: () =>
      answer(() => ({
        nudges: ledger.nudges,
        waiting: ledger.nudges.filter(({ state }) => state === 'waiting').length,
      })),
    settings: () => answer(() => ledger.settings),
    words: () => words(languageOf(params, ledger.settings.language)),
    people: (prefix) => answer(() => recent(ledger, prefix)),
    peoplePage: (query) => answer(() => peoplePage(ledger, query)),
    person: (id) =>
      answer(() => {
        const found = person(ledger, id);
        if (!found) throw new Refused(nobody(id));
        return found;
      }),
    review: () => answer(() => review(ledger)),
    week: (day) => answer(() => week(ledger, day)),
    story: () => answer(() => story(ledger)),
    year: (of) => answer(() => year(ledger, of)),
    strength: () => answer(() => strength(ledger)),
    draw: (what) => answer(() => drawing(ledger, what)),
    keepPage: () => answer(() => '/home/you/chime-in.html'),
    keepPicture: (_, png) => answer(() => (png ? '/home/you/chime-in.png' : null)),
    act: (wish) =>
      answer(() => {
        if (wish.what === 'undo') {
          const at = wish.act === null ? past.length - 1 : past.findIndex(({ act }) => act === wish.act);
          const found = past[at];
          if (!found)
            return { changed: [], act: null, said: saidOf('error.act.nothing-to-undo'), warning: null, offers: [] };
          past.splice(at);
          ledger = found.before;
          changed.send(everything);
          return { changed: everything, act: null, said: saidOf('done.undo'), warning: null, offers: [] };
        }
        const before = ledger;
        const done = carryOut(wish, before);
        ledger = done.ledger;
        changed.send(done.changed);
        const offers = done.offers ?? [];
        if (wish.what === 'forget') {
          past.length = 0;
          return { changed: done.changed, act: null, said: done.said, warning: null, offers };
        }
        acts += 1;
        past.push({ act: acts, said: done.said, before });
        return { changed: done.changed, act: acts, said: done.said, warning: null, offers };
      }),
    pickArchive: () => answer(() => ['/home/you/twitter-2026.zip']),
    importArchives: async (paths, isPrivate) => {
      if (params.get('import') === 'refused') throw new Refused(encrypted);
      cancelled = false;
      const slow = params.get('import') === 'slow';
      for (let step = 0; step <= 20 && !cancelled; step += 1) {
        progress.send({
          file: paths[0]?.split('/').pop() ?? '',
          stage: saidOf(step < 16 ? 'import.reading' : 'import.judging'),
          done: step / 20,
          posts: step * 2410,
          rate: step ? 18240 : 0,
        });
        await new Promise((resolve) => setTimeout(resolve, slow ? 500 : 30));
      }
      ledger = lived({ long: true, stuck: false });
      changed.send(everything);
      return [account(cancelled, params.get('import') === 'private' && !isPrivate, ledger)];
    },
    cancelImport: () => {
      cancelled = true;
      return Promise.resolve(null);
    },
    openLink: () => Promise.resolve(null),
    linkTold: (link) => answer(() => linkTold(ledger, link)),
    draft: () => answer(() => draftOf(params)),
    leaveQuickLog: () => Promise.resolve(null),
    desktop: () =>
      answer(() => ({
        version: '0.1.0',
        tray: params.get('desktop') !== 'no-tray',
        globalKeys: params.get('desktop') !== 'wayland',
        notifications: 'buttons',
        tells: { doNotDisturb: true, locked: true, idle: true, fullScreen: false, shared: false },
        trayNotice: params.get('desktop') === 'no-tray',
        opened: null,
        archives: [],
      })),
    onChanged: changed.on,
    onImportProgress: progress.on,
    onSyncProgress: syncing.on,
    onGoTo: () => () => undefined,
    trayNoticeSaid: () => Promise.resolve(null),
    quit: () => Promise.resolve(null),
    onOffered: () => () => undefined,
    onDrafted: () => () => undefined,
    onFiles: () => () => undefined,
  };
}

const nobody = (id: number) => ({
  code: 'read.person',
  message: saidOf('error.read.person', { id: String(id) }),
  hint: saidOf('error.read.person.hint'),
});

const locked = {
  code: 'ledger.locked',
  message: saidOf('error.ledger.locked', { path: 'ledger.sqlite' }),
  hint: saidOf('error.ledger.locked.hint'),
};

const encrypted = {
  code: 'archive.encrypted',
  message: saidOf('error.archive.encrypted', { file: 'twitter-2026.zip' }),
  hint: saidOf('error.archive.encrypted.hint'),
};

function account(cancelled: boolean, hasPrivate: boolean, ledger: Ledger): ImportAccount {
  const story = feed(ledger, 'month');
  return {
    file: 'twitter-2026.zip',
    network: 'x',
    whose: '@you',
    posts: story.posts,
    new: story.posts,
    from: story.bars[0]?.from ?? null,
    to: '2026-11-23',
    skipped: [
      { why: saidOf('import.duplicate'), items: 41, first: 'tweets-part1.js, post 12' },
      { why: saidOf('archive.no-date'), items: 2, first: 'tweets.js, post 20,114' },
    ],
    credited: 8412,
    private: hasPrivate ? 38 : 0,
    cancelled,
    story: cancelled ? null : story,
  };
}
