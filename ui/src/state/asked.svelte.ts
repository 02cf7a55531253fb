import { Refused } from '../host/host.ts';
import type { UserError } from '../host/wire.ts';

/**
 * What a question to the host has come to: no answer yet, an answer, or a refusal. Asked again, it keeps showing the
 * old answer until the new one is there; of two questions under way the later one wins.
 */
export class Asked<T> {
  answer = $state.raw<T | null>(null);
  refusal = $state.raw<UserError | null>(null);
  asking = $state(false);
  #latest = 0;
  readonly #question: () => Promise<T>;

  constructor(question: () => Promise<T>) {
    this.#question = question;
  }

  async again(): Promise<void> {
    const mine = ++this.#latest;
    this.asking = true;
    try {
      const answer = await this.#question();
      if (mine !== this.#latest) return;
      this.answer = answer;
      this.refusal = null;
    } catch (error) {
      if (mine !== this.#latest) return;
      this.refusal = refusalOf(error);
    } finally {
      if (mine === this.#latest) this.asking = false;
    }
  }
}

/** The refusal behind a failed call. Anything else is a fault of ours and goes on up. */
export function refusalOf(error: unknown): UserError {
  if (error instanceof Refused) return error.error;
  throw error;
}
