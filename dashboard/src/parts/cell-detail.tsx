// What happened in one cell? The reason, its runs side by side, the tests with failures first, the evidence, and the log while it is written.
import { runningOf } from '../cells';
import type { Cell } from '../cells';
import { keptAs } from '../evidence';
import { readSeconds } from '../text';
import type { Looking } from './attempts-panel';
import { CellRuns } from './cell-runs';
import { EvidenceList } from './evidence-list';
import { LogView } from './log-view';
import { Shape, markOf } from './marks';
import { TestList } from './test-list';

export function CellDetail({ cell, looking }: { cell: Cell; looking: Looking }) {
  const result = cell.state === 'running' ? undefined : cell.result;
  const running = runningOf(cell, looking.progress);
  const quiet = cell.state === 'running' ? (looking.progress && !running ? 'Handed out; it waits for a slot.' : 'Started.') : 'Not started yet.';
  const runs = result?.runs ?? [];
  return (
    <div class="detail">
      <div class="detail-head"><b>{[cell.check, ...Object.values(cell.point)].join(' · ')}</b><button type="button" class="plain" onClick={() => { looking.choose(cell.id); }}>Close</button></div>
      {result && <p class="reason"><Shape mark={markOf(result.verdict)} /> {result.verdict} in {readSeconds(result.seconds)}: {result.reason} {result.box && <small class="soft">({result.box})</small>}</p>}
      {result?.reused && <p class="soft">↺ Not run again: taken over from attempt {result.reused.attempt}, whose artifact and check are the same.</p>}
      {!result && <p class="reason soft">{running?.last ?? quiet}</p>}
      {runs.length > 1 && <CellRuns runs={runs} />}
      {result?.tests && <TestList tests={result.tests} kept={keptAs(result.evidence, 'dayshift/tests.json')} evidence={result.evidence} />}
      <EvidenceList evidence={result?.evidence ?? []} />
      {cell.log && <LogView log={cell.log} running={cell.state === 'running'} />}
    </div>
  );
}
