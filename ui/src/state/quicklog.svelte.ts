import type { Chime } from './chime.svelte.ts';
import { Asked } from './asked.svelte.ts';
import type { HowName, PersonBrief, WishWho } from '../host/wire.ts';

/** Every act, in the order of the menus. */
export const hows: readonly HowName[] = ['asked', 'answered', 'commented', 'helped', 'thanked', 'introduced'];

/** What a log is about where it is not simply about today. */
export type LogFor = { day: string | null; nudge: number | null };

/** Whom the person means: a name being typed, with the known people it could be. */
export class WhoPicker {
  text = $state('');
  chosen = $state.raw<PersonBrief | null>(null);
  open = $state(false);
  /** The suggestion that Enter would take; -1 for what was typed. */
  active = $state(-1);
  readonly #found: Asked<PersonBrief[]>;

  constructor(chime: Chime) {
    this.#found = new Asked(() => chime.host.people(this.text.trim()));
  }

  /** At most six, the most recent first. */
  get suggestions(): PersonBrief[] {
    return this.open ? (this.#found.answer ?? []).slice(0, 6) : [];
  }

  async type(text: string): Promise<void> {
    this.text = text;
    this.chosen = null;
    this.active = -1;
    this.open = true;
    await this.#found.again();
  }

  move(step: 1 | -1): void {
    const places = this.suggestions.length + 1;
    if (places > 1) this.active = ((this.active + 1 + step + places) % places) - 1;
  }

  choose(person: PersonBrief): void {
    this.text = person.name;
    this.chosen = person;
    this.shut();
  }

  shut(): void {
    this.open = false;
    this.active = -1;
  }

  clear(): void {
    this.text = '';
    this.chosen = null;
    this.shut();
  }

  /** Nobody typed is "someone". */
  get who(): WishWho {
    if (this.chosen) return { type: 'person', value: this.chosen.person };
    const name = this.text.trim();
    return name ? { type: 'named', value: name } : { type: 'someone' };
  }
}

/** One interaction about to be logged. */
export class QuickLog {
  how = $state<HowName>('asked');
  note = $state('');
  link = $state('');
  busy = $state(false);
  readonly who: WhoPicker;
  readonly #chime: Chime;
  readonly #about: LogFor;

  constructor(chime: Chime, about: LogFor = { day: null, nudge: null }) {
    this.#chime = chime;
    this.#about = about;
    this.who = new WhoPicker(chime);
  }

  /** Logs it, taking the suggestion that is active. Returns whether it was taken. */
  async log(): Promise<boolean> {
    if (this.busy) return false;
    const suggestion = this.who.suggestions[this.who.active];
    if (suggestion) this.who.choose(suggestion);
    this.who.shut();
    this.busy = true;
    const { day, nudge } = this.#about;
    const note = this.note.trim() || null;
    const link = this.link.trim() || null;
    const done = await this.#chime.act({ what: 'log', how: this.how, who: this.who.who, note, link, day, nudge });
    this.busy = false;
    if (!done) return false;
    this.who.clear();
    this.note = '';
    this.link = '';
    return true;
  }
}
