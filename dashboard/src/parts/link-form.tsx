// For whom is a read-only link, and for how long? Asked before it is made.
import { useState } from 'preact/hooks';
import { focusOnce } from './focus';
import { Fault } from './states';
import type { FormProps } from './token-form';
import { useMake } from './use-make';

export function LinkForm({ address, onMade, onLeave }: FormProps) {
  const [name, setName] = useState('');
  const [days, setDays] = useState('7');
  const { make, busy, refused } = useMake(address, onMade);
  const lacks = !name.trim() || !(Number(days) >= 1);
  function submit(event: Event): void {
    event.preventDefault();
    if (!lacks) make({ name: name.trim(), days: Number(days) });
  }
  return (
    <form class="word make" aria-label="Make a link" onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Escape') onLeave(); }}>
      <label>Who is it for? <input value={name} maxLength={100} required autocomplete="off" ref={focusOnce} onInput={(event) => { setName(event.currentTarget.value); }} /></label>
      <label>Good for how many days? (1 to 92) <input type="number" min={1} max={92} required value={days} onInput={(event) => { setDays(event.currentTarget.value); }} /></label>
      <div class="buttons">
        <button type="submit" class="go" disabled={lacks} aria-busy={busy}>Make the link</button>
        <button type="button" onClick={onLeave}>Not now</button>
      </div>
      {refused && <Fault refused={refused} />}
    </form>
  );
}
