// How does one leave? At once; a sign-out that was not heard is said, for the session would still be open.
import { useState } from 'preact/hooks';
import { asRefused } from '../live/api';
import type { Refused } from '../live/api';
import { signOut } from '../live/session';

export function SignOut() {
  const [refused, setRefused] = useState<Refused>();
  const leave = () => { signOut().then(() => { setRefused(undefined); }, (error: unknown) => { setRefused(asRefused(error)); }); };
  return (
    <>
      {refused && <span class="bad" role="alert">✕ still signed in: {refused.problem.detail}</span>}
      <button type="button" onClick={leave}>Sign out</button>
    </>
  );
}
