// What does the row of an incident say? Its title; phase, whose turn, age and what customers lose; what may be done with it.
import { readFigure } from '../../../../client/figures';
import type { Me } from '../../../../src/contracts/access';
import type { DeskIncident } from '../../../../src/contracts/desk';
import type { IncidentView } from '../../../../src/contracts/incident';
import { Phase, Role } from '../../../../src/domain/vocabulary';
import { ageOf } from './moment';
import { escaped, type Row } from './row';

/** In these a fix may still be written, and pushing it begins a new attempt. */
const FIXABLE: readonly Phase[] = [Phase.Fix, Phase.Build, Phase.Functional, Phase.Performance, Phase.Security, Phase.Further, Phase.SignOff];
const TO_DO: Partial<Record<Phase, string>> = { assess: 'assign', fix: 'fix', 'sign-off': 'sign off' };
const MOST_DUE = 30;
const COLORS: Record<string, string> = { critical: 'charts.red', high: 'charts.orange', medium: 'charts.yellow', low: 'charts.blue' };

export function incidentRow(incident: DeskIncident, me: Pick<Me, 'id' | 'roles'>, now: number, view?: IncidentView): Row {
  const { title, service, severity, phase, openedAt, part, branch, headline } = incident;
  const description = [whereOf(incident, me), service, ageOf(openedAt, now), ...(headline ? [`${headline.name} ${readFigure(headline.value, headline.unit)}`] : [])].join(' · ');
  return {
    label: title, description, icon: part === 'turn' ? 'bell-dot' : part === 'helping' ? 'organization' : 'flame', color: COLORS[severity],
    words: wordsFor(incident, me, view), isOpenable: incident.attempts > 0, isOpen: incident.assignment?.to === me.id,
    spoken: `${title}, ${severity}, ${description}`,
    tooltip: [
      `**${escaped(title)}**`,
      `${escaped(service)} · ${severity} · ${phase} · opened ${ageOf(openedAt, now)}${ageOf(openedAt, now) === 'now' ? '' : ' ago'}`,
      ...(headline ? [`${escaped(headline.name)}: **${escaped(readFigure(headline.value, headline.unit))}**`] : []),
      ...turnLines(incident, me, now), ...attemptLines(incident), `Branch: ${escaped(branch)}`,
    ].join('\n\n'),
  };
}

/** `your turn: fix`, `functional · dayshift`. */
function whereOf(incident: DeskIncident, me: Pick<Me, 'id'>): string {
  return incident.part === 'turn' ? `your turn: ${dueOf(incident)}` : `${incident.phase} · ${whoseTurn(incident, me)}`;
}

/** What is to be done, in a word or two. */
export function dueOf({ phase, turn }: Pick<DeskIncident, 'phase' | 'turn'>): string {
  const text = TO_DO[phase] ?? turn?.to ?? phase;
  return text.length > MOST_DUE ? `${text.slice(0, MOST_DUE - 1)}…` : text;
}

/** `your turn`, `Olga's turn` by id, `operations-engineer`, `dayshift`. */
export function whoseTurn({ turn, part }: Pick<DeskIncident, 'turn' | 'part'>, me: Pick<Me, 'id'>): string {
  if (part === 'turn') return 'your turn';
  if (!turn) return 'nobody\'s turn';
  if (turn.role === 'dayshift') return 'dayshift';
  return turn.person && turn.person !== me.id ? `${turn.person}'s turn` : `${turn.role}'s turn`;
}

function turnLines({ turn, part }: DeskIncident, me: Pick<Me, 'id'>, now: number): string[] {
  if (!turn) return [];
  const deadline = turn.deadline ? `, ${Date.parse(turn.deadline) > now ? `due in ${ageOf(new Date(2 * now - Date.parse(turn.deadline)).toISOString(), now)}` : `overdue for ${ageOf(turn.deadline, now)}`}` : '';
  return [`${part === 'turn' ? '**Your turn**' : escaped(whoseTurn({ turn, part }, me))}: ${escaped(turn.to)}${deadline}`];
}

function attemptLines({ lastAttempt }: DeskIncident): string[] {
  return lastAttempt ? [`Attempt ${lastAttempt.number}: ${escaped(lastAttempt.verdict)}${lastAttempt.reason ? `, ${escaped(lastAttempt.reason)}` : ''}`] : [];
}

function wordsFor(incident: DeskIncident, me: Pick<Me, 'id' | 'roles'>, view?: IncidentView): string[] {
  const { phase, assignment, helpers, part } = incident;
  const isAssigned = assignment?.to === me.id;
  const writes = me.roles.includes(Role.Developer) && FIXABLE.includes(phase);
  const signs = phase === Phase.SignOff && (view?.decision ? view.decision.state === 'open' && view.decision.mayDecide.includes(me.id) : part === 'turn');
  return [
    'incident', ...(isAssigned ? ['assigned'] : []), ...(writes && (isAssigned || helpers?.includes(me.id)) ? ['fixable'] : []),
    ...(writes && (isAssigned || helpers?.includes(me.id)) ? ['buildable'] : []), ...(signs ? ['signable'] : []),
  ];
}
