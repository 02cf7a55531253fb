import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** The language whose words a file is, where it is nothing else: the module `virtual:words/TAG`. */
function language(file: Rolldown.OutputChunk | Rolldown.OutputAsset): string | undefined {
  if (file.type === 'asset') return undefined;
  return file.facadeModuleId?.match(/virtual:words\/(.+)$/)?.[1];
}

/** The files that are read before the first screen is there: the entry, and what it and its like import at once. */
function first(bundle: Rolldown.OutputBundle): Set<string> {
  const found = new Set<string>();
  const waiting = Object.values(bundle).flatMap((file) =>
    file.type === 'chunk' && file.isEntry ? [file.fileName] : [],
  );
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const file = bundle[name];
    if (found.has(name) || file?.type !== 'chunk') continue;
    found.add(name);
    waiting.push(...file.imports);
    file.viteMetadata?.importedCss.forEach((css) => found.add(css));
  }
  return found;
}

/**
 * Prints what the built interface weighs, gzipped, and fails the build where what the first screen needs is above the limit.
 * A window loads everything but the words of the languages it does not speak, so the heaviest language counts and the
 * others do not; nor do those that only try the window (`XA`, `XB`), which are never shipped.
 */
export function weigh({ limitKb }: { limitKb: number }): Plugin {
  return {
    name: 'weigh',
    apply: 'build',
    generateBundle(_, bundle) {
      const atOnce = first(bundle);
      let [bytes, later] = [0, 0];
      const words: Record<string, number> = {};
      for (const file of Object.values(bundle)) {
        const weight = gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length;
        const tag = language(file);
        if (tag?.match(/-X[AB]$/)) continue;
        if (tag) words[tag] = weight;
        else if (atOnce.has(file.fileName) || file.fileName.endsWith('.html')) bytes += weight;
        else later += weight;
      }
      const [heaviest, most] = Object.entries(words).sort(([, a], [, b]) => b - a)[0] ?? ['none', 0];
      const kb = (bytes + most) / 1024;
      const each = Object.entries(words).map(([tag, weight]) => `${tag} ${(weight / 1024).toFixed(1)}`);
      console.log(`words: ${each.join(', ')} KB gzip; a window loads one language`);
      console.log(
        `the first screen with ${heaviest}: ${kb.toFixed(1)} KB gzip, limit ${limitKb} KB; later ${(later / 1024).toFixed(1)} KB`,
      );
      if (kb > limitKb) this.error(`the first screen needs ${kb.toFixed(1)} KB gzip, more than ${limitKb} KB`);
    },
  };
}
