import type { Change, Changes, Settings, WishSetting } from '../host/wire.ts';
import { Asked } from './asked.svelte.ts';
import type { Chime, Watcher } from './chime.svelte.ts';

/** All settings. Each change is applied at once, and can be undone. */
export class SettingsScreen implements Watcher {
  readonly shows: Record<Change, boolean> = {
    days: false,
    people: false,
    posts: false,
    drift: false,
    nudges: false,
    settings: true,
    sources: true,
  };
  readonly settings: Asked<Settings>;
  readonly #chime: Chime;

  constructor(chime: Chime) {
    this.#chime = chime;
    this.settings = new Asked(() => chime.host.settings());
  }

  async again(): Promise<void> {
    await this.settings.again();
  }

  /** Changes one setting. Returns null where it was refused; the field then shows again what stands. */
  set(setting: WishSetting): Promise<Changes | null> {
    return this.#chime.act({ what: 'set', setting });
  }
}
