// What is news to the person whose desk it is? The desk as it was and as it is, compared: nothing is lost by being away, nothing told twice.
import type { Desk, DeskIncident } from '../src/contracts/desk';
import { Phase } from '../src/domain/vocabulary';

/** `id`: of what happened, so that whoever sees the same happen gives it the same one. */
export type Notice =
  | { kind: 'assigned'; id: string; incident: DeskIncident } // it became theirs
  | { kind: 'turn'; id: string; incident: DeskIncident } // it waits for them, for another reason than an assignment or a failed gate
  | { kind: 'passed'; id: string; incident: DeskIncident } // every gate of an attempt
  | { kind: 'failed'; id: string; incident: DeskIncident } // an attempt came back
  | { kind: 'left'; id: string; incident: DeskIncident }; // it is on the desk no longer: closed, or somebody else's

/**
 * What is true of the desk now and was not before, in the desk's order, then what left it. At the very first sight only what waits for
 * the person. Told once by id, it is complete however many desks between the two were never seen: what is still true is told, and
 * what is over is not. Someone who joins learns how the last attempt ended.
 */
export function noticesOf(before: Desk | undefined, after: Desk, person: string): Notice[] {
  const now = after.incidents.flatMap((incident) => factsOf(incident, person));
  if (!before) return now.filter(({ kind, incident }) => kind !== 'passed' && incident.part === 'turn');
  const known = new Set(before.incidents.flatMap((incident) => factsOf(incident, person)).map(({ id }) => id));
  return [...now.filter(({ id }) => !known.has(id)), ...goneFrom(before, after)];
}

/** The desk, where nothing is missing only because it cannot be read right now: that lies on it as it was known last. */
export function withUnread(before: Desk | undefined, after: Desk): Desk {
  const unread = new Set(after.unread);
  const there = new Set(after.incidents.map(({ id }) => id));
  const kept = (before?.incidents ?? []).filter(({ id }) => unread.has(id) && !there.has(id));
  return kept.length === 0 ? after : { ...after, incidents: [...after.incidents, ...kept] };
}

/** Everything that can be told of an incident as it is. */
function factsOf(incident: DeskIncident, person: string): Notice[] {
  const { assignment, lastAttempt, part } = incident;
  const isTheirs = assignment?.to === person;
  const facts: Notice[] = [];
  if (isTheirs) facts.push({ kind: 'assigned', id: `${incident.id}/assigned/${assignment.at}`, incident });
  const ended = endOf(incident);
  const concerns = (isTheirs && !isBefore(lastAttempt?.endedAt, assignment.at)) || incident.helpers?.includes(person) === true;
  if (ended && concerns) facts.push({ kind: ended, id: `${incident.id}/attempt-${lastAttempt?.number ?? 0}/${ended}`, incident });
  if (part === 'turn' && incident.turn && !isExplained(incident, person)) facts.push({ kind: 'turn', id: `${incident.id}/turn/${incident.turn.since}`, incident });
  return facts;
}

/** What comes back from there had passed, or was let out. */
const WAY_OUT: readonly Phase[] = [Phase.SignOff, Phase.Deploy, Phase.Verify, Phase.Watch];

/** A superseded attempt came to nothing that anybody needs to hear. */
function endOf({ lastAttempt }: DeskIncident): 'passed' | 'failed' | undefined {
  if (!lastAttempt || lastAttempt.verdict === 'running' || lastAttempt.verdict === 'superseded') return undefined;
  return lastAttempt.verdict === 'passed' ? 'passed' : 'failed';
}

/** Whether the assignment, or the attempt that came back, already says that it is their turn. */
function isExplained({ assignment, lastAttempt, phase, phases }: DeskIncident, person: string): boolean {
  if (phase !== Phase.Fix || assignment?.to !== person) return false;
  if (!lastAttempt || isBefore(lastAttempt.endedAt, assignment.at)) return true; // nothing was built since it became theirs
  const came = phases.at(-2)?.phase;
  return lastAttempt.verdict !== 'passed' && !WAY_OUT.some((one) => one === came);
}

function isBefore(time: string | undefined, other: string): boolean {
  return time !== undefined && Date.parse(time) < Date.parse(other);
}

function goneFrom(before: Desk, after: Desk): Notice[] {
  if (!after.isWhole) return []; // it may only be left out
  const there = new Set([...after.incidents.map(({ id }) => id), ...after.unread]);
  return before.incidents.filter(({ id }) => !there.has(id)).map((incident) => ({ kind: 'left', id: `${incident.id}/left/${incident.part === 'turn' && incident.turn ? incident.turn.since : incident.assignment?.at ?? 'helping'}`, incident }));
}
