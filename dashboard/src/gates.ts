// Which gate asks a person, who may answer, and what is written down after a quarantine?
import type { Me } from '../../src/contracts/access';
import type { AttemptView, GateCard, IncidentView, StageView } from '../../src/contracts/incident';
import type { Quarantine } from '../../src/contracts/exceptions';
import type { GateDecision } from '../../src/domain/vocabulary';
import { Phase } from '../../src/domain/vocabulary';

export interface AskedGate { attempt: AttemptView; stage: StageView; card: GateCard }

/** Gates of the running attempt that asked somebody, the latest first. */
export function askedGates({ attempts, phase }: Pick<IncidentView, 'attempts' | 'phase'>): AskedGate[] {
  const attempt = attempts.at(-1);
  if (!attempt || attempt.verdict !== 'running' || phase === Phase.Closed) return [];
  return attempt.stages.flatMap((stage) => (stage.card ? [{ attempt, stage, card: stage.card }] : [])).reverse();
}

export function mayJudge({ mayDecide, given }: Pick<GateCard, 'mayDecide' | 'given'>, me: Pick<Me, 'id'> | undefined): boolean {
  return given === undefined && (me === undefined || mayDecide.includes(me.id));
}

/** Whether a stage waits for a person; its verdict comes when they have decided. */
export function isHeld({ card, verdict }: Pick<StageView, 'card' | 'verdict'>): boolean {
  return card !== undefined && card.given === undefined && verdict === 'running';
}

/** The stage whose answer a developer needs first: the last one that did not pass. */
export function answeredStage({ stages }: Pick<AttemptView, 'stages'>): StageView | undefined {
  return stages.filter(({ answer, verdict }) => answer !== undefined && verdict !== 'passed').at(-1);
}

const DECISIONS: Record<GateDecision, { does: string; asks: string; submit: string; tone: 'go' | 'stop' | '' }> = {
  quarantine: { does: 'The test still runs and reports, but no longer holds the gate in these cells, until its review.', asks: 'Quarantine…', submit: 'Quarantine it', tone: 'go' },
  accept: { does: 'The attempt goes on; your name and reason stay on the release.', asks: 'Accept…', submit: 'Accept it', tone: 'go' },
  'run-again': { does: 'The cells that did not pass are run again; the gate then judges anew.', asks: 'Run again…', submit: 'Run them again', tone: '' },
  'send-back': { does: 'The attempt ends here and it is the developer’s turn.', asks: 'Send back…', submit: 'Send it back', tone: 'stop' },
};

export function decisionWords(decision: GateDecision) {
  return DECISIONS[decision];
}

const DECIDED: Record<GateDecision, string> = { quarantine: '✓ quarantined', accept: '✓ accepted', 'run-again': '↻ run again', 'send-back': '✕ sent back' };

export function decidedAs(decision: GateDecision): string {
  return DECIDED[decision];
}

const REVIEW_DAYS = 14;
const LONGEST_REVIEW_DAYS = 89; // dayshift takes no day that ends after more than 90
const DAY_MS = 86_400_000;

/** The day of review that is proposed, and the first and last that are possible. */
export function reviewDays(now: number): { first: string; proposed: string; last: string } {
  const day = (after: number) => new Date(now + after * DAY_MS).toISOString().slice(0, 10);
  return { first: day(1), proposed: day(REVIEW_DAYS), last: day(LONGEST_REVIEW_DAYS) };
}

/** The entries as they stand in `.dayshift/pipeline.yaml`. Texts stand in double quotes as JSON writes them, which YAML reads the same. */
export function quarantineEntry(entries: readonly Quarantine[]): string {
  const flow = (point: Record<string, string>) => `{ ${Object.entries(point).map(([axis, value]) => `${axis}: ${quoted(value)}`).join(', ')} }`;
  const rows = entries.flatMap(({ check, test, at, owner, reason, review }) => [
    `  - check: ${quoted(check)}`, `    test: ${quoted(test)}`, `    at: [${at.map((point) => (Object.keys(point).length ? flow(point) : '{}')).join(', ')}]`,
    `    owner: ${quoted(owner)}`, `    reason: ${quoted(reason)}`, `    review: ${quoted(review)}`,
  ]);
  return ['quarantine:', ...rows].join('\n');
}

/** Characters that YAML does not take in a quoted text as they are. */
const UNREADABLE = /[\u007f-\u009f\u2028\u2029\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function quoted(text: string): string {
  return JSON.stringify(text).replace(UNREADABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
