import type { KindName, MixBar } from '../host/wire.ts';

/** Every kind, in the order of judgement. */
export const kinds: readonly KindName[] = [
  'thread',
  'automated',
  'boost',
  'reply',
  'quote',
  'promotion',
  'share',
  'question',
  'original',
];

/** What the mix is made of, from the bottom of the chart up. */
export const groups = ['conversation', 'own', 'machinery'] as const;
export type Group = (typeof groups)[number];

/** Where a kind belongs in the mix; a thread belongs nowhere. */
export const groupOf: Readonly<Record<KindName, Group | null>> = {
  thread: null,
  automated: 'machinery',
  boost: 'machinery',
  reply: 'conversation',
  quote: 'conversation',
  promotion: 'machinery',
  share: 'machinery',
  question: 'conversation',
  original: 'own',
};

/** Posts of each group in a bar, and in all, threads left out. */
export type Sums = Readonly<Record<Group, number>> & { readonly all: number };

export function sums(bar: MixBar): Sums {
  const found = { conversation: 0, own: 0, machinery: 0, all: 0 };
  for (const { kind, posts } of bar.counts) {
    const group = groupOf[kind];
    if (!group) continue;
    found[group] += posts;
    found.all += posts;
  }
  return found;
}

/** A number from 0.0 to 1.0; none of nothing is nothing. */
export function shareOf(part: number, all: number): number {
  return all === 0 ? 0 : part / all;
}

/** How a bar is drawn: as shares of its own posts, or as posts of the fullest bar. */
export type Measure = 'share' | 'posts';

/**
 * The outline of each group over all bars, as path data in a box of the given size: one path a group, stacked from the
 * bottom. Bars stand apart by `gap` where there is room for it.
 */
export function stacked(
  bars: readonly Sums[],
  measure: Measure,
  box: { width: number; height: number; gap: number },
): Record<Group, string> {
  const paths: Record<Group, string> = { conversation: '', own: '', machinery: '' };
  const step = box.width / Math.max(1, bars.length);
  const most = Math.max(1, ...bars.map((bar) => bar.all));
  const round = (n: number) => Math.round(n * 100) / 100;
  bars.forEach((bar, index) => {
    const whole = measure === 'share' ? bar.all : most;
    let foot = box.height;
    for (const group of groups) {
      const height = shareOf(bar[group], whole) * box.height;
      if (height === 0) continue;
      const [x, width] = [index * step + box.gap / 2, step - box.gap];
      paths[group] += `M${round(x)} ${round(foot)}v${round(-height)}h${round(width)}v${round(height)}z`;
      foot -= height;
    }
  });
  return paths;
}

/** Where a day lies on the time axis of the bars, 0.0 at its beginning to 1.0 at its end. */
export function placeOf(day: string, bars: readonly MixBar[]): number {
  const at = bars.findIndex((bar) => day <= bar.to);
  const bar = bars[at];
  if (!bar) return 1;
  const length = Date.parse(bar.to) - Date.parse(bar.from) + 86_400_000;
  const into = Math.min(1, Math.max(0, (Date.parse(day) - Date.parse(bar.from)) / length));
  return (at + into) / bars.length;
}

/** Bars with a label on the time axis, about `wanted` of them: beginnings of years, or else of months. */
export function ticks(bars: readonly MixBar[], wanted: number): { at: number; day: string; years: boolean }[] {
  for (const length of [4, 7]) {
    const begins = bars.flatMap(({ to }, at) =>
      at === 0 || bars[at - 1]?.to.slice(0, length) !== to.slice(0, length)
        ? [{ at, day: to, years: length === 4 }]
        : [],
    );
    if (begins.length < 3 && length === 4 && bars.length > 2) continue;
    const every = Math.ceil(begins.length / wanted);
    return begins.filter((_, index) => index % every === 0);
  }
  return [];
}
