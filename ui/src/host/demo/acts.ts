import { Refused } from '../host.ts';
import { day as dayGap, saidOf, time } from '../../words/say.ts';
import type { Change, Entry, ReviewRule, Said, Settings, SourceCard, Wish, WishSetting, WishWho } from '../wire.ts';
import { timeOf } from '../../state/values.ts';
import { plusDays } from '../../words/dates.ts';
import { empty, enter, lived, range, TODAY, type Ledger } from './ledger.ts';
import { offers, setRule } from './review.ts';

/** What sample data changes. */
const SAMPLE: Change[] = ['days', 'posts', 'drift', 'people', 'nudges', 'sources'];

/** What an act came to. */
export type Done = { ledger: Ledger; changed: Change[]; said: Said; offers?: ReviewRule[] };

/** Carries a wish out on a copy of the ledger. Undo and the end of sample data are the host's. */
export function carryOut(wish: Wish, before: Ledger): Done {
  // The posts are facts: never changed, so never copied.
  const ledger: Ledger = { ...structuredClone({ ...before, story: null }), story: before.story };
  const done = (changed: Change[], said: Said): Done => ({ ledger, changed, said });
  const entry = (id: number) => ledger.entries.find(({ interaction }) => interaction === id) as Entry;
  const name = (person: number) => ledger.people[person] ?? '';
  const span = (from: string, to: string, key: string) =>
    from === to
      ? saidOf(`${key}.day`, { day: dayGap(from) })
      : saidOf(`${key}.days`, { from: dayGap(from), to: dayGap(to) });

  switch (wish.what) {
    case 'log': {
      const who = nameOf(wish.who, ledger);
      const on = wish.day ?? TODAY;
      ledger.began ??= on;
      Object.assign(enter(ledger, on, who, wish.how, 'logged'), { note: wish.note, link: wish.link });
      answered(ledger, wish.nudge, 'logged');
      return done(
        ['days', 'people', 'nudges'],
        saidOf(`act.log.${wish.how}.${who ? 'named' : 'someone'}`, { who: who ?? '' }),
      );
    }
    case 'name': {
      const who = nameOf(wish.who, ledger) ?? '';
      const { person } = enter(ledger, TODAY, who, 'asked', 'logged');
      ledger.entries.pop();
      Object.assign(entry(wish.interaction), { person, name: who });
      return done(['days', 'people'], saidOf('act.name', { who }));
    }
    case 'correct':
      entry(wish.interaction).how = wish.how;
      return done(['days'], saidOf(`act.correct.${wish.how}`));
    case 'accept':
    case 'reject': {
      const of = entry(wish.interaction);
      const doubtful = of.standing === 'review';
      of.standing = wish.what === 'accept' ? 'confirmed' : 'rejected';
      if (!doubtful) {
        return done(['days'], saidOf(`act.${wish.what}.${of.name ? 'named' : 'someone'}`, { who: of.name ?? '' }));
      }
      const said = saidOf(`done.review.${wish.what}`);
      return { ...done(['days'], said), offers: offers(ledger, of, wish.what === 'accept') };
    }
    case 'overrule':
      if (wish.kind) ledger.overruled[wish.post] = wish.kind;
      else ledger.overruled = without(ledger.overruled, wish.post);
      return done(['posts', 'drift'], saidOf(`act.overrule.${wish.kind ?? 'none'}`));
    case 'judgeApp': {
      if (wish.standing) ledger.apps[wish.app] = wish.standing;
      else ledger.apps = without(ledger.apps, wish.app);
      const standing = wish.standing === 'byHand' ? 'by-hand' : (wish.standing ?? 'none');
      return done(['posts', 'drift'], saidOf(`act.judge-app.${standing}`, { app: wish.app }));
    }
    case 'answer': {
      const state = { open: 'opened', later: 'later', rest: 'rested', dismiss: 'dismissed' } as const;
      answered(ledger, wish.nudge, state[wish.answer]);
      if (wish.answer !== 'rest') return done(['nudges'], saidOf(`act.${wish.answer}`));
      ledger.rests[TODAY] = 'rest';
      return done(['nudges', 'days'], span(TODAY, TODAY, 'act.rest'));
    }
    case 'rest':
      for (const day of range(wish.from, wish.to)) ledger.rests[day] = wish.why;
      if (wish.from !== wish.to) ledger.settings.rests.push([wish.from, wish.to, wish.why]);
      return done(['days', 'settings'], span(wish.from, wish.to, 'act.rest'));
    case 'unrest':
      for (const day of range(wish.from, wish.to)) ledger.rests = without(ledger.rests, day);
      ledger.settings.rests = ledger.settings.rests.filter(([from]) => from !== wish.from);
      return done(['days', 'settings'], span(wish.from, wish.to, 'act.unrest'));
    case 'busy':
      ledger.settings.busy.push([wish.from, wish.to]);
      return done(['days', 'settings'], span(wish.from, wish.to, 'act.busy'));
    case 'endBusy':
      ledger.settings.busy = ledger.settings.busy
        .filter(([from]) => from < TODAY)
        .map(([from, to]) => [from, to < TODAY ? to : plusDays(TODAY, -1)]);
      return done(['days', 'settings'], saidOf('act.end-busy'));
    case 'unbusy':
      ledger.settings.busy = ledger.settings.busy.filter(([from, to]) => to < wish.from || from > wish.to);
      return done(['days', 'settings'], span(wish.from, wish.to, 'act.unbusy'));
    case 'choose': {
      answered(ledger, wish.nudge, 'dismissed');
      const { choice } = wish;
      if (choice.type === 'keep') return done(['nudges'], saidOf('act.dismiss'));
      if (choice.type === 'pause') {
        ledger.settings.pausedUntil = `${plusDays(TODAY, 7)}T14:12:00+01:00`;
        return done(['nudges', 'settings'], saidOf('act.pause', { day: dayGap(plusDays(TODAY, 7)), time: '14:12' }));
      }
      const setting: WishSetting =
        choice.type === 'fewer' ? { name: 'cueEvery', value: 2 } : { name: 'cue', value: choice.value };
      Object.assign(ledger.settings, settingOf(setting));
      return done(['nudges', 'settings'], settingSaid(setting));
    }
    case 'pause': {
      const time = wish.minutes > 60 ? '22:00' : '15:12';
      ledger.settings.pausedUntil = `${TODAY}T${time}:00+01:00`;
      return done(['settings'], saidOf('act.pause', { day: dayGap(TODAY), time }));
    }
    case 'resume':
      ledger.settings.pausedUntil = null;
      return done(['settings'], saidOf('act.resume'));
    case 'set':
      Object.assign(ledger.settings, settingOf(wish.setting));
      return done(['settings', 'days'], settingSaid(wish.setting));
    case 'circle':
      if (wish.every === null) ledger.circle = without(ledger.circle, wish.person);
      else ledger.circle[wish.person] = wish.every;
      return wish.every === null
        ? done(['people'], saidOf('act.circle.none', { who: name(wish.person) }))
        : done(['people'], saidOf('act.circle', { who: name(wish.person), n: wish.every }));
    case 'join':
      ledger.joined[wish.other] = wish.one;
      ledger.settled.push(`${wish.one} ${wish.other}`);
      return done(['people', 'days'], saidOf('act.join', { one: name(wish.one), other: name(wish.other) }));
    case 'unjoin':
      ledger.joined = without(ledger.joined, wish.person);
      return done(['people', 'days'], saidOf('act.unjoin', { who: name(wish.person) }));
    case 'apart':
      ledger.settled.push(`${wish.one} ${wish.other}`);
      return done(['people'], saidOf('act.apart', { one: name(wish.one), other: name(wish.other) }));
    case 'rename': {
      const was = name(wish.person);
      ledger.people[wish.person] = wish.name;
      for (const of of ledger.entries) if (of.person === wish.person) of.name = wish.name;
      return done(['people', 'days'], saidOf('act.rename', { was, who: wish.name }));
    }
    case 'forget':
      ledger.people[wish.person] = '';
      for (const of of ledger.entries) if (of.person === wish.person) Object.assign(of, { name: null, note: null });
      return done(['people', 'days', 'posts', 'nudges'], saidOf('done.forget'));
    case 'skip':
    case 'notNow':
    case 'never':
      ledger.passed[wish.person] = wish.what;
      return done(
        ['people'],
        saidOf(`act.${wish.what === 'notNow' ? 'not-now' : wish.what}`, { who: name(wish.person) }),
      );
    case 'suggest':
      ledger.passed = without(ledger.passed, wish.person);
      return done(['people'], saidOf('act.suggest', { who: name(wish.person) }));
    case 'done':
      ledger.done.push(wish.heard);
      return done(['people'], saidOf('act.done.someone'));
    case 'pauseSource':
    case 'resumeSource': {
      const of = ledger.live.find(({ source }) => source === wish.source) as SourceCard;
      const paused = wish.what === 'pauseSource';
      Object.assign(of, {
        health: paused ? 'paused' : 'well',
        said: saidOf(`source.health.${paused ? 'paused' : 'well'}`),
        due: paused ? null : `${TODAY}T14:12:00+01:00`,
      });
      return done(['sources'], saidOf(`act.${paused ? 'stop' : 'go-on'}-source`, { source: of.title }));
    }
    case 'setReviewRule':
      return done(['days', 'people'], setRule(ledger, wish.rule, wish.counts));
    case 'rate': {
      if (wish.value === null) ledger.worth = without(ledger.worth, wish.week);
      else ledger.worth[wish.week] = wish.value;
      return done(['settings'], wish.value === null ? saidOf('act.rate.none') : saidOf('act.rate', { n: wish.value }));
    }
    case 'addSample': {
      const sample = { ...lived({ long: false, stuck: false }), sample: true };
      sample.settings.sources = sample.settings.sources.map((source) => ({ ...source, sample: true }));
      sample.live = sample.live.map((one) => ({ ...one, said: saidOf('source.health.sample'), sample: true }));
      return { ledger: sample, changed: SAMPLE, said: saidOf('act.add-sample') };
    }
    case 'removeSample':
      return { ledger: empty(), changed: SAMPLE, said: saidOf('act.remove-sample') };
    case 'undo':
      return done([], saidOf('done.undo'));
  }
}

