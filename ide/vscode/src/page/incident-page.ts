// What does the page show of an incident, for this person? The view, reduced to what a developer needs and put into words.
import type { IncidentView } from '../../../../src/contracts/incident';
import type { Figure } from '../../../../src/contracts/result';
import { CUSTOMER } from '../../../../src/domain/vocabulary';
import { attemptBlock } from './attempt-block';
import { cardOf } from './card';
import { offersOf } from './offers';
import type { Actor } from './offers';
import type { ChartMark, Failing, IncidentPage, Mark } from './page-model';
import { lengthOf, markOf, nameOf, personOf, plural, readFigure, safeLink, shortId, turnOwner } from './reading';

const MOST = { alerts: 5, files: 50, entries: 150, labels: 12 };
const HIDDEN_LABELS = new Set(['alertname', 'severity', 'service']);

export function incidentPage(view: IncidentView, me: Actor | undefined, now: number): IncidentPage {
  const { id, title, service, environment, severity, openedAt, closedAt, branch, timeline } = view;
  return {
    id, title, service, environment, severity, state: stateOf(view), openedAt, ...(closedAt ? { closedAt } : {}), branch,
    ...turnOf(view, me), buttons: offersOf(view, me, now), impact: impactOf(view), failing: failingOf(view), ...relatedOf(view),
    suggestions: view.suggestions.map(({ person, why, load }) => ({ name: nameOf(view.team, person), why: load === undefined ? why : `${why}; ${plural(load, 'open incident')}` })),
    attempts: view.attempts.map((attempt) => attemptBlock(view, attempt)).reverse(), acceptance: acceptanceOf(view),
    ...(view.decision ? { decision: cardOf(view, view.decision, me?.id, now) } : {}),
    timeline: timeline.slice(-MOST.entries).reverse().map(({ at, who, text, tone }) => ({ at, who: text.toLowerCase().startsWith(nameOf(view.team, who).toLowerCase()) ? '' : nameOf(view.team, who), text, tone })),
    earlierEntries: Math.max(0, timeline.length - MOST.entries),
  };
}

function stateOf({ phase, outcome, turn }: IncidentView): Mark {
  if (outcome) return { word: `closed: ${outcome.replace(/-/g, ' ')}`, tone: outcome === 'fixed' ? 'good' : 'neutral' };
  return { word: phase.replace('-', ' '), tone: turn && turn.role !== 'dayshift' ? 'waiting' : 'running' };
}

function turnOf({ turn, team, assignment, outcome }: IncidentView, me: Actor | undefined): Pick<IncidentPage, 'turn'> {
  if (!turn || outcome) return {};
  const roles = team.find(({ id }) => id === me?.id)?.roles ?? [];
  const isMine = me !== undefined && (turn.person ? turn.person === me.id : roles.some((role) => role === turn.role));
  const isAssignees = assignment !== undefined && turn.person === assignment.to;
  const acknowledged = isAssignees ? (assignment.acknowledgedAt ? 'acknowledged' : 'not acknowledged') : '';
  return { turn: { whose: isMine ? 'Your turn' : turnOwner(turn, team), to: turn.to, isMine, since: turn.since, ...(turn.deadline ? { deadline: turn.deadline } : {}), acknowledged } };
}

function impactOf(view: IncidentView): IncidentPage['impact'] {
  const { figures, worst, began, measuredAt } = view.impact;
  const highest = (figure: Figure) => {
    const most = worst.find(({ name }) => name === figure.name)?.value ?? null;
    return most !== null && (figure.value === null || figure.value < most) ? { worst: readFigure(most, figure.unit) } : {};
  };
  return {
    line: impactLine(view), began, ...(measuredAt ? { measuredAt } : {}), marks: chartMarks(view), reports: view.customerReports,
    charts: figures.map((figure) => ({ name: figure.name, unit: figure.unit, value: readFigure(figure.value, figure.unit), ...highest(figure), ...(figure.value === null ? { why: figure.reason ?? 'monitoring gave no reason' } : {}), query: figure.query, ...(figure.series ? { series: figure.series } : {}) })),
  };
}

/** E.g. `31.4 % logins refused`; what is unknown is said with its reason. */
export function impactLine({ impact, outcome }: Pick<IncidentView, 'impact' | 'outcome'>): string {
  const [first] = impact.figures;
  if (!first) return outcome ? 'The impact was not measured.' : 'The impact is being measured.';
  return first.value === null ? `${first.name}: unknown, ${first.reason ?? 'monitoring gave no reason'}` : `${readFigure(first.value, first.unit)} ${first.name}`;
}

