// Which page is shown? The address says: `#/` is now, `#/incidents/<id>` is one incident.
import { useEffect, useState } from 'preact/hooks';
import type { Connection } from './live/connection';
import { TopBar } from './parts/top-bar';
import { IncidentPage } from './pages/incident-page';
import { NowPage } from './pages/now-page';

export type Route = { page: 'now' } | { page: 'incident'; id: string } | { page: 'unknown' };

export function routeOf(location: Pick<Location, 'hash' | 'pathname'>): Route {
  const path = location.hash.replace(/^#/, '') || location.pathname;
  if (path === '/' || path === '' || path === '/index.html') return { page: 'now' };
  const id = /^\/incidents\/([^/]+)\/?$/.exec(path)?.[1];
  return id ? { page: 'incident', id: decodeURIComponent(id) } : { page: 'unknown' };
}

export function App() {
  const [route, setRoute] = useState(() => routeOf(window.location));
  const [connection, setConnection] = useState<Connection>({ state: 'connecting' });
  useEffect(() => {
    function follow(): void {
      setRoute(routeOf(window.location));
      window.scrollTo(0, 0);
    }
    window.addEventListener('hashchange', follow);
    return () => { window.removeEventListener('hashchange', follow); };
  }, []);
  return (
    <>
      <a class="skip" href="#main" onClick={skipToMain}>Skip to the content</a>
      <TopBar route={route} connection={connection} />
      <main id="main" tabIndex={-1}>
        {route.page === 'now' && <NowPage onConnection={setConnection} />}
        {route.page === 'incident' && <IncidentPage key={route.id} id={route.id} onConnection={setConnection} />}
        {route.page === 'unknown' && <div class="state"><h1>There is no such page</h1><p><a href="#/">See what is open now</a></p></div>}
      </main>
    </>
  );
}

function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
