// Which page is shown? The address says: see route.ts.
import { useCallback, useState } from 'preact/hooks';
import type { Connection } from './live/connection';
import { useKeyboard } from './live/keyboard';
import { useRoute } from './live/place';
import { WhoContext, useSession, useWays } from './live/session';
import { useUnrouted } from './live/unrouted';
import { KeysDialog } from './parts/keys-dialog';
import { SignInAside } from './parts/sign-in-aside';
import { TopBar } from './parts/top-bar';
import { FindingsPage } from './pages/findings-page';
import { HistoryPage } from './pages/history-page';
import { IncidentPage } from './pages/incident-page';
import { NowPage } from './pages/now-page';
import { NumbersPage } from './pages/numbers-page';
import { ServicesPage } from './pages/services-page';
import { SetUpPage } from './pages/set-up-page';
import { SignInPage } from './pages/sign-in-page';
import { TestsPage } from './pages/tests-page';
import { UnroutedPage } from './pages/unrouted-page';
import { WallPage } from './pages/wall-page';

export function App() {
  const route = useRoute(() => { window.scrollTo(0, 0); });
  const [connection, setConnection] = useState<Connection>({ state: 'connecting' });
  const who = useSession();
  const ways = useWays(who.kind === 'nobody');
  const unrouted = useUnrouted(route.page === 'unrouted');
  const [isHelped, setHelped] = useState(false);
  const showKeys = useCallback(() => { setHelped(true); }, []);
  useKeyboard(route.page !== 'wall', showKeys);
  const isShut = who.kind === 'nobody' && ways?.readsAreOpen === false && route.page !== 'sign-in';
  const followed = !isShut && (route.page === 'now' || route.page === 'incident');
  if (route.page === 'wall' && !isShut) return <WhoContext.Provider value={who}><main id="main" tabIndex={-1}><WallPage /></main></WhoContext.Provider>;
  return (
    <WhoContext.Provider value={who}>
      <a class="skip" href="#main" onClick={skipToMain}>Skip to the content</a>
      <TopBar route={route} connection={followed ? connection : undefined} unrouted={unrouted.list?.unrouted.length ?? 0} isDoor={isShut || route.page === 'sign-in'} onKeys={showKeys} />
      {isHelped && <KeysDialog onClose={() => { setHelped(false); }} />}
      {!isShut && route.page !== 'sign-in' && <SignInAside />}
      <main id="main" tabIndex={-1}>
        {isShut && <SignInPage isAsked />}
        {route.page === 'sign-in' && <SignInPage secret={route.secret} />}
        {!isShut && (
          <>
            {route.page === 'now' && <NowPage onConnection={setConnection} />}
            {route.page === 'incident' && <IncidentPage key={route.id} id={route.id} onConnection={setConnection} />}
            {route.page === 'history' && <HistoryPage />}
            {route.page === 'services' && <ServicesPage />}
            {route.page === 'numbers' && <NumbersPage />}
            {route.page === 'unrouted' && <UnroutedPage {...unrouted} />}
            {route.page === 'setup' && <SetUpPage />}
            {route.page === 'tests' && <TestsPage key={route.service} service={route.service} />}
            {route.page === 'findings' && <FindingsPage key={route.service} service={route.service} />}
            {route.page === 'unknown' && <div class="state"><h1>There is no such page</h1><p><a href="#/">See what is open now</a></p></div>}
          </>
        )}
      </main>
    </WhoContext.Provider>
  );
}

function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
