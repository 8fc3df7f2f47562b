// May these bytes go out? Sign-offs by the rule of the plan, bound to one digest; the author has no say, and time runs out.
import type { DecisionCard, SignOffGiven } from '../contracts/incident';
import type { Person, SignOff } from '../contracts/people';
import type { Plan } from '../contracts/plan';
import { Decision, Role } from './vocabulary';

type Rule = Plan['signOff'];
export interface Refused { reason: string; advice: string }
export interface Question {
  digest: string;
  commit: string;
  rule: Rule;
  team: readonly Person[];
  authors: readonly string[]; // e-mails, as they stand in the change's commits
  at: string; // ISO
  risks: string[];
}

/** The open question, with the people who may answer: a role of the rule, and no commit of the change. */
export function openDecision({ digest, commit, rule, team, authors, at, risks }: Question): DecisionCard {
  const mayDecide = team.filter((person) => hasRole(person, rule.roles) && !isAuthor(person, authors)).map(({ id }) => id);
  const expires = new Date(Date.parse(at) + rule.expiresSeconds * 1000).toISOString();
  return withMissing({ digest, commit, roles: rule.roles, approvals: rule.approvals, mayDecide, given: [], missing: '', expires, risks, state: 'open' });
}

/**
 * A person's word. Refused, with the reason and what to do, it leaves the card as it was. An approval counts once per person;
 * a rejection closes the question. The word is not trusted: as a signal it may hold anything.
 */
export function decide(card: DecisionCard, word: SignOff, at: string, team: readonly Person[]): { card: DecisionCard; refused?: Refused } {
  const refused = refusal(card, word, at, team);
  if (refused) return { card, refused };
  const given: SignOffGiven = { by: word.by, decision: word.decision, digest: word.digest, reason: word.reason, at, through: word.through };
  const heard = { ...card, given: [...card.given, given] };
  if (word.decision === Decision.Reject) return { card: { ...heard, state: 'rejected', missing: '' } };
  return { card: withMissing(approvals(heard) >= card.approvals ? { ...heard, state: 'granted' } : heard) };
}

/** Ends a question, or an approval that was not used, when its time is up; otherwise the card as it was. */
export function expire(card: DecisionCard, at: string): DecisionCard {
  const ends = (card.state === 'open' || card.state === 'granted') && isOver(card, at);
  return ends ? { ...card, state: 'expired', missing: '' } : card;
}

/** Asked once more right before the deployment, from the words themselves: the digest, the time, each approval. */
export function mayGoOut(card: DecisionCard, digest: string, at: string): { ok: true } | { ok: false; reason: string } {
  if (card.digest !== digest) return { ok: false, reason: `the sign-off is for ${card.digest}, not for ${digest}` };
  if (card.state !== 'granted') return { ok: false, reason: `the sign-off is ${card.state}, not granted` };
  if (isOver(card, at)) return { ok: false, reason: `the sign-off expired at ${card.expires}` };
  if (card.given.some(({ decision }) => decision === Decision.Reject)) return { ok: false, reason: 'somebody rejected it' };
  const counted = approvals(card);
  return counted >= card.approvals && counted > 0 ? { ok: true } : { ok: false, reason: `${counted} of ${card.approvals} approvals count` };
}

/** Why nobody could ever satisfy the rule with this team, whoever of its developers wrote the fix; undefined when they could. */
export function unsatisfiable(rule: Pick<Rule, 'roles' | 'approvals'>, team: readonly Person[]): string | undefined {
  const holders = team.filter((person) => hasRole(person, rule.roles));
  const named = `${rule.approvals} ${rule.approvals === 1 ? 'approval is' : 'approvals are'} asked of ${rule.roles.join(' or ')}`;
  if (rule.approvals < 1 || rule.roles.length === 0) return 'a sign-off needs at least one role and one approval';
  if (holders.length < rule.approvals) return `${named}, but ${holders.length === 0 ? 'nobody has' : `only ${holders.map(({ id }) => id).join(', ')} ${holders.length === 1 ? 'has' : 'have'}`} such a role`;
  const developers = team.filter((person) => hasRole(person, [Role.Developer]));
  const left = developers.map((author) => holders.filter(({ id }) => id !== author.id).length);
  const possible = left.length === 0 || left.some((others) => others >= rule.approvals);
  return possible ? undefined : `${named}, but an author cannot approve, and without the author too few are left`;
}

