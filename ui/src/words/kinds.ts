import type { KindName, NetworkName, PostLine } from '../host/wire.ts';
import { dayOf } from './dates.ts';
import { word } from './say.ts';

/** The day on which Twitter became X, and its retweets reposts. */
const RENAMED = '2023-07-24';

/** Networks on which passing a post on is a repost; elsewhere it is a boost, as on Mastodon. */
const reposts: readonly NetworkName[] = ['x', 'bluesky', 'threads', 'linkedin', 'instagram'];

/** What a kind is called, as the people of the post's network say it. */
export function kindName(kind: KindName, { network, at }: Pick<PostLine, 'network' | 'at'>): string {
  if (kind !== 'boost' || !reposts.includes(network)) return word(`kind.${kind}`);
  return word(network === 'x' && dayOf(at) < RENAMED ? 'kind.boost.retweet' : 'kind.boost.repost');
}
