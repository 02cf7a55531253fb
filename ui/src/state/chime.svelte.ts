import { createContext, untrack } from 'svelte';
import type { Host } from '../host/host.ts';
import type { Change, Changes, Desktop, LogDraft, Place, Said, Today, UserError, Wish } from '../host/wire.ts';
import { speak } from '../words/language.svelte.ts';
import { saidOf, wordSaid } from '../words/say.ts';
import { Asked, refusalOf } from './asked.svelte.ts';
import { ImportRun } from './importing.svelte.ts';
import { Route } from './route.svelte.ts';
import { Whom } from './whom.svelte.ts';

/** A log with nothing filled in yet. */
export const blank: LogDraft = { how: null, who: null, note: null, link: null, outside: false };

/** Archives are read one after the other; as Rust says it where two windows or doors want to. */
const importBusy: UserError = {
  code: 'import.busy',
  message: saidOf('error.import.busy'),
  hint: saidOf('error.import.busy.hint'),
};

/** What is said after an act, until it is read or the next one. */
export type Notice =
  | { id: number; type: 'done'; said: Said; warning: Said | null; act: number | null }
  | { id: number; type: 'refused'; error: UserError };

/** A part of the window that shows something that can change. Every kind of change must be answered. */
export type Watcher = { readonly shows: Readonly<Record<Change, boolean>>; again(): Promise<void> };

/** What all screens share: the host, where the window is, the day, and what was last said. */
export class Chime {
  readonly host: Host;
  readonly route = new Route();
  readonly today: Asked<Today>;
  readonly importing: ImportRun;
  readonly whom: Whom;
  readonly desktop: Asked<Desktop>;
  notice = $state.raw<Notice | null>(null);
  /** What the sheet for logging begins with; null while it is closed. Only the person's press logs it. */
  draft = $state.raw<LogDraft | null>(null);
  /** Whether the person chose to begin by hand, so that Welcome is not shown although nothing is logged yet. */
  byHand = $state(false);
  /** Whether it is asked if the sample data shall go. */
  clearing = $state(false);
  /** Whether it is still to be said, once, that this desktop has no tray. */
  trayless = $state(false);
  /** Whether the field for searching posts is to take the focus as soon as it is there. */
  seeking = $state(false);
  // Not shown by anything, so it needs no reactivity.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  #watchers = new Set<Watcher>();
  #notices = 0;

  constructor(host: Host) {
    this.host = host;
    this.today = new Asked(() => host.today());
    this.desktop = new Asked(() => host.desktop());
    this.importing = new ImportRun(host);
    this.whom = new Whom(this);
  }

  /** Keeps the day in sight, whatever changes it. Returns how to stop. */
  attend(): () => void {
    const day: Watcher = {
      shows: { days: true, people: true, posts: true, drift: true, nudges: true, settings: true, sources: true },
      again: () => this.today.again(),
    };
    const language: Watcher = {
      shows: { days: false, people: false, posts: false, drift: false, nudges: false, settings: true, sources: false },
      again: () => speak(this.host.words()),
    };
    const stops = [this.watch(day), this.watch(language), this.host.onChanged((changed) => this.#changed(changed))];
    return () => stops.forEach((stop) => stop());
  }

  /** Listens to the host, and asks what every screen needs. Returns how to stop. */
  start(): () => void {
    const stops = [
      this.attend(),
      this.host.onGoTo((place) => this.#goTo(place)),
      this.host.onOffered((paths) => this.#offer(paths)),
      this.host.onImportProgress((progress) => (this.importing.progress = progress)),
    ];
    void this.#greet();
    return () => stops.forEach((stop) => stop());
  }

  async #greet(): Promise<void> {
    await this.desktop.again();
    const desktop = this.desktop.answer;
    if (!desktop) return;
    if (desktop.opened) this.#goTo(desktop.opened);
    this.#offer(desktop.archives);
    this.trayless = desktop.trayNotice;
  }

  /** Says what waits to be said until Welcome is over, which it would cover, and nothing else is being said. */
  tellTrayless(): void {
    if (!this.trayless || this.notice) return;
    this.trayless = false;
    this.say(wordSaid('desktop.tray.notice'), wordSaid('desktop.tray.notice.hint'));
    void this.host.trayNoticeSaid();
  }

  /** Reads archives that were dropped. */
  read(paths: string[]): void {
    if (this.importing.stage === 'running') this.refuse(importBusy);
    else void this.importing.run(paths);
    this.route.go('import');
  }

  #goTo({ screen, nudge }: Place): void {
    this.route.go(screen, nudge === null ? null : String(nudge));
  }

  #offer(paths: string[]): void {
    if (paths.length === 0) return;
    if (!this.importing.offer(paths)) this.refuse(importBusy);
    this.route.go('import');
  }

  /** Says something that was done; with its act, it can be undone. */
  say(said: Said, warning: Said | null = null, act: number | null = null): void {
    this.notice = { id: ++this.#notices, type: 'done', said, warning, act };
  }

  /** Asks for a part of the window now, and again whenever something it shows has changed. Returns how to stop. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    // Called from effects, which must not run again for what asking reads.
    untrack(() => void watcher.again());
    return () => this.#watchers.delete(watcher);
  }

  #changed(changed: Change[]): void {
    for (const watcher of this.#watchers) {
      if (changed.some((change) => watcher.shows[change])) void watcher.again();
    }
  }

  /** Does one act and says what came of it. Returns what changed, or null where it was refused. */
  async act(wish: Wish): Promise<Changes | null> {
    try {
      const changes = await this.host.act(wish);
      if (changes.said) this.say(changes.said, changes.warning, wish.what === 'undo' ? null : changes.act);
      return changes;
    } catch (error) {
      this.refuse(refusalOf(error));
      return null;
    }
  }

  /** Takes back an act; the last one where none is named. */
  async undo(act: number | null = null): Promise<void> {
    await this.act({ what: 'undo', act });
  }

  /** Reads a source now, or all of them. */
  async sync(source: number | null): Promise<void> {
    try {
      await this.host.syncNow(source);
    } catch (error) {
      this.refuse(refusalOf(error));
    }
  }

  /** Opens a link in the system's browser. Returns whether it could be. */
  async open(url: string): Promise<boolean> {
    try {
      await this.host.openLink(url);
      return true;
    } catch (error) {
      this.refuse(refusalOf(error));
      return false;
    }
  }

  refuse(error: UserError): void {
    this.notice = { id: ++this.#notices, type: 'refused', error };
  }

  /** Puts away what was said. */
  hush(id: number): void {
    if (this.notice?.id === id) this.notice = null;
  }
}

export const [useChime, provideChime] = createContext<Chime>();
