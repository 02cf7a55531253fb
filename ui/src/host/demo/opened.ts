import { saidOf } from '../../words/say.ts';
import type { ContributionLine, Opened } from '../wire.ts';
import type { Ledger } from './ledger.ts';

/** What is seen on a post to everybody whose app can both schedule and converse. */
const seen: readonly [string, number][] = [
  ['session.more', -1.9],
  ['names.less', 0.8],
  ['feed-habit.less', -0.7],
  ['short.less', -0.6],
  ['layout-habit.less', -0.5],
  ['usual-minute.less', -0.3],
  ['first-word-habit.more', 0.2],
  ['burst.less', -0.1],
];
const USUAL = -0.4;
const likely = (odds: number) => 1 / (1 + Math.exp(-odds));

/** A verdict opened, where content and timing made it. */
export function opened(ledger: Ledger, id: number): Opened | null {
  const post = ledger.story.posts.find(({ post }) => post === id);
  if (!post || !['original', 'question', 'share'].includes(post.kind)) return null;
  const contributions = seen.map(([name, weight]): ContributionLine => ({
    said: saidOf(`reason.looks.${name}`),
    weight,
  }));
  const odds = seen.reduce((sum, [, weight]) => sum + weight, USUAL);
  return { post: id, likely: likely(odds), from: 0.935, usual: likely(USUAL), contributions };
}
