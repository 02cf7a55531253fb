/** Sentences by key. */
export type Words = Record<string, string>;

const letters: Record<string, string> = Object.fromEntries(
  [...'AÀBƁCÇDÐEÉFƑGĜHĤIÎJĴKĶLĻMṀNÑOÖPÞQǪRŔSŠTŢUÛVṼWŴXẊYÝZŽaåbƀcçdðeéfƒgĝhĥiîjĵkķlļmɱnñoöpþqǫrŕsštţuûvṽwŵxẋyýzž']
    .join('')
    .match(/../gu)
    ?.map((pair) => [...pair] as [string, string]) ?? [],
);

/** The text between the gaps, changed; the gaps stay. */
function between(pattern: string, change: (text: string) => string): string {
  return pattern
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? part : change(part)))
    .join('');
}

/** "Ĺöñĝéŕ" by two fifths, as a language with long words is, and bracketed, so that what is cut off is seen. */
function long(pattern: string): string {
  const accented = between(pattern, (text) => [...text].map((letter) => letters[letter] ?? letter).join(''));
  const more = ' öñé ţŵö ţĥŕéé ƒöûŕ ƒîṽé'.slice(0, Math.ceil(pattern.replace(/\{\w+\}/g, '').length * 0.4));
  return `[${accented}${more}]`;
}

/** Every word shown from right to left. */
function mirrored(pattern: string): string {
  return between(pattern, (text) => text.replace(/\p{L}+/gu, '\u202e$&\u202c'));
}

/** What numbers and dates are put together from. */
const pieces = /^(number|date|time)\./;

/** Languages nobody speaks, made from English, to see whether the window bears them: a long one, and one from the right. */
export function pseudo(english: Words): Record<string, Words> {
  const made = (change: (pattern: string) => string): Words =>
    Object.fromEntries(
      Object.entries(english).map(([key, pattern]) => [key, pieces.test(key) ? pattern : change(pattern)]),
    );
  return { 'en-XA': made(long), 'ar-XB': made(mirrored) };
}
