// How is progress said? One short line for a status bar, one sentence for a notification, and a line for each thing that ends.
import type { AttemptView, StageView } from '../src/contracts/incident';
import { nameOfCell } from './progress';
import type { PipelineProgress } from './progress';

const MARKS: Record<string, string> = { passed: '✓', failed: '✗', errored: '!', inconclusive: '?', cancelled: '-' };

/** `functional 5/8`, `build`, `security held`. */
export function shortProgress({ stage, state, done, all }: PipelineProgress): string {
  if (state === 'held') return `${stage} held`;
  return stage === 'build' ? stage : `${stage} ${done}/${all}`;
}

/** `functional 5/8, 1 not passed · 1:04, about 2 min left · login · ipad: npm run test:e2e`. */
export function longProgress(progress: PipelineProgress): string {
  const { failed, elapsedMs, running } = progress;
  const first = running.find(({ last }) => last) ?? running[0];
  const row = first ? `${first.name}${first.last ? `: ${first.last}` : ''}` : '';
  return [`${shortProgress(progress)}${failed > 0 ? `, ${failed} not passed` : ''}`, [span(elapsedMs), leftOf(progress)].filter(Boolean).join(', '), row].filter(Boolean).join(' · ');
}

/** `about 2 min left`; empty when it cannot be told. */
export function leftOf({ remainingMs, state }: Pick<PipelineProgress, 'remainingMs' | 'state'>): string {
  if (remainingMs === undefined || state === 'held') return '';
  if (remainingMs === 0) return 'longer than before';
  return remainingMs < 60_000 ? 'less than a minute left' : `about ${Math.round(remainingMs / 60_000)} min left`;
}

/** `0:41`, `24:05`, `1:12:08`. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A line for each thing that ended since `before`, in the attempt's order; without `before`, for all that has. */
export function endedSince(before: AttemptView | undefined, after: AttemptView): string[] {
  const { build } = after;
  const built = build && !before?.build ? [`${MARKS[build.verdict]} build ${build.verdict} in ${span(build.seconds * 1000)}${build.verdict === 'passed' ? '' : `: ${build.reason}`}`] : [];
  const staged = after.stages.flatMap((stage) => stageLines(before?.stages.find((one) => one.stage === stage.stage), stage));
  const ended = after.verdict !== 'running' && (before === undefined || before.verdict === 'running') ? [verdictLine(after)] : [];
  return [...built, ...staged, ...ended];
}

/** `✓ attempt 2 passed in 3:12: every gate passed`. */
function verdictLine({ number, verdict, reason, startedAt, endedAt }: AttemptView): string {
  const mark = verdict === 'passed' ? MARKS.passed : verdict === 'superseded' ? MARKS.cancelled : MARKS[verdict.split('-').at(-1) ?? ''] ?? '?';
  const word = verdict === 'passed' || verdict === 'superseded' ? verdict : 'sent back';
  return `${mark} attempt ${number} ${word}${endedAt ? ` after ${span(Date.parse(endedAt) - Date.parse(startedAt))}` : ''}: ${reason}`;
}

function stageLines(before: StageView | undefined, after: StageView): string[] {
  let count = before?.cells.filter(({ result }) => result).length ?? 0;
  const cells = after.cells.flatMap((cell) => {
    const { id, result } = cell;
    if (!result || before?.cells.find((one) => one.id === id)?.result) return [];
    count += 1;
    const took = result.reused ? `as in attempt ${result.reused.attempt}` : `in ${span(result.seconds * 1000)}`;
    return [`${MARKS[result.verdict]} ${after.stage} ${count}/${after.cells.length} ${nameOfCell(cell)}: ${result.flaky?.length ? 'flaky' : result.verdict} ${took}${result.verdict === 'passed' ? '' : `: ${result.reason}`}`];
  });
  const asked = after.card && !after.card.given && !before?.card ? [`? ${after.stage} asks a person: ${after.card.why}`] : [];
  return [...cells, ...asked];
}
