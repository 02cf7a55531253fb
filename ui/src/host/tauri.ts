import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { Refused, type Host, type Stop } from './host.ts';
import type { UserError } from './wire.ts';

/** Calls a command; its UserError becomes a Refused. */
async function call<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error) throw new Refused(error as UserError);
    throw error;
  }
}

/** Listens before the listener is registered on the other side: stopping early works too. */
function stopLater(registering: Promise<Stop>): Stop {
  return () => void registering.then((stop) => stop());
}

function on<T>(event: string, handle: (payload: T) => void): Stop {
  return stopLater(listen<T>(event, ({ payload }) => handle(payload)));
}

/** The real desktop: Rust, through Tauri. */
export const tauriHost: Host = {
  today: () => call('today'),
  feed: (resolution, from, to) => call('feed', { resolution, from, to }),
  posts: (query) => call('posts', { query }),
  calendar: (from, to) => call('calendar', { from, to }),
  day: (day) => call('day', { day }),
  inbox: () => call('inbox'),
  settings: () => call('settings'),
  people: (prefix) => call('people', { prefix }),
  act: (wish) => call('act', { wish }),
  pickArchive: (folder) => call('pick_archive', { folder }),
  importArchives: (paths) => call('import_archives', { paths }),
  cancelImport: () => call('cancel_import'),
  openLink: (url) => call('open_link', { url }),
  desktop: () => call('desktop'),
  quit: () => call('quit'),
  onChanged: (handle) => on('changed', handle),
  onImportProgress: (handle) => on('import-progress', handle),
  onGoTo: (handle) => on('go-to', handle),
  onOffered: (handle) => on('offered', handle),
  onFiles: (handle) =>
    stopLater(
      getCurrentWebview().onDragDropEvent(({ payload }) => {
        if (payload.type === 'drop') handle({ type: 'dropped', paths: payload.paths });
        else handle({ type: payload.type === 'leave' ? 'gone' : 'over' });
      }),
    ),
};
