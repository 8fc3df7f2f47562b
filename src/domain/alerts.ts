// Which alerts are open? (state, event) -> state, the same for any order, duplication or repetition of the same events.
import type { Alert } from '../contracts/alert';
import { CUSTOMER, SEVERITIES, Severity } from './vocabulary';

/** One condition at one source: the latest episode that was heard of. `alert` is there while it has not ended. */
export interface AlertSeries { key: string; episode: number; alert?: Alert }

/** Serialisable; series lie in buckets, so that one event copies a few of thousands. */
export interface AlertState {
  received: number; // every event, also repeats
  severity: Severity; // the highest ever heard of what fired
  resolvedAt?: string; // the latest end that was heard
  buckets: Record<string, Record<string, AlertSeries>>;
}
export type AlertChange = 'opened' | 'repeated' | 'resolved' | 'reopened' | 'suppressed' | 'ignored';

export function noAlerts(): AlertState {
  return { received: 0, severity: Severity.Low, buckets: {} };
}

/**
 * One event further, heard `times` times. An episode is a `startsAt`: its end beats its firing and its firing beats its
 * suppression, whichever is heard first, and a later episode beats an earlier one: silencing what fires is no recovery.
 * Severity only rises. `ignored` is news of something that is over or was never open.
 */
export function applyAlert(state: AlertState, alert: Alert, times = 1): { state: AlertState; change: AlertChange } {
  const key = keyOf(alert);
  const bucket = bucketOf(key);
  const known = state.buckets[bucket]?.[key];
  const next = join(known, key, alert);
  const heard: AlertState = {
    ...state,
    received: state.received + times,
    severity: alert.status === 'suppressed' ? state.severity : higher(state.severity, alert.severity),
    ...(alert.status === 'resolved' ? { resolvedAt: later(state.resolvedAt, endOf(alert)) } : {}),
  };
  if (next === known) return { state: heard, change: changeOf(known, next, alert) };
  const buckets = { ...state.buckets, [bucket]: { ...state.buckets[bucket], [key]: next } };
  return { state: { ...heard, buckets }, change: changeOf(known, next, alert) };
}

/** The alerts that fire, oldest episode first; one whose time is over without a word does not. */
export function openAlerts(state: AlertState, now: string): Alert[] {
  return lasting(state, now).filter(({ status }) => status === 'firing');
}

/** The alerts that would fire, had nobody silenced them at the source; oldest episode first. */
export function suppressedAlerts(state: AlertState, now: string): Alert[] {
  return lasting(state, now).filter(({ status }) => status === 'suppressed');
}

/** The alerts that keep an incident open. What customers told ends by nobody's word: as soon as monitoring has spoken too, its word decides. */
export function lastingAlerts(state: AlertState, now: string): Alert[] {
  const isMonitored = Object.values(state.buckets).some((bucket) => Object.keys(bucket).some((key) => sourceOf(key) !== CUSTOMER));
  return openAlerts(state, now).filter(({ source }) => !isMonitored || source !== CUSTOMER);
}

/** When the next alert that fires is over without a word; undefined when each will tell its end. ISO. */
export function nextExpiry(state: AlertState, now: string): string | undefined {
  const times = openAlerts(state, now).flatMap(({ expiresAt }) => expiresAt ?? []);
  return times.sort((a, b) => instant(a) - instant(b))[0];
}

function lasting(state: AlertState, now: string): Alert[] {
  const all = Object.values(state.buckets).flatMap((bucket) => Object.values(bucket));
  const open = all.filter(({ alert }) => alert && (alert.expiresAt === undefined || instant(alert.expiresAt) > instant(now)));
  return open.sort((a, b) => a.episode - b.episode || (a.key < b.key ? -1 : 1)).flatMap(({ alert }) => alert ?? []);
}

/** The highest severity ever heard, also of alerts that have ended; `low` when none was. */
export function highestSeverity(state: AlertState): Severity {
  return state.severity;
}

/** The latest end of any episode by the sources' clocks, never before its own beginning; ISO, UTC. */
export function lastResolvedAt(state: AlertState): string | undefined {
  return state.resolvedAt;
}

function join(known: AlertSeries | undefined, key: string, alert: Alert): AlertSeries {
  const episode = instant(alert.startsAt);
  const heard: AlertSeries = alert.status === 'resolved' ? { key, episode } : { key, episode, alert };
  if (!known || episode > known.episode) return heard;
  if (episode < known.episode || !known.alert) return known;
  if (!heard.alert) return heard;
  const kept = preferred(known.alert, heard.alert);
  return kept === known.alert ? known : { ...known, alert: kept };
}

function changeOf(known: AlertSeries | undefined, next: AlertSeries, alert: Alert): AlertChange {
  const fired = known?.alert?.status === 'firing';
  const fires = next.alert?.status === 'firing';
  if (fires && !fired) return known && !known.alert ? 'reopened' : 'opened';
  if (fired && !fires) return next.alert ? 'suppressed' : 'resolved';
  if (next !== known && next.alert?.status === 'suppressed') return 'suppressed';
  return alert.status === 'firing' && instant(alert.startsAt) === next.episode && fires ? 'repeated' : 'ignored';
}

/** Of two tellings of the same episode one is kept, whichever came first: firing before suppressed, then the one that lasts longer, the more severe, the greater text. */
function preferred(one: Alert, other: Alert): Alert {
  if (one.status !== other.status) return one.status === 'firing' ? one : other;
  const lasts = lastsUntil(one) - lastsUntil(other);
  if (lasts !== 0 && !Number.isNaN(lasts)) return lasts > 0 ? one : other;
  const rank = SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity);
  if (rank !== 0) return rank > 0 ? one : other;
  return canonical(one) >= canonical(other) ? one : other;
}

function lastsUntil({ expiresAt }: Alert): number {
  return expiresAt === undefined ? Infinity : instant(expiresAt);
}

function canonical(alert: Alert): string {
  const labels = Object.entries(alert.labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([alert.startsAt, alert.name, alert.service, alert.summary, labels, alert.endsAt, alert.link, alert.group, alert.expiresAt, alert.links]);
}

function keyOf({ source, fingerprint }: Alert): string {
  return JSON.stringify([source, fingerprint]);
}

function sourceOf(key: string): string | undefined {
  return (JSON.parse(key) as string[])[0];
}

const BUCKETS = 64;

function bucketOf(key: string): string {
  let hash = 0;
  for (let i = 0; i < key.length; i += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
  return String(Math.abs(hash) % BUCKETS);
}

function higher(one: Severity, other: Severity): Severity {
  return SEVERITIES.indexOf(one) >= SEVERITIES.indexOf(other) ? one : other;
}

/** An end before its beginning is a clock that disagrees: then the beginning counts. */
function endOf({ startsAt, endsAt }: Alert): string {
  return new Date(Math.max(instant(startsAt), endsAt ? instant(endsAt) : 0)).toISOString();
}

function later(one: string | undefined, other: string): string {
  return one !== undefined && one >= other ? one : other;
}

/** Milliseconds; a text that is no time counts as the beginning of time. */
function instant(text: string): number {
  const time = Date.parse(text);
  return Number.isNaN(time) ? 0 : time;
}
