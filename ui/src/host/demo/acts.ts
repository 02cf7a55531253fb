import type { Change, Entry, Said, Settings, Wish, WishSetting, WishWho } from '../wire.ts';
import { enter, lived, range, TODAY, type Ledger } from './ledger.ts';
import { plain } from './story.ts';

/** What an act came to. */
export type Done = { ledger: Ledger; changed: Change[]; said: Said };

/** Carries a wish out on a copy of the ledger. Undo and sample data are the host's. */
export function carryOut(wish: Wish, before: Ledger): Done {
  // The posts are facts: never changed, so never copied.
  const ledger: Ledger = { ...structuredClone({ ...before, story: null }), story: before.story };
  const done = (changed: Change[], sentence: string): Done => ({ ledger, changed, said: plain(sentence) });
  const entry = (id: number) => ledger.entries.find(({ interaction }) => interaction === id) as Entry;

  switch (wish.what) {
    case 'log': {
      const name = nameOf(wish.who, ledger);
      const day = wish.day ?? TODAY;
      ledger.began ??= day;
      Object.assign(enter(ledger, day, name, wish.how, 'logged'), { note: wish.note, link: wish.link });
      answered(ledger, wish.nudge, 'logged');
      return done(['days', 'people', 'nudges'], `Logged: ${wish.how} ${name ?? 'someone'}.`);
    }
    case 'name': {
      const name = nameOf(wish.who, ledger) ?? '';
      const { person } = enter(ledger, TODAY, name, 'asked', 'logged');
      ledger.entries.pop();
      Object.assign(entry(wish.interaction), { person, name });
      return done(['days', 'people'], `Named: ${name}.`);
    }
    case 'correct':
      entry(wish.interaction).how = wish.how;
      return done(['days'], `Corrected: ${wish.how}.`);
    case 'accept':
      entry(wish.interaction).standing = 'confirmed';
      return done(['days'], 'It counts.');
    case 'reject':
      entry(wish.interaction).standing = 'rejected';
      return done(['days'], 'It does not count.');
    case 'overrule':
      if (wish.kind) ledger.overruled[wish.post] = wish.kind;
      else ledger.overruled = without(ledger.overruled, wish.post);
      return done(
        ['posts', 'drift'],
        wish.kind ? `It is ${wish.kind} now, by your word.` : 'Back to what the rules say.',
      );
    case 'judgeApp':
      if (wish.standing) ledger.apps[wish.app] = wish.standing;
      else ledger.apps = without(ledger.apps, wish.app);
      return done(['posts', 'drift'], `${wish.app} was judged.`);
    case 'answer': {
      const state = { open: 'opened', later: 'later', rest: 'rested', dismiss: 'dismissed' } as const;
      answered(ledger, wish.nudge, state[wish.answer]);
      if (wish.answer === 'rest') ledger.rests[TODAY] = 'rest';
      return done(['nudges', 'days'], 'Answered.');
    }
    case 'rest':
      for (const day of range(wish.from, wish.to)) ledger.rests[day] = wish.why;
      if (wish.from !== wish.to) ledger.settings.rests.push([wish.from, wish.to, wish.why]);
      return done(['days', 'settings'], 'Rest it is.');
    case 'unrest':
      for (const day of range(wish.from, wish.to)) ledger.rests = without(ledger.rests, day);
      ledger.settings.rests = ledger.settings.rests.filter(([from]) => from !== wish.from);
      return done(['days', 'settings'], 'No rest day after all.');
    case 'busy':
      ledger.settings.busy = [wish.from, wish.to];
      return done(['days', 'settings'], 'A busy season: one person a day is the goal.');
    case 'endBusy':
      ledger.settings.busy = null;
      return done(['days', 'settings'], 'The busy season is over.');
    case 'pause':
      ledger.settings.pausedUntil = `${TODAY}T${wish.minutes > 60 ? '22:00' : '15:12'}:00+01:00`;
      return done(['settings'], 'Chime In is quiet now.');
    case 'resume':
      ledger.settings.pausedUntil = null;
      return done(['settings'], 'Chime In speaks again.');
    case 'set':
      Object.assign(ledger.settings, setting(wish.setting));
      return done(['settings', 'days'], 'Changed.');
    case 'addSample': {
      const sample = { ...lived({ long: false, stuck: false }), sample: true };
      sample.settings.sources = sample.settings.sources.map((source) => ({ ...source, sample: true }));
      return {
        ledger: sample,
        changed: ['days', 'posts', 'drift', 'people', 'nudges', 'sources'],
        said: plain('Sample data is in.'),
      };
    }
    case 'removeSample':
    case 'undo':
      return done([], '');
  }
}

function setting(wish: WishSetting): Partial<Settings> {
  if (wish.name !== 'zone') return { [wish.name]: wish.value };
  return { zone: wish.value ?? 'Europe/Vienna', zoneFollowsSystem: wish.value === null };
}

function nameOf(who: WishWho, ledger: Ledger): string | null {
  if (who.type === 'someone') return null;
  return who.type === 'person' ? (ledger.people[who.value] ?? null) : who.value;
}

function answered(ledger: Ledger, id: number | null, state: Ledger['nudges'][number]['state']): void {
  const nudge = ledger.nudges.find(({ nudge }) => nudge === id);
  if (nudge) Object.assign(nudge, { state, answeredAt: `${TODAY}T13:12:00+01:00` });
}

function without<T>(from: Record<string, T>, key: string | number): Record<string, T> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name !== String(key)));
}
