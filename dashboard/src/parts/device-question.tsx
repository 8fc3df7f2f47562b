// May this program act for you? Its code to compare, what it may do in plain words, from where it asks and how long, and the two answers.
import type { DeviceAsked } from '../../../src/contracts/device';
import type { Scope } from '../../../src/domain/vocabulary';
import type { Refused } from '../live/api';
import { dayAndClock, span } from '../text';
import { Moment } from './marks';
import { Fault } from './states';

const MEANINGS: Partial<Record<Scope, string>> = {
  read: 'see incidents, logs, evidence and numbers',
  act: 'say your words, as far as your roles go: acknowledge, build, approve and all others',
  assist: 'acknowledge, join, note, ask and build in your name; it never decides',
};

interface Props { asked: DeviceAsked; now: number; busy: boolean; refused: Refused | undefined; onDecide: (allow: boolean) => void }

export function DeviceQuestion({ asked: { userCode, name, scopes, askedAt, address, expiresAt }, now, busy, refused, onDecide }: Props) {
  const left = Date.parse(expiresAt) - now;
  return (
    <>
      <p>Does the program show exactly this code?</p>
      <p class="code" aria-label={`The code ${[...userCode].join(' ')}`}>{userCode}</p>
      <dl class="kv">
        <dt>it says it is</dt><dd><b>{name}</b></dd>
        <dt>asked</dt><dd><Moment at={askedAt} text={dayAndClock(askedAt, now)} /> from <span class="mono">{address}</span></dd>
        <dt>good for</dt><dd class={left <= 0 ? 'bad' : ''}>{left > 0 ? `another ${span(left)}` : 'nothing any more: ten minutes have passed'}</dd>
      </dl>
      <div>
        <h2>In your name it may</h2>
        <ul class="may">{scopes.map((scope) => <li key={scope}>{MEANINGS[scope] ?? scope}</li>)}</ul>
      </div>
      <p class="beware"><span class="wait" aria-hidden="true">! </span>Allow it only if you have just begun this sign-in yourself. If somebody sent you this link or code, deny it.</p>
      <div class="buttons">
        <button type="button" class="go" aria-busy={busy} disabled={left <= 0} onClick={() => { onDecide(true); }}>Allow</button>
        <button type="button" aria-busy={busy} onClick={() => { onDecide(false); }}>Deny</button>
      </div>
      {refused && <Fault refused={refused} />}
    </>
  );
}
