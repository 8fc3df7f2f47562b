// How does one sign in beside the page, so that nothing on it is lost? It opens under the bar when somebody wants to act, or when the session ended.
import { useEffect, useState } from 'preact/hooks';
import { onAskedToSignIn, useWays, useWho } from '../live/session';
import { SignInForm } from './sign-in-form';

export function SignInAside() {
  const who = useWho();
  const [isAsked, setAsked] = useState(false);
  const [isLeft, setLeft] = useState(false);
  const isOver = who.kind === 'known' && who.isOver === true;
  const isOpen = isOver ? !isLeft : isAsked && who.kind !== 'known';
  const ways = useWays(isOpen);
  useEffect(() => onAskedToSignIn(() => { setAsked(true); setLeft(false); }), []);
  useEffect(() => { if (!isOver) setLeft(false); if (who.kind === 'known' && !isOver) setAsked(false); }, [isOver, who.kind]);
  if (!isOpen) return null;
  const leave = () => { setAsked(false); setLeft(true); };
  return (
    <section class="sign-in-aside" aria-label="Sign in" onKeyDown={(event) => { if (event.key === 'Escape') leave(); }}>
      {isOver && <p role="alert"><b>Your session has ended.</b> Sign in again and go on: what you typed is still here.</p>}
      <SignInForm ways={ways} isAside isFocused={isAsked || !isOver} />
      <button type="button" class="plain" onClick={leave}>Not now</button>
    </section>
  );
}
