// Which tests did a cell run? Failures first, what is flaky, known or in quarantine is said; the rest of a long report on demand.
import { useState } from 'preact/hooks';
import type { Evidence } from '../../../src/contracts/evidence';
import type { TestCase } from '../../../src/contracts/report';
import type { CellResult } from '../../../src/contracts/result';
import { isPicture } from '../evidence';
import { readTests } from '../kept';
import { useKept } from '../live/kept';
import { plural, readSeconds } from '../text';
import { Shape } from './marks';
import { More } from './more';
import { Shots } from './shots';
import { Fault } from './states';

const MARK_OF = { passed: 'passed', failed: 'failed', skipped: 'cancelled' } as const;
const SHOWN = 50;

/** `evidence`: of the cell, for the pictures of a test that failed. */
export function TestList({ tests, kept, evidence }: { tests: NonNullable<CellResult['tests']>; kept: Evidence | undefined; evidence: readonly Evidence[] }) {
  const [wanted, setWanted] = useState(false);
  const hidden = tests.total - tests.cases.length;
  const telling = tests.failed > 0 || tests.cases.some(({ flaky }) => flaky);
  return (
    <details open={telling}>
      <summary>{tests.passed} passed, {tests.failed} failed{tests.known ? ` (${tests.known} in production too)` : ''}, {tests.skipped} skipped</summary>
      {wanted && kept ? <AllTests kept={kept} evidence={evidence} /> : <ul class="tests">{tests.cases.map((one) => <Test key={one.name} one={one} evidence={evidence} />)}</ul>}
      {hidden > 0 && !wanted && (kept
        ? <button type="button" class="plain" onClick={() => { setWanted(true); }}>Show all {plural(tests.total, 'test')}</button>
        : <p class="soft">{plural(hidden, 'more test')}: see the report.</p>)}
    </details>
  );
}

function AllTests({ kept, evidence }: { kept: Evidence; evidence: readonly Evidence[] }) {
  const { body, refused, again } = useKept(kept, readTests);
  const [sought, setSought] = useState('');
  if (refused) return <Fault refused={refused} onRetry={again} />;
  if (!body) return <p class="soft" role="status">Reading the report …</p>;
  const found = body.filter(({ name, status }) => `${name} ${status}`.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <>
      <label class="sift">Find <input type="search" value={sought} onInput={(event) => { setSought(event.currentTarget.value); }} /> <span class="soft" role="status">{found.length.toLocaleString('en-US')} of {plural(body.length, 'test')}</span></label>
      <More items={found} shown={SHOWN} list={(some) => <ul class="tests">{some.map((one, index) => <Test key={`${one.name} ${index}`} one={one} evidence={evidence} />)}</ul>} />
    </>
  );
}

function Test({ one, evidence }: { one: TestCase; evidence: readonly Evidence[] }) {
  const pictures = evidence.filter((piece) => isPicture(piece) && one.attachments?.includes(piece.name));
  const mark = one.flaky ? 'inconclusive' : MARK_OF[one.status];
  const said = [...(one.flaky ? ['flaky'] : [one.status]), ...(one.quarantined ? ['in quarantine'] : []), ...(one.known ? ['in production too'] : []), readSeconds(one.seconds)];
  return (
    <li>
      <Shape mark={mark} /> {one.name} <small class="soft">{said.join(', ')}{one.file && (one.status === 'failed' || one.flaky) && <>, <span class="mono">{one.file}{one.line !== undefined && `:${one.line}`}</span></>}</small>
      {one.message && <pre>{one.message}</pre>}
      {pictures.length > 0 && <Shots pictures={pictures} />}
    </li>
  );
}
