// What is to be decided, about which bytes, by whom? With the two answers beside it.
import { useState } from 'preact/hooks';
import type { DecisionCard } from '../../../src/contracts/decision';
import type { AttemptView, IncidentView } from '../../../src/contracts/incident';
import { ofType } from '../evidence';
import { dayAndClock, nameOf, plural, shortId, span } from '../text';
import { Origin } from './build-block';
import { Fault } from './states';
import { useSay } from './use-say';

export function DecisionPanel({ view, now }: { view: IncidentView; now: number }) {
  const { decision } = view;
  if (!decision) return null;
  const asked = view.watch?.verdict === 'ask' || view.turn?.to.startsWith('keep the release') === true;
  const attempt = view.attempts.filter(({ digest }) => digest === decision.digest).at(-1);
  const author = view.team.find(({ emails }) => attempt?.change && emails.includes(attempt.change.author))?.name ?? attempt?.change?.author;
  return (
    <section class="panel" aria-labelledby="decision">
      <h2 id="decision">Decision <span>for these bytes</span></h2>
      <dl class="kv">
        <dt>artifact</dt><dd class="mono" title={decision.digest}>{shortId(decision.digest)}</dd>
        {attempt?.build && ofType(attempt.build.evidence, 'in-toto') && <><dt>made of</dt><dd><Origin evidence={attempt.build.evidence} /></dd></>}
        <dt>commit</dt><dd class="mono">{shortId(decision.commit)}</dd>
        {attempt?.change && <><dt>change</dt><dd>+{attempt.change.additions} −{attempt.change.deletions} in {plural(attempt.change.files.length, 'file')}</dd></>}
        {author && <><dt>author</dt><dd>{author} (cannot sign)</dd></>}
        {view.running && <><dt>ran before</dt><dd>{view.running.version} <span class="mono">{shortId(view.running.digest)}</span></dd></>}
        <dt>signatures</dt><dd>{decision.given.filter(({ decision: word }) => word === 'approve').length} of {decision.approvals} · {decision.roles.join(', ').replace(/-/g, ' ')}</dd>
        {decision.state === 'open' && <><dt>expires</dt><dd>in {span(Date.parse(decision.expires) - now)}</dd></>}
      </dl>
      <Weakens attempt={attempt} />
      {decision.risks.filter((risk) => !attempt?.weakens?.includes(risk)).map((risk) => <p key={risk} class="risk"><b>▲</b> {risk}</p>)}
      {decision.given.map((given) => (
        <p key={`${given.by} ${given.at}`} class="given"><b class={given.decision === 'approve' ? 'ok' : 'bad'}>{given.decision === 'approve' ? '✓ signed off' : '✕ sent back'}</b> by {nameOf(view.team, given.by)}, {dayAndClock(given.at, now)}, through {given.through}{given.reason && <>: {given.reason}</>}</p>
      ))}
      {decision.state === 'open' && <p class="soft">Missing: {decision.missing}. May decide: {decision.mayDecide.map((id) => nameOf(view.team, id)).join(', ') || 'nobody yet'}.</p>}
      {decision.state === 'open' || asked ? <Answers view={view} decision={decision} asked={asked} /> : <p class="soft">This decision is {decision.state}.</p>}
    </section>
  );
}

/** What the fix's own pipeline file would ask less of: this attempt was judged by the file of the protected branch, the next will not be. */
function Weakens({ attempt }: { attempt: AttemptView | undefined }) {
  if (!attempt?.touchesPipeline) return null;
  const weakens = attempt.weakens ?? [];
  if (weakens.length === 0) return <p class="risk"><b>▲</b> The change touches the pipeline file.</p>;
  return (
    <div class="weakens">
      <p><b>▲ The change asks less of later fixes.</b> This attempt was judged by the pipeline file as it was before.</p>
      <ul>{weakens.map((one) => <li key={one}>{one}</li>)}</ul>
    </div>
  );
}

function Answers({ view, decision, asked }: { view: IncidentView; decision: DecisionCard; asked: boolean }) {
  const [reason, setReason] = useState<string>();
  const { say, busy, refused, said } = useSay(view.id);
  const answer = (word: 'approve' | 'reject') => { void say('sign-off', { decision: word, digest: decision.digest, reason: reason || undefined }); };
  return (
    <div class="answers">
      {reason === undefined ? (
        <div class="buttons">
          <button class="go" type="button" disabled={busy} onClick={() => { answer('approve'); }}>{asked ? 'Keep the release' : 'Sign off and deploy'}</button>
          <button type="button" disabled={busy} onClick={() => { setReason(''); }}>{asked ? 'Roll it back…' : 'Send back…'}</button>
        </div>
      ) : (
        <form onSubmit={(event) => { event.preventDefault(); answer('reject'); }} onKeyDown={(event) => { if (event.key === 'Escape') setReason(undefined); }}>
          <label for="reason">{asked ? 'Why roll it back?' : 'Why send it back?'}</label>
          <textarea id="reason" rows={3} maxLength={500} value={reason} ref={(area) => { if (area && document.activeElement !== area && !busy) area.focus(); }} onInput={(event) => { setReason(event.currentTarget.value); }} />
          <div class="buttons">
            <button class="stop" type="submit" disabled={busy || !reason.trim()}>{asked ? 'Roll back' : 'Send back'}</button>
            <button type="button" onClick={() => { setReason(undefined); }}>Not now</button>
          </div>
        </form>
      )}
      {said && <p class="ok" role="status">✓ {said}</p>}
      {refused && <Fault refused={refused} />}
    </div>
  );
}
