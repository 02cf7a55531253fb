import type { Host } from '../host/host.ts';
import type { Calendar, Change, DayCell, DayDetail } from '../host/wire.ts';
import { daysInMonth, placeInWeek, plusDays, plusMonths } from '../words/dates.ts';
import { spoken } from '../words/language.svelte.ts';
import { Asked } from './asked.svelte.ts';
import type { Watcher } from './chime.svelte.ts';

/** How much of the calendar is in sight. */
export type Sight = 'month' | 'year';

/** One month as a grid, a week a row as the person's weeks go: nothing before the first and after the last day. */
export type MonthGrid = { first: string; weeks: (DayCell | null)[][] };

/** The days in sight, and the one that is open. */
export class CalendarScreen implements Watcher {
  readonly shows: Record<Change, boolean> = {
    days: true,
    people: true,
    posts: false,
    drift: false,
    nudges: false,
    settings: true,
    sources: true,
  };
  readonly days: Asked<Calendar>;
  readonly detail: Asked<DayDetail>;
  sight = $state<Sight>('month');
  /** The day that has the focus and is shown in full, ISO 8601. */
  day = $state('');

  constructor(host: Host, day: string) {
    this.day = day;
    this.days = new Asked(() => host.calendar(this.from, this.to));
    this.detail = new Asked(() => host.day(this.day));
  }

  /** First day in sight. */
  get from(): string {
    return this.sight === 'month' ? `${this.day.slice(0, 7)}-01` : `${this.day.slice(0, 4)}-01-01`;
  }

  /** Last day in sight. */
  get to(): string {
    return this.sight === 'month' ? plusDays(this.from, daysInMonth(this.from) - 1) : `${this.day.slice(0, 4)}-12-31`;
  }

  async again(): Promise<void> {
    await Promise.all([this.days.again(), this.detail.again()]);
  }

  /** Opens a day; asks for its month or year too where it was out of sight. */
  async open(day: string): Promise<void> {
    const [from, to] = [this.from, this.to];
    this.day = day;
    await (this.from === from && this.to === to ? this.detail.again() : this.again());
  }

  async see(sight: Sight): Promise<void> {
    this.sight = sight;
    await this.days.again();
  }

  /** A month or a year on, or back where negative. */
  turn(steps: number): Promise<void> {
    return this.open(plusMonths(this.day, this.sight === 'month' ? steps : steps * 12));
  }
}

/** Where a key leads from a day; null where it leads nowhere. */
export function dayByKey(key: string, day: string): string | null {
  const place = placeInWeek(day);
  const right = spoken().fromRight ? -1 : 1;
  switch (key) {
    case 'ArrowLeft':
      return plusDays(day, -right);
    case 'ArrowRight':
      return plusDays(day, right);
    case 'ArrowUp':
      return plusDays(day, -7);
    case 'ArrowDown':
      return plusDays(day, 7);
    case 'Home':
      return plusDays(day, -place);
    case 'End':
      return plusDays(day, 6 - place);
    case 'PageUp':
      return plusMonths(day, -1);
    case 'PageDown':
      return plusMonths(day, 1);
    default:
      return null;
  }
}

/** The months of some days, as grids. */
export function months(days: readonly DayCell[]): MonthGrid[] {
  const grids: MonthGrid[] = [];
  for (const cell of days) {
    const first = `${cell.day.slice(0, 7)}-01`;
    let grid = grids[grids.length - 1];
    if (grid?.first !== first) grids.push((grid = { first, weeks: [] }));
    const place = placeInWeek(cell.day);
    let week = grid.weeks[grid.weeks.length - 1];
    if (!week || place === 0) grid.weeks.push((week = Array.from({ length: 7 }, () => null)));
    week[place] = cell;
  }
  return grids;
}
