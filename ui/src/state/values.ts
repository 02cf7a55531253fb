/** "04:00" for 240 minutes after midnight. */
export function timeOf(minutes: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** "09:30" for what was typed as a time: "9:30", "09.30"; null where it is none. */
export function timeTyped(text: string): string | null {
  const [, hours, minutes] = text.trim().match(/^(\d{1,2})[:.](\d\d)(?::\d\d)?$/) ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return timeOf(Number(hours) * 60 + Number(minutes));
}

/** Times at which a day may begin, every half hour from 00:00 to 12:00, and the one in force. */
export function rollovers(now: number): number[] {
  const halves = Array.from({ length: 25 }, (_, half) => half * 30);
  return halves.includes(now) ? halves : [...halves, now].sort((a, b) => a - b);
}

/** The words with which a sentence begins: "after lunch" as "After lunch". */
export function begun(words: string): string {
  const [first = '', ...rest] = words;
  return first.toLocaleUpperCase() + rest.join('');
}

/** The host of what the person typed: an address or a bare name; null where it is neither. */
export function siteOf(typed: string): string | null {
  const text = typed.trim();
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : '';
  return /^[^.\s]+(\.[^.\s]+)+$/.test(host) ? host : null;
}

/** "184 kB": sizes as people read them. */
export function size(bytes: number, locale: string): string {
  const [unit, divisor] = bytes < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / divisor);
}