function settingOf(wish: WishSetting): Partial<Settings> {
  if (wish.name === 'cue') return { cue: wish.value, cueLearned: false };
  if (wish.name !== 'zone') return { [wish.name]: wish.value };
  return { zone: wish.value ?? 'Europe/Vienna', zoneFollowsSystem: wish.value === null };
}

function settingSaid(wish: WishSetting): Said {
  switch (wish.name) {
    case 'goal':
      return saidOf('act.set.goal', { n: wish.value });
    case 'rollover':
      return saidOf('act.set.rollover', { time: time(timeOf(wish.value)) });
    case 'zone':
      return wish.value
        ? saidOf('act.set.zone', { zone: wish.value })
        : saidOf('act.set.zone.system', { zone: 'Europe/Vienna' });
    case 'daysOff':
      return saidOf('act.set.days-off');
    case 'cue':
      return saidOf('act.set.cue', { time: time(wish.value) });
    case 'cueLearned':
      return saidOf(`act.set.learn.${wish.value ? 'on' : 'off'}`);
    case 'plan':
      return wish.value ? saidOf('act.set.plan', { plan: wish.value }) : saidOf('act.set.plan.none');
    case 'cueEvery':
      return saidOf('act.set.every', { n: wish.value });
    case 'silent':
      return saidOf('act.set.silent', { n: wish.value.length });
    case 'earlyWarning':
      return saidOf(`act.set.early.${wish.value ? 'on' : 'off'}`);
    case 'late':
      return wish.value ? saidOf('act.set.late', { time: time(wish.value) }) : saidOf('act.set.late.never');
    case 'quiet':
      return wish.value
        ? saidOf('act.set.quiet', { from: time(wish.value[0]), to: time(wish.value[1]) })
        : saidOf('act.set.quiet.never');
    case 'showStreak':
      return saidOf(`act.set.streak.${wish.value ? 'shown' : 'hidden'}`);
    case 'ownSites':
      return saidOf('act.set.own-sites', { n: wish.value.length });
    case 'countPrivate':
      return saidOf(`act.set.private.${wish.value ? 'counts' : 'counts-not'}`);
    case 'quickLogKeys':
      if (wish.value === TAKEN) throw new Refused(taken);
      return wish.value ? saidOf('act.set.quick-log', { keys: wish.value }) : saidOf('act.set.quick-log.never');
    case 'startWithSession':
      return saidOf(`act.set.start.${wish.value ? 'session' : 'hand'}`);
    case 'language':
      return saidOf(wish.value ? 'act.set.language' : 'act.set.language.system');
  }
}

/** On the demo's desktop these keys belong to another program. */
const TAKEN = 'Ctrl+Alt+C';
const taken = {
  code: 'keys.taken',
  message: saidOf('error.keys.taken', { keys: TAKEN }),
  hint: saidOf('error.keys.taken.hint'),
};

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
