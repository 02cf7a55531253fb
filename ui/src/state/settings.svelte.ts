import type { Change, Settings, WishSetting } from '../host/wire.ts';
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

  /** Changes one setting. Where it is refused, what stands is shown again. */
  async set(setting: WishSetting): Promise<void> {
    if ((await this.#chime.act({ what: 'set', setting })) === null) await this.again();
  }
}

/** "04:00" for 240 minutes after midnight. */
export function timeOf(minutes: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** Times at which a day may begin, every half hour from 00:00 to 12:00, and the one in force. */
export function rollovers(now: number): number[] {
  const halves = Array.from({ length: 25 }, (_, half) => half * 30);
  return halves.includes(now) ? halves : [...halves, now].sort((a, b) => a - b);
}

/** The host of what the person typed: an address or a bare name; null where it is neither. */
export function siteOf(typed: string): string | null {
  const text = typed.trim();
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  const host = url?.hostname.replace(/^www\./, '') ?? '';
  return /^[^.\s]+(\.[^.\s]+)+$/.test(host) ? host : null;
}

/** "184 kB": sizes as people read them. */
export function size(bytes: number, locale: string): string {
  const [unit, divisor] = bytes < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / divisor);
}
