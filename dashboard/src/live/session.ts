// Who acts? A token that is kept for this tab only and forgotten with it, and whose it is.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Me } from '../../../src/contracts/access';
import { asRefused, get } from './api';
import type { Refused } from './api';
import { CHANGED, currentToken, keepToken } from './token';

const ASKED = 'dayshift:sign-in';

/** `unheard`: dayshift does not say whose the token is; what it allows shows when a word is said. */
export type Who = { kind: 'nobody'; refused?: Refused } | { kind: 'asking' | 'unheard' } | { kind: 'known'; me: Me };

export const WhoContext = createContext<Who>({ kind: 'nobody' });

export function useWho(): Who {
  return useContext(WhoContext);
}

export function useMe(): Me | undefined {
  const who = useWho();
  return who.kind === 'known' ? who.me : undefined;
}

function useToken(): string {
  const [token, setToken] = useState(currentToken);
  useEffect(() => {
    function read(): void { setToken(currentToken()); }
    window.addEventListener(CHANGED, read);
    read(); // it may have changed before anybody listened
    return () => { window.removeEventListener(CHANGED, read); };
  }, []);
  return token;
}

/** Asks once for each token. One that is nobody's is forgotten, and why is said where it was typed. */
export function useSession(): Who {
  const token = useToken();
  const [who, setWho] = useState<Who>(token ? { kind: 'asking' } : { kind: 'nobody' });
  useEffect(() => {
    if (!token) {
      setWho((before) => (before.kind === 'nobody' ? before : { kind: 'nobody' }));
      return undefined;
    }
    let left = false;
    setWho({ kind: 'asking' });
    get<Me>('/api/v1/me').then((me) => { if (!left) setWho({ kind: 'known', me }); }).catch((error: unknown) => {
      if (left) return;
      const refused = asRefused(error);
      const isNobodys = refused.problem.status === 401 || refused.problem.status === 403;
      setWho(isNobodys ? { kind: 'nobody', refused } : { kind: 'unheard' });
      if (isNobodys) keepToken('');
    });
    return () => { left = true; };
  }, [token]);
  return who;
}

/** Opens the field for the token, wherever on the page somebody wants to act. */
export function askToSignIn(): void {
  window.dispatchEvent(new Event(ASKED));
}

export function onAskedToSignIn(open: () => void): () => void {
  window.addEventListener(ASKED, open);
  return () => { window.removeEventListener(ASKED, open); };
}
