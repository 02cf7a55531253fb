import type { Host } from '../host/host.ts';
import type { Change, KindName, PostLine, PostQuery, UserError } from '../host/wire.ts';
import { refusalOf } from './asked.svelte.ts';
import type { Watcher } from './chime.svelte.ts';

const PAGE = 200;

/** Which posts are wanted; empty strings and lists stand for all. */
export type Filter = {
  kinds: KindName[];
  words: string;
  app: string;
  from: string;
  to: string;
  ids: number[];
  overruled: boolean;
};

/** A filter that lets every post through. */
export const everything = (): Filter => ({
  kinds: [],
  words: '',
  app: '',
  from: '',
  to: '',
  ids: [],
  overruled: false,
});

/** The posts of a filter, newest first, read page by page as the person scrolls. */
export class PostList implements Watcher {
  readonly shows: Record<Change, boolean> = {
    days: true,
    people: false,
    posts: true,
    drift: false,
    nudges: false,
    settings: false,
    sources: true,
  };
  filter = $state.raw<Filter>(everything());
  posts = $state.raw<PostLine[]>([]);
  /** How many match in all; null before the first answer. */
  total = $state<number | null>(null);
  refusal = $state.raw<UserError | null>(null);
  #next: string | null = null;
  #reading = false;
  #latest = 0;
  readonly #host: Host;

  constructor(host: Host, filter: Filter = everything()) {
    this.#host = host;
    this.filter = filter;
  }

  get filtered(): boolean {
    const { kinds, words, app, from, to, ids, overruled } = this.filter;
    return kinds.length + ids.length > 0 || Boolean(words || app || from || to || overruled);
  }

  /** Narrows or widens what is shown, from the top. */
  async narrow(part: Partial<Filter>): Promise<void> {
    this.filter = { ...this.filter, ...part };
    this.posts = [];
    // What comes after the posts of the old filter is no part of the new list.
    this.#next = null;
    await this.again();
  }

  /** Reads again what is shown now, keeping as many posts as were read. */
  async again(): Promise<void> {
    const mine = ++this.#latest;
    const wanted = Math.max(PAGE, this.posts.length);
    const posts: PostLine[] = [];
    let after: string | null = null;
    try {
      do {
        const page = await this.#host.posts(this.#query(after));
        if (mine !== this.#latest) return;
        posts.push(...page.posts);
        after = page.next;
        this.total = page.total;
      } while (after !== null && posts.length < wanted);
      this.posts = posts;
      this.#next = after;
      this.refusal = null;
    } catch (error) {
      if (mine === this.#latest) this.refusal = refusalOf(error);
    }
  }

  /** Reads the next page, where there is one and none is being read. */
  async more(): Promise<void> {
    if (this.#next === null || this.#reading) return;
    const mine = this.#latest;
    this.#reading = true;
    try {
      const page = await this.#host.posts(this.#query(this.#next));
      if (mine !== this.#latest) return;
      this.posts = [...this.posts, ...page.posts];
      this.#next = page.next;
    } catch (error) {
      this.refusal = refusalOf(error);
    } finally {
      this.#reading = false;
    }
  }

  #query(after: string | null): PostQuery {
    const { words, app, from, to, ...rest } = this.filter;
    const or = (text: string) => text.trim() || null;
    return { ...rest, words: or(words), app: or(app), from: or(from), to: or(to), after, limit: PAGE };
  }
}
