import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { pseudo, type Words } from './pseudo.ts';

const folder = new URL('./words/', import.meta.url);
/** The language that has every sentence, for those another does not have. */
const FALLBACK = 'en';

/** What is only said on the command line, in tray and notifications, and on what is kept: not the window's to say. */
const NOT_THE_WINDOWS = { file: '.kept.json', key: /^(cli|tray|notification|pick|nudge\.(looked|rest))\./ };

/** The languages that have words, and each one's sentences: all files `words/TAG.ROOM.json` together. */
export function languages(): Record<string, Words> {
  const found: Record<string, Words> = {};
  for (const file of readdirSync(folder).sort()) {
    const [, tag] = file.match(/^([A-Za-z-]+)\..*\.json$/) ?? [];
    if (!tag || file.endsWith(NOT_THE_WINDOWS.file)) continue;
    const all = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Words;
    const own = Object.entries(all).filter(([key]) => !NOT_THE_WINDOWS.key.test(key));
    Object.assign((found[tag] ??= {}), Object.fromEntries(own));
  }
  return found;
}

/**
 * `virtual:words` is how to load each language. One language is one module, so that a window loads only its own; what a
 * language lacks is put in from English here. With `pseudo`, languages that only try the window are there too.
 */
export function words(options: { pseudo: boolean }): Plugin {
  const all = (): Record<string, Words> => {
    const real = languages();
    const english = real[FALLBACK] ?? {};
    const whole = Object.entries(real).map(([tag, own]): [string, Words] => [tag, { ...english, ...own }]);
    return { ...Object.fromEntries(whole), ...(options.pseudo ? pseudo(english) : {}) };
  };
  return {
    name: 'words',
    resolveId: (id) => (id.startsWith('virtual:words') ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith('\0virtual:words')) return;
      const found = all();
      const tag = id.split('/')[1];
      if (tag) return `export default JSON.parse(${JSON.stringify(JSON.stringify(found[tag] ?? {}))});`;
      const lines = Object.keys(found).map((name) => `  '${name}': () => import('virtual:words/${name}'),`);
      const tags = JSON.stringify(Object.keys(languages()));
      return `export const tags = ${tags};\nexport const languages = {\n${lines.join('\n')}\n};`;
    },
    configureServer(server) {
      server.watcher.add(folder.pathname);
      server.watcher.on('change', (file) => {
        if (file.startsWith(folder.pathname)) server.ws.send({ type: 'full-reload' });
      });
    },
  };
}
