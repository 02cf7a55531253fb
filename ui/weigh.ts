import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Prints what the built interface weighs, gzipped, and fails the build above the limit. */
export function weigh({ limitKb }: { limitKb: number }): Plugin {
  return {
    name: 'weigh',
    apply: 'build',
    generateBundle(_, bundle) {
      let bytes = 0;
      for (const file of Object.values(bundle)) {
        bytes += gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length;
      }
      const kb = bytes / 1024;
      console.log(`interface: ${kb.toFixed(1)} KB gzip, limit ${limitKb} KB`);
      if (kb > limitKb) this.error(`the interface weighs ${kb.toFixed(1)} KB gzip, more than ${limitKb} KB`);
    },
  };
}
