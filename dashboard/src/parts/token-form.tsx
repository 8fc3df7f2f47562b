// For whom is a token, what is it good for, and for how long? Asked before it is made.
import { useId, useState } from 'preact/hooks';
import type { CredentialMade } from '../../../src/contracts/access';
import type { Scope } from '../../../src/domain/vocabulary';
import { focusOnce } from './focus';
import { Fault } from './states';
import { useMake } from './use-make';

export interface FormProps { address: string; onMade: (made: CredentialMade) => void; onLeave: () => void }

const MEANINGS: Record<Scope, string> = { read: 'see incidents, logs, evidence and numbers', act: 'say a person’s words, as far as their roles go', assist: 'acknowledge, join, note, ask and build in the person’s name; never decide', push: 'tell of pushes', administer: 'make tokens and links, read the audit' };
const USUAL: Record<Holder, readonly Scope[]> = { person: ['read', 'act'], agent: ['read', 'assist'], program: ['read', 'push'] };
const OFFERED: Record<Holder, readonly Scope[]> = { person: ['read', 'act', 'administer'], agent: ['read', 'assist'], program: ['read', 'push', 'administer'] };
const WHOSE: Record<Holder, string> = { person: 'a person of the team', agent: 'an agent that helps a person: it never decides', program: 'a program' };
const HOLDERS = ['person', 'agent', 'program'] as const;
type Holder = (typeof HOLDERS)[number];

export function TokenForm({ address, onMade, onLeave }: FormProps) {
  const [holder, setHolder] = useState<Holder>('person');
  const [name, setName] = useState('');
  const [whose, setWhose] = useState('');
  const [days, setDays] = useState('90');
  const [scopes, setScopes] = useState<readonly Scope[]>(USUAL.person);
  const { make, busy, refused } = useMake(address, onMade);
  const id = useId();
  const lacks = !name.trim() || !whose.trim() || scopes.length === 0 || !(Number(days) >= 1);
  function choose(next: Holder): void {
    setHolder(next);
    setScopes(USUAL[next]);
    setWhose('');
  }
  function submit(event: Event): void {
    event.preventDefault();
    if (!lacks) make({ name: name.trim(), [holder === 'program' ? 'program' : 'person']: whose.trim(), scopes, days: Number(days) });
  }
  return (
    <form class="word make" aria-label="Make a token" onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Escape') onLeave(); }}>
      <label>What is it for? <input value={name} maxLength={100} required autocomplete="off" ref={focusOnce} onInput={(event) => { setName(event.currentTarget.value); }} /></label>
      <fieldset><legend>Who uses it?</legend>
        {HOLDERS.map((one) => <label class="tick" key={one}><input type="radio" name={`${id}-holder`} checked={holder === one} onChange={() => { choose(one); }} /> {WHOSE[one]}</label>)}
      </fieldset>
      {holder !== 'program'
        ? <label>The person’s id in dayshift.yaml <input value={whose} maxLength={100} required autocomplete="off" autocapitalize="none" spellcheck={false} onInput={(event) => { setWhose(event.currentTarget.value); }} /></label>
        : <label>The program’s name (lower-case letters, digits and dashes) <input value={whose} maxLength={100} required pattern="[a-z0-9][a-z0-9\-]*" autocomplete="off" autocapitalize="none" spellcheck={false} onInput={(event) => { setWhose(event.currentTarget.value); }} /></label>}
      <fieldset><legend>What may it do?</legend>
        {OFFERED[holder].map((scope) => (
          <label class="tick" key={scope}><input type="checkbox" checked={scopes.includes(scope)} onChange={() => { setScopes(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope]); }} /> <span><b>{scope}</b>: {MEANINGS[scope]}</span></label>
        ))}
      </fieldset>
      <label>Good for how many days? (1 to 366) <input type="number" min={1} max={366} required value={days} onInput={(event) => { setDays(event.currentTarget.value); }} /></label>
      <div class="buttons">
        <button type="submit" class="go" disabled={lacks} aria-busy={busy}>Make the token</button>
        <button type="button" onClick={onLeave}>Not now</button>
      </div>
      {refused && <Fault refused={refused} />}
    </form>
  );
}
