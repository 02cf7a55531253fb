import type { HowName, PeoplePage, PersonLine, WishWho } from '../host/wire.ts';
import { word } from '../words/say.ts';
import { acts, type HandAct, type Hands } from './acts.ts';
import { Asked } from './asked.svelte.ts';
import { blank } from './chime.svelte.ts';
import { keysOf } from './keys.ts';
import { likeness, plain } from './likeness.ts';
import { hows, isLink } from './quicklog.svelte.ts';

/** One line of the palette. Choosing it does something, or (`fill`) only writes on in the field. */
export type Line = {
  id: string;
  label: string;
  detail?: string | null;
  keys?: string[];
  fill?: string;
  do?: () => unknown;
};

const SHOWN = 9;
const KEPT = 'chime-in.palette';

/** Which acts were done last through the palette, the latest first: names of acts, never of people. */
function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

function remember(id: string): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify([id, ...recent().filter((other) => other !== id)].slice(0, 5)));
  } catch {
    // Without a place to remember in, the order stays that of the table.
  }
}

/** What is typed into the palette, and what it could mean. */
export class Palette {
  text = $state('');
  active = $state(0);
  /** People found, and what was typed for them. */
  readonly #people: Asked<{ search: string; page: PeoplePage }>;
  readonly #hands: Hands;
  readonly #recent = recent();
  readonly lines = $derived.by(() => this.#read());

  constructor(hands: Hands) {
    this.#hands = hands;
    this.#people = new Asked(async () => {
      const query = this.#query();
      return { search: query.search, page: await hands.chime.host.peoplePage(query) };
    });
  }

  async type(text: string): Promise<void> {
    this.text = text;
    this.active = 0;
    if (this.#query().search) await this.#people.again();
  }

  move(step: 1 | -1): void {
    const places = this.lines.length;
    if (places > 0) this.active = (this.active + step + places) % places;
  }

  /** Does a line; says whether the palette is done with. */
  choose(line: Line | undefined, close: () => void): void {
    if (!line) return;
    if (line.fill !== undefined) {
      void this.type(line.fill);
      return;
    }
    close();
    void line.do?.();
  }

  /** The act of talking that the first word names, and the rest, which names somebody. */
  get #told(): { how: HowName; rest: string } | null {
    const [first = '', ...rest] = this.text.trimStart().split(/\s+/);
    if (first.length < 2) return null;
    const how = hows.find((name) => plain(word(`how.${name}`)).startsWith(plain(first)));
    return how ? { how, rest: rest.join(' ').trim() } : null;
  }

  #query() {
    const begun = /\s/.test(this.text.trimStart());
    const search = (begun ? (this.#told?.rest ?? this.text) : this.text).trim();
    return { search, order: 'latest' as const, circle: false, from: 0, limit: 5 };
  }

  /** People found for what is typed now; an answer to what was typed before is none. */
  get #found(): PersonLine[] {
    const { search } = this.#query();
    const { answer } = this.#people;
    return search && answer?.search === search ? answer.page.people : [];
  }

  #read(): Line[] {
    const typed = this.text.trim();
    if (isLink(typed)) {
      const draft = { ...blank, link: typed };
      return [{ id: 'link', label: word('palette.link'), do: () => (this.#hands.chime.draft = draft) }];
    }
    return [...this.#logs(), ...this.#acts(typed), ...this.#persons(typed)].slice(0, SHOWN);
  }

  #logs(): Line[] {
    const told = this.#told;
    if (!told) return [];
    const { how, rest } = told;
    const did = word(`how.${how}`);
    if (!/\s/.test(this.text.trimStart())) return [{ id: `how.${how}`, label: `${did} …`, fill: `${did} ` }];
    const log = (who: WishWho, name: string, id: string): Line => ({
      id,
      label: word('palette.log', { how: did, name }),
      do: () => this.#hands.chime.act({ what: 'log', how, who, note: null, link: null, day: null, nudge: null }),
    });
    if (!rest) return [log({ type: 'someone' }, word('someone'), 'someone')];
    const known = this.#found.filter(({ name }) => likeness(rest, name) > 0.5);
    const lines = known.map(({ person, name }) => log({ type: 'person', value: person }, name, `log.${person}`));
    if (known.some(({ name }) => plain(name) === plain(rest))) return lines;
    return [...lines, log({ type: 'named', value: rest }, `“${rest}”`, 'log.new')];
  }

  #acts(typed: string): Line[] {
    const { chime } = this.#hands;
    const able = acts.filter(({ id, when }) => id !== 'palette' && (when?.(chime) ?? true));
    const place = (act: HandAct) => {
      const at = this.#recent.indexOf(act.id);
      return at < 0 ? this.#recent.length + acts.indexOf(act) : at;
    };
    return able
      .map((act) => ({ act, like: likeness(typed, act.label(chime)) }))
      .filter(({ like }) => like > 0)
      .sort((a, b) => b.like - a.like || place(a.act) - place(b.act))
      .map(({ act }) => ({
        id: act.id,
        label: act.label(chime),
        detail: act.detail?.(chime) ?? null,
        keys: keysOf(act),
        do: () => {
          remember(act.id);
          return act.do(this.#hands);
        },
      }));
  }

  #persons(typed: string): Line[] {
    if (!typed) return [];
    return this.#found.map(({ person, name }) => ({
      id: `person.${person}`,
      label: name,
      detail: word('palette.person'),
      do: () => this.#hands.chime.route.go('people', String(person)),
    }));
  }
}
