// What of all that is known around an incident is worth showing? The newest and nearest, few and short: it travels through history.
import type { Link } from '../contracts/alert';
import type { IncidentRecord } from '../contracts/record';
import type { Change, EarlierIncident, Related, Release, RunningRelease } from '../contracts/result';
import { suspects } from './ownership';
import { Outcome } from './vocabulary';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_FILES = 50;
const MOST_AUTHORS = 20;
const MOST_TOGETHER = 20;
const MOST_LABELS = 10;
const MOST_EARLIER = 5;
const MOST_LINKS = 20;
const LONGEST_TEXT = 200;

/** As the monitoring port answers it. */
export interface FiringAlert { name: string; labels: Readonly<Record<string, string>>; since: string }
/** An alert of the incident itself. */
export interface OwnAlert { name: string; labels: Readonly<Record<string, string>> }

/** What went live within the last day, newest first, the running release among them when it did. */
export function deploymentsOf({ before = [], ...running }: RunningRelease, now: string): Release[] {
  const since = Date.parse(now) - DAY_MS;
  return [running, ...before].filter(({ at }) => Date.parse(at) >= since);
}

/** The commits that the running release may be compared with, nearest first; none known: `undefined`, for which source control looks itself. */
export function comparedWith({ commit, before = [] }: RunningRelease): (string | undefined)[] {
  const commits = before.flatMap((release) => (release.commit && release.commit !== commit ? [release.commit] : []));
  return commits.length > 0 ? [...new Set(commits)] : [undefined];
}

/** The change, with as many files and names as people read; the files that customers run first. */
export function shortChange(change: Change): Change {
  const run = suspects(change.files);
  return { ...change, subject: change.subject.slice(0, LONGEST_TEXT), authors: change.authors.slice(0, MOST_AUTHORS), files: [...run, ...change.files.filter((file) => !run.includes(file))].slice(0, MOST_FILES) };
}

/** The others that fire at the source: those of the same service first, then the newest first. */
export function togetherWith(firing: readonly FiringAlert[], own: readonly OwnAlert[], service: string): Related['together'] {
  const others = firing.filter((alert) => !own.some((one) => isSame(one, alert)));
  const ordered = others.sort((a, b) => Number(isOf(service, b)) - Number(isOf(service, a)) || instant(b.since) - instant(a.since));
  return ordered.slice(0, MOST_TOGETHER).map(({ name, since, labels }) => ({ name: name.slice(0, LONGEST_TEXT), since, labels: fewLabels(labels) }));
}

/** One and the same: of that name, and no label says otherwise. A source on the way may have added labels or taken some off. */
function isSame(one: OwnAlert, other: OwnAlert): boolean {
  return one.name === other.name && Object.entries(other.labels).every(([label, value]) => (one.labels[label] ?? value) === value);
}

function isOf(service: string, { labels }: FiringAlert): boolean {
  return labels['service'] === service;
}

/** A time that is not told counts as the oldest. */
function instant(at: string): number {
  return Date.parse(at) || 0;
}

function fewLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(labels).filter(([label]) => label !== 'alertname').slice(0, MOST_LABELS);
  return Object.fromEntries(kept.map(([label, value]) => [label, value.slice(0, LONGEST_TEXT)]));
}

/** The incidents before this one, newest first, each with what ended it. */
export function earlierThan(incident: string, records: readonly IncidentRecord[]): EarlierIncident[] {
  return records.filter((record) => record.incident.id !== incident).slice(0, MOST_EARLIER).map(earlier);
}

function earlier({ incident, assignment, attempts }: IncidentRecord): EarlierIncident {
  const passed = incident.outcome === Outcome.Fixed ? attempts.findLast(({ verdict }) => verdict === 'passed') : undefined;
  return {
    id: incident.id, title: incident.title.slice(0, LONGEST_TEXT), openedAt: incident.openedAt, closedAt: incident.closedAt ?? incident.openedAt,
    outcome: incident.outcome ?? 'unknown',
    ...(assignment ? { assignee: assignment.to } : {}),
    ...(passed ? { fix: { commit: passed.commit, ...(passed.digest ? { digest: passed.digest } : {}) } } : {}),
  };
}

/** Where to read on: the service's links, then those of the alerts; each address once. */
export function linksOf(service: readonly Link[], alerts: readonly { links: readonly Link[] }[]): Link[] {
  const links = [...service, ...alerts.flatMap((alert) => alert.links)];
  return links.filter((link, place) => links.findIndex(({ url }) => url === link.url) === place).slice(0, MOST_LINKS);
}