function refusal(card: DecisionCard, word: SignOff, at: string, team: readonly Person[]): Refused | undefined {
  const allowed = card.mayDecide.length ? card.mayDecide.join(', ') : 'nobody of the team; let somebody else write the fix';
  if (card.state !== 'open') return { reason: `the sign-off is ${card.state} already`, advice: 'Look at the incident: it waits for something else now.' };
  if (isOver(card, at)) return { reason: `the sign-off expired at ${card.expires}`, advice: 'Wait until it is asked anew, then decide again.' };
  const person = team.find(({ id }) => id === word.by);
  if (!person) return { reason: `${String(word.by)} is not in the team`, advice: `These may decide: ${allowed}.` };
  if (!hasRole(person, card.roles)) return { reason: `${person.name} has none of the roles ${card.roles.join(', ')}`, advice: `These may decide: ${allowed}.` };
  if (!card.mayDecide.includes(person.id)) return { reason: `${person.name} has a part in this change, and an author cannot approve`, advice: `These may decide: ${allowed}.` };
  if (word.digest !== card.digest) return { reason: `the sign-off is asked for ${card.digest}, not for ${String(word.digest)}`, advice: `Look at what was tested, then name its digest: ${card.digest}.` };
  if (card.given.some(({ by }) => by === person.id)) return { reason: `${person.name} has decided already`, advice: 'Let somebody else decide; to stop the release, cancel the incident or push another commit.' };
  return malformed(word);
}

function malformed({ decision, reason }: SignOff): Refused | undefined {
  if (decision !== Decision.Approve && decision !== Decision.Reject) return { reason: `“${String(decision)}” is no decision`, advice: 'Say `approve` or `reject`.' };
  if (reason !== undefined && typeof reason !== 'string') return { reason: 'the reason is not a text', advice: 'Give the reason as one sentence.' };
  if (decision === Decision.Reject && !reason?.trim()) return { reason: 'a rejection needs a reason', advice: 'Say in one sentence what has to change.' };
  return undefined;
}

/** Different people who may decide, who approved this digest before the question's end. */
function approvals(card: DecisionCard): number {
  const counted = card.given.filter(({ by, decision, digest, at }) => decision === Decision.Approve && digest === card.digest && card.mayDecide.includes(by) && !isOver(card, at));
  return new Set(counted.map(({ by }) => by)).size;
}

function withMissing(card: DecisionCard): DecisionCard {
  const count = card.approvals - approvals(card);
  const left = card.mayDecide.filter((id) => !card.given.some(({ by }) => by === id));
  if (card.state !== 'open' || count <= 0) return { ...card, missing: '' };
  const words = count === 1 ? '1 approval' : `${count} approvals`;
  const who = left.length >= count ? ` of ${left.join(', ')}` : `, but only ${left.length} of the team may: an author cannot approve`;
  return { ...card, missing: words + who };
}

function isOver({ expires }: DecisionCard, at: string): boolean {
  return !(Date.parse(at) < Date.parse(expires));
}

function hasRole({ roles }: Person, wanted: readonly Role[]): boolean {
  return roles.some((role) => wanted.includes(role));
}

function isAuthor({ emails }: Person, authors: readonly string[]): boolean {
  const written = new Set(authors.map((email) => email.trim().toLowerCase()));
  return emails.some((email) => written.has(email.trim().toLowerCase()));
}
