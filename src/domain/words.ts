// May this person say this now? Every word is refused with a reason and advice, or it is taken; signals are asked the same.
import type { IncidentView } from '../contracts/incident';
import type { Acknowledge, Assign, Build, Cancel, Decline, HandOver, Join, Note, Person } from '../contracts/people';
import { MAY_ASSIGN, MAY_BUILD, MAY_CANCEL } from './actions';
import { short } from './timeline';
import { Phase, Role } from './vocabulary';

export interface Refusal { reason: string; advice: string }

export function refuse(reason: string, advice: string): Refusal {
  return { reason, advice };
}

const MOST_SHOWN = 80;

/** Anything as it may stand in a sentence. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? 'nothing';
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** By id, or by an e-mail of theirs as it stands in commits. */
export function findPerson(team: readonly Person[], who: unknown): Person | undefined {
  return team.find((person) => person.id === who || (typeof who === 'string' && person.emails.includes(who)));
}

/** A signal's payload comes from anywhere: the named fields must be texts. */
function malformed(word: object, ...fields: string[]): Refusal | undefined {
  const missing = fields.filter((field) => typeof (word as Record<string, unknown>)[field] !== 'string' || (word as Record<string, unknown>)[field] === '');
  return missing.length ? refuse(`${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing`, `Send an object with the texts ${fields.join(', ')}.`) : undefined;
}

function unknownPerson(view: IncidentView, who: string): Refusal | undefined {
  return findPerson(view.team, who) ? undefined : refuse(`${who} is not in the team`, `Known are ${view.team.map((person) => person.id).join(', ')}.`);
}

function lacksRole(view: IncidentView, who: string, roles: readonly Role[]): Refusal | undefined {
  const person = findPerson(view.team, who);
  return person?.roles.some((role) => roles.includes(role)) ? undefined : refuse(`${who} has none of the roles ${roles.join(', ')}`, 'Ask somebody who has.');
}

function closed(view: IncidentView): Refusal | undefined {
  return view.phase === Phase.Closed ? refuse('the incident is closed', 'Open a new one.') : undefined;
}

/** Only who has the ball can say that they are on it. */
export function refuseAcknowledge(view: IncidentView, word: Acknowledge): Refusal | undefined {
  return malformed(word, 'by') ?? closed(view) ?? unknownPerson(view, word.by) ?? notAssigned(view, word.by);
}

export function refuseAssign(view: IncidentView, word: Assign): Refusal | undefined {
  return malformed(word, 'by', 'to') ?? closed(view) ?? unknownPerson(view, word.by) ?? unknownPerson(view, word.to)
    ?? lacksRole(view, word.by, MAY_ASSIGN) ?? lacksRole(view, word.to, [Role.Developer])
    ?? (view.phase === Phase.Assess || view.phase === Phase.Fix ? undefined : refuse(`the ${view.phase} is under way`, 'Assign while the incident is assessed or waits for a fix.'));
}

/** Only who has the ball can give it back, and only before a commit is judged. */
export function refuseDecline(view: IncidentView, word: Decline): Refusal | undefined {
  return malformed(word, 'by', 'reason') ?? closed(view) ?? unknownPerson(view, word.by) ?? notAssignee(view, word.by);
}

export function refuseHandOver(view: IncidentView, word: HandOver): Refusal | undefined {
  const wrong = malformed(word, 'by', 'to') ?? closed(view) ?? unknownPerson(view, word.by) ?? unknownPerson(view, word.to)
    ?? notAssignee(view, word.by) ?? lacksRole(view, word.to, [Role.Developer]);
  return wrong ?? (findPerson(view.team, word.by)?.id === findPerson(view.team, word.to)?.id ? refuse('it is theirs already', 'Name another developer.') : undefined);
}

export function refuseJoin(view: IncidentView, word: Join): Refusal | undefined {
  const wrong = malformed(word, 'by') ?? closed(view) ?? unknownPerson(view, word.by);
  if (wrong) return wrong;
  const id = findPerson(view.team, word.by)?.id ?? word.by;
  if (view.assignment?.to === id) return refuse('it is their own incident', 'Acknowledge it instead.');
  return view.helpers.includes(id) ? refuse('they help already', 'Add a note to say what you do.') : undefined;
}

function notAssigned(view: IncidentView, by: string): Refusal | undefined {
  if (!view.assignment) return refuse('nobody is assigned yet', 'Assign a developer first.');
  if (view.assignment.to === findPerson(view.team, by)?.id) return undefined;
  return refuse(`it is the turn of ${view.assignment.to}`, `Ask ${view.assignment.to}, or join to help.`);
}

function notAssignee(view: IncidentView, by: string): Refusal | undefined {
  const wrong = notAssigned(view, by);
  if (wrong) return wrong;
  return view.phase === Phase.Fix ? undefined : refuse(`the ${view.phase} is under way`, 'Wait until it is the developer\'s turn again.');
}

const BUILDABLE: Phase[] = [Phase.Fix, Phase.Build, Phase.Functional, Phase.Performance, Phase.Security, Phase.Further, Phase.SignOff];

/** A commit is taken up while a fix is awaited or judged; the same commit again only when its tools broke. */
export function refuseBuild(view: IncidentView, word: Build): Refusal | undefined {
  const wrong = malformed(word, 'by', 'commit') ?? closed(view) ?? unknownPerson(view, word.by) ?? lacksRole(view, word.by, MAY_BUILD);
  if (wrong) return wrong;
  if (!/^[0-9a-f]{40}$/.test(word.commit)) return refuse(`${word.commit} is not a full commit`, 'Give all 40 digits.');
  if (view.phase === Phase.Assess) return refuse('nobody is assigned yet', 'Let the product owner assign a developer, then push again.');
  if (!BUILDABLE.includes(view.phase)) return refuse(`the ${view.phase} is under way`, 'Wait for it to end; a rollback leads back to the fix.');
  const last = view.attempts.at(-1);
  const again = last?.commit === word.commit && !last.verdict.endsWith('-errored') && !last.verdict.endsWith('-inconclusive');
  return again ? refuse(`attempt ${last.number} has judged ${short(word.commit)} already or judges it now (${last.verdict})`, 'Push another commit.') : undefined;
}

export function refuseNote(view: IncidentView, word: Note): Refusal | undefined {
  return malformed(word, 'by', 'text') ?? closed(view) ?? unknownPerson(view, word.by);
}

export function refuseCancel(view: IncidentView, word: Cancel): Refusal | undefined {
  return malformed(word, 'by', 'reason') ?? closed(view) ?? unknownPerson(view, word.by)
    ?? lacksRole(view, word.by, MAY_CANCEL);
}
