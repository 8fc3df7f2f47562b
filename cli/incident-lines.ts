// How does one incident look in a list? Where it is, since when, whose turn it is, what customers lose, and what to call it by.
import pc from 'picocolors';
import type { IncidentSummary } from '../src/contracts/http';
import { wantsColour, widthOf } from './commands/world';
import type { World } from './commands/world';
import { readFigure } from './tree/figures';
import { between, clean, clip, pad, plural, untilOrOver } from './tree/text';

const PHASE = 12; // columns

/** `next`: the command to type next, in the place of the id, which is in it. */
export function incidentLines(one: IncidentSummary, world: World, next?: string): string[] {
  const paint = pc.createColors(wantsColour(world));
  const width = widthOf(world);
  const now = Date.now();
  const age = between(one.openedAt, one.closedAt, now);
  const headline = one.headline ? ` · ${readFigure(one.headline.value, one.headline.unit)} ${one.headline.name}` : '';
  const told = one.customerReports ? ` · ${plural(one.customerReports, 'customer')} told of it` : '';
  const indent = ' '.repeat(PHASE);
  const rows = [turnOf(one, now), ...attemptOf(one), `${one.severity} · ${one.service}${headline}${told}`];
  return [
    paint.bold(clip(`${pad(one.phase, PHASE)}${clean(one.title)}`, width - age.length - 1)) + paint.dim(` ${age}`),
    ...rows.map((row) => clip(`${indent}${clean(row)}`, width)),
    ...(next === undefined ? [paint.dim(`${indent}${clean(one.id)}`)] : [`${indent}${paint.cyan(clean(next))}`]), // never cut: it is there to be copied
  ];
}

function turnOf({ turn, outcome }: IncidentSummary, now: number): string {
  if (outcome) return outcome.replace(/-/g, ' ');
  if (!turn) return 'nobody is awaited';
  const deadline = turn.deadline ? ` (${untilOrOver(turn.deadline, now)})` : '';
  return `${turn.person ?? turn.role.replace(/-/g, ' ')}'s turn: ${turn.to}${deadline}`;
}

/** Why it came back, while somebody is to mend it. */
function attemptOf({ lastAttempt, phase }: IncidentSummary): string[] {
  if (!lastAttempt || phase !== 'fix' || lastAttempt.verdict === 'running') return [];
  return [`attempt ${lastAttempt.number} was sent back: ${lastAttempt.reason}`];
}
