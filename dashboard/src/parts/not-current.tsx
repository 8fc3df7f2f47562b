// Is what is shown still how it is? Said in words, with since when, as long as it is not.
import type { Connection } from '../live/connection';
import { age, clock } from '../text';
import { Moment } from './marks';

export function isCurrent({ state }: Connection): boolean {
  return state === 'live' || state === 'connecting';
}

export function NotCurrent({ connection, now }: { connection: Connection; now: number }) {
  if (isCurrent(connection)) return null;
  const at = new Date(connection.lostAt ?? now).toISOString();
  const why = connection.state === 'stale' ? 'dayshift answers, but cannot reach what it looks at' : 'Nothing is heard of dayshift';
  return <p class="not-current"><b>✕ {why} since <Moment at={at} text={clock(at, true)} /></b> ({age(now - Date.parse(at))}). You see how it was then; it is tried again by itself.</p>;
}
