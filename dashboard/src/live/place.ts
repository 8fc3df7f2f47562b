// Where is the reader? The address says; the secret of a sign-in link is taken out of it before anything else.
import { useEffect, useRef, useState } from 'preact/hooks';
import { routeOf } from '../route';
import type { Route } from '../route';

/** `onMove`: after the address has changed. */
export function useRoute(onMove: () => void): Route {
  const [route, setRoute] = useState(take);
  const seen = useRef(window.location.hash);
  useEffect(() => {
    function follow(): void {
      setRoute(take());
      seen.current = window.location.hash;
      onMove();
    }
    window.addEventListener('hashchange', follow);
    if (window.location.hash !== seen.current) follow(); // it may have changed before anybody listened
    return () => { window.removeEventListener('hashchange', follow); };
  }, []);
  return route;
}

function take(): Route {
  const route = routeOf(window.location);
  if (route.page === 'sign-in' && route.secret) window.history.replaceState(null, '', '#/sign-in');
  return route;
}
