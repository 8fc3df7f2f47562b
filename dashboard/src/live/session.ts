// Who acts? The session's cookie knows; the page asks, and asks again when it hears that something changed. A session that ended is said, and nothing on the page is lost by it.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Me, WaysIn } from '../../../src/contracts/access';
import { asRefused, get, post, remove } from './api';
import { onChanged, onNotSignedIn, sayChanged } from './session-news';

export { askToSignIn, onAskedToSignIn } from './session-news';

/** `unheard`: dayshift could not be asked; what is allowed shows when a word is said. `isOver`: the session ended; the page stays as it was for them. */
export type Who = { kind: 'nobody' } | { kind: 'asking' | 'unheard' } | { kind: 'known'; me: Me; isOver?: boolean };

const SESSION = '/api/v1/session';
const RETRY_MS = 4000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const WhoContext = createContext<Who>({ kind: 'nobody' });

export function useWho(): Who {
  return useContext(WhoContext);
}

export function useMe(): Me | undefined {
  const who = useWho();
  return who.kind === 'known' ? who.me : undefined;
}

/** Takes the secret of a link or a token for a session. Throws `Refused`. */
export async function signIn(secret: string): Promise<void> {
  await post(SESSION, { secret });
  sayChanged();
}

export async function signOut(): Promise<void> {
  await remove(SESSION);
  sayChanged();
}

export function useSession(): Who {
  const [who, setWho] = useState<Who>({ kind: 'asking' });
  useEffect(() => {
    let left = false;
    let timer = 0;
    let asked = 0;
    async function ask(isEnd = false): Promise<void> {
      const mine = (asked += 1);
      window.clearTimeout(timer);
      const read = await get<Me>('/api/v1/me').catch(asRefused);
      if (left || mine !== asked) return;
      if (!(read instanceof Error)) {
        setWho({ kind: 'known', me: read });
        const ends = read.until ? Date.parse(read.until) - Date.now() : Number.NaN;
        if (ends > 0 && ends < LONGEST_TIMER_MS) timer = window.setTimeout(() => { void ask(true); }, ends + 1000);
        return;
      }
      const { status } = read.problem;
      if (status === 401 || status === 403) return void setWho((before) => (isEnd && before.kind === 'known' ? { ...before, isOver: true } : { kind: 'nobody' }));
      setWho((before) => (before.kind === 'asking' ? { kind: 'unheard' } : before));
      timer = window.setTimeout(() => { void ask(isEnd); }, RETRY_MS);
    }
    void ask();
    const leave = [
      onChanged(() => { void ask(); }),
      onNotSignedIn(() => { setWho((before) => (before.kind === 'known' && !before.isOver ? { ...before, isOver: true } : before)); }),
    ];
    return () => { left = true; window.clearTimeout(timer); leave.forEach((one) => { one(); }); };
  }, []);
  return who;
}

/** How one can sign in here; asked for when nobody is signed in, again after a fault. */
export function useWays(isNeeded: boolean): WaysIn | undefined {
  const [ways, setWays] = useState<WaysIn>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!isNeeded || ways) return undefined;
    let timer = 0;
    let left = false;
    get<WaysIn>(`${SESSION}/ways`).then((read) => { if (!left) setWays(read); }, () => { if (!left) timer = window.setTimeout(() => { setTries((count) => count + 1); }, RETRY_MS); });
    return () => { left = true; window.clearTimeout(timer); };
  }, [isNeeded, ways, tries]);
  return ways;
}
