/** Letters without case and marks, so that "novak" finds "Novák". */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * How well a text answers what was typed, 0 (not at all) to 1. Every word typed has to be in it: as the beginning of a
 * word (best), inside one, or at least its letters one after the other.
 */
export function likeness(typed: string, text: string): number {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const whole = plain(text);
  const scores = words.map((word) => wordLikeness(word, whole));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function wordLikeness(word: string, text: string): number {
  if (text.startsWith(word)) return 1;
  const at = text.indexOf(word);
  if (at >= 0) return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? 0.6 : 0.9;
  // Letters in order, for words of three letters and more; the closer together the better.
  if (word.length < 3) return 0;
  let from = -1;
  let first = -1;
  for (const letter of word) {
    from = text.indexOf(letter, from + 1);
    if (from < 0) return 0;
    if (first < 0) first = from;
  }
  const spread = from - first + 1;
  return spread > word.length * 3 ? 0 : (0.4 * word.length) / spread;
}
