import type { Chime } from './chime.svelte.ts';
import { Asked } from './asked.svelte.ts';
import type { HowName, LinkTold, LogDraft, PersonBrief, WishWho } from '../host/wire.ts';

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
    await this.look();
  }

  /** Shows the people it could be; whom was chosen stays so until another is. */
  async look(): Promise<void> {
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

  /** Takes a name as if it had been typed, without looking for people. */
  name(text: string): void {
    this.text = text;
    this.chosen = null;
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
  /** What the link tells by itself; null where there is none, or it tells nothing. */
  told = $state.raw<LinkTold | null>(null);
  /** The day of the post that the link names, where the person wants it to count for that one. */
  postDay = $state(false);
  busy = $state(false);
  readonly who: WhoPicker;
  /** The name that a link filled in; another link may replace it, as long as nobody typed over it. */
  #filled = '';
  readonly #chime: Chime;
  readonly #about: LogFor;

  constructor(chime: Chime, about: LogFor = { day: null, nudge: null }) {
    this.#chime = chime;
    this.#about = about;
    this.who = new WhoPicker(chime);
  }

  /** Begins with what was filled in elsewhere. */
  async begin(draft: LogDraft): Promise<void> {
    if (draft.how) this.how = draft.how;
    if (draft.note) this.note = draft.note;
    if (draft.who) {
      await this.who.type(draft.who);
      this.who.shut();
    }
    if (draft.link) await this.refer(draft.link);
  }

  /** Refers to a post. What its link tells fills the person where nobody is typed yet; no host is asked. */
  async refer(link: string): Promise<void> {
    this.link = link;
    this.told = null;
    this.postDay = false;
    if (!isLink(link)) return;
    const told = await this.#chime.host.linkTold(link.trim()).catch(() => null);
    if (this.link !== link || !told) return;
    this.told = told;
    this.postDay = told.own && this.otherDay !== null;
    if (this.who.text !== this.#filled) return;
    this.who.clear();
    if (!told.own && told.person) this.who.choose(told.person);
    else if (!told.own && told.who) this.who.name(told.who);
    this.#filled = this.who.text;
  }

  /** The day of the post, where it is another one than the log is about. */
  get otherDay(): string | null {
    if (this.#about.day !== null || this.#about.nudge !== null) return null;
    const day = this.told?.day ?? null;
    return day === this.#chime.today.answer?.day ? null : day;
  }

  /** Logs it, taking the suggestion that is active. Returns whether it was taken. */
  async log(): Promise<boolean> {
    if (this.busy) return false;
    const suggestion = this.who.suggestions[this.who.active];
    if (suggestion) this.who.choose(suggestion);
    this.who.shut();
    this.busy = true;
    const { nudge } = this.#about;
    const day = this.postDay ? this.otherDay : this.#about.day;
    const note = this.note.trim() || null;
    const link = this.link.trim() || null;
    const done = await this.#chime.act({ what: 'log', how: this.how, who: this.who.who, note, link, day, nudge });
    this.busy = false;
    if (!done) return false;
    this.who.clear();
    this.#filled = '';
    this.note = '';
    this.link = '';
    this.told = null;
    this.postDay = false;
    return true;
  }
}

/** Whether a text is the address of something on the web. */
export function isLink(text: string): boolean {
  return /^https?:\/\/[^\s/]+\S*$/i.test(text.trim());
}
