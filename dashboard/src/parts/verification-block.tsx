// Was it checked by the symptom? Symptom, alert, and each figure of the new release beside the one before.
import type { ComparisonResult, VerificationView } from '../../../src/contracts/live-release';
import { readLimits, readValue } from '../live-figures';
import { Shape, markOf } from './marks';

export function VerificationBlock({ verification }: { verification: VerificationView }) {
  const { verdict, symptomGone, alertCleared, reason, comparisons = [], of } = verification;
  const isRollback = of === 'rollback';
  return (
    <div class="verification">
      <p class="reason"><Shape mark={markOf(verdict)} /> {isRollback ? 'After the rollback, verification' : 'Verification'} {verdict}: {reason}</p>
      {!isRollback && <p class="checks"><span class={symptomGone ? 'ok' : 'bad'}>{symptomGone ? '✓ symptom gone' : '✕ symptom still there'}</span> <span class={alertCleared ? 'ok' : 'bad'}>{alertCleared ? '✓ alert cleared' : '✕ alert still firing'}</span></p>}
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
