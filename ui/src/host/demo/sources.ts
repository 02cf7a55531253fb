import { saidOf } from '../../words/say.ts';
import { Refused, type Host } from '../host.ts';
import type { FoundAccount, HostLine, ReaderLine, SecretPlace, SourceCard, Sources, SyncProgress } from '../wire.ts';
import { card } from './cards.ts';
import { robots } from './feed.ts';
import { TODAY, type Ledger } from './ledger.ts';

/** What the demo's sources need of the rest of it. */
export type World = {
  params: URLSearchParams;
  ledger: () => Ledger;
  /** Changes the ledger, without undo. */
  change: (make: (ledger: Ledger) => void) => void;
  answer: <T>(make: () => T) => Promise<T>;
  progress: (progress: SyncProgress) => void;
};

const readers: readonly ReaderLine[] = [
  {
    reader: 'mastodon',
    network: 'mastodon',
    entry: 'browser',
    sees: ['ownPosts', 'replies', 'boosts', 'app', 'mentions'],
    hosts: [],
  },
  {
    reader: 'bluesky',
    network: 'bluesky',
    entry: 'browserOrPassword',
    sees: ['ownPosts', 'replies', 'boosts', 'mentions'],
    hosts: ['plc.directory'],
  },
  { reader: 'site', network: 'site', entry: 'open', sees: [], hosts: [] },
  {
    reader: 'hacker-news',
    network: 'hackerNews',
    entry: 'open',
    sees: ['ownPosts', 'replies', 'mentions'],
    hosts: ['hn.algolia.com', 'hacker-news.firebaseio.com'],
  },
  {
    reader: 'stack-exchange',
    network: 'stackExchange',
    entry: 'open',
    sees: ['ownPosts', 'replies', 'mentions'],
    hosts: ['api.stackexchange.com'],
  },
  {
    reader: 'github',
    network: 'github',
    entry: 'open',
    sees: ['ownPosts', 'replies'],
    hosts: ['api.github.com'],
  },
];

type Own = Pick<
  Host,
  | 'sources'
  | 'findAccount'
  | 'addAccount'
  | 'signIn'
  | 'finishSignIn'
  | 'cancelSignIn'
  | 'addWithPassword'
  | 'syncNow'
  | 'removeSource'
  | 'chooseSecretPlace'
>;

/**
 * The sources of the demo. `?signin=slow` waits until the code is pasted, `?keychain=none` has no keychain, and an
 * account called `nobody` is not found.
 */
export function demoSources({ params, ledger, change, answer, progress }: World): Own {
  let secrets: SecretPlace | null = params.get('keychain') === 'none' ? null : 'keychain';
  let signedIn: ((found: boolean) => void) | null = null;
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const find = (source: number) => ledger().live.find((one) => one.source === source);

  function found(reader: string, typed: string): FoundAccount {
    const { network } = readers.find((one) => one.reader === reader) ?? { network: 'elsewhere' as const };
    if (/nobody/.test(typed)) {
      throw new Refused({
        code: 'net.not-found',
        message: saidOf('error.net.not-found', { what: typed, host: 'social.example' }),
        hint: saidOf('error.net.not-found.hint'),
      });
    }
    const host =
      typed
        .replace(/^https?:\/\//, '')
        .replace(/^@?[^@]*@/, '')
        .split('/')[0] ?? typed;
    const title = network === 'mastodon' ? `@you@${host}` : network === 'site' ? `The Desk by the Window` : typed;
    const needed = readers.find((one) => one.reader === reader)?.hosts ?? [];
    const known = ledger().live.some((one) => one.network === network && one.title === title);
    return { reader, typed, title, host, hosts: [host, ...needed], posts: network === 'site' ? null : 4210, known };
  }

  /** Reads a source in some steps, as the first time is. */
  async function read(source: number, of: number | null): Promise<void> {
    const posts = find(source)?.posts ?? 0;
    for (let step = 1; step <= 8 && find(source); step += 1) {
      progress({ source, posts: Math.max(posts, of ? Math.round((of * step) / 8) : posts), of, done: false });
      await wait(params.get('sync') === 'slow' ? 1500 : 60);
    }
    if (!find(source)) return;
    change((now) => {
      const one = now.live.find((live) => live.source === source);
      if (!one) return;
      const well = { health: 'well', said: saidOf('source.health.well'), fresh: `${TODAY}T13:12:00+01:00` } as const;
      Object.assign(one, well, { posts: of ?? one.posts, of, due: `${TODAY}T14:12:00+01:00` });
    });
    progress({ source, posts: of ?? posts, of, done: true });
  }

  function add(account: FoundAccount, secret: SecretPlace | null): number {
    const reader = readers.find((one) => one.reader === account.reader);
    const source = account.known
      ? (ledger().live.find((one) => one.title === account.title)?.source ?? 0)
      : Math.max(0, ...ledger().live.map((one) => one.source)) + 1;
    change((now) => {
      if (!account.known) {
        now.live.push(
          card(source, {
            ...account,
            network: reader?.network ?? 'elsewhere',
            sees: reader?.sees ?? [],
            posts: 0,
            of: account.posts,
            secret,
          }),
        );
      }
    });
    void read(source, account.posts);
    return source;
  }

  return {
    sources: () =>
      answer((): Sources => ({
        sources: ledger().live,
        readers: [...readers],
        robots: robots(ledger()),
        hosts: hosts(ledger().live),
        secrets,
      })),
    findAccount: (reader, typed) => wait(120).then(() => answer(() => found(reader, typed))),
    addAccount: (account) =>
      answer(() =>
        add(account, readers.find((one) => one.reader === account.reader)?.entry === 'open' ? null : secrets),
      ),
    signIn: async (reader, server) => {
      const ended = await new Promise<boolean>((resolve) => {
        signedIn = resolve;
        if (params.get('signin') !== 'slow') setTimeout(() => resolve(true), 600);
      });
      signedIn = null;
      return ended ? answer(() => found(reader, server)) : null;
    },
    finishSignIn: () => answer(() => (signedIn?.(true), null)),
    cancelSignIn: () => answer(() => (signedIn?.(false), null)),
    addWithPassword: (reader, typed, password) =>
      answer(() => {
        if (password !== 'wrong') return add(found(reader, typed), secrets);
        const host = 'pds.example';
        throw new Refused({
          code: 'net.signed-out',
          message: saidOf('error.net.signed-out', { host }),
          hint: saidOf('error.net.signed-out.hint'),
        });
      }),
    syncNow: async (source) => {
      const which = ledger().live.filter((one) => one.host !== null && (source === null || one.source === source));
      await Promise.all(which.map((one) => read(one.source, one.of)));
      return null;
    },
    removeSource: (source) =>
      answer(() => {
        change((now) => {
          now.live = now.live.filter((one) => one.source !== source);
        });
        return null;
      }),
    chooseSecretPlace: (place) => answer(() => ((secrets = place), null)),
  };
}

function hosts(live: readonly SourceCard[]): HostLine[] {
  const lines = new Map<string, HostLine>();
  for (const { host, title, fresh } of live) {
    if (!host || !fresh) continue;
    const line = lines.get(host) ?? { host, sources: [], requests: 0, last: fresh };
    line.sources.push(title);
    line.requests += 37;
    if (fresh > line.last) line.last = fresh;
    lines.set(host, line);
  }
  return [...lines.values()];
}
