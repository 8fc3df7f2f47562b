// Where does the sign-off stand in the tree: who has signed, what is missing, what holds it back, and what was asked?
import type { DecisionCard } from '../../src/contracts/decision';
import type { IncidentView } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import { partyName } from './decision-card';
import { ladderRows } from './ladder-rows';
import { spent, stateOf, type Moment } from './moment';
import type { Row } from './row';
import { clock, nameOf, plural, shortId, untilOrOver } from './text';

const OVER: readonly DecisionCard['state'][] = ['rejected', 'void', 'expired'];

export function signOffRow(view: IncidentView, moment: Moment): Row {
  const { decision, signOff: given } = view;
  const refused = decision && OVER.includes(decision.state) && !given;
  const held = decision?.state === 'held';
  return {
    state: refused ? 'failed' : stateOf(view, [Phase.SignOff], given !== undefined), name: 'Sign-off', word: refused ? decision.state : held ? 'held' : undefined,
    time: spent(view, [Phase.SignOff], moment.now), detail: detailOf(view, moment),
    children: [...(decision ? cardRows(view, decision, moment) : []), ...weakenedRows(view, moment), ...ladderRows(view, 'sign-off', moment)],
  };
}

function detailOf({ decision, signOff: given, acceptance, team, environment }: IncidentView, { now }: Moment): string | undefined {
  if (given) return `${nameOf(team, given.by)} for ${shortId(given.digest)}, through ${given.through}`;
  if (!decision) return undefined;
  const place = decision.environment === environment ? '' : ` to ${decision.environment}`;
  if (decision.state !== 'open') return `${decision.state}${place}`;
  const achieved = `${acceptance.filter((one) => one.achieved).length} of ${plural(acceptance.length, 'criterion', 'criteria')} achieved`;
  return `${shortId(decision.digest)}${place}, ${achieved}, ${untilOrOver(decision.expires, now)}`;
}

/** While it is open: each party, what shuts it, what was asked. Broken glass stays in sight. */
function cardRows({ team, phase }: IncidentView, card: DecisionCard, { detail, timeZone }: Moment): Row[] {
  const glass = glassRows(team, card);
  if (card.state !== 'open' || phase === Phase.Closed || detail === 'terse' || detail === 'none') return glass;
  const parties = card.parties.map((party): Row => {
    const enough = party.counted.length >= party.approvals;
    const signed = party.counted.map((id) => nameOf(team, id)).join(', ');
    return { state: enough ? 'passed' : 'waiting', name: partyName(team, party), word: `${party.counted.length} of ${party.approvals}`, detail: signed ? `signed by ${signed}` : 'nobody yet' };
  });
  const shut = card.shut ? [{ state: 'inconclusive' as const, name: 'Shut', word: 'shut', time: card.shut.until ? clock(card.shut.until, timeZone) : '', detail: card.shut.why }] : [];
  const questions = detail === 'all' ? card.questions.map((one): Row => ({ state: 'inconclusive', name: `${nameOf(team, one.by)} asks`, word: 'question', time: clock(one.at, timeZone), detail: one.text })) : [];
  return [...parties, ...shut, ...questions, ...glass];
}

function glassRows(team: IncidentView['team'], { glass }: DecisionCard): Row[] {
  if (!glass) return [];
  const broken = glass.by.length > 1;
  return [{ state: broken ? 'failed' : 'waiting', name: 'Glass', word: broken ? 'broken' : '1 of 2', detail: `${glass.by.map((id) => nameOf(team, id)).join(' and ')}: ${glass.reason}` }];
}

/** What the fix's own pipeline file would ask less of, while it is still to be signed. */
function weakenedRows(view: IncidentView, { detail }: Moment): Row[] {
  if (view.phase !== Phase.SignOff || detail === 'none' || detail === 'terse') return [];
  const weakens = view.attempts.at(-1)?.weakens ?? [];
  return weakens.map((sentence) => ({ state: 'inconclusive', name: 'Asks less', word: 'risk', more: sentence }));
}
