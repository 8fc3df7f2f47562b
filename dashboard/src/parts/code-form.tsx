// Which code does the program show? Typed in any case, with or without the dash; the page of the code is where the rest happens.
import { useState } from 'preact/hooks';
import { pageOfCode } from '../route';
import { focusOnce } from './focus';

export function CodeForm() {
  const [typed, setTyped] = useState('');
  function enter(event: Event): void {
    event.preventDefault();
    const code = typed.trim();
    if (code) window.location.hash = pageOfCode(code);
  }
  return (
    <form class="enter-code" onSubmit={enter}>
      <label for="code">The code that the program shows</label>
      <input id="code" class="code" value={typed} maxLength={20} placeholder="WDJB-MJHT" autocomplete="off" autocapitalize="characters" spellcheck={false} ref={focusOnce} onInput={(event) => { setTyped(event.currentTarget.value); }} />
      <button type="submit" disabled={!typed.trim()}>See what asks</button>
    </form>
  );
}
