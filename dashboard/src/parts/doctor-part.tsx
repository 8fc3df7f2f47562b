// Is everything set up so that somebody is reached and every gate can be passed? What the doctor found, area by area.
import { useEffect, useState } from 'preact/hooks';
import type { Diagnosis, DoctorFinding } from '../../../src/contracts/http';
import { asRefused, get } from '../live/api';
import type { Refused } from '../live/api';
import { capital, clock, plural } from '../text';
import { Moment } from './marks';
import { Fault, Loading } from './states';

type State = DoctorFinding['state'];
const SHAPES: Record<State, string> = { broken: '✕', doubtful: '?', well: '✓' };
const TONES: Record<State, string> = { broken: 'bad', doubtful: 'wait', well: 'ok' };
const ORDER: readonly State[] = ['broken', 'doubtful', 'well'];

export function DoctorPart() {
  const { diagnosis, refused, busy, look } = useDiagnosis();
  if (!diagnosis) return refused && !busy ? <Fault refused={refused} onRetry={look} /> : <Loading what="what the doctor finds; every part is asked" />;
  const { findings, broken, doubtful, at } = diagnosis;
  const areas = [...new Set(findings.map(({ area }) => area))].sort((a, b) => worst(findings, a) - worst(findings, b));
  const verdict: State = broken ? 'broken' : doubtful ? 'doubtful' : 'well';
  return (
    <>
      <div class={`turn ${TONES[verdict]}`}>
        <p role="status"><b>{SHAPES[verdict]} {summary(broken, doubtful)}</b> — {plural(findings.length, 'thing')} looked at, <Moment at={at} text={clock(at, true)} /></p>
        <button type="button" disabled={busy} onClick={look}>{busy ? 'Looking …' : 'Look again'}</button>
      </div>
      {refused && <Fault refused={refused} />}
      {findings.length === 0 && <div class="panel empty"><b>Nothing was looked at.</b></div>}
      <div class="areas">{areas.map((area) => <Area key={area} area={area} findings={findings.filter((one) => one.area === area)} />)}</div>
    </>
  );
}

function Area({ area, findings }: { area: string; findings: DoctorFinding[] }) {
  const wrong = ORDER.slice(0, 2).flatMap((state) => findings.filter((one) => one.state === state));
  const well = findings.filter(({ state }) => state === 'well');
  const id = `area-${area.replace(/[^a-z0-9]+/gi, '-')}`;
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{capital(area)} <span>{ORDER.flatMap((state) => { const count = findings.filter((one) => one.state === state).length; return count ? `${count} ${state}` : []; }).join(', ')}</span></h2>
      {wrong.length > 0 && <ul class="found">{wrong.map((one) => <Found key={`${one.what} ${one.found}`} one={one} />)}</ul>}
      {well.length > 0 && (
        <details open={wrong.length === 0}>
          <summary>✓ {well.length} well</summary>
          <ul class="found">{well.map((one) => <Found key={`${one.what} ${one.found}`} one={one} />)}</ul>
        </details>
      )}
    </section>
  );
}

function Found({ one }: { one: DoctorFinding }) {
  const { what, state, found, advice } = one;
  return (
    <li class={TONES[state]}>
      <span><span class={TONES[state]}><span aria-hidden="true">{SHAPES[state]}</span> {state}</span> <b>{what}</b></span>
      <span>{found}</span>
      {state !== 'well' && advice && <span>→ {advice}</span>}
    </li>
  );
}

function worst(findings: DoctorFinding[], area: string): number {
  return Math.min(...findings.filter((one) => one.area === area).map(({ state }) => ORDER.indexOf(state)));
}

function summary(broken: number, doubtful: number): string {
  const parts = [...(broken ? [`${broken} broken`] : []), ...(doubtful ? [`${doubtful} doubtful`] : [])];
  return parts.length ? parts.join(', ') : 'Everything is well';
}

function useDiagnosis() {
  const [diagnosis, setDiagnosis] = useState<Diagnosis>();
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(true);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let left = false;
    setBusy(true);
    get<Diagnosis>('/api/v1/doctor')
      .then((found) => { if (!left) { setDiagnosis(found); setRefused(undefined); } })
      .catch((error: unknown) => { if (!left) setRefused(asRefused(error)); })
      .finally(() => { if (!left) setBusy(false); });
    return () => { left = true; };
  }, [asked]);
  return { diagnosis, refused, busy, look: () => { setAsked((count) => count + 1); } };
}
