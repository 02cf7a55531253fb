import type { Resolution } from '../host/wire.ts';
import { spoken } from './language.svelte.ts';

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return spoken().dates(options);
}

/** Midnight UTC of an ISO day: dates are shown, never shifted between zones. */
function date(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Whether it is a real day in ISO 8601. */
export function isDay(text: string | null): text is string {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date(text).getTime());
}

/** "Monday, 23 November 2026" */
export function longDay(day: string): string {
  return format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(date(day));
}

/** "Monday 23 November" */
export function weekdayAndDay(day: string): string {
  return format({ weekday: 'long', day: 'numeric', month: 'long' }).format(date(day));
}

/** "23 Nov 2026" */
export function shortDay(day: string): string {
  return format({ day: 'numeric', month: 'short', year: 'numeric' }).format(date(day));
}

/** "November 2026" */
export function month(day: string): string {
  return format({ month: 'long', year: 'numeric' }).format(date(day));
}

/** "November" */
export function monthName(day: string): string {
  return format({ month: 'long' }).format(date(day));
}

/** "Nov" */
export function monthShort(day: string): string {
  return format({ month: 'short' }).format(date(day));
}

/** "23 Nov 2026" for its week, "November 2026" or "2026": the bar of the mix that begins on that day. */
export function barName(from: string, resolution: Resolution): string {
  if (resolution === 'year') return year(from);
  return resolution === 'month' ? month(from) : shortDay(from);
}

/** "2026" */
export function year(day: string): string {
  return day.slice(0, 4);
}

/** Names of a weekday, 1 Monday to 7 Sunday. */
export function weekday(iso: number, width: 'long' | 'short' | 'narrow'): string {
  return format({ weekday: width }).format(date(`2024-01-0${iso}`));
}

/** "09:12" or "9:12 am" of an RFC 3339 moment, as the person's clock showed it then. */
export function clock(at: string): string {
  const hours = spoken().language.twelveHours
    ? ({ hour: 'numeric', hourCycle: 'h12' } as const)
    : ({ hour: '2-digit', hourCycle: 'h23' } as const);
  return format({ ...hours, minute: '2-digit' }).format(new Date(`${at.slice(0, 16)}:00Z`));
}

/** "13:30" or "1:30 pm" of a time of day, `HH:MM`. */
export function timeOfDay(time: string): string {
  return clock(`2024-01-01T${time}`);
}

/** The civil date of an RFC 3339 moment. */
export function dayOf(at: string): string {
  return at.slice(0, 10);
}

/** "23 Nov 2026, 10:12" */
export function dayAndClock(at: string): string {
  return `${shortDay(dayOf(at))}, ${clock(at)}`;
}

/** The ISO day so many days later. */
export function plusDays(day: string, days: number): string {
  const moved = date(day);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** The ISO day so many months later; the last of the month where it has no such day. */
export function plusMonths(day: string, months: number): string {
  const first = date(`${day.slice(0, 7)}-01`);
  first.setUTCMonth(first.getUTCMonth() + months);
  const iso = first.toISOString().slice(0, 7);
  return `${iso}-${String(Math.min(Number(day.slice(8)), daysInMonth(`${iso}-01`))).padStart(2, '0')}`;
}

/** How many days the month of an ISO day has. */
export function daysInMonth(day: string): number {
  const [y = 0, m = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(y, m, 0)).getUTCDate();
}

/** The weekdays, 1 Monday to 7 Sunday, in the order of the person's week. */
export function week(): number[] {
  return Array.from({ length: 7 }, (_, place) => ((spoken().language.weekBegins - 1 + place) % 7) + 1);
}

/** The place of a day in the person's week, 0 to 6. */
export function placeInWeek(day: string): number {
  return (weekdayOf(day) - spoken().language.weekBegins + 7) % 7;
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return date(day).getUTCDay() || 7;
}
