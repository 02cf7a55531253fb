import { plusDays } from '../words/dates.ts';
import { say, word } from '../words/say.ts';
import type { Chime } from './chime.svelte.ts';
import { screens, type ScreenName } from './route.svelte.ts';

/** What an act can move beside what all screens share: the parts of the window that open. */
export type Hands = { chime: Chime; log(): void; search(): void; help(): void; palette(): void };

/** One thing that can be done from anywhere. Keys, palette and the sheet of keys all read this one table. */
export type HandAct = {
  /** Never shown; what was done last is remembered by it. */
  id: string;
  label(chime: Chime): string;
  /** More of it, beside the label. */
  detail?: (chime: Chime) => string | null;
  /** The key that does it, as `KeyboardEvent.key` in lower case; `ctrl+` stands for Ctrl, and Cmd on a Mac. */
  press?: string;
  /** Whether it can be done now; always, where left out. */
  when?: (chime: Chime) => boolean;
  do(hands: Hands): unknown;
};

/** The keys of the screens, in the order of the places at the side. */
const keyed: readonly ScreenName[] = ['today', 'people', 'feed', 'calendar', 'review', 'inbox', 'sources', 'settings'];
const reached = screens.filter((screen) => screen !== 'welcome');

const go = (screen: ScreenName): HandAct => {
  const at = keyed.indexOf(screen);
  return {
    id: `go.${screen}`,
    label: () => word(`screen.${screen}`),
    ...(at < 0 ? {} : { press: String(at + 1) }),
    do: ({ chime }) => chime.route.go(screen),
  };
};

const rest = (why: 'rest' | 'ill' | 'travelling'): HandAct => ({
  id: `rest.${why}`,
  label: () => word(`rest.today.${why}`),
  when: ({ today }) => today.answer !== null && today.answer.state !== 'rest',
  do: ({ chime }) => {
    const day = chime.today.answer?.day;
    if (day) return chime.act({ what: 'rest', from: day, to: day, why });
  },
});

const quiet = (hours: number, label: () => string): HandAct => ({
  id: `pause.${hours}`,
  label: () => `${word('easy.pause')} ${label()}`,
  do: ({ chime }) => chime.act({ what: 'pause', minutes: hours * 60 }),
});

const pick = (folder: boolean): HandAct => ({
  id: folder ? 'import.folder' : 'import.file',
  label: () => word('palette.import', { what: word(folder ? 'import.folder' : 'import.file') }),
  do: async ({ chime }) => {
    if (await chime.importing.pick(folder)) chime.route.go('import');
  },
});

/** Every act, in the order in which they are offered. */
export const acts: readonly HandAct[] = [
  { id: 'log', label: () => word('keys.log'), press: 'l', do: (hands) => hands.log() },
  ...reached.map(go),
  { id: 'search', label: () => word('keys.search'), press: '/', do: (hands) => hands.search() },
  {
    id: 'undo',
    label: () => word('keys.undo'),
    detail: ({ today }) => (today.answer?.undo ? say(today.answer.undo.said) : null),
    press: 'ctrl+z',
    when: ({ today }) => Boolean(today.answer?.undo),
    do: ({ chime }) => chime.undo(),
  },
  {
    id: 'sync',
    label: () => word('palette.sync'),
    do: async ({ chime }) => {
      chime.route.go('sources');
      await chime.sync(null);
    },
  },
  pick(false),
  pick(true),
  rest('rest'),
  rest('ill'),
  rest('travelling'),
  quiet(1, () => word('pause.hour')),
  quiet(8, () => word('pause.hours', { n: 8 })),
  quiet(7 * 24, () => word('pause.week')),
  {
    id: 'resume',
    label: () => word('today.resume'),
    when: ({ today }) => Boolean(today.answer?.pausedUntil),
    do: ({ chime }) => chime.act({ what: 'resume' }),
  },
  {
    id: 'busy',
    label: () => `${word('easy.busy')}: ${word('busy.week')}`,
    when: ({ today }) => today.answer !== null && !today.answer.busyUntil,
    do: ({ chime }) => {
      const day = chime.today.answer?.day;
      if (day) return chime.act({ what: 'busy', from: day, to: plusDays(day, 6) });
    },
  },
  {
    id: 'sample.remove',
    label: () => word('palette.sample.remove'),
    when: ({ today }) => Boolean(today.answer?.sample),
    do: ({ chime }) => (chime.clearing = true),
  },
  { id: 'palette', label: () => word('keys.palette'), press: 'ctrl+k', do: (hands) => hands.palette() },
  { id: 'help', label: () => word('keys.help'), press: '?', do: (hands) => hands.help() },
  { id: 'quit', label: () => word('settings.quit'), do: ({ chime }) => chime.host.quit() },
];
