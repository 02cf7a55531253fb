import { british, words } from '../host/demo/language.ts';
import { speak } from './language.svelte.ts';

/** Tests speak British English where they say nothing else. */
await speak(words(british));
