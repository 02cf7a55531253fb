import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

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

/** Prints what the built interface weighs, each file gzipped, and fails the build where all of it is above the limit. */
export function weigh({ limitKb }: { limitKb: number }): Plugin {
  return {
    name: 'weigh',
    apply: 'build',
    generateBundle(_, bundle) {
      const atOnce = first(bundle);
      let [bytes, later] = [0, 0];
      for (const file of Object.values(bundle)) {
        const weight = gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length;
        if (atOnce.has(file.fileName) || file.fileName.endsWith('.html')) bytes += weight;
        else later += weight;
      }
      const kb = (weight: number) => `${(weight / 1024).toFixed(1)} KB`;
      const whole = `${kb(bytes + later)} gzip: ${kb(bytes)} before the first screen, ${kb(later)} after it`;
      console.log(`the interface is ${whole}; limit ${limitKb} KB`);
      if (bytes + later > limitKb * 1024) this.error(`the interface is more than ${limitKb} KB: ${whole}`);
    },
  };
}
