// What happened in one cell? The reason, the tests with failures first, the evidence, and the log while it is written.
import type { Evidence } from '../../../src/contracts/evidence';
import type { CellResult } from '../../../src/contracts/result';
import { readSeconds } from '../text';
import type { Looking } from './attempts-panel';
import { runningOf } from './cell-grid';
import type { Cell } from './cell-grid';
import { LogView } from './log-view';
import { Shape, markOf } from './marks';

export function CellDetail({ cell, looking }: { cell: Cell; looking: Looking }) {
  const { result } = cell;
  const last = runningOf(cell, looking)?.last;
  return (
    <div class="detail">
      <div class="detail-head"><b>{[cell.check, ...Object.values(cell.point)].join(' · ')}</b><button type="button" class="plain" onClick={() => { looking.choose(cell.id); }}>Close</button></div>
      {result && <p class="reason"><Shape mark={markOf(result.verdict)} /> {result.verdict} in {readSeconds(result.seconds)}: {result.reason} <small class="soft">({result.box})</small></p>}
      {!result && <p class="reason soft">{last ?? 'Not started yet.'}</p>}
      {result?.tests && <TestList tests={result.tests} />}
      <EvidenceList evidence={result?.evidence ?? []} />
      <LogView log={cell.log} running={cell.state === 'running'} />
    </div>
  );
}

const MARK_OF = { passed: 'passed', failed: 'failed', skipped: 'cancelled' } as const;

function TestList({ tests }: { tests: NonNullable<CellResult['tests']> }) {
  return (
    <details open={tests.failed > 0}>
      <summary>{tests.passed} passed, {tests.failed} failed, {tests.skipped} skipped</summary>
      <ul class="tests">
        {tests.cases.map((one) => (
          <li key={one.name}>
            <Shape mark={MARK_OF[one.status]} /> {one.name} <small class="soft">{one.status}, {readSeconds(one.seconds)}</small>
            {one.message && <pre>{one.message}</pre>}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function EvidenceList({ evidence }: { evidence: Evidence[] }) {
  if (evidence.length === 0) return null;
  return <p class="evidence">Evidence: {evidence.map(({ name, digest, bytes }) => <a key={`${name} ${digest}`} href={`/api/v1/evidence/${encodeURIComponent(digest)}`}>{name} <small class="soft">{Math.max(1, Math.round(bytes / 1024))} KiB</small></a>)}</p>;
}
