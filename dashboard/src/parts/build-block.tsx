// What did the build make? The artifact by its digest, where it came from, what is in it, and the log.
import type { AttemptView } from '../../../src/contracts/incident';
import type { Evidence } from '../../../src/contracts/evidence';
import { addressOf, ofType, sizeOf } from '../evidence';
import { readComponents } from '../kept';
import { useKept } from '../live/kept';
import { plural, shortId, span } from '../text';
import type { Looking } from './attempts-panel';
import { EvidenceList } from './evidence-list';
import { LogView } from './log-view';
import { Shape } from './marks';

const MOST_COUNTED_BYTES = 2 * 1024 * 1024; // a larger bill is linked, not read by everybody who looks

export function BuildBlock({ attempt, looking }: { attempt: AttemptView; looking: Looking }) {
  const { build } = attempt;
  const running = !build && attempt.verdict === 'running';
  const mark = build ? build.verdict : running ? 'running' : 'cancelled';
  const last = running ? looking.progress?.running.find(({ id }) => /(^|[/:])build$/.test(id))?.last : undefined;
  const open = looking.chosen === 'build';
  return (
    <div class="stage">
      <div class="stage-head"><b><Shape mark={mark} /> Build</b><small>{mark} · {build ? span(build.seconds * 1000) : span(looking.now - Date.parse(attempt.startedAt))}</small></div>
      <div>
        {build?.artifact ? <>artifact <span class="mono" title={build.artifact.digest}>{shortId(build.artifact.digest)}</span>, {sizeOf(build.artifact.bytes)} <Origin evidence={build.evidence} /> </> : <span class="last mono">{last ?? build?.reason ?? ''} </span>}
        {attempt.buildLog && <button type="button" class="plain" aria-expanded={open} onClick={() => { looking.choose('build'); }}>{open ? 'Hide the log' : 'Log'}</button>}
        {open && <div class="detail"><EvidenceList evidence={build?.evidence ?? []} /><LogView key={attempt.buildLog} log={attempt.buildLog} running={running} /></div>}
      </div>
    </div>
  );
}

/** Links to the provenance and the bill of materials of an artifact. */
export function Origin({ evidence }: { evidence: readonly Evidence[] }) {
  const provenance = ofType(evidence, 'in-toto');
  const bill = ofType(evidence, 'cyclonedx');
  if (!provenance && !bill) return null;
  return <span class="origin">{provenance && <a href={addressOf(provenance)}>provenance</a>}{bill && <a href={addressOf(bill)}>bill of materials<Count bill={bill} /></a>}</span>;
}

function Count({ bill }: { bill: Evidence }) {
  const { body } = useKept(bill.bytes <= MOST_COUNTED_BYTES ? bill : undefined, readComponents);
  return body === undefined ? null : <small class="soft"> {plural(body, 'component')}</small>;
}
