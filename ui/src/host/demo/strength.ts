import { plusDays } from '../../words/dates.ts';
import { day as dayGap, saidOf, share } from '../../words/say.ts';
import type { StrengthStory } from '../wire.ts';
import { because, lived } from './days.ts';
import { TODAY, type Ledger } from './ledger.ts';

/** Strength and streak, explained from the same days as Today's. */
export function strength(ledger: Ledger): StrengthStory {
  const cells = [...lived(ledger).values()];
  const broke = cells.map(({ state }) => state).lastIndexOf('missed');
  const run = cells.slice(broke + 1);
  const first = run.find(({ state }) => state === 'kept');
  const kept = run.filter(({ state }) => state === 'kept').length;
  const since = run.slice(first ? run.indexOf(first) : run.length);
  const from = Math.max(0, cells.length - 28);
  const before = cells[from - 1]?.strength ?? 0;
  const part = 1 - 0.5 ** (Math.sqrt((7 - ledger.settings.daysOff.length) / 7) / 13);
  return {
    strength: cells[cells.length - 1]?.strength ?? 0,
    formula: saidOf('strength.formula', { part: share(part), n: Math.round(Math.log(0.5) / Math.log(1 - part)) }),
    before,
    days: cells
      .slice(from)
      .map((cell, index) => {
        const moves = cell.state === 'kept' || cell.state === 'touched' || cell.state === 'missed';
        return {
          day: cell.day,
          state: cell.state ?? 'open',
          counted: cell.counted,
          goal: cell.goal,
          moved: moves ? cell.strength - (cells[from + index - 1]?.strength ?? 0) : null,
          strength: cell.strength,
          because: because(cell)[0] ?? saidOf('day.rest'),
        };
      })
      .reverse(),
    streak: ledger.settings.showStreak
      ? {
          kept,
          said: first
            ? saidOf(broke < 0 ? 'streak.first' : 'streak.since', {
                n: kept,
                day: dayGap(first.day),
                broke: dayGap(cells[broke]?.day ?? plusDays(TODAY, -1)),
              })
            : saidOf('streak.none'),
          transparent: since.length - kept,
          frozen: since.filter(({ state }) => state === 'frozen').map(({ day }) => day),
          mended: 0,
        }
      : null,
  };
}
