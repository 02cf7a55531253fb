import { speak } from './language.svelte.ts';

/** Tests speak British English where they say nothing else. */
await speak({ words: 'en', locale: 'en-GB', twelveHours: false, weekBegins: 1 });
