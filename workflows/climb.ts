// What happens while a person is awaited? The ladder of the step is climbed: asked, reminded, escalated, until a claim holds or the time is up.
import { peopleMeant, rostersOf } from '../src/domain/audience';
import { nextRung, type Climb, type NextRung } from '../src/domain/ladder';
import type { LadderView, Rung } from '../src/contracts/incident';
import { quick } from './activity-proxies';
import type { Asked, Day } from './day';

export interface HumanStep {
  step: LadderView['step'];
  what: string; // what they are to do, e.g. `assign a developer`
  rungs: readonly Rung[];
  withinSeconds: number;
  round: number; // 1, and one more each time that the deadline passed
  /** Who hears it if nobody is meant by the first rung; empty: everybody. */
  message: () => Omit<Asked, 'to'>;
  /** While this answers a time, somebody has acknowledged and nobody else is told before it. */
  heldUntil?: () => string | undefined;
}

/**
 * True as soon as the claim holds; false when the time was up first. Each rung is told once, in order.
 * The ladder's clock moves when its own timer fires or when somebody says something, and not while an activity runs: after a
 * local activity a replayed workflow may read an earlier time than it did before, and would then start another timer.
 */
export async function climb(day: Day, human: HumanStep, done: () => boolean): Promise<boolean> {
  const since = day.now();
  const deadline = later(since, human.withinSeconds);
  let clock = since;
  let state: Climb = { rungs: human.rungs, since, climbed: 0 };
  const ladder: LadderView = { step: human.step, since, round: human.round, told: [] };
  try {
    for (;;) {
      if (done()) return true;
      const heldUntil = human.heldUntil?.();
      state = { ...state, heldUntil };
      const next = nextRung(state, clock);
      if (next.kind === 'tell') {
        const to = await tellRung(day, human, next);
        ladder.told = [...ladder.told, { at: day.now(), to, kind: next.how }];
        state = { ...state, climbed: state.climbed + 1 };
        continue;
      }
      show(day, ladder, state, clock);
      const until = next.kind === 'wait' && next.until < deadline ? next.until : deadline;
      const moved = await day.until(() => done() || human.heldUntil?.() !== heldUntil, day.secondsUntil(until));
      clock = moved ? day.now() : until;
      if (!moved && until === deadline) return done();
    }
  } finally {
    day.record({ kind: 'ladderStands', ladder: undefined });
  }
}

function later(at: string, seconds: number): string {
  return new Date(Date.parse(at) + seconds * 1000).toISOString();
}

function show(day: Day, ladder: LadderView, state: Climb, clock: string): void {
  const next = nextRung({ ...state, heldUntil: undefined }, clock);
  const rung = state.rungs[state.climbed];
  day.record({
    kind: 'ladderStands',
    ladder: { ...ladder, heldUntil: state.heldUntil, ...(rung && next.kind === 'wait' ? { next: { at: next.until, tell: rung.tell } } : {}) },
  });
}

/** A rung that reaches nobody is said on the timeline, and the climb goes on. */
async function tellRung(day: Day, human: HumanStep, { rung, how }: Extract<NextRung, { kind: 'tell' }>): Promise<string[]> {
  const { people, unknown } = await meant(day, rung.tell);
  day.record({ kind: how, to: people, audience: rung.tell, what: human.what, unknown });
  const message = human.message();
  if (people.length > 0 || how === 'asked') day.tell({ ...message, subject: how === 'asked' ? message.subject : `${how === 'reminded' ? 'Reminder' : 'Still waiting'}: ${message.subject}`, to: people });
  return people;
}

/** The people behind an audience; who is on duty is asked only when somebody on duty is meant. */
export async function meant(day: Day, audience: readonly string[]): Promise<{ people: string[]; unknown?: string }> {
  const rosters = rostersOf(audience, day.input.duty);
  if (rosters.length === 0) return { people: peopleMeant(day.view, audience, day.input.duty) };
  const found = await quick.whoIsOnDuty.executeWithOptions({ summary: `On duty: ${rosters.join(', ')}` }, [{ rosters, at: day.now() }])
    .catch(() => rosters.map(() => ({ person: null, why: 'the roster could not be asked' })));
  const onDuty = Object.fromEntries(rosters.flatMap((roster, at) => (found[at]?.person ? [[roster, found[at].person]] : [])));
  const why = found.filter(({ person }) => person === null).map((answer) => answer.why);
  return { people: peopleMeant(day.view, audience, day.input.duty, onDuty), ...(why.length ? { unknown: why.join('; ') } : {}) };
}
