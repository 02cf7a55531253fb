import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { weigh } from './weigh.ts';
import { words } from './words.ts';

/** Mode `demo` builds every screen for a plain browser, with sample data instead of Rust behind them. */
export default defineConfig(({ mode }) => ({
  // The demo is not shipped: its sample data weighs nothing.
  plugins: [svelte(), words(), mode === 'demo' ? null : weigh({ limitKb: 120 })],
  build: {
    outDir: mode === 'demo' ? '.demo' : 'dist',
    target: ['es2022', 'safari16'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1', port: 1420, strictPort: true, fs: { allow: ['..'] } },
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  test: {
    environment: 'happy-dom',
    css: true,
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/words/testing.ts'],
    env: { TZ: 'Europe/Vienna' },
  },
}));
