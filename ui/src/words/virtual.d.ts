/** Made by the plugin in `words.ts` from the files in `words/`. */
declare module 'virtual:words' {
  /** The languages one can choose, by their tags. */
  export const tags: readonly string[];
  /** How to load the sentences of a language. */
  export const languages: Readonly<Record<string, () => Promise<{ default: Readonly<Record<string, string>> }>>>;
}
