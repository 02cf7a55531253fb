/** Every screen that has an address. */
export const screens = [
  'today',
  'doubtful',
  'people',
  'feed',
  'calendar',
  'review',
  'inbox',
  'sources',
  'import',
  'then',
  'year',
  'settings',
  'welcome',
] as const;
export type ScreenName = (typeof screens)[number];

/** Screens that are reached through another one. */
export const within: Partial<Record<ScreenName, ScreenName>> = {
  doubtful: 'today',
  import: 'sources',
  then: 'feed',
  year: 'feed',
};

/** Where the window is: `#/feed/posts` is the screen `feed` and its part `posts`. */
export class Route {
  screen = $state<ScreenName>('today');
  part = $state<string | null>(null);

  constructor() {
    this.read();
  }

  /** Takes over the address, as after Back or a click on a link. */
  read(): void {
    const [screen, ...part] = location.hash.replace(/^#\/?/, '').split('/');
    this.screen = screens.find((name) => name === screen) ?? 'today';
    this.part = part.length ? part.map(decodeURIComponent).join('/') : null;
  }

  go(screen: ScreenName, part: string | null = null): void {
    location.hash = href(screen, part);
    this.read();
  }
}

/** The address of a screen and its part. */
export function href(screen: ScreenName, part: string | number | null = null): string {
  return part === null ? `#/${screen}` : `#/${screen}/${encodeURIComponent(part)}`;
}
