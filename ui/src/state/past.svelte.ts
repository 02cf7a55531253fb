import type { Change, FeedStory, Keepsake, Story, YearCard } from '../host/wire.ts';
import { wordSaid } from '../words/say.ts';
import { Asked, refusalOf } from './asked.svelte.ts';
import type { Chime, Watcher } from './chime.svelte.ts';
import { pictureOf } from './picture.ts';

const shows: Record<Change, boolean> = {
  days: true,
  people: true,
  posts: true,
  drift: true,
  nudges: false,
  settings: false,
  sources: true,
};

/** Then and now: the story of the feed, and its mix month by month. */
export class ThenScreen implements Watcher {
  readonly shows = shows;
  readonly told: Asked<{ story: Story; feed: FeedStory }>;

  constructor({ host }: Chime) {
    this.told = new Asked(async () => {
      const story = await host.story();
      return { story, feed: await host.feed(story.years.length > 2 ? 'month' : 'week', null, null) };
    });
  }

  again(): Promise<void> {
    return this.told.again();
  }
}

/** A year's card. */
export class YearScreen implements Watcher {
  readonly shows = shows;
  readonly card: Asked<YearCard>;
  year = $state(0);

  constructor({ host }: Chime, year: number) {
    this.year = year;
    this.card = new Asked(() => host.year(this.year));
  }

  again(): Promise<void> {
    return this.card.again();
  }

  async open(year: number | null): Promise<void> {
    if (year === null) return;
    this.year = year;
    await this.again();
  }
}

/** Keeps something as a file where the person says, and tells where. */
export async function keep(chime: Chime, what: Keepsake, as: 'page' | 'picture'): Promise<void> {
  const { host } = chime;
  try {
    let file: string | null;
    if (as === 'page') file = await host.keepPage(what);
    else {
      const png = await pictureOf(await host.draw(what));
      if (png === null) {
        chime.say(wordSaid('keep.no-picture'), wordSaid('keep.no-picture.hint'));
        return;
      }
      file = await host.keepPicture(what, png);
    }
    if (file !== null) chime.say(wordSaid('keep.kept', { file }));
  } catch (error) {
    chime.refuse(refusalOf(error));
  }
}
