/** Every screen that anybody can come to, whatever stands in the ledger. */
export const screens = [
  'today',
  'doubtful',
  'people',
  'feed',
  'then',
  'year/2026',
  'calendar',
  'review',
  'inbox',
  'sources',
  'settings',
  'import',
] as const;
