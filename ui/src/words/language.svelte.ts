import type { Language, WordCatalogue } from '../host/wire.ts';

/** Languages written from right to left. */
const fromRight = ['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'];

/** A language with its words, and how its region writes numbers and dates. */
class Spoken {
  readonly fromRight: boolean;
  readonly plural: Intl.PluralRules;
  readonly whole: Intl.NumberFormat;
  readonly decimal: Intl.NumberFormat;
  readonly list: Intl.ListFormat;
  readonly #dates = new Map<string, Intl.DateTimeFormat>();

  constructor(
    readonly language: Language,
    readonly words: WordCatalogue['patterns'],
    /** The tags of the languages one can choose. */
    readonly choices: WordCatalogue['languages'],
  ) {
    const { locale } = language;
    this.fromRight = fromRight.includes(new Intl.Locale(language.words).language);
    this.plural = new Intl.PluralRules(language.words);
    this.whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    this.decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    this.list = new Intl.ListFormat(locale, { type: 'conjunction' });
  }

  /** Writes dates so; they are in UTC, so that they are never shifted between zones. */
  dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const name = JSON.stringify(options);
    let found = this.#dates.get(name);
    if (!found) {
      found = new Intl.DateTimeFormat(this.language.locale, { timeZone: 'UTC', ...options });
      this.#dates.set(name, found);
    }
    return found;
  }
}

let current = $state.raw(new Spoken({ words: 'en', locale: 'en-GB', twelveHours: false, weekBegins: 1 }, {}, []));
let latest = 0;

/** The language that is spoken. What is shown follows it, wherever it is asked for while showing. */
export function spoken(): Spoken {
  return current;
}

/** From now on everything is said in these words. The later of two that are on their way wins. */
export async function speak(words: Promise<WordCatalogue>): Promise<void> {
  const mine = ++latest;
  const { language, patterns, languages } = await words;
  if (mine !== latest) return;
  current = new Spoken(language, patterns, languages);
  document.documentElement.lang = language.locale;
  document.documentElement.dir = current.fromRight ? 'rtl' : 'ltr';
}

/** What a language is called in itself: "Deutsch". */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
