import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist', '.demo', '.screens', 'src/host/wire.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser } } },
  {
    files: ['*.ts', '*.js', 'e2e/**'],
    languageOptions: { globals: { ...globals.node } },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    // The host is the one door to the desktop; everything else runs in a plain browser too.
    files: ['src/**'],
    ignores: ['src/host/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/host speaks to the desktop.' }] },
      ],
    },
  },
  {
    rules: {
      // Post text is only ever text.
      'svelte/no-at-html-tags': 'error',
      'no-console': 'error',
    },
  },
  { files: ['weigh.ts', 'e2e/**'], rules: { 'no-console': 'off' } },
);
