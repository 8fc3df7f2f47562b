// What is one alert that belongs to no service: why, how often, and the row that would take it?
import { useState } from 'preact/hooks';
import type { UnroutedAlert } from '../../../src/contracts/http';
import { asRefused, remove } from '../live/api';
import type { Refused } from '../live/api';
import { askToSignIn, useWho } from '../live/session';
import { safeLink } from '../links';
import { lastingLabels, matcherFor } from '../matcher';
import { dayAndClock } from '../text';
import { Labels } from './labels';
import { Moment, SeverityChip } from './marks';
import { Fault } from './states';
import { useCopy } from './use-copy';

interface Props { one: UnroutedAlert; now: number; onGone: () => void }

export function UnroutedRow({ one, now, onGone }: Props) {
  const { alert, rule, times, firstAt, lastAt } = one;
  const link = alert.link && safeLink(alert.link);
  return (
    <article class="panel unrouted" aria-label={alert.name}>
      <div>
        <h2>{link ? <a href={link} target="_blank" rel="noopener noreferrer">{alert.name}<span aria-hidden="true"> ↗</span></a> : alert.name}</h2>
        <p><SeverityChip severity={alert.severity} />{alert.source} · {times === 1 ? 'once' : `${times.toLocaleString('en-US')} times`}, <Moment at={firstAt} text={dayAndClock(firstAt, now)} />{times > 1 && <> to <Moment at={lastAt} text={dayAndClock(lastAt, now)} /></>}</p>
        {alert.summary && <p>{alert.summary}</p>}
        <p class="soft">{rule}</p>
        <Labels labels={alert.labels} hide={[]} />
      </div>
      <Deeds one={one} onGone={onGone} />
    </article>
  );
}

function Deeds({ one, onGone }: Pick<Props, 'one' | 'onGone'>) {
  const { alert } = one;
  const text = matcherFor(alert);
  const { box, news, copy } = useCopy<HTMLPreElement>(text);
  const { dismiss, busy, refused } = useDismiss(one.key, onGone);
  const who = useWho();
  return (
    <div class="snippet">
      <pre ref={box} tabIndex={0} aria-label={`Row for ${alert.name}`}>{text}</pre>
      {lastingLabels(alert.labels).length === 0 && <p class="risk"><b>▲</b> It has no lasting label: this row takes every alert of {alert.source}.</p>}
      <div class="buttons">
        <button type="button" onClick={copy}>Copy the row</button>
        {who.kind === 'nobody'
          ? <button type="button" class="plain" onClick={askToSignIn}>Sign in to dismiss it</button>
          : <button type="button" disabled={busy || who.kind === 'asking'} title="It comes back when it is heard again" onClick={() => { void dismiss(); }}>Dismiss<span class="hidden"> {alert.name}</span></button>}
        <span class="soft" role="status">{news}</span>
      </div>
      {refused && <Fault refused={refused} />}
    </div>
  );
}

function useDismiss(key: string, onGone: () => void) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  async function dismiss(): Promise<void> {
    setBusy(true);
    setRefused(undefined);
    try {
      await remove(`/api/v1/unrouted/${encodeURIComponent(key)}`);
      onGone();
    } catch (error) {
      setRefused(asRefused(error));
    } finally {
      setBusy(false);
    }
  }
  return { dismiss, busy, refused };
}
