// What does a program hear of an incident? Each entry of the timeline as one CloudEvent, as a CDEvent where there is one for it.
import type { AttemptView, IncidentView, TimelineEntry } from '../contracts/incident';
import { Phase, type Severity } from './vocabulary';

export interface CloudEvent {
  specversion: '1.0';
  id: string; // `<incident>/<index>`: the same for a repeat
  source: string; // an address
  subject: string; // the incident
  type: string;
  time: string;
  datacontenttype: string;
  data: EventData | CdEvent;
}

/** What dayshift says of the entry; in a CDEvent it is the `customData`. */
export interface EventData {
  entry: TimelineEntry;
  index: number;
  incident: string;
  title: string;
  service: string;
  environment: string;
  phase: Phase; // when the entry was made
  severity: Severity; // when the event was made: it only rises
  attempt?: number;
  digest?: string; // of that attempt's artifact
}

/** As CDEvents 0.4 has it. */
export interface CdEvent {
  context: { version: string; id: string; source: string; type: string; timestamp: string };
  subject: { id: string; source: string; type: string; content: Record<string, unknown> };
  customData: EventData;
  customDataContentType: 'application/json';
}

interface Known { type: string; subject: string; id: string; content: Record<string, unknown> }

const CDEVENTS_VERSION = '0.4.1';

/** The event of one entry. Pure: the same view and index give the same event. Throws RangeError for an index that the timeline does not have. */
export function cloudEventOf(view: IncidentView, index: number, publicUrl: string): CloudEvent {
  const entry = view.timeline[index];
  if (!entry) throw new RangeError(`the timeline has no entry ${index}`);
  const attempt = attemptAt(view, entry);
  const data: EventData = {
    entry, index, incident: view.id, title: view.title, service: view.service, environment: view.environment, phase: phaseAt(view, entry), severity: view.severity,
    ...(attempt ? { attempt: attempt.number } : {}), ...(attempt?.digest && entry.kind !== 'attemptStarted' ? { digest: attempt.digest } : {}),
  };
  const known = knownAs(view, data, attempt);
  const id = `${view.id}/${index}`;
  const source = `${publicUrl.replace(/\/+$/, '')}/api/v1/incidents/${encodeURIComponent(view.id)}`;
  const event = { specversion: '1.0' as const, id, source, subject: view.id, time: entry.at };
  if (!known) return { ...event, type: `dev.dayshift.incident.${entry.kind}`, datacontenttype: 'application/json', data };
  const { type } = known;
  return {
    ...event, type, datacontenttype: 'application/cdevents+json',
    data: {
      context: { version: CDEVENTS_VERSION, id, source, type, timestamp: entry.at },
      subject: { id: known.id, source, type: known.subject, content: known.content },
      customData: data, customDataContentType: 'application/json',
    },
  };
}

/** The last attempt that had begun by then. */
function attemptAt({ attempts }: IncidentView, { at }: TimelineEntry): AttemptView | undefined {
  return attempts.findLast(({ startedAt }) => startedAt <= at);
}

function phaseAt(view: IncidentView, { at, kind }: TimelineEntry): Phase {
  if (kind === 'closed') return Phase.Closed;
  return view.phases.findLast(({ from }) => from <= at)?.phase ?? view.phase;
}

/** What CDEvents has a type for, with what it asks to be said. */
function knownAs(view: IncidentView, { entry, service, environment, attempt: number, digest }: EventData, attempt: AttemptView | undefined): Known | undefined {
  const artifact = digest ? { artifactId: artifactId(service, digest) } : {};
  const where = { environment: { id: environment } };
  const build = `${view.id}/${number ?? 0}`;
  const incident = (predicate: string): Known => ({ type: cdType('incident', predicate), subject: 'incident', id: view.id, content: { description: entry.text, ...where, service: { id: service }, ...artifact } });
  switch (entry.kind) {
    case 'opened': return incident('detected');
    case 'closed': return incident('resolved');
    case 'attemptStarted': return { type: cdType('build', 'started'), subject: 'build', id: build, content: {} };
    case 'built': return { type: cdType('build', 'finished'), subject: 'build', id: build, content: artifact };
    case 'gateJudged': return {
      type: cdType('testsuiterun', 'finished'), subject: 'testSuiteRun', id: `${build}/${entry.who}`,
      content: { ...where, testSuite: { id: entry.who, name: `${entry.who} checks of ${service}` }, outcome: outcomeOf(attempt, entry), reason: entry.text },
    };
    case 'deployed': return digest ? { type: cdType('service', 'deployed'), subject: 'service', id: service, content: { ...where, ...artifact } } : undefined;
    case 'rolledBack': return { type: cdType('service', 'rolledback'), subject: 'service', id: service, content: { ...where, ...rolledBackTo(view, entry, service) } };
    default: return undefined;
  }
}

function cdType(subject: string, predicate: string): string {
  return `dev.cdevents.${subject}.${predicate}.0.2.0`;
}

/** A package URL: the artifact is nobody's package, so that its checksum names it. */
function artifactId(service: string, digest: string): string {
  return `pkg:generic/${encodeURIComponent(service)}?checksum=${digest}`;
}

/** Anything but passed and failed is no verdict about the service. */
function outcomeOf(attempt: AttemptView | undefined, entry: TimelineEntry): 'pass' | 'fail' | 'error' {
  if (entry.tone === 'good') return 'pass';
  const verdict = attempt?.stages.find(({ stage }) => stage === entry.who)?.verdict;
  return verdict === 'failed' ? 'fail' : 'error';
}

/** What runs after it, as long as nothing else was deployed since. */
function rolledBackTo(view: IncidentView, entry: TimelineEntry, service: string): { artifactId?: string } {
  const isLast = view.timeline.findLast(({ kind }) => kind === 'rolledBack' || kind === 'deployed') === entry;
  return isLast && view.release ? { artifactId: artifactId(service, view.release.digest) } : {};
}
