import { languages, tags } from 'virtual:words';
import type { Language, WordCatalogue } from '../wire.ts';

/** English as it is written in Britain. */
export const british: Language = { words: 'en', locale: 'en-GB', twelveHours: false, weekBegins: 1 };

/** What the language of the demo's system can be: `?lang=de`. The last two only try the window. */
const systems: Readonly<Record<string, Language>> = {
  en: british,
  us: { words: 'en', locale: 'en-US', twelveHours: true, weekBegins: 7 },
  de: { words: 'de', locale: 'de-DE', twelveHours: false, weekBegins: 1 },
  pseudo: { ...british, words: 'en-XA' },
  rtl: { words: 'ar-XB', locale: 'ar-EG', twelveHours: true, weekBegins: 6 },
};

/** The language that the demo speaks: the one chosen, or its system's. */
export function languageOf(params: URLSearchParams, chosen: string | null): Language {
  return systems[chosen ?? params.get('lang') ?? 'en'] ?? british;
}

/** The words of a language, as Rust gives them to the real window. */
export async function words(language: Language): Promise<WordCatalogue> {
  const load = languages[language.words] ?? languages['en'];
  return { language, patterns: load ? (await load()).default : {}, languages: [...tags] };
}
