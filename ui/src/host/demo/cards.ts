import { plusDays } from '../../words/dates.ts';
import { saidOf } from '../../words/say.ts';
import type { Health, SourceCard } from '../wire.ts';
import { TODAY } from './ledger.ts';

/** A source as it stands when all is well. */
export function card(source: number, rest: Partial<SourceCard> & { title: string }): SourceCard {
  return {
    source,
    network: 'mastodon',
    host: 'social.example',
    posts: 0,
    of: null,
    articles: 0,
    span: null,
    sees: ['ownPosts', 'replies', 'boosts', 'app', 'mentions'],
    health: 'well',
    said: saidOf('source.health.well'),
    fresh: `${TODAY}T12:41:00+01:00`,
    due: `${TODAY}T13:26:00+01:00`,
    secret: 'keychain',
    again: rest.host ?? 'social.example',
    sample: false,
    ...rest,
  };
}

/** One source in every state that a source can be in. */
export function everyHealth(posts: number): SourceCard[] {
  const away = { due: `${TODAY}T14:02:00+01:00`, fresh: `${plusDays(TODAY, -2)}T09:14:00+01:00` };
  const state = (health: Health, name: string, gaps = {}) => ({ health, said: saidOf(`source.health.${name}`, gaps) });
  const open = { secret: null, sees: ['ownPosts', 'replies', 'mentions'] as SourceCard['sees'] };
  return [
    card(1, { title: '@you@social.example', posts, of: posts, span: ['2012-01-09', TODAY] }),
    card(2, {
      title: '@you.example',
      network: 'bluesky',
      host: 'pds.example',
      posts: 3120,
      of: 18_204,
      ...state('incomplete', 'incomplete'),
    }),
    card(3, {
      title: '@old@birds.example',
      host: 'birds.example',
      posts: 902,
      ...away,
      due: null,
      ...state('signedOut', 'net.signed-out', { host: 'birds.example' }),
    }),
    card(4, {
      title: 'The Desk by the Window, a blog with quite a long name of its own',
      network: 'site',
      host: 'example.org',
      articles: 214,
      ...open,
      sees: [],
      ...away,
      ...state('waiting', 'net.slow', { host: 'example.org' }),
    }),
    card(5, {
      title: 'you',
      network: 'hackerNews',
      host: 'hn.example',
      posts: 88,
      ...open,
      ...away,
      ...state('ill', 'net.not-found', { host: 'hn.example' }),
    }),
    card(6, {
      title: 'you',
      network: 'github',
      host: 'code.example',
      posts: 41,
      ...open,
      due: null,
      ...state('paused', 'paused'),
    }),
    card(7, {
      title: 'twitter-2026.zip',
      network: 'x',
      host: null,
      posts: 48_210,
      span: ['2009-03-02', '2023-01-09'],
      sees: ['ownPosts', 'replies', 'boosts', 'app'],
      fresh: null,
      due: null,
      secret: null,
      ...state('archive', 'archive'),
    }),
  ];
}
