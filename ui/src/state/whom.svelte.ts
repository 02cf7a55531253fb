import { SvelteSet } from 'svelte/reactivity';
import type { Change, Settings, Suggestion } from '../host/wire.ts';
import { Asked } from './asked.svelte.ts';
import type { Chime, Watcher } from './chime.svelte.ts';

/** Whom to talk to: what can be done about a suggestion, and whether anything is read that hears others at all. */
export class Whom implements Watcher {
  readonly shows: Record<Change, boolean> = {
    days: false,
    people: false,
    posts: false,
    drift: false,
    nudges: false,
    settings: false,
    sources: true,
  };
  readonly settings: Asked<Settings>;
  /** People whose post was opened since the window was. */
  readonly opened = new SvelteSet<number>();
  readonly #chime: Chime;

  constructor(chime: Chime) {
    this.#chime = chime;
    this.settings = new Asked(() => chime.host.settings());
  }

  again(): Promise<void> {
    return this.settings.again();
  }

  /** Whether a source can see who speaks to the person; null before the answer. */
  get hears(): boolean | null {
    return this.settings.answer?.sources.some((source) => source.sees.includes('mentions')) ?? null;
  }

  /** Opens the post to answer in the browser. */
  async open({ person, link }: Suggestion): Promise<void> {
    if (link === null) return;
    if (await this.#chime.open(link)) this.opened.add(person);
  }

  /** Logs it by hand, for the one who does not wait for the next sync. */
  async log({ person, heard }: Suggestion): Promise<void> {
    const how = heard === null ? 'commented' : 'answered';
    const who = { type: 'person', value: person } as const;
    await this.#chime.act({ what: 'log', how, who, note: null, link: null, day: null, nudge: null });
  }
}
