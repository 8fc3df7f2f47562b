// What are customers told? Whether this installation has a status page, and what stands on it now.
import type { PublicStatus } from '../../../src/contracts/public-status';
import { useAnswer } from '../live/answer';
import { clock, plural } from '../text';
import { Moment } from './marks';
import { Fault, Loading } from './states';

const SHAPES: Record<PublicStatus['services'][number]['state'], { shape: string; tone: string }> = {
  operational: { shape: '✓', tone: 'ok' }, recovering: { shape: '◔', tone: 'wait' }, degraded: { shape: '◐', tone: 'wait' }, 'partial-outage': { shape: '▲', tone: 'bad' }, 'major-outage': { shape: '✕', tone: 'bad' }, unknown: { shape: '?', tone: 'wait' },
};

export function StatusPart() {
  const { body, refused, again } = useAnswer('/status.json', (json) => json as PublicStatus);
  if (refused?.problem.status === 404) return <Off />;
  if (!body) return refused ? <Fault refused={refused} onRetry={again} /> : <Loading what="what customers are told" />;
  const { services, openCount, past, at, isCurrent } = body;
  return (
    <section class="panel" aria-labelledby="told">
      <h2 id="told">Status page <span>What customers read; it names no person, no alert and no host.</span></h2>
      {!isCurrent && <p class="wait" role="status">? It says that it cannot tell right now.</p>}
      <ul class="entries">
        {services.map(({ name, state, text }) => <li key={name}><span class={SHAPES[state].tone}><span aria-hidden="true">{SHAPES[state].shape}</span> {text}</span><div><b>{name}</b></div></li>)}
      </ul>
      <p>{openCount === 0 ? 'No open incident is told' : `${plural(openCount, 'open incident')} told`}, {past.length} over{at && <>; as of <Moment at={at} text={clock(at)} /></>}.</p>
      <p><a href="/status" target="_blank" rel="noopener">Open the page</a> · <a href="/status/feed.atom">Atom feed</a> · <a href="/status/feed.rss">RSS feed</a> · <a href="/status.json">JSON</a></p>
    </section>
  );
}

function Off() {
  return (
    <section class="panel" aria-labelledby="told">
      <h2 id="told">Status page <span>off</span></h2>
      <p>Customers are told nothing here. A page with feeds, in plain words and without anything of the inside, is there when <span class="mono">dayshift.yaml</span> says so:</p>
      <pre class="sample" tabIndex={0} aria-label="The part of dayshift.yaml">{'statusPage:\n  title: Status of the shop\n  services: { storefront: Online shop }'}</pre>
    </section>
  );
}
