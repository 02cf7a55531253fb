import { expect, test } from 'vitest';
import design from '../../../docs/design.md?raw';
import tokens from './tokens.css?raw';

type Theme = 'light' | 'dark';

/** Every colour of a theme; what dark does not set, it has from light. */
function colours(theme: Theme): Record<string, string> {
  const [light = '', dark = ''] = tokens.split('@media (prefers-color-scheme: dark)');
  const of = (css: string) =>
    Object.fromEntries([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
  return theme === 'light' ? of(light) : { ...of(light), ...of(dark.split('\n}')[0] ?? '') };
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours of a theme, WCAG 2.2. */
function contrast(theme: Theme, one: string, other: string): number {
  const all = colours(theme);
  const [light = 0, dark = 0] = [one, other].map((name) => luminance(all[name] ?? '#000000')).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Text on its grounds needs 4.5; lines that mean something, and shapes, need 3. */
const pairs: [string, string, number][] = [
  ['ink', 'paper', 4.5],
  ['ink', 'card', 4.5],
  ['ink', 'sunk', 4.5],
  ['ink-soft', 'paper', 4.5],
  ['ink-soft', 'card', 4.5],
  ['ink-soft', 'sunk', 4.5],
  ['ink-soft', 'accent-wash', 4.5],
  ['ink-soft', 'amber-wash', 4.5],
  ['ink-soft', 'red-wash', 4.5],
  ['accent', 'paper', 4.5],
  ['accent', 'card', 4.5],
  ['accent', 'accent-wash', 4.5],
  ['on-accent', 'accent', 4.5],
  ['amber', 'amber-wash', 3],
  ['red', 'red-wash', 3],
  ['red', 'paper', 4.5],
  ['line-strong', 'paper', 3],
  ['line-strong', 'card', 3],
  ['accent', 'machine', 3],
];

test.each((['light', 'dark'] as const).flatMap((theme) => pairs.map((pair) => [theme, ...pair] as const)))(
  '%s: %s on %s has at least %d, and the figure of docs/design.md',
  (theme, one, other, least) => {
    const ratio = contrast(theme, one, other);
    expect(ratio).toBeGreaterThanOrEqual(least);
    const [, light, dark] = design.match(new RegExp(`\\| ${one} on ${other} \\| ([\\d.]+) \\| ([\\d.]+) \\|`)) ?? [];
    expect(theme === 'light' ? light : dark).toBe(ratio.toFixed(1));
  },
);
