import type { Change, Entry, Review, ReviewRule } from '../host/wire.ts';
import { Asked } from './asked.svelte.ts';
import type { Chime, Watcher } from './chime.svelte.ts';

/** The tray of doubtful acts. A word on one is only about that one; a rule for all like it is a second step. */
export class DoubtfulScreen implements Watcher {
  readonly shows: Record<Change, boolean> = {
    days: true,
    people: true,
    posts: true,
    drift: false,
    nudges: false,
    settings: false,
    sources: true,
  };
  readonly review: Asked<Review>;
  /** What may be said once for all acts like the one just judged. */
  offers = $state.raw<ReviewRule[]>([]);
  readonly #chime: Chime;

  constructor(chime: Chime) {
    this.#chime = chime;
    this.review = new Asked(() => chime.host.review());
  }

  again(): Promise<void> {
    return this.review.again();
  }

  /** The person's word on one act. Returns whether it was taken. */
  async judge({ interaction }: Entry, counts: boolean): Promise<boolean> {
    const changes = await this.#chime.act({ what: counts ? 'accept' : 'reject', interaction });
    this.offers = changes?.offers ?? [];
    return changes !== null;
  }

  /** Says it once for all of a sort. */
  async rule({ rule, counts }: ReviewRule): Promise<void> {
    this.offers = [];
    await this.#chime.act({ what: 'setReviewRule', rule, counts });
  }

  /** Lets every act of a sort wait for the person's word again. */
  async takeBack({ rule }: ReviewRule): Promise<void> {
    await this.#chime.act({ what: 'setReviewRule', rule, counts: null });
  }

  /** Leaves it at the one act. */
  leave(): void {
    this.offers = [];
  }
}
