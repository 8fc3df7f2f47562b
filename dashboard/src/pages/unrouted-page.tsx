// Which alerts belonged to no service, why, and what would take them? None is lost; each stays until somebody dismisses it.
import { useEffect } from 'preact/hooks';
import { useNow } from '../live/connection';
import type { Unrouted } from '../live/unrouted';
import { More } from '../parts/more';
import { Bare, Fault, Loading } from '../parts/states';
import { UnroutedRow } from '../parts/unrouted-row';
import { plural } from '../text';

const SHOWN = 25;

export function UnroutedPage({ list, refused, reload }: Unrouted) {
  const now = useNow();
  useEffect(() => { document.title = 'Unrouted — dayshift'; }, []);
  if (!list) return <Bare name="Unrouted alerts">{refused ? <Fault refused={refused} onRetry={reload} /> : <Loading what="the alerts that belong to no service" />}</Bare>;
  const { unrouted, dropped } = list;
  return (
    <>
      <h1>Unrouted alerts</h1>
      <p class="sub">They belong to no service, so they opened nothing. Paste the row under the service they belong to in <span class="mono">dayshift.yaml</span>; <span class="mono">dayshift explain alert FILE</span> says what it would do.</p>
      {refused && <Fault refused={refused} onRetry={reload} />}
      {unrouted.length === 0 && <div class="panel empty"><b>✓ Every alert belongs to a service.</b><span>One that does not appears here, with the reason.</span></div>}
      <More items={unrouted} shown={SHOWN} list={(items) => <div class="rows">{items.map((one) => <UnroutedRow key={one.key} one={one} now={now} onGone={reload} />)}</div>} />
      {dropped > 0 && <p class="soft">{plural(dropped, 'older alert')} made room for newer ones.</p>}
    </>
  );
}
