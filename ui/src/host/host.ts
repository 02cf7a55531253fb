import type {
  Calendar,
  Change,
  Changes,
  DayDetail,
  Desktop,
  FeedStory,
  FoundAccount,
  ImportAccount,
  ImportProgress,
  Inbox,
  Keepsake,
  LinkTold,
  LogDraft,
  Opened,
  PeoplePage,
  PeopleQuery,
  PersonBrief,
  PersonDetail,
  Place,
  PostPage,
  PostQuery,
  Resolution,
  Review,
  SecretPlace,
  Settings,
  Sources,
  Story,
  StrengthStory,
  SyncProgress,
  Today,
  UserError,
  WeekReview,
  Wish,
  WordCatalogue,
  YearCard,
} from './wire.ts';

/** Stops a subscription. */
export type Stop = () => void;

/** What happens to files dragged over the window. */
export type FileDrag = { type: 'over' } | { type: 'gone' } | { type: 'dropped'; paths: string[] };

/**
 * The one door between the interface and what is behind it. Days are ISO 8601. Every method that can fail rejects
 * with a {@link Refused}.
 */
export type Host = {
  today(): Promise<Today>;
  feed(resolution: Resolution | null, from: string | null, to: string | null): Promise<FeedStory>;
  posts(query: PostQuery): Promise<PostPage>;
  /** Everything that was weighed for a post; null where something else than content and timing settled it. */
  opened(post: number): Promise<Opened | null>;
  calendar(from: string, to: string): Promise<Calendar>;
  day(day: string): Promise<DayDetail>;
  inbox(): Promise<Inbox>;
  settings(): Promise<Settings>;
  /** The words of the language to speak: the one chosen, or the system's. */
  words(): Promise<WordCatalogue>;
  /** People whose name begins with the prefix, the most recent first; all of late where it is empty. */
  people(prefix: string): Promise<PersonBrief[]>;
  /** A page of people, and who may be one and the same. */
  peoplePage(query: PeopleQuery): Promise<PeoplePage>;
  /** One person, opened. */
  person(person: number): Promise<PersonDetail>;
  /** Doubtful acts that wait for the person's word, and what was said of such for good. */
  review(): Promise<Review>;
  /** The week in which a day lies, reviewed; the last that is over without one. Weeks begin on 1 Monday to 7 Sunday. */
  week(day: string | null, begins: number): Promise<WeekReview>;
  /** The story of the feed over the years. */
  story(): Promise<Story>;
  /** A calendar year as people and replies. */
  year(year: number): Promise<YearCard>;
  /** What strength and streak are made of. */
  strength(): Promise<StrengthStory>;
  /** The drawing of something to be kept, SVG. */
  draw(what: Keepsake): Promise<string>;
  /** Keeps it as a page, where the person says; the file, or null where it was cancelled. */
  keepPage(what: Keepsake): Promise<string | null>;
  /** Keeps it as a picture: a PNG in Base64. */
  keepPicture(what: Keepsake, png: string): Promise<string | null>;
  /** The only way to change anything. What it changed also arrives as a `changed` event. */
  act(wish: Wish): Promise<Changes>;
  /** Asks with the system's picker; empty where the person cancelled. */
  pickArchive(folder: boolean): Promise<string[]>;
  /** Runs to the end or until cancelled; progress arrives as events. Messages that not everybody may see count by wish. */
  importArchives(paths: string[], isPrivate: boolean): Promise<ImportAccount[]>;
  cancelImport(): Promise<null>;
  /** What is read and how it goes, what could be added, the robots seen, the hosts asked, where secrets are kept. */
  sources(): Promise<Sources>;
  /** Looks for the account or feed that was typed, to be shown before it is added. */
  findAccount(reader: string, typed: string): Promise<FoundAccount>;
  /** Adds what was found and begins to read it; where it is read already, only its sign-in is renewed. Its number. */
  addAccount(found: FoundAccount): Promise<number>;
  /** Opens the sign-in page of a server and waits for its end: whose account it is, or null where it was cancelled. */
  signIn(reader: string, server: string): Promise<FoundAccount | null>;
  /** Ends a waiting sign-in with the code that the page shows. */
  finishSignIn(code: string): Promise<null>;
  cancelSignIn(): Promise<null>;
  /** Adds an account with a password made for this app alone, or renews it. */
  addWithPassword(reader: string, typed: string, password: string): Promise<number>;
  /** Reads one source now; all of them without one. */
  syncNow(source: number | null): Promise<null>;
  /** Stops reading a source and takes its sign-in away; with `posts`, what was read of it goes too. */
  removeSource(source: number, posts: boolean): Promise<null>;
  /** Where secrets are kept on a machine without a keychain. */
  chooseSecretPlace(place: SecretPlace): Promise<null>;
  /** Opens an http(s) link in the system's browser. */
  openLink(url: string): Promise<null>;
  /** What the link of a post tells by itself; null where it tells nothing. No host is asked. */
  linkTold(link: string): Promise<LinkTold | null>;
  /** What the small window for one log begins with. */
  draft(): Promise<LogDraft | null>;
  /** Closes the small window for one log. */
  leaveQuickLog(): Promise<null>;
  desktop(): Promise<Desktop>;
  /** It was said that there is no tray. */
  trayNoticeSaid(): Promise<null>;
  /** Ends the app, tray and all. */
  quit(): Promise<null>;
  onChanged(handle: (changed: Change[]) => void): Stop;
  onImportProgress(handle: (progress: ImportProgress) => void): Stop;
  onSyncProgress(handle: (progress: SyncProgress) => void): Stop;
  onGoTo(handle: (place: Place) => void): Stop;
  /** Archives named when the app was started: to be offered for import. */
  onOffered(handle: (paths: string[]) => void): Stop;
  /** What the small window for one log is to begin with, where it is open already. */
  onDrafted(handle: (draft: LogDraft) => void): Stop;
  onFiles(handle: (drag: FileDrag) => void): Stop;
};

/** A command was refused; says what happened and the next step. */
export class Refused extends Error {
  constructor(readonly error: UserError) {
    super(error.code);
  }
}
