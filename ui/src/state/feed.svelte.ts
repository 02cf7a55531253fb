import type { Host } from '../host/host.ts';
import type { Change, FeedStory, Resolution } from '../host/wire.ts';
import { Asked } from './asked.svelte.ts';
import type { Watcher } from './chime.svelte.ts';
import type { Measure } from './mix.ts';

/** What the Feed screen shows besides its posts: the mix over time and where it turned. */
export class FeedScreen implements Watcher {
  readonly shows: Record<Change, boolean> = {
    days: false,
    people: false,
    posts: true,
    drift: true,
    nudges: false,
    settings: true,
    sources: true,
  };
  readonly story: Asked<FeedStory>;
  /** What the person asked for; null leaves it to Rust, by the length of the story. */
  resolution = $state<Resolution | null>(null);
  measure = $state<Measure>('share');
  /** The turn that is open. */
  turn = $state<number | null>(null);

  constructor(host: Host) {
    this.story = new Asked(() => host.feed(this.resolution, null, null));
  }

  again(): Promise<void> {
    return this.story.again();
  }

  async resolve(resolution: Resolution): Promise<void> {
    this.resolution = resolution;
    await this.again();
  }
}
