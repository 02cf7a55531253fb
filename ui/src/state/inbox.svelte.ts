import type { Host } from '../host/host.ts';
import type { Change, Inbox } from '../host/wire.ts';
import { Asked } from './asked.svelte.ts';
import type { Watcher } from './chime.svelte.ts';

/** Every nudge, and which one is open. */
export class InboxScreen implements Watcher {
  readonly shows: Record<Change, boolean> = {
    days: false,
    people: false,
    posts: false,
    drift: true,
    nudges: true,
    settings: false,
    sources: false,
  };
  readonly inbox: Asked<Inbox>;
  open = $state<number | null>(null);

  constructor(host: Host) {
    this.inbox = new Asked(() => host.inbox());
  }

  again(): Promise<void> {
    return this.inbox.again();
  }
}
