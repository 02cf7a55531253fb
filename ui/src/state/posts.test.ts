import { expect, test } from 'vitest';
import type { PostPage, PostQuery } from '../host/wire.ts';
import { hostWith } from './fake.ts';
import { PostList } from './posts.svelte.ts';

test('pages are read as the end comes near, each once', async () => {
  const list = new PostList(hostWith({}, 'much'));
  await list.again();
  expect(list.posts).toHaveLength(200);
  await Promise.all([list.more(), list.more()]);
  expect(list.posts).toHaveLength(400);
  expect(new Set(list.posts.map(({ post }) => post)).size).toBe(400);
});

test('an empty filter asks for all, and words are trimmed', async () => {
  const queries: PostQuery[] = [];
  const empty: PostPage = { posts: [], next: null, total: 0 };
  const list = new PostList(hostWith({ posts: async (query) => (queries.push(query), empty) }));
  await list.again();
  await list.narrow({ words: '  rye bread ', kinds: ['question'] });
  expect(queries[0]).toMatchObject({ kinds: [], words: null, app: null, from: null, to: null, after: null });
  expect(queries[1]).toMatchObject({ kinds: ['question'], words: 'rye bread' });
  expect(list.filtered).toBe(true);
});

test('after a change the posts in sight are read again, as many as there were', async () => {
  const list = new PostList(hostWith({}, 'much'));
  await list.again();
  await list.more();
  await list.again();
  expect(list.posts).toHaveLength(400);
});

test('a page that was asked for before the filter changed does not get into the new list', async () => {
  let answer: (page: PostPage) => void = () => {};
  const host = hostWith({}, 'much');
  const list = new PostList({
    ...host,
    posts: (query) => (query.after ? new Promise((resolve) => (answer = resolve)) : host.posts(query)),
  });
  await list.again();
  const late = list.more();
  await list.narrow({ kinds: ['question'] });
  answer(
    await host.posts({
      kinds: [],
      words: null,
      app: null,
      from: null,
      to: null,
      ids: [],
      overruled: false,
      after: '200',
      limit: 200,
    }),
  );
  await late;
  expect(new Set(list.posts.map(({ kind }) => kind))).toEqual(new Set(['question']));
});

test('while the first page of a new filter is awaited, no page of the old one is asked for', async () => {
  const queries: PostQuery[] = [];
  const host = hostWith({}, 'much');
  const list = new PostList({ ...host, posts: (query) => (queries.push(query), host.posts(query)) });
  await list.again();
  const narrowed = list.narrow({ kinds: ['question'] });
  await list.more();
  await narrowed;
  expect(queries.slice(1).map(({ after }) => after)).toEqual([null]);
});
