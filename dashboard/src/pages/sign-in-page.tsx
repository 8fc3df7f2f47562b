// How does somebody become known here? By a link's secret, the provider or a token; and who is known is told who they are.
import { useEffect, useState } from 'preact/hooks';
import type { Me } from '../../../src/contracts/access';
import { asRefused } from '../live/api';
import type { Refused } from '../live/api';
import { useMinute } from '../live/connection';
import { signIn, useWays, useWho } from '../live/session';
import { Moment } from '../parts/marks';
import { SignInForm } from '../parts/sign-in-form';
import { SignOut } from '../parts/sign-out';
import { Fault, Loading } from '../parts/states';
import { dayAndClock } from '../text';

/** `secret`: of the link that was followed. `isAsked`: the page that was asked for is shown only to who is signed in. */
export function SignInPage({ secret, isAsked = false }: { secret?: string | undefined; isAsked?: boolean }) {
  const who = useWho();
  const { busy, refused } = useLink(secret);
  const known = who.kind === 'known' && !who.isOver;
  const ways = useWays(!known);
  useEffect(() => { document.title = 'Sign in — dayshift'; }, []);
  if (busy || who.kind === 'asking') return <><h1>Sign in</h1><Loading what="who you are" /></>;
  if (known) return <Known me={who.me} refused={refused} />;
  return (
    <div class="panel sign-in-page">
      <h1>Sign in</h1>
      {isAsked && <p>What happens here is shown only to those who are signed in. You come back to the page that you asked for.</p>}
      {refused && <Fault refused={refused} />}
      <SignInForm ways={ways} isFocused={ways !== undefined && !ways.oidc} />
      <p class="soft">An administrator makes tokens and links, under Set-up; <span class="mono">dayshift</span> prints a link for the first one when it starts.{ways?.readsAreOpen && <> Looking needs no sign-in: <a href="#/">see what is open now</a>.</>}</p>
    </div>
  );
}

/** A link works once: its secret is sent once, whatever is drawn again. */
function useLink(secret: string | undefined) {
  const [busy, setBusy] = useState(secret !== undefined);
  const [refused, setRefused] = useState<Refused>();
  useEffect(() => {
    if (!secret) return;
    setBusy(true);
    signIn(secret).then(() => { setRefused(undefined); }, (error: unknown) => { setRefused(asRefused(error)); }).finally(() => { setBusy(false); });
  }, [secret]);
  return { busy, refused };
}

function Known({ me, refused }: { me: Me; refused: Refused | undefined }) {
  const now = useMinute();
  const roles = me.roles.join(', ').replace(/-/g, ' ');
  const may = me.scopes.join(', ').replace(/-/g, ' ');
  return (
    <div class="panel sign-in-page">
      <h1><span class="ok" aria-hidden="true">✓ </span>You are {me.name}</h1>
      {refused && <Fault refused={refused} />}
      <dl class="kv">
        {me.kind === 'person' ? <><dt>roles</dt><dd>{roles || 'none'}</dd></> : <><dt>as</dt><dd>{me.kind === 'viewer' ? 'somebody who looks on' : 'a program'}</dd></>}
        <dt>may</dt><dd>{may || 'nothing'}</dd>
        {me.until && <><dt>until</dt><dd><Moment at={me.until} text={dayAndClock(me.until, now)} /></dd></>}
      </dl>
      <div class="buttons"><a class="button go" href="#/">See what is open now</a>{me.kind === 'person' && me.scopes.includes('act') && <a class="button" href="#/device">Your programs</a>}<SignOut /></div>
    </div>
  );
}
