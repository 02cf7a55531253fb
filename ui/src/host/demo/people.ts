import { plain } from '../../state/likeness.ts';
import { plusDays } from '../../words/dates.ts';
import { saidOf } from '../../words/say.ts';
import type {
  Entry,
  HeardLine,
  JoinOffer,
  PeoplePage,
  PeopleQuery,
  PersonDetail,
  PersonLine,
  Review,
  Said,
  Suggestion,
} from '../wire.ts';
import { personOf, TODAY, type Ledger } from './ledger.ts';

const counts = (entry: Entry) => entry.standing === 'credited' || entry.standing === 'confirmed';
const daysSince = (day: string) => Math.round((Date.parse(TODAY) - Date.parse(day)) / 86_400_000);

/** What was said to you and waits: the one who always asks first. */
const said = [
  { heard: 901, name: 'Emil Novák', hours: 2, sort: 'waiting', why: 'whom.waiting.asked', line: 'heard.mention.asks' },
  { heard: 902, name: 'Jonas Weber', hours: 5, sort: 'asked', why: 'whom.asked', line: 'heard.post.asks' },
] as const;

/** The day's three. */
export function whom(ledger: Ledger): Suggestion[] {
  if (ledger.story.posts.length === 0) return [];
  const asked = said
    .filter(({ heard }) => !ledger.done.includes(heard))
    .map(({ heard, name, hours, sort, why }) => ({
      name,
      heard,
      sort,
      why: saidOf(`${why}.hours`, { n: hours }),
      link: `https://social.example/@${name.split(' ')[0]?.toLowerCase()}/110000${heard}`,
    }));
  const silent = lines(ledger)
    .filter(
      ({ name, toHer }) => toHer !== null && toHer < plusDays(TODAY, -3) && asked.every((one) => one.name !== name),
    )
    .sort((a, b) => (a.toHer ?? '').localeCompare(b.toHer ?? ''))
    .map((line) => ({
      name: line.name,
      heard: null,
      sort: 'apart' as const,
      why: saidOf('whom.apart', { usual: 3, n: daysSince(line.toHer ?? TODAY) }),
      link: 'https://social.example/@you/110000001',
    }));
  const today = ledger.entries.filter((entry) => entry.day === TODAY && counts(entry));
  return [...asked, ...silent]
    .flatMap((one): Suggestion[] => {
      const person = personOf(ledger, one.name);
      if (person === null || ledger.passed[person]) return [];
      const done = today.some((entry) => whole(ledger, entry.person) === whole(ledger, person));
      return [{ ...one, person, network: 'mastodon', done }];
    })
    .slice(0, 3)
    .sort((a, b) => Number(a.done) - Number(b.done));
}

export function peoplePage(ledger: Ledger, query: PeopleQuery): PeoplePage {
  const { order = 'latest', circle = false, from = 0, limit = 0 } = query;
  const search = plain(query.search ?? '');
  const last = (line: PersonLine) => [line.toHer ?? '', line.fromHer ?? ''].sort().reverse()[0] ?? '';
  const orders: Record<NonNullable<PeopleQuery['order']>, (a: PersonLine, b: PersonLine) => number> = {
    latest: (a, b) => last(b).localeCompare(last(a)),
    due: (a, b) => b.overdue - a.overdue || last(a).localeCompare(last(b)),
    most: (a, b) => b.days - a.days,
    name: (a, b) => a.name.localeCompare(b.name),
  };
  const people = lines(ledger)
    .filter((line) => plain(line.name).includes(search) && (!circle || line.every !== null))
    .sort((a, b) => orders[order](a, b) || a.person - b.person);
  return {
    total: people.length,
    people: people.slice(from, from + (limit || 50)),
    joins: from === 0 ? joins(ledger) : [],
  };
}

