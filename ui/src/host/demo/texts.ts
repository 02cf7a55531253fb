import type { KindName } from '../wire.ts';

export const names = [
  'Ana Ribeiro',
  'Ben Okafor',
  'Chiara Conti',
  'Dana Levi',
  'Emil Novák',
  'Farah Haddad',
  'Grete Lindqvist',
  'Hugo Mercier',
  'Ines Duarte',
  'Jonas Weber',
  'Kaito Mori',
  'Lena Fischer',
] as const;

export const articles = [
  'Ten habits of calm remote teams',
  'Why your newsletter needs a person',
  'A field guide to code review',
  'What we learned from a year of walking meetings',
  'The case for boring technology',
  'How to say no without saying no',
] as const;

/** What posts of each kind say; `{who}` and `{article}` are filled. */
export const texts: Readonly<Record<KindName, readonly string[]>> = {
  thread: ['…and the second half: none of it would have worked without writing it down first.'],
  automated: ['New on the blog: {article}', '{article} – read it here', 'From the archive: {article}'],
  boost: ['RT @{who}: the best part of a conference is the corridor', 'RT @{who}: we are hiring a second gardener'],
  reply: [
    '@{who} That matches what we saw: it got better as soon as we asked people first. How did you start?',
    '@{who} Oh, I had the same trouble with the bakery’s oven. A pizza stone fixed it for me.',
    '@{who} Yes! The night train is worth it. Book the window side, the sunrise over the lake is something.',
    '@{who} Congratulations! Which part was the hardest in the end?',
    '@{who} I would try it without the plugin first; half of my problems went away that way.',
  ],
  quote: [
    'This is the kindest explanation of recursion I have read in years.',
    'Sharing this for everyone who teaches.',
  ],
  promotion: ['I wrote about this in more depth: {article}', 'My talk from last week is online: {article}'],
  share: ['Good read: {article}', 'Worth your time: {article}'],
  question: [
    'Which book changed how you work, and what did you stop doing because of it?',
    'Does anyone have a recipe for rye bread that survives a busy week?',
    'Who here keeps a paper notebook next to the keyboard?',
  ],
  original: [
    'First frost this morning. The dog refused to acknowledge it.',
    'Three hours of meetings, one decision. Walking home was the good part.',
    'Moved the desk to the window. Should have done that a year ago.',
    'The library kept my card active for eleven years. I nearly cried.',
  ],
};
