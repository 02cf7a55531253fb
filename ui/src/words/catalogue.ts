import type ui from '../../words/en.ui.json';

type WithoutPlural<Key> = Key extends `${infer Base}.${'one' | 'other'}` ? Base : Key;

/** A label of the interface itself; its plural forms (`.one`, `.other`) are chosen by the gap `n`. */
export type Word = WithoutPlural<keyof typeof ui>;
