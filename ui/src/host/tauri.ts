import { listen, TauriEvent, type EventCallback } from '@tauri-apps/api/event';
import { Refused, type Host, type Stop } from './host.ts';
import { commands, events, type UserError } from './wire.ts';

/** The same command, with its UserError thrown as a Refused. */
function through<Args extends unknown[], T>(command: (...args: Args) => Promise<T>) {
  return async (...args: Args): Promise<T> => {
    try {
      return await command(...args);
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'code' in error) throw new Refused(error as UserError);
      throw error;
    }
  };
}

/** Hears an event; can be stopped even before the other side has registered the listener. */
function on<T>(
  event: { listen(heard: (event: { payload: T }) => void): Promise<Stop> },
  handle: (payload: T) => void,
): Stop {
  const registering = event.listen(({ payload }) => handle(payload));
  return () => void registering.then((stop) => stop());
}

/** Files dragged over the main window. The web view's own class for it weighs more than all other calls of Tauri. */
const dragged = (event: TauriEvent) => ({
  listen: (heard: EventCallback<{ paths: string[] }>) => listen(event, heard, { target: 'main' }),
});

/** The real desktop: Rust, through Tauri. */
export const tauriHost: Host = {
  today: through(commands.today),
  feed: through(commands.feed),
  posts: through(commands.posts),
  opened: through(commands.opened),
  calendar: through(commands.calendar),
  day: through(commands.day),
  inbox: through(commands.inbox),
  settings: through(commands.settings),
  words: through(commands.words),
  people: through(commands.people),
  peoplePage: through(commands.peoplePage),
  person: through(commands.person),
  review: through(commands.review),
  week: through(commands.week),
  story: through(commands.story),
  year: through(commands.year),
  strength: through(commands.strength),
  draw: through(commands.draw),
  keepPage: through(commands.keepPage),
  keepPicture: through(commands.keepPicture),
  act: through(commands.act),
  pickArchive: through(commands.pickArchive),
  importArchives: through(commands.importArchives),
  cancelImport: through(commands.cancelImport),
  sources: through(commands.sources),
  findAccount: through(commands.findAccount),
  addAccount: through(commands.addAccount),
  signIn: through(commands.signIn),
  finishSignIn: through(commands.finishSignIn),
  cancelSignIn: through(commands.cancelSignIn),
  addWithPassword: through(commands.addWithPassword),
  syncNow: through(commands.syncNow),
  removeSource: through(commands.removeSource),
  chooseSecretPlace: through(commands.chooseSecretPlace),
  openLink: through(commands.openLink),
  linkTold: through(commands.linkTold),
  draft: through(commands.draft),
  leaveQuickLog: through(commands.leaveQuickLog),
  desktop: through(commands.desktop),
  trayNoticeSaid: through(commands.trayNoticeSaid),
  quit: through(commands.quit),
  onChanged: (handle) => on(events.changed, handle),
  onImportProgress: (handle) => on(events.importProgress, handle),
  onSyncProgress: (handle) => on(events.syncProgress, handle),
  onGoTo: (handle) => on(events.goTo, handle),
  onOffered: (handle) => on(events.offered, handle),
  onDrafted: (handle) => on(events.drafted, handle),
  onFiles: (handle) => {
    const stops = [
      on(dragged(TauriEvent.DRAG_ENTER), () => handle({ type: 'over' })),
      on(dragged(TauriEvent.DRAG_LEAVE), () => handle({ type: 'gone' })),
      on(dragged(TauriEvent.DRAG_DROP), ({ paths }) => handle({ type: 'dropped', paths })),
    ];
    return () => stops.forEach((stop) => stop());
  },
};
