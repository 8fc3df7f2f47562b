// How does one get in? By the provider, when there is one, or with a token or a link's secret; only what works here is offered.
import { useState } from 'preact/hooks';
import type { WaysIn } from '../../../src/contracts/access';
import { asRefused } from '../live/api';
import type { Refused } from '../live/api';
import { signIn } from '../live/session';
import { focusOnce } from './focus';
import { Fault } from './states';

/** `isAside`: the page stays beside it, so the provider opens in a tab of its own and nothing that was typed is lost. */
interface Props { ways: WaysIn | undefined; isAside?: boolean; isFocused?: boolean }

export function SignInForm({ ways, isAside = false, isFocused = false }: Props) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const start = ways?.oidc && sameOrigin(ways.oidc.start);
  async function enter(event: Event): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn(secretOf(typed));
      setTyped('');
      setRefused(undefined);
    } catch (error) {
      setRefused(asRefused(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <div class="ways-in">
      {start && ways?.oidc && (
        <p><a class="button go" href={start} {...(isAside ? { target: '_blank' } : {})}>Sign in with {ways.oidc.name}{isAside && <span aria-hidden="true"> ↗</span>}</a>{isAside && <small class="soft">opens beside this page; what you typed here stays</small>}</p>
      )}
      <form onSubmit={(event) => { void enter(event); }}>
        <label for="token">{start ? 'Or with a token or link' : 'Your token or link'}</label>
        <input id="token" type="password" autocomplete="off" spellcheck={false} aria-describedby={refused ? 'token-refused' : undefined} aria-invalid={refused !== undefined} value={typed} ref={isFocused ? focusOnce : undefined} onInput={(event) => { setTyped(event.currentTarget.value); }} />
        <button type="submit" disabled={busy || !typed.trim()}>{busy ? 'Signing in …' : 'Sign in'}</button>
      </form>
      {refused && <div id="token-refused"><Fault refused={refused} /></div>}
    </div>
  );
}

/** People paste the whole link, too. */
function secretOf(typed: string): string {
  return (/#\/sign-in\/([^/?#\s]+)/.exec(typed)?.[1] ?? typed).trim();
}

/** The provider's sign-in begins at dayshift's own address, and nowhere else; it leads back to the page that was asked for. */
function sameOrigin(start: string): string | undefined {
  try {
    const address = new URL(start, window.location.origin);
    const to = window.location.hash.replace(/^#/, '');
    if (to.startsWith('/') && !to.startsWith('/sign-in')) address.searchParams.set('to', to);
    return address.origin === window.location.origin ? address.href : undefined;
  } catch {
    return undefined;
  }
}
