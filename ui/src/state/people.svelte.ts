import type { Host } from '../host/host.ts';
import type { Change, PeopleOrder, PeoplePage, PersonDetail } from '../host/wire.ts';
import { Asked } from './asked.svelte.ts';
import type { Watcher } from './chime.svelte.ts';

const PAGE = 200;

/** What has to be asked again for people, in a list or one of them. */
const peopleShow: Readonly<Record<Change, boolean>> = {
  days: true,
  people: true,
  posts: false,
  drift: false,
  nudges: false,
  settings: false,
  sources: true,
};

/** In which orders people can stand. */
export const orders: readonly PeopleOrder[] = ['latest', 'due', 'most', 'name'];

/** The people known, read page by page as the person scrolls. */
export class PeopleList implements Watcher {
  readonly shows = peopleShow;
  readonly found: Asked<PeoplePage>;
  search = $state('');
  order = $state<PeopleOrder>('latest');
  /** Only people with a cadence. */
  circle = $state(false);
  #wanted = PAGE;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    this.found = new Asked(() => this.#read());
  }

  get filtered(): boolean {
    return this.search.trim() !== '' || this.circle;
  }

  again(): Promise<void> {
    return this.found.again();
  }

  /** Narrows, widens or orders what is shown, from the top. */
  async narrow(part: { search?: string; order?: PeopleOrder; circle?: boolean }): Promise<void> {
    Object.assign(this, part);
    this.#wanted = PAGE;
    await this.again();
  }

  /** Reads the next page, where there is one and none is being read. */
  async more(): Promise<void> {
    const page = this.found.answer;
    if (this.found.asking || !page || page.people.length >= page.total || page.people.length < this.#wanted) return;
    this.#wanted = page.people.length + PAGE;
    await this.again();
  }

  /** As many pages as are wanted, as one. */
  async #read(): Promise<PeoplePage> {
    const { order, circle } = this;
    const query = { search: this.search.trim(), order, circle, limit: PAGE };
    const whole = await this.#host.peoplePage({ ...query, from: 0 });
    while (whole.people.length < Math.min(this.#wanted, whole.total)) {
      const next = await this.#host.peoplePage({ ...query, from: whole.people.length });
      if (next.people.length === 0) break;
      whole.people.push(...next.people);
    }
    return whole;
  }
}

/** One person, opened. */
export class PersonScreen implements Watcher {
  readonly shows = peopleShow;
  readonly detail: Asked<PersonDetail>;

  constructor(host: Host, person: number) {
    this.detail = new Asked(() => host.person(person));
  }

  again(): Promise<void> {
    return this.detail.again();
  }
}

/** Cadences that have a name, in days. */
export const cadences = [
  { every: 7, name: 'week' },
  { every: 14, name: 'fortnight' },
  { every: 30, name: 'month' },
  { every: 91, name: 'quarter' },
] as const;

/** A cadence that was typed, 1 to 366 days; null where it is none. */
export function cadenceTyped(text: string): number | null {
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return days >= 1 && days <= 366 ? days : null;
}
