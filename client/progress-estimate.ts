// How long may an attempt take still? By how long each of its rows took in earlier attempts of the same incident; never guessed.
import type { AttemptView, StageView } from '../src/contracts/incident';

/** In milliseconds; undefined when a row that is still to come has never been seen to its end. `now` in milliseconds. */
export function remainingOf(attempt: AttemptView, earlier: readonly AttemptView[], now: number): number | undefined {
  if (attempt.stages.length === 0) return undefined; // its plan is not known yet
  const rows = [buildLeft(attempt, earlier, now), ...attempt.stages.map((stage) => stageLeft(stage, earlier, now))];
  return rows.reduce<number | undefined>((sum, left) => (sum === undefined || left === undefined ? undefined : sum + left), 0);
}

function buildLeft({ build, startedAt }: AttemptView, earlier: readonly AttemptView[], now: number): number | undefined {
  if (build) return 0;
  const usual = median(earlier.flatMap((attempt) => (attempt.build?.verdict === 'passed' ? [attempt.build.seconds * 1000] : [])));
  return usual === undefined ? undefined : Math.max(0, usual - (now - Date.parse(startedAt)));
}

function stageLeft(stage: StageView, earlier: readonly AttemptView[], now: number): number | undefined {
  if (stage.verdict !== 'waiting' && stage.verdict !== 'running') return 0;
  const usual = median(earlier.flatMap(({ stages }) => stages.flatMap((one) => (one.stage === stage.stage ? tookOf(one) : []))));
  if (usual === undefined) return undefined;
  return stage.startedAt === undefined ? usual : Math.max(0, usual - (now - Date.parse(stage.startedAt)));
}

/** Only of a stage whose every cell ran: one that was left early says too little, one that took results over nothing. */
function tookOf({ startedAt, endedAt, cells }: StageView): number[] {
  if (startedAt === undefined || endedAt === undefined) return [];
  const ran = cells.length > 0 && cells.every(({ result }) => result !== undefined && result.reused === undefined);
  return ran ? [Date.parse(endedAt) - Date.parse(startedAt)] : [];
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
