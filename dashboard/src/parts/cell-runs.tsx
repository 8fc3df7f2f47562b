// How often was a cell run, and what came of each run? Side by side: the candidate's first, its repeats, and the running release's.
import type { CellRun } from '../../../src/contracts/result';
import { readSeconds } from '../text';
import { EvidenceList } from './evidence-list';
import { Shape, markOf } from './marks';

export function CellRuns({ runs }: { runs: readonly CellRun[] }) {
  return (
    <ol class="runs" aria-label="Runs">
      {runs.map((run, index) => (
        <li key={index}>
          <b>{nameOf(runs, index)}</b>
          <span class="reason"><Shape mark={markOf(run.verdict)} /> {run.verdict} in {readSeconds(run.seconds)}: {run.reason}</span>
          <EvidenceList evidence={run.evidence} label="" />
        </li>
      ))}
    </ol>
  );
}

function nameOf(runs: readonly CellRun[], index: number): string {
  if (runs[index]?.side === 'running') return 'On the running release';
  const before = runs.slice(0, index).filter(({ side }) => side === 'candidate').length;
  return before === 0 ? 'First run' : before === 1 ? 'Run again' : `Run again, ${before} times`;
}
