// What does a signer look at, in a terminal? The whole card: the bytes, what was judged, what runs now, who signed, what is missing.
import pc from 'picocolors';
import type { Budget, DecisionCard, DecisionFacts, Party } from '../../src/contracts/decision';
import type { IncidentView } from '../../src/contracts/incident';
import { readFigure } from './figures';
import { paintState, SHAPES } from './row';
import type { Paint, State } from './row';
import { clean, clip, clock, day, nameOf, pad, plural, shortId, span, untilOrOver, wrap } from './text';

export interface CardOptions { now: number; width: number; colour: boolean; timeZone?: string }
interface Line { state?: State; text: string }
type Team = IncidentView['team'];

const LABEL = 11; // columns
const DAY_SECONDS = 86_400;
const PASSED = 'passed';
const SAID: Record<string, string> = { approve: 'approved', reject: 'rejected' };

/** The card as lines of at most `width` columns; what came from outside can do nothing to the terminal. */
export function renderCard(view: Pick<IncidentView, 'id' | 'title' | 'team'>, card: DecisionCard, options: CardOptions): string[] {
  const paint = pc.createColors(options.colour);
  const { now, width } = options;
  const state = card.state === 'open' ? `open, ${untilOrOver(card.expires, now)}` : card.state;
  const blocks: [string, Line[]][] = [
    ['Digest', [{ text: card.digest }]],
    ['Commit', [{ text: `${card.commit}${card.facts?.subject ? `  “${card.facts.subject}”` : ''}` }]],
    ...(card.facts ? factBlocks(view.team, card.facts, options) : []),
    ['Risks', card.risks.map((text): Line => ({ state: 'inconclusive', text }))],
    ['Parties', card.parties.map((party) => partyLine(view.team, party))],
    ['Said', card.given.map((given) => givenLine(view.team, given, options))],
    ['Delegated', card.delegations.map(({ from, to, reason }) => ({ text: `${nameOf(view.team, from)} to ${nameOf(view.team, to)}${reason ? `: ${reason}` : ''}` }))],
    ['Questions', card.questions.map(({ by, to, text, at }) => ({ text: `${clock(at, options.timeZone)} ${nameOf(view.team, by)}${to ? ` to ${nameOf(view.team, to)}` : ''}: ${text}` }))],
    ['Shut', card.shut ? [shutLine(view.team, card.shut, now)] : []],
    ['Glass', card.glass ? [glassLine(view.team, card.glass)] : []],
    ['Missing', [{ state: card.missing ? 'waiting' : PASSED, text: card.missing || 'nothing' }]],
    ['May sign', [{ text: names(view.team, card.mayDecide) || 'nobody' }]],
  ];
  return [
    paint.bold(clip(clean(`Sign-off to ${card.environment}: ${view.title}`), width)), paint.dim(clip(clean(`${view.id} · ${state}`), width)), '',
    ...blocks.flatMap(([label, lines]) => block(label, lines, width, paint)),
    ...(card.state === 'open' ? ['', ...howTo(view.id, card).map((line) => clean(line))] : []),
  ];
}

function block(label: string, lines: Line[], width: number, paint: Paint): string[] {
  return lines.flatMap(({ state, text }, index) => {
    const shape = state ? `${paintState(paint, state)(SHAPES[state])} ` : '';
    const indent = ' '.repeat(LABEL + (state ? 2 : 0));
    const wrapped = unbroken(clean(text), width - indent.length);
    return wrapped.map((piece, row) => (row === 0 ? `${paint.dim(pad(index === 0 ? label : '', LABEL))}${shape}${piece}` : `${indent}${piece}`));
  });
}

/** A digest or an address is there to be copied: it is never cut. */
function unbroken(text: string, width: number): string[] {
  return text.includes(' ') ? wrap(text, width) : [text];
}

