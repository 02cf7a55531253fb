import ui from '../../words/en.ui.json';

// What is only said on the command line and on what is kept is not the window's to say.
const files = import.meta.glob<Record<string, string>>(['../../words/en.*.json', '!../../words/en.kept.json'], {
  eager: true,
  import: 'default',
});

/** Every sentence the app can say: key → pattern with `{gap}`s. The same files are read by Rust. */
export const catalogue: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(files));

type WithoutPlural<Key> = Key extends `${infer Base}.${'one' | 'other'}` ? Base : Key;

/** A label of the interface itself; its plural forms (`.one`, `.other`) are chosen by the gap `n`. */
export type Word = WithoutPlural<keyof typeof ui>;