export function person(ledger: Ledger, id: number): PersonDetail | null {
  const line = lines(ledger).find((one) => one.person === whole(ledger, id));
  if (!line) return null;
  const entries = entriesOf(ledger, line.person).reverse();
  const nick = line.name.split(' ')[0]?.toLowerCase() ?? '';
  return {
    line,
    handles: [
      {
        network: 'mastodon',
        name: `@${nick}@social.example`,
        link: `https://social.example/@${nick}`,
        sites: line.name === 'Ana Ribeiro' ? ['ana.example'] : [],
        bot: false,
      },
    ],
    entries: entries.slice(0, 200),
    months: months(entries),
    waiting: waiting(ledger, line.name),
    joined: Object.entries(ledger.joined)
      .filter(([, into]) => into === line.person)
      .map(([part]) => ({ person: Number(part), name: ledger.people[Number(part)] ?? '', since: TODAY })),
    never: ledger.passed[line.person] === 'never',
  };
}

export function review(ledger: Ledger): Review {
  const entries = ledger.entries.filter(({ standing }) => standing === 'review').reverse();
  return { entries: entries.slice(0, 100), total: entries.length, rules: ledger.rules };
}

function whole(ledger: Ledger, person: number | null): number | null {
  return person === null ? null : (ledger.joined[person] ?? person);
}

function entriesOf(ledger: Ledger, person: number): Entry[] {
  return ledger.entries.filter((entry) => whole(ledger, entry.person) === person);
}

function waiting(ledger: Ledger, name: string): HeardLine[] {
  return said
    .filter((one) => one.name === name && !ledger.done.includes(one.heard))
    .map(({ heard, hours, line }) => ({
      heard,
      at: `${TODAY}T${String(13 - hours).padStart(2, '0')}:12:00+01:00`,
      said: saidOf(line),
      link: `https://social.example/@${name.split(' ')[0]?.toLowerCase()}/110000${heard}`,
    }));
}

function lines(ledger: Ledger): PersonLine[] {
  return Object.entries(ledger.people)
    .filter(([id, name]) => name !== '' && ledger.joined[Number(id)] === undefined)
    .map(([id, name]): PersonLine => {
      const person = Number(id);
      const days = [...new Set(entriesOf(ledger, person).map(({ day }) => day))].sort();
      const toHer = days[days.length - 1] ?? null;
      const every = ledger.circle[person] ?? null;
      const overdue = every !== null && toHer !== null ? Math.max(0, daysSince(toHer) - every) : 0;
      const asked = said.find((one) => one.name === name && !ledger.done.includes(one.heard));
      return {
        person,
        name,
        networks: ['mastodon'],
        toHer,
        fromHer: asked ? TODAY : toHer,
        days: days.length,
        every,
        overdue,
        waits: asked !== undefined,
        said: asked ? saidOf(`${asked.why}.hours`, { n: asked.hours }) : stands(toHer, every, overdue),
      };
    });
}

function stands(toHer: string | null, every: number | null, overdue: number): Said {
  if (toHer === null) return saidOf('person.not-yet');
  const n = daysSince(toHer);
  if (every !== null && overdue > 0) return saidOf('whom.circle', { every, n });
  return n === 0 ? saidOf('person.talked.today') : saidOf('person.talked', { n });
}

function joins(ledger: Ledger): JoinOffer[] {
  const [one, other] = [personOf(ledger, 'Ana Ribeiro'), personOf(ledger, 'Jonas Weber')];
  if (one === null || other === null || ledger.settled.includes(`${one} ${other}`)) return [];
  const because = saidOf('join.site', { site: 'ana.example' });
  return [{ one, oneName: 'Ana Ribeiro', other, otherName: 'Jonas Weber', because }];
}

function months(entries: readonly Entry[]): [string, number][] {
  const [year = 2026, month = 11] = TODAY.split('-').map(Number);
  return Array.from({ length: 24 }, (_, back): [string, number] => {
    const at = year * 12 + month - 1 - (23 - back);
    const name = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    return [name, new Set(entries.filter(({ day }) => day.startsWith(name)).map(({ day }) => day)).size];
  });
}
