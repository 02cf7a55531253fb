import type { Change, Changes, MixShares, WeekReview } from '../host/wire.ts';
import { Asked } from './asked.svelte.ts';
import type { Chime, Watcher } from './chime.svelte.ts';
import type { Sums } from './mix.ts';

/** A week is reviewed from Monday, whatever the weekday on which the person's weeks begin elsewhere. */
const BEGINS = 1;

/** The review of a week, with steps back and on, and the one question it asks. */
export class WeekScreen implements Watcher {
  readonly shows: Record<Change, boolean> = {
    days: true,
    people: true,
    posts: true,
    drift: false,
    nudges: false,
    settings: true,
    sources: true,
  };
  readonly week: Asked<WeekReview>;
  /** A day of the week that is shown, ISO 8601; null for the last that is over. */
  day = $state<string | null>(null);
  readonly #chime: Chime;

  constructor(chime: Chime, day: string | null) {
    this.#chime = chime;
    this.day = day;
    this.week = new Asked(() => chime.host.week(this.day, BEGINS));
  }

  again(): Promise<void> {
    return this.week.again();
  }

  /** Shows another week. */
  async open(day: string | null): Promise<void> {
    if (day === null) return;
    this.day = day;
    await this.again();
  }

  /** The person's word on what the week was worth; null takes it back. */
  async rate(value: number | null): Promise<Changes | null> {
    const week = this.week.answer?.middle;
    return week ? this.#chime.act({ what: 'rate', week, value }) : null;
  }
}

/** Shares as the chart stacks them. */
export function sumsOf(mix: MixShares | null): Sums {
  if (!mix) return { conversation: 0, own: 0, machinery: 0, all: 0 };
  const { conversation, own, machinery } = mix;
  return { conversation, own, machinery, all: 1 };
}

/** The value in the middle; null of none. */
export function middle(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half];
  if (upper === undefined) return null;
  return sorted.length % 2 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}