function factBlocks(team: Team, facts: DecisionFacts, options: CardOptions): [string, Line[]][] {
  const { change, running, budget } = facts;
  return [
    ['Attempt', [{ text: String(facts.attempt) }]],
    ['Authors', [{ text: names(team, facts.authors) || 'unknown' }]],
    ['Change', change ? [{ text: `${plural(change.files, 'file')}, +${change.additions} −${change.deletions}` }, ...(change.link ? [{ text: change.link }] : [])] : [{ text: 'unknown' }]],
    ['Gates', facts.gates.map(({ stage, verdict, figures }) => ({ state: stateOf(verdict), text: `${stage} ${verdict}${figures.length ? `: ${figures.join(', ')}` : ''}` }))],
    ['Stories', facts.acceptance.map(({ story, title, achieved, criteria }) => ({ state: achieved === criteria ? PASSED : 'failed', text: `${achieved} of ${criteria} ${story} ${title}` }))],
    ['Runs now', [{ text: running ? `${running.version} (${shortId(running.digest)}) since ${day(running.at, options.timeZone)} ${clock(running.at, options.timeZone)}` : 'unknown' }]],
    ['Budget', budget ? [budgetLine(budget)] : []],
  ];
}

function stateOf(verdict: string): State {
  return verdict === 'passed' || verdict === 'failed' || verdict === 'errored' || verdict === 'inconclusive' ? verdict : 'waiting';
}

function budgetLine({ left, reason, objective, windowSeconds }: Budget): Line {
  const promise = `${readFigure(objective, 'share')} good over ${windowSeconds % DAY_SECONDS === 0 ? plural(windowSeconds / DAY_SECONDS, 'day') : span(windowSeconds * 1000)}`;
  if (left === null) return { state: 'inconclusive', text: `unknown: ${reason ?? 'monitoring gave no reason'} (${promise})` };
  if (left < 0) return { state: 'failed', text: `overspent by ${readFigure(-left, 'share')} (${promise})` };
  return left === 0 ? { state: 'failed', text: `used up (${promise})` } : { state: PASSED, text: `${readFigure(left, 'share')} left (${promise})` };
}

/** Who is asked: roles and people, as they are read. */
export function partyName(team: Team, { roles, people }: Party): string {
  return [...roles.map((role) => role.replace(/-/g, ' ')), ...people.map((id) => nameOf(team, id))].join(' or ');
}

function partyLine(team: Team, party: Party): Line {
  const signed = party.counted.length ? `, signed by ${names(team, party.counted)}` : '';
  return { state: party.counted.length >= party.approvals ? PASSED : 'waiting', text: `${party.counted.length} of ${party.approvals} by ${partyName(team, party)}${signed}` };
}

function givenLine(team: Team, given: DecisionCard['given'][number], { timeZone }: CardOptions): Line {
  const instead = given.for ? ` for ${nameOf(team, given.for)}` : '';
  const why = [given.reason, given.exception && `exception: ${given.exception}`].filter(Boolean).join('; ');
  return { state: given.decision === 'approve' ? PASSED : 'failed', text: `${clock(given.at, timeZone)} ${nameOf(team, given.by)}${instead} ${SAID[given.decision] ?? given.decision} through ${given.through}${why ? `: ${why}` : ''}` };
}

function shutLine(team: Team, { why, until, mayExcept }: NonNullable<DecisionCard['shut']>, now: number): Line {
  const open = until ? `, opens in ${span(Date.parse(until) - now)}` : '';
  return { state: 'failed', text: `${why}${open}; ${mayExcept.length ? `${names(team, mayExcept)} may let it out with --exception` : 'nobody may let it out before'}` };
}

function glassLine(team: Team, { by, reason }: NonNullable<DecisionCard['glass']>): Line {
  return by.length > 1 ? { state: 'failed', text: `broken by ${names(team, by)}: ${reason}` } : { state: 'waiting', text: `touched by ${names(team, by)}, a second person is needed: ${reason}` };
}

function names(team: Team, ids: readonly string[]): string {
  return ids.map((id) => nameOf(team, id)).join(', ');
}

function howTo(id: string, { digest, shut }: DecisionCard): string[] {
  return [
    `Sign it:      dayshift sign-off ${id} --digest ${digest}${shut ? ' --exception WHY' : ''}`,
    `Send it back: dayshift sign-off ${id} --reject WHY`,
  ];
}