function chartMarks({ impact, openedAt, related, running, attempts }: IncidentView): ChartMark[] {
  const out = (related?.deployments ?? (running ? [running] : [])).map(({ at, version }): ChartMark => ({ at, word: `${version} went out`, tone: 'running' }));
  const tried = attempts.flatMap(({ number, endedAt, verdict }): ChartMark[] => (endedAt ? [{ at: endedAt, word: `attempt ${number} ${verdict === 'passed' ? '✓' : '✕'}`, tone: verdict === 'passed' ? 'good' : 'bad' }] : []));
  return [...out, ...(impact.began ? [{ at: impact.began, word: 'trouble began', tone: 'bad' as const }] : []), { at: openedAt, word: 'opened', tone: 'neutral' as const }, ...tried].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function failingOf({ alerts, address }: IncidentView): IncidentPage['failing'] {
  const shown = alerts.open.slice(0, MOST.alerts).map((alert): Failing => {
    const link = alert.link && safeLink(alert.link);
    const request = requestOf(alert.labels);
    return {
      name: alert.source === CUSTOMER ? 'A customer’s report' : alert.name, ...(request ? { request } : {}), summary: alert.summary, source: alert.source, severity: alert.severity, since: alert.startsAt,
      labels: labelsOf(alert.labels), ...(link ? { link } : {}),
    };
  });
  return { alerts: shown, more: Math.max(0, alerts.openCount - shown.length), received: alerts.received, ...(alerts.resolvedAt ? { resolvedAt: alerts.resolvedAt } : {}), ...(safeLink(address) ? { address } : {}) };
}

/** `POST /login → 401`, from the labels that monitoring tools use for it; undefined when there is no path. */
export function requestOf(labels: Readonly<Record<string, string>>): string | undefined {
  const first = (...names: string[]) => names.map((name) => labels[name]).find((value) => value !== undefined && value !== '');
  const path = first('path', 'route', 'http_route', 'http_target', 'uri', 'url_path', 'url', 'endpoint', 'handler', 'operation');
  if (path === undefined) return undefined;
  const method = first('method', 'http_method', 'http_request_method', 'verb');
  const status = first('status', 'status_code', 'http_status', 'http_status_code', 'http_response_status_code', 'code', 'grpc_code');
  const error = first('error', 'error_type', 'exception', 'exception_type');
  return [method && `${method.toUpperCase()} `, path, (status ?? error) !== undefined && ` → ${[status, error].filter(Boolean).join(' ')}`].filter(Boolean).join('');
}

function labelsOf(labels: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(labels).filter(([name]) => !HIDDEN_LABELS.has(name)).slice(0, MOST.labels);
}

type Around = Pick<IncidentPage, 'isLookedUp' | 'suspect' | 'deployments' | 'together' | 'earlier' | 'links' | 'unknown'>;

function relatedOf({ related, running, team, outcome, environment }: IncidentView): Around {
  if (!related) return { isLookedUp: outcome !== undefined, deployments: [], together: [], earlier: [], links: [], unknown: [] };
  const { change, deployments, together, earlier, links, unknown } = related;
  const before = releaseBefore({ deployments, environment });
  return {
    isLookedUp: true,
    ...(change ? { suspect: {
      subject: change.subject, author: personOf(team, change.author), commit: change.commit, ...(before ? { before: `${before.version} (${shortId(before.commit ?? before.digest)})` } : {}),
      size: `+${change.additions} −${change.deletions} in ${plural(change.files.length, 'file')}`, files: change.files.slice(0, MOST.files).map(({ path, owners }) => ({ path, owners: owners.join(' ') })),
    } } : {}),
    deployments: deployments.map(({ version, digest, at }) => ({ version, digest: shortId(digest), at, note: digest === running?.digest ? 'ran when the trouble came' : '' })),
    together: together.map(({ name, since, labels }) => ({ name, since, labels: labelsOf(labels) })),
    earlier: earlier.map(({ id, title, openedAt, closedAt, outcome: end, assignee, fix }) => ({
      id, title, openedAt,
      ended: [`${end.replace(/-/g, ' ')} after ${lengthOf(Date.parse(closedAt) - Date.parse(openedAt))}`, fix && `by ${shortId(fix.commit)}`, assignee && `${fix ? 'of' : 'with'} ${nameOf(team, assignee)}`].filter(Boolean).join(' '),
    })),
    links: links.flatMap(({ title, url }) => { const safe = safeLink(url); return safe ? [{ title, url: safe }] : []; }),
    unknown,
  };
}

/** The release that the running one is compared with; undefined when it is not known. */
export function releaseBefore({ deployments, environment }: { deployments: NonNullable<IncidentView['related']>['deployments']; environment: string }): { version: string; commit?: string; digest: string } | undefined {
  const [running, ...earlier] = deployments.filter((one) => one.environment === environment);
  return earlier.find(({ digest }) => digest !== running?.digest);
}

function acceptanceOf({ acceptance }: IncidentView): IncidentPage['acceptance'] {
  const stories = [...new Map(acceptance.map(({ story, title }) => [story, title]))];
  return stories.map(([story, title]) => ({ story, title, criteria: acceptance.filter((one) => one.story === story).map(({ criterion, achieved, why }) => ({ text: criterion, mark: { ...markOf(achieved ? 'passed' : 'failed'), word: achieved ? 'achieved' : 'not achieved' }, why })) }));
}
