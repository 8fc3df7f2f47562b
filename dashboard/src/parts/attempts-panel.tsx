// What did each attempt come to? A tab for each, what its gate answered, its build, its stages, and the cell or build that is looked into.
import { useState } from 'preact/hooks';
import type { Progress } from '../../../src/contracts/http';
import type { AttemptView, IncidentView } from '../../../src/contracts/incident';
import { answeredStage } from '../gates';
import { nameOf, shortId } from '../text';
import { BuildBlock } from './build-block';
import { GateAnswerBlock } from './gate-answer';
import { Shape, markOf } from './marks';
import { StageBlock } from './stage-block';

export interface Looking { now: number; progress: Progress | undefined; chosen: string; choose: (row: string) => void }
interface Props { view: IncidentView; progress: Progress | undefined; now: number }

export function AttemptsPanel({ view, progress, now }: Props) {
  const [picked, setPicked] = useState<number>();
  const [chosen, setChosen] = useState('');
  const attempt = view.attempts.find(({ number }) => number === picked) ?? view.attempts.at(-1);
  if (!attempt) {
    return <section class="panel" aria-labelledby="attempts"><h2 id="attempts">Attempts</h2><p class="soft">None yet. A push to <span class="mono">{view.branch}</span> starts the first.</p></section>;
  }
  const choose = (row: string) => { setChosen(row === chosen ? '' : row); };
  const looking = { now, progress, chosen, choose };
  const answered = answeredStage(attempt);
  return (
    <section class="panel" aria-labelledby="attempts">
      <h2 id="attempts">Attempts {!view.outcome && <span>a push to <span class="mono">{view.branch}</span> starts the next</span>}</h2>
      <Tabs attempts={view.attempts} shown={attempt.number} onPick={(number) => { setPicked(number); setChosen(''); }} />
      <div id="attempt" role="tabpanel" aria-label={`Attempt ${attempt.number}`}>
        <p class="reason"><span class="mono">{shortId(attempt.commit)}</span> by {nameOf(view.team, attempt.by)}{attempt.reason && <>: {attempt.reason}</>}</p>
        {answered?.answer && <GateAnswerBlock stage={answered} answer={answered.answer} choose={choose} />}
        <BuildBlock attempt={attempt} looking={looking} />
        {attempt.stages.map((stage) => <StageBlock key={stage.stage} stage={stage} team={view.team} over={attempt.endedAt !== undefined} looking={looking} />)}
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
