import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { pseudo, type Words } from './pseudo.ts';

const folder = new URL('./words/', import.meta.url);
/** The language that has every sentence, for those another does not have. */
const FALLBACK = 'en';

/** The languages that have words, and each one's sentences: all files `words/TAG.ROOM.json` together. */
export function languages(): Record<string, Words> {
  const found: Record<string, Words> = {};
  for (const file of readdirSync(folder).sort()) {
    const [, tag] = file.match(/^([A-Za-z-]+)\..*\.json$/) ?? [];
    if (!tag) continue;
    Object.assign((found[tag] ??= {}), JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  }
  return found;
}

/**
 * `virtual:words` gives the demo and the tests what Rust gives to the real window: how to load the words of each language,
 * with English for what it lacks. Languages that only try the window are there too.
 */
export function words(): Plugin {
  const all = (): Record<string, Words> => {
    const real = languages();
    const english = real[FALLBACK] ?? {};
    const whole = Object.entries(real).map(([tag, own]): [string, Words] => [tag, { ...english, ...own }]);
    return { ...Object.fromEntries(whole), ...pseudo(english) };
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
