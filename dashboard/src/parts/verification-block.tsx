// Was it checked by the symptom? Symptom, alert, and each figure of the new release beside the one before.
import { useState } from 'preact/hooks';
import type { ComparisonResult, VerificationView } from '../../../src/contracts/live-release';
import type { CellResult } from '../../../src/contracts/result';
import { keptAs } from '../evidence';
import { readLimits, readValue } from '../live-figures';
import { readSeconds } from '../text';
import { EvidenceList } from './evidence-list';
import { LogView } from './log-view';
import { Shape, markOf } from './marks';
import { TestList } from './test-list';

export function VerificationBlock({ verification }: { verification: VerificationView }) {
  const { verdict, symptomGone, alertCleared, reason, comparisons = [], of, cell } = verification;
  const isRollback = of === 'rollback';
  return (
    <div class="verification">
      <p class="reason"><Shape mark={markOf(verdict)} /> {isRollback ? 'After the rollback, verification' : 'Verification'} {verdict}: {reason}</p>
      {!isRollback && <p class="checks"><span class={symptomGone ? 'ok' : 'bad'}>{symptomGone ? '✓ symptom gone' : '✕ symptom still there'}</span> <span class={alertCleared ? 'ok' : 'bad'}>{alertCleared ? '✓ alert cleared' : '✕ alert still firing'}</span></p>}
      {cell && <Checked cell={cell} />}
      {comparisons.length > 0 && (
        <div class="scroll">
          <table class="compared">
            <thead><tr><th scope="col">figure</th><th scope="col">before</th><th scope="col">this release</th><th scope="col">limit</th></tr></thead>
            <tbody>{comparisons.map((one) => <Row key={one.name} one={one} />)}</tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** The symptom's own check, as any cell: its tests, what it left, and its log. */
function Checked({ cell }: { cell: CellResult }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="plain" aria-expanded={isOpen} onClick={() => { setOpen(!isOpen); }}>{isOpen ? 'Hide how it was checked' : 'How it was checked'}</button>
      {isOpen && (
        <div class="detail">
          <p class="reason"><Shape mark={markOf(cell.verdict)} /> {cell.verdict} in {readSeconds(cell.seconds)}: {cell.reason} {cell.box && <small class="soft">({cell.box})</small>}</p>
          {cell.tests && <TestList tests={cell.tests} kept={keptAs(cell.evidence, 'dayshift/tests.json')} evidence={cell.evidence} />}
          <EvidenceList evidence={cell.evidence} />
          {cell.log && <LogView log={cell.log} running={false} />}
        </div>
      )}
    </>
  );
}

function Row({ one: { name, release, before, limit, ok, reason } }: { one: ComparisonResult }) {
  return (
    <tr>
      <th scope="row"><Shape mark={ok === null ? 'inconclusive' : ok ? 'passed' : 'failed'} /> {name}{reason && <small class="soft">{reason}</small>}</th>
      <td>{before === null ? <span class="soft">nothing</span> : readValue(before, name, limit)}</td>
      <td class={ok === false ? 'bad' : ''}>{release === null ? <span class="wait">? no data</span> : readValue(release, name, limit)}</td>
      <td class="soft">{readLimits(limit)}</td>
    </tr>
  );
}
