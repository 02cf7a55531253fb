import { SvelteMap } from 'svelte/reactivity';
import type { Change, SecretPlace, SourceCard, Sources, SyncProgress } from '../host/wire.ts';
import { wordSaid } from '../words/say.ts';
import { Adding } from './adding.svelte.ts';
import { Asked, refusalOf } from './asked.svelte.ts';
import type { Chime, Watcher } from './chime.svelte.ts';

/** What is read, and everything that can be done about it. */
export class SourcesScreen implements Watcher {
  readonly shows: Record<Change, boolean> = {
    days: false,
    people: false,
    posts: true,
    drift: true,
    nudges: false,
    settings: false,
    sources: true,
  };
  readonly sources: Asked<Sources>;
  readonly adding: Adding;
  /** How far the reading of a source is, while it goes on. */
  readonly progress = new SvelteMap<number, SyncProgress>();
  readonly #chime: Chime;

  constructor(chime: Chime) {
    this.#chime = chime;
    this.sources = new Asked(() => chime.host.sources());
    this.adding = new Adding(chime);
  }

  again(): Promise<void> {
    return this.sources.again();
  }

  /** Hears how the reading goes, as long as the screen is there. Returns how to stop. */
  start(): () => void {
    const stops = [
      this.#chime.watch(this),
      this.#chime.host.onSyncProgress((progress) => this.#heard(progress)),
      () => void this.adding.leave(),
    ];
    return () => stops.forEach((stop) => stop());
  }

  #heard(progress: SyncProgress): void {
    if (progress.done) this.progress.delete(progress.source);
    else this.progress.set(progress.source, progress);
    // What it came to stands in the card.
    if (progress.done) void this.again();
  }

  /** Reads a source now, or all of them. */
  async sync(source: number | null): Promise<void> {
    await this.#chime.sync(source);
    await this.again();
  }

  /** Stops reading it; with `posts`, what was read goes too. */
  async remove({ source, title }: SourceCard, posts: boolean): Promise<void> {
    this.progress.delete(source);
    try {
      await this.#chime.host.removeSource(source, posts);
      this.#chime.say(wordSaid('sources.removed', { title }));
    } catch (error) {
      this.#chime.refuse(refusalOf(error));
    }
    await this.again();
  }

  /** Says where secrets are kept. Returns null where that is refused. */
  async keepSecrets(place: SecretPlace): Promise<SecretPlace | null> {
    try {
      await this.#chime.host.chooseSecretPlace(place);
    } catch (error) {
      this.#chime.refuse(refusalOf(error));
      return null;
    }
    await this.again();
    return place;
  }

  /** Begins a new sign-in for a source whose old one holds no longer. */
  async signInAgain(card: SourceCard): Promise<void> {
    const { answer } = this.sources;
    const reader = answer?.readers.find(({ network, entry }) => network === card.network && entry !== 'open');
    if (reader) await this.adding.renew(reader, card, answer?.secrets !== null);
  }
}
