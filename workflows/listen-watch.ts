// What is heard while a release is watched? What its watch finds, and alerts: those that began since it is live count against it.
import type { WatchNews } from '../src/domain/release-health';
import { short } from '../src/domain/timeline';
import type { Day } from './day';

/** News of a watch that is over, or of another release, changes nothing. */
export function hearNews(day: Day, { digest, verdict, reason, samples }: WatchNews): void {
  const { watching } = day;
  if (!watching || watching.digest !== digest || watching.result) return;
  const text = verdict === 'ask' ? `The release ${short(digest)} does not show that it is healthy: ${reason}` : `The watch of ${short(digest)}: ${reason}`;
  day.record({ kind: 'watchMoved', watch: { verdict, reason, samples }, text });
  watching.finds = verdict === 'ask' ? reason : undefined;
  if (verdict === 'ask') watching.asks ??= { why: reason, by: 'watch' };
}

/** Each alert once; the one that opened the day began before the release, and repeats of it count for nothing. */
export function countAlert(day: Day, { name, incident, at }: { name: string; incident?: string; at: string }): void {
  const { watching } = day;
  if (!watching || Date.parse(at) < Date.parse(watching.since)) return;
  if (watching.counted.some((one) => one.name === name && one.incident === incident)) return;
  watching.counted.push({ name, incident, at });
  day.record({ kind: 'alertCounted', name, incident });
}
