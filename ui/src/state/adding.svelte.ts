import type { FoundAccount, ReaderLine, SourceCard, UserError } from '../host/wire.ts';
import { wordSaid } from '../words/say.ts';
import { refusalOf } from './asked.svelte.ts';
import type { Chime } from './chime.svelte.ts';

/** Where the adding of a source is. A reader is there from the moment one is picked. */
export type Step =
  | { at: 'idle' }
  | { at: 'naming'; reader: ReaderLine }
  | { at: 'signingIn'; reader: ReaderLine; server: string }
  | { at: 'found'; reader: ReaderLine; found: FoundAccount; byPassword: boolean };

/** Adding a source, from picking a reader to the yes; nothing is added before the account was shown. */
export class Adding {
  step = $state.raw<Step>({ at: 'idle' });
  /** What was typed: an account, a server or the address of a feed. */
  typed = $state('');
  /** A password made for this app alone; forgotten as soon as it was handed on. */
  password = $state('');
  /** The code that the sign-in page showed, where the browser could not come back by itself. */
  code = $state('');
  refusal = $state.raw<UserError | null>(null);
  /** Whether something is being waited for that takes a moment. */
  busy = $state(false);
  /** Counts what is waited for, so that the answer of what was left is not taken for that of the next. */
  #waits = 0;
  readonly #chime: Chime;

  constructor(chime: Chime) {
    this.#chime = chime;
  }

  pick(reader: ReaderLine): void {
    this.#clear();
    this.step = { at: 'naming', reader };
  }

  /** Signs in anew to a source that is read already; `placed`: it is known where the sign-in is kept, else she says it first. */
  async renew(reader: ReaderLine, card: SourceCard, placed: boolean): Promise<void> {
    this.pick(reader);
    this.typed = card.again ?? card.title;
    if (placed) await this.go();
  }

  /** On with what was typed: to the sign-in page, or to looking for the account; `byPassword`: which is let in by one. */
  async go(byPassword = false): Promise<void> {
    const { step } = this;
    const typed = this.typed.trim();
    if (step.at !== 'naming' || !typed || this.busy) return;
    const { reader } = step;
    if (reader.entry !== 'open' && !byPassword) return this.#signIn(reader, typed);
    const mine = ++this.#waits;
    const found = await this.#wait(
      () => this.#chime.host.findAccount(reader.reader, typed),
      () => mine === this.#waits,
    );
    if (found) this.step = { at: 'found', reader, found, byPassword };
  }

  async #signIn(reader: ReaderLine, server: string): Promise<void> {
    const mine = ++this.#waits;
    this.refusal = null;
    this.code = '';
    this.step = { at: 'signingIn', reader, server };
    try {
      const found = await this.#chime.host.signIn(reader.reader, server);
      if (mine !== this.#waits) return;
      this.step = found ? { at: 'found', reader, found, byPassword: false } : { at: 'naming', reader };
    } catch (error) {
      if (mine !== this.#waits) return;
      this.refusal = refusalOf(error);
      this.step = { at: 'naming', reader };
    }
  }

  /** Hands on the code that the page showed; the waiting sign-in ends with it. */
  async paste(): Promise<void> {
    const code = this.code.trim();
    const mine = this.#waits;
    if (code)
      await this.#wait(
        () => this.#chime.host.finishSignIn(code),
        () => mine === this.#waits,
      );
  }

  /** The yes. Returns whether it was added. */
  async add(): Promise<boolean> {
    const { step, password } = this;
    if (step.at !== 'found' || this.busy) return false;
    const { reader, found, byPassword } = step;
    const { host } = this.#chime;
    if (byPassword && !password) return false;
    this.busy = true;
    this.refusal = null;
    try {
      await (byPassword ? host.addWithPassword(reader.reader, found.typed, password) : host.addAccount(found));
      this.#chime.say(wordSaid(found.known ? 'add.renewed' : 'add.added', { title: found.title }));
      this.#clear();
      this.step = { at: 'idle' };
      return true;
    } catch (error) {
      this.refusal = refusalOf(error);
      return false;
    } finally {
      this.password = '';
      this.busy = false;
    }
  }

  /** One step back; from a waiting sign-in, that ends it. */
  async back(): Promise<void> {
    const { step } = this;
    this.#waits += 1;
    this.busy = false;
    this.refusal = null;
    if (step.at === 'signingIn') await this.#cancel();
    this.step = step.at === 'found' || step.at === 'signingIn' ? { at: 'naming', reader: step.reader } : { at: 'idle' };
    this.password = '';
  }

  /** Out of it altogether. */
  async leave(): Promise<void> {
    const signingIn = this.step.at === 'signingIn';
    this.step = { at: 'idle' };
    this.#clear();
    if (signingIn) await this.#cancel();
  }

  async #cancel(): Promise<void> {
    await this.#chime.host.cancelSignIn();
  }

  /** The answer, or null with the refusal shown; where it is not waited for any more, null and nothing else. */
  async #wait<T>(ask: () => Promise<T>, isAwaited: () => boolean): Promise<T | null> {
    this.busy = true;
    this.refusal = null;
    try {
      const answer = await ask();
      return isAwaited() ? answer : null;
    } catch (error) {
      if (isAwaited()) this.refusal = refusalOf(error);
      return null;
    } finally {
      if (isAwaited()) this.busy = false;
    }
  }

  /** Forgets what was typed, and whatever is waited for. */
  #clear(): void {
    this.#waits += 1;
    this.typed = '';
    this.password = '';
    this.code = '';
    this.refusal = null;
    this.busy = false;
  }
}
