// What did each attempt come to? A tab for each, its build, its stages, and the cell or build that is looked into.
import { useState } from 'preact/hooks';
import type { Progress } from '../../../src/contracts/http';
import type { AttemptView, IncidentView } from '../../../src/contracts/incident';
import { nameOf, shortId, span } from '../text';
import { LogView } from './log-view';
import { Shape, markOf } from './marks';
import { StageBlock } from './stage-block';
import { EvidenceList } from './cell-detail';

export interface Looking { now: number; progress: Progress; chosen: string; choose: (row: string) => void }
interface Props { view: IncidentView; progress: Progress; now: number }

export function AttemptsPanel({ view, progress, now }: Props) {
  const [picked, setPicked] = useState<number>();
  const [chosen, setChosen] = useState('');
  const attempt = view.attempts.find(({ number }) => number === picked) ?? view.attempts.at(-1);
  if (!attempt) {
    return <section class="panel" aria-labelledby="attempts"><h2 id="attempts">Attempts</h2><p class="soft">None yet. A push to <span class="mono">{view.branch}</span> starts the first.</p></section>;
  }
  const choose = (row: string) => { setChosen(row === chosen ? '' : row); };
  return (
    <section class="panel" aria-labelledby="attempts">
      <h2 id="attempts">Attempts {!view.outcome && <span>a push to <span class="mono">{view.branch}</span> starts the next</span>}</h2>
      <Tabs attempts={view.attempts} shown={attempt.number} onPick={(number) => { setPicked(number); setChosen(''); }} />
      <div id="attempt" role="tabpanel" aria-label={`Attempt ${attempt.number}`}>
        <p class="reason"><span class="mono">{shortId(attempt.commit)}</span> by {nameOf(view.team, attempt.by)}{attempt.reason && <>: {attempt.reason}</>}</p>
        <BuildBlock attempt={attempt} looking={{ now, progress, chosen, choose }} />
        {attempt.stages.map((stage) => <StageBlock key={stage.stage} stage={stage} over={attempt.endedAt !== undefined} looking={{ now, progress, chosen, choose }} />)}
      </div>
    </section>
  );
}

function Tabs({ attempts, shown, onPick }: { attempts: AttemptView[]; shown: number; onPick: (number: number) => void }) {
  function move(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = by ? attempts[attempts.findIndex(({ number }) => number === shown) + by] : undefined;
    if (!next) return;
    onPick(next.number);
    document.getElementById(`tab-${next.number}`)?.focus();
  }
  return (
    <div class="tabs" role="tablist" aria-label="Attempts" onKeyDown={move}>
      {attempts.map((attempt) => (
        <button key={attempt.number} id={`tab-${attempt.number}`} type="button" role="tab" aria-selected={attempt.number === shown} aria-controls="attempt" tabIndex={attempt.number === shown ? 0 : -1} onClick={() => { onPick(attempt.number); }}>
          <Shape mark={markOf(attempt.verdict)} /> {attempt.number} · {attempt.verdict.replace('-', ' ')}{attempt.number === shown && attempt.change && <> · “{attempt.change.subject}”</>}
        </button>
      ))}
    </div>
  );
}

function BuildBlock({ attempt, looking }: { attempt: AttemptView; looking: Looking }) {
  const { build } = attempt;
  const running = !build && attempt.verdict === 'running';
  const mark = build ? build.verdict : running ? 'running' : 'cancelled';
  const last = running ? looking.progress.running.find(({ id }) => /(^|[/:])build$/.test(id))?.last : undefined;
  const open = looking.chosen === 'build';
  return (
    <div class="stage">
      <div class="head"><b><Shape mark={mark} /> Build</b><small>{mark} · {build ? span(build.seconds * 1000) : span(looking.now - Date.parse(attempt.startedAt))}</small></div>
      <div>
        {build?.artifact ? <>artifact <span class="mono" title={build.artifact.digest}>{shortId(build.artifact.digest)}</span>, {Math.round(build.artifact.bytes / 1024).toLocaleString('en-US')} KiB </> : <span class="last mono">{last ?? build?.reason ?? ''} </span>}
        <button type="button" class="plain" aria-expanded={open} onClick={() => { looking.choose('build'); }}>{open ? 'Hide the log' : 'Log'}</button>
        {open && <div class="detail"><EvidenceList evidence={build?.evidence ?? []} /><LogView key={attempt.buildLog} log={attempt.buildLog} running={running} /></div>}
      </div>
    </div>
  );
}
