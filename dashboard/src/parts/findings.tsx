// What did the security tools find? New findings block and are listed; the others are counted by state and level, and shown on demand.
import { useState } from 'preact/hooks';
import type { Evidence } from '../../../src/contracts/evidence';
import type { CellResult } from '../../../src/contracts/result';
import { plural } from '../text';
import { AllFindings, FindingRow } from './finding-list';

type Counted = NonNullable<CellResult['findings']>;

export function Findings({ findings, kept }: { findings: Counted; kept: Evidence | undefined }) {
  const [wanted, setWanted] = useState(false);
  const { fresh, known, suppressed, gone, levels } = findings;
  const counts = [`${known} known`, ...(suppressed ? [`${suppressed} suppressed`] : []), ...(gone ? [`${gone} gone`] : [])];
  return (
    <div class="findings">
      <p>
        <b class={fresh.length ? 'bad' : 'ok'}>{fresh.length ? `✕ ${plural(fresh.length, 'new finding')}` : '✓ no new findings'}</b> <span class="soft">· {counts.join(' · ')}</span>
        {levels && <span class="levels">{(['error', 'warning', 'note'] as const).map((level) => levels[level] > 0 && <span key={level} class={`level ${level}`}>{plural(levels[level], level)}</span>)}</span>}
        {kept && <button type="button" class="plain" aria-expanded={wanted} onClick={() => { setWanted(!wanted); }}>{wanted ? 'Hide the list' : 'Show all'}</button>}
      </p>
      {wanted && kept ? <AllFindings kept={kept} /> : fresh.length > 0 && <ul>{fresh.map((one) => <FindingRow key={one.identity} one={{ ...one, state: 'fresh' }} />)}</ul>}
    </div>
  );
}
