// Which findings are there, in which state, and who answers for those that are let through? Filtered by state and by word.
import { useState } from 'preact/hooks';
import type { Evidence } from '../../../src/contracts/evidence';
import type { FindingList } from '../../../src/contracts/result';
import { readFindings } from '../kept';
import { safeLink } from '../links';
import { useKept } from '../live/kept';
import { More } from './more';
import { Fault } from './states';

type Row = FindingList['findings'][number];
type State = Row['state'];
const SHOWN = 30;
const STATES: readonly State[] = ['fresh', 'known', 'suppressed', 'gone'];
const NAMES: Record<State, string> = { fresh: 'new', known: 'known', suppressed: 'suppressed', gone: 'gone' };

export function AllFindings({ kept }: { kept: Evidence }) {
  const { body, refused, again } = useKept(kept, readFindings);
  const [states, setStates] = useState<readonly State[]>([]);
  const [sought, setSought] = useState('');
  if (refused) return <Fault refused={refused} onRetry={again} />;
  if (!body) return <p class="soft" role="status">Reading the findings …</p>;
  const found = findingsFor(body, states, sought);
  const toggle = (state: State) => { setStates(states.includes(state) ? states.filter((one) => one !== state) : [...states, state]); };
  return (
    <>
      <div class="sift" role="group" aria-label="Findings shown">
        {STATES.map((state) => {
          const count = body.filter((one) => one.state === state).length;
          return count > 0 && <button key={state} type="button" aria-pressed={states.includes(state)} onClick={() => { toggle(state); }}>{count} {NAMES[state]}</button>;
        })}
        <label>Find <input type="search" value={sought} onInput={(event) => { setSought(event.currentTarget.value); }} /></label>
        <span class="soft" role="status">{found.length} of {body.length}</span>
      </div>
      <More items={found} shown={SHOWN} list={(some) => <ul>{some.map((one, index) => <FindingRow key={`${one.identity} ${index}`} one={one} />)}</ul>} />
    </>
  );
}

/** No state chosen: all of them. */
function findingsFor(all: readonly Row[], states: readonly State[], sought: string): Row[] {
  const word = sought.trim().toLowerCase();
  return all.filter((one) => (states.length === 0 || states.includes(one.state)) && `${one.rule} ${one.message} ${one.file} ${one.level}`.toLowerCase().includes(word));
}

export function FindingRow({ one }: { one: Row }) {
  const { rule, level, message, file, line, related, help, state, suppression } = one;
  const link = help === undefined ? undefined : safeLink(help);
  return (
    <li class={state}>
      <b>{NAMES[state]} {level}</b> {message}
      <small><span class="mono">{file}{line > 0 ? `:${line}` : ''}</span> · {link ? <a href={link} target="_blank" rel="noopener noreferrer">{rule}<span aria-hidden="true"> ↗</span></a> : rule}</small>
      {related?.map((place) => <small key={`${place.file} ${place.line}`}>↳ <span class="mono">{place.file}:{place.line}</span> {place.message}</small>)}
      {suppression && <small class={suppression.ended ? 'bad' : ''}>{suppression.ended ? `✕ the suppression ended on ${suppression.until}` : `– suppressed until ${suppression.until}`}, {suppression.owner}: {suppression.reason}</small>}
    </li>
  );
}
