// What do customers read of an incident? Fixed sentences by severity, phase and outcome; nothing that anybody typed is in them.
import type { IncidentSummary } from '../contracts/http';
import type { PublicState, PublicUpdate } from '../contracts/public-status';
import { OUT_NOW } from './service-panel';
import { Outcome, Phase, Severity } from './vocabulary';

const MOST_UPDATES = 20;

export const STATE_WORDS: Readonly<Record<PublicState, string>> = {
  operational: 'Working normally',
  recovering: 'A fix is out, we are watching it',
  degraded: 'Some problems',
  'partial-outage': 'Serious problems for some customers',
  'major-outage': 'Serious problems for many customers',
  unknown: 'We cannot tell right now',
};

/** From well to worst: of several, the worst is told. */
export const STATES: readonly PublicState[] = ['operational', 'unknown', 'recovering', 'degraded', 'partial-outage', 'major-outage'];

const BY_SEVERITY: Readonly<Record<Severity, PublicState>> = {
  [Severity.Low]: 'degraded', [Severity.Medium]: 'degraded', [Severity.High]: 'partial-outage', [Severity.Critical]: 'major-outage',
};

const STANDING: Readonly<Record<Exclude<Phase, 'closed'>, string>> = {
  [Phase.Assess]: 'We are finding out what is wrong.',
  [Phase.Fix]: 'We are writing a fix.',
  [Phase.Build]: 'We are writing a fix.',
  [Phase.Functional]: 'The fix is being tested.',
  [Phase.Performance]: 'The fix is being tested.',
  [Phase.Security]: 'The fix is being tested.',
  [Phase.Further]: 'The fix is being tested.',
  [Phase.SignOff]: 'The fix is tested and waits to go out.',
  [Phase.Deploy]: 'The fix is going out.',
  [Phase.Verify]: 'The fix is out and is being checked.',
  [Phase.Watch]: 'The fix is out and is being watched.',
};

const ENDED: Readonly<Record<Outcome, string>> = {
  [Outcome.Fixed]: 'It is fixed.',
  [Outcome.RecoveredByItself]: 'It is over. It ended before a fix was needed.',
  [Outcome.Cancelled]: 'It is closed. No fix was needed.',
};
const ENDED_SOMEHOW = 'It is over.';

const TESTED: readonly Phase[] = [Phase.Functional, Phase.Performance, Phase.Security, Phase.Further, Phase.SignOff];

type Row = Pick<IncidentSummary, 'severity' | 'phase' | 'outcome' | 'openedAt' | 'closedAt' | 'phases' | 'deployments'>;

/** Where customers are: what happens in an environment before theirs is one more test to them. */
export interface Place { environment: string; hasEarlier: boolean }

export function outwardly<R extends Row>(row: R, { environment, hasEarlier }: Place): R {
  const isTheirs = (from: string | undefined): boolean => {
    const last = row.deployments?.findLast(({ startedAt }) => from === undefined || startedAt <= from);
    return last ? last.environment === environment : !hasEarlier;
  };
  const seen = (phase: Phase, from?: string): Phase => (OUT_NOW.includes(phase) && !isTheirs(from) ? Phase.Further : phase);
  return { ...row, phase: seen(row.phase), phases: row.phases.map((span) => ({ ...span, phase: seen(span.phase, span.from) })) };
}

/** How bad it was or is, before any fix. */
export function troubleOf({ severity }: Pick<Row, 'severity'>): PublicState {
  return BY_SEVERITY[severity];
}

/** What the incident makes of its service now: once the fix is verified, customers have it back. */
export function stateOf({ phase, severity }: Pick<Row, 'phase' | 'severity'>): PublicState {
  if (phase === Phase.Closed) return 'operational';
  return phase === Phase.Watch ? 'recovering' : BY_SEVERITY[severity];
}

/** Where the fix stands. */
export function standingOf(row: Row): string {
  if (row.phase === Phase.Closed) return row.outcome ? ENDED[row.outcome] : ENDED_SOMEHOW;
  return toldOf(row).findLast((text) => text !== undefined) ?? STANDING[row.phase];
}

/** When customers had it back: with the watch that ended well, else when it was closed. */
export function solvedAt({ outcome, closedAt, phases }: Row): string | undefined {
  const watch = outcome === Outcome.Fixed ? phases.findLast(({ phase }) => phase === Phase.Watch) : undefined;
  return watch?.from ?? closedAt;
}

/** Newest first. Where the way so far is not known, as while no worker answers, nothing is dated. */
export function updatesOf(row: Row): PublicUpdate[] {
  if (row.phases[0]?.phase !== Phase.Assess) return [];
  const told = toldOf(row).flatMap((text, index) => (text === undefined ? [] : [{ at: row.phases[index]?.from ?? row.openedAt, text }]));
  const ended = row.phase === Phase.Closed && row.closedAt ? [{ at: row.closedAt, text: standingOf(row) }] : [];
  return [...told, ...ended].reverse().slice(0, MOST_UPDATES);
}

/** For each phase what was told when it began; nothing where it says the same as before. */
function toldOf({ phases }: Pick<Row, 'phases'>): (string | undefined)[] {
  let said = '';
  return phases.map(({ phase }, index) => {
    if (phase === Phase.Closed) return undefined;
    const text = sentenceOf(phase, phases.slice(0, index).map((before) => before.phase));
    if (text === said) return undefined;
    said = text;
    return text;
  });
}

/** Going back to the fix is said, with how far the one before had come. */
function sentenceOf(phase: Exclude<Phase, 'closed'>, before: readonly Phase[]): string {
  if (phase !== Phase.Fix && phase !== Phase.Build) return STANDING[phase];
  const last = before.findLast((one) => TESTED.includes(one) || OUT_NOW.includes(one));
  if (last === undefined) return STANDING[phase];
  return OUT_NOW.includes(last) ? 'The fix did not hold. We are working on another one.' : 'The fix was not good enough yet. We are working on it.';
}
