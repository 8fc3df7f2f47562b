// What does a developer want to know before the first edit? Impact, the failing request, what is suspected, what helped before, and what the last attempt was told.
import pc from 'picocolors';
import { suspectedFiles } from '../../clone/suspected-files';
import type { IncidentView } from '../../src/contracts/incident';
import { readFigure } from '../tree/figures';
import { clean, clip, clock, day, nameOf, pad, plural, shortId, untilOrOver, wrap } from '../tree/text';

export interface ContextOptions { now: number; width: number; colour: boolean; timeZone?: string }

const LABEL = 11; // columns
const MOST = { alerts: 3, labels: 6, files: 8, earlier: 3, faults: 5, links: 5 } as const;
const KNOWN_LABELS = ['alertname', 'severity', 'service'];

/** Lines of at most `width` columns; addresses, places and commands are never cut. */
export function fixContext(view: IncidentView, options: ContextOptions): string[] {
  const paint = pc.createColors(options.colour);
  const blocks: [string, string[]][] = [
    ['Impact', impactOf(view, options)],
    ['Alert', alertsOf(view)],
    ['Runs now', view.running ? [`${view.running.version} (${shortId(view.running.commit ?? view.running.digest)}) since ${day(view.running.at, options.timeZone)} ${clock(view.running.at, options.timeZone)}`] : []],
    ['Suspected', suspectedOf(view)],
    ['Besides', (view.related?.together ?? []).slice(0, MOST.alerts).map(({ name, since }) => `${name} fires since ${clock(since, options.timeZone)}`)],
    ['Earlier', (view.related?.earlier ?? []).slice(0, MOST.earlier).map(({ id, title, closedAt, outcome, fix }) => `${day(closedAt, options.timeZone)} ${title}: ${outcome.replace(/-/g, ' ')}${fix ? ` by ${shortId(fix.commit)}` : ''} (${id})`)],
    ['Read on', linksOf(view)],
    ...lastAttemptOf(view),
  ];
  return [
    paint.bold(clip(clean(`${view.title} (${view.severity})`), options.width)), paint.dim(clip(clean(`${view.service} · ${view.environment} · ${view.id}`), options.width)),
    ...(view.turn?.person ? [clip(clean(`${nameOf(view.team, view.turn.person)}'s turn: ${view.turn.to}${view.turn.deadline ? `, ${untilOrOver(view.turn.deadline, options.now)}` : ''}`), options.width)] : []),
    '', ...blocks.flatMap(([label, lines]) => block(label, lines, options.width, paint)),
  ];
}

function block(label: string, lines: readonly string[], width: number, paint: ReturnType<typeof pc.createColors>): string[] {
  return lines.flatMap((line, at) => {
    const text = clean(line);
    const wrapped = text.includes(' ') ? wrap(text, width - LABEL) : [text];
    return wrapped.map((piece, row) => `${paint.dim(pad(at === 0 && row === 0 ? label : '', LABEL))}${piece}`);
  });
}

function impactOf({ impact, customerReports }: IncidentView, { timeZone }: ContextOptions): string[] {
  const figures = impact.figures.map(({ name, unit, value, reason }) => `${readFigure(value, unit)} ${name}${value === null && reason ? ` (${reason})` : ''}`);
  const began = impact.began === null ? [] : [`since ${clock(impact.began, timeZone)}`];
  const told = customerReports > 0 ? [`${plural(customerReports, 'customer')} told of it`] : [];
  return figures.length === 0 ? ['not measured yet'] : [[...figures, ...began, ...told].join(', ')];
}

function alertsOf({ alerts }: IncidentView): string[] {
  const lines = alerts.open.slice(0, MOST.alerts).flatMap(({ name, summary, labels, link }) => {
    const told = Object.entries(labels).filter(([label]) => !KNOWN_LABELS.includes(label)).slice(0, MOST.labels).map(([label, value]) => `${label}=${value}`).join(' ');
    return [`${name}${summary ? `: ${summary}` : ''}`, ...(told ? [told] : []), ...(link ? [link] : [])];
  });
  return [...new Set(lines)]; // one condition may fire in several places
}

function suspectedOf(view: IncidentView): string[] {
  const change = view.related?.change;
  const files = suspectedFiles(view).slice(0, MOST.files).map(({ path, line }) => `${path}${line === undefined ? '' : `:${line}`}`);
  const told = change ? [`“${change.subject}” by ${change.author} (${shortId(change.commit)}): ${plural(change.files.length, 'file')}, +${change.additions} −${change.deletions}`] : [];
  return [...told, ...files];
}

function linksOf({ related, alerts }: IncidentView): string[] {
  const links = related?.links ?? alerts.open.flatMap((alert) => alert.links ?? []);
  return links.slice(0, MOST.links).map(({ title, url }) => `${title}: ${url}`);
}

/** What the last attempt that ended was sent back with. */
function lastAttemptOf({ attempts }: IncidentView): [string, string[]][] {
  const last = attempts.findLast(({ verdict }) => verdict !== 'running' && verdict !== 'superseded');
  if (!last || last.verdict === 'passed') return [];
  const answers = last.stages.flatMap(({ answer }) => answer ?? []);
  const faults = answers.flatMap((answer) => answer.faults).slice(0, MOST.faults).flatMap(({ what, file, line, command }) => [`✗ ${what}`, ...(file ? [`${file}${line === undefined ? '' : `:${line}`}`] : []), command]);
  const more = answers.reduce((sum, answer) => sum + answer.more + answer.faults.length, 0) - Math.min(MOST.faults, answers.flatMap((answer) => answer.faults).length);
  return [[`Attempt ${last.number}`, [last.reason, ...faults, ...(more > 0 ? [`and ${more} more: dayshift problems`] : []), ...answers.flatMap(({ differs }) => differs)]]];
}
