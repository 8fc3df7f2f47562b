// Who is on duty now and in the weeks to come? Every roster is walked from one hand-over to the next; gaps are named with their times.
import type { DoctorFinding } from '../../src/contracts/http';
import type { Duty as DutyRow } from '../../src/contracts/team';
import type { Standing } from '../../src/domain/reach';
import type { Duty, OnDuty } from '../../src/ports/duty';
import { broken, doubtful, listed, reasonOf, well } from './finding';

const DAY_MS = 86_400_000;
export const AHEAD_DAYS = 28;
const MOST_TURNS = 2000; // a hand-over every twenty minutes
const MOST_GAPS_NAMED = 5;
const ROSTERS_SECONDS = 15;

export interface Turn { from: Date; to: Date; person: string | null; why: string; isLast: boolean } // isLast: it goes on beyond what was walked
export interface Walked { name: string; turns: Turn[]; standings: Standing[]; findings: DoctorFinding[] }

/** Each roster's next four weeks. Never throws: the port does not, and a roster that is slow is a gap with that reason. */
export async function walkRosters(rows: readonly DutyRow[], duty: Duty, now: Date): Promise<Walked[]> {
  return Promise.all(rows.map(async ({ name }) => {
    const turns = await turnsOf(duty, name, now);
    return { name, turns, standings: standingsOf(name, turns), findings: [judge(name, turns, now)] };
  }));
}

/** One after another without a hole between; the same person twice in a row is one turn. */
async function turnsOf(duty: Duty, name: string, now: Date): Promise<Turn[]> {
  const turns: Turn[] = [];
  const end = new Date(now.getTime() + AHEAD_DAYS * DAY_MS);
  const patience = AbortSignal.timeout(ROSTERS_SECONDS * 1000);
  for (let from = now, count = 0; from < end && count < MOST_TURNS; count += 1) {
    const { person, why, until } = await askPatiently(duty, name, from, patience);
    const next = until === undefined ? end : new Date(until);
    const to = next > from && next < end ? next : end;
    const last = turns.at(-1);
    const isLast = to >= end;
    if (last?.person === person && last.why === why) Object.assign(last, { to, isLast });
    else turns.push({ from, to, person, why, isLast });
    from = to;
  }
  return turns;
}

async function askPatiently(duty: Duty, name: string, at: Date, patience: AbortSignal): Promise<OnDuty> {
  const late = (): OnDuty => ({ person: null, why: `the roster ${name} did not answer within ${ROSTERS_SECONDS} s` });
  if (patience.aborted) return late();
  let stop = (): void => undefined;
  const tooLate = new Promise<OnDuty>((resolve) => { stop = () => resolve(late()); patience.addEventListener('abort', stop, { once: true }); });
  try {
    return await Promise.race([duty.onDuty(name, at), tooLate]);
  } catch (error) {
    return { person: null, why: reasonOf(error) };
  } finally {
    patience.removeEventListener('abort', stop);
  }
}

/** Every person who comes to be on duty, and every gap. */
function standingsOf(name: string, turns: readonly Turn[]): Standing[] {
  const people = [...new Set(turns.flatMap(({ person }) => person ?? []))];
  return [
    ...people.map((person) => ({ people: [person], when: `${person} is on duty by ${name}` })),
    ...turns.filter(({ person }) => person === null).map((gap) => ({ people: [], when: `nobody is on duty ${spanOf(gap)} (${gap.why})` })),
  ];
}

function judge(name: string, turns: readonly Turn[], now: Date): DoctorFinding {
  const gaps = turns.filter(({ person }) => person === null);
  const first = turns[0];
  if (gaps.length === 0) {
    const people = [...new Set(turns.flatMap(({ person }) => person ?? []))];
    return well('rosters', name, `${first?.person ?? 'nobody'} is on duty (${first?.why ?? 'unknown'}), and somebody for the next ${AHEAD_DAYS} days: ${listed(people)}`);
  }
  const named = listed(gaps.map((gap) => `${spanOf(gap)} (${gap.why})`), MOST_GAPS_NAMED);
  const said = { area: 'rosters', what: name, found: `nobody is on duty ${named}`, advice: 'Fill the gap by another turn, an override or an event of the calendar.' };
  return gaps.some(({ from }) => from <= now) ? broken(said) : doubtful(said);
}

function spanOf({ from, to, isLast }: Turn): string {
  return isLast ? `from ${minute(from)} UTC on` : `from ${minute(from)} to ${minute(to)} UTC`;
}

function minute(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ');
}
