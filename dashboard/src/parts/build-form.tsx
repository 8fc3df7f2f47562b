// How is a commit built that nobody pushed, or built again? By all its digits; what it ends is said before.
import { useId, useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import { shortId } from '../text';
import { focusOnce } from './focus';

interface Props { view: IncidentView; busy: boolean; onSay: (commit: string) => void; onLeave: () => void }

export function BuildForm({ view, busy, onSay, onLeave }: Props) {
  const last = view.attempts.at(-1);
  const [commit, setCommit] = useState(last && mayRepeat(last.verdict) ? last.commit : '');
  const id = useId();
  const typed = commit.trim().toLowerCase();
  const wrong = typed === '' ? '' : faultOf(typed, last);
  return (
    <form class="word" aria-label="Build a commit" aria-describedby={`${id}does`} onSubmit={(event) => { event.preventDefault(); if (typed && !wrong) onSay(typed); }} onKeyDown={(event) => { if (event.key === 'Escape') onLeave(); }}>
      <p id={`${id}does`}><b>Build a commit.</b> It is taken from {view.branch} and judged like a push{last?.verdict === 'running' ? <>; <b class="wait">▲ attempt {last.number} ({shortId(last.commit)}) is ended by it</b></> : ''}.</p>
      <label class="why">Commit, all 40 digits <input class="mono" value={commit} maxLength={60} autocomplete="off" spellcheck={false} required ref={focusOnce} aria-invalid={wrong !== ''} aria-describedby={`${id}wrong`} onInput={(event) => { setCommit(event.currentTarget.value); }} /></label>
      <p id={`${id}wrong`} class="bad" role="status">{wrong && `✕ ${wrong}`}</p>
      <div class="buttons">
        <button class="go" type="submit" disabled={busy || !typed || wrong !== ''}>Build it</button>
        <button type="button" onClick={onLeave}>Not now</button>
      </div>
    </form>
  );
}

/** The same commit again only when its tools broke or could not tell. */
function mayRepeat(verdict: string): boolean {
  return verdict.endsWith('-errored') || verdict.endsWith('-inconclusive');
}

function faultOf(typed: string, last: IncidentView['attempts'][number] | undefined): string {
  if (!/^[0-9a-f]+$/.test(typed)) return 'A commit has only the digits 0 to 9 and a to f.';
  if (typed.length !== 40) return `It has ${typed.length} digits of 40; \`git rev-parse HEAD\` gives all.`;
  return last?.commit === typed && !mayRepeat(last.verdict) ? `Attempt ${last.number} has judged it already, or does so now; push another.` : '';
}
