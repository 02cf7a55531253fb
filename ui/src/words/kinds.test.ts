import { expect, test } from 'vitest';
import type { KindName, NetworkName } from '../host/wire.ts';
import { kindName } from './kinds.ts';
import { initials } from './names.ts';

test.each<[KindName, NetworkName, string, string]>([
  ['boost', 'mastodon', '2026-11-23', 'Boost'],
  ['boost', 'lemmy', '2026-11-23', 'Boost'],
  ['boost', 'bluesky', '2026-11-23', 'Repost'],
  ['boost', 'x', '2026-11-23', 'Repost'],
  ['boost', 'x', '2023-07-24', 'Repost'],
  ['boost', 'x', '2023-07-23', 'Retweet'],
  ['reply', 'x', '2012-01-01', 'Reply'],
])('%s on %s on %s is called %s', (kind, network, day, name) => {
  expect(kindName(kind, { network, at: `${day}T10:00:00+01:00` })).toBe(name);
});

test.each([
  ['Ana Ribeiro', 'AR'],
  ['@emil', 'E'],
  ['jean-luc de la tour', 'JL'],
  ['李雷', '李'],
  ['', ''],
])('the initials of “%s” are “%s”', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
