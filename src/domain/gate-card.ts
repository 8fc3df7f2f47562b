// Who decides on a gate that is inconclusive, and what comes of it? Flaky tests or noise: a person of the stage's role, never an author of the fix.
import type { AttemptView, GateCard, IncidentView, StageView } from '../contracts/incident';
import type { Quarantine } from '../contracts/exceptions';
import type { JudgeGate, Person } from '../contracts/people';
import type { CellResult } from '../contracts/result';
import { GateDecision, Role, Verdict } from './vocabulary';
import { shown, type Refusal } from './words';

export interface GateQuestion {
  stage: string;
  role: Role; // who acts in the stage
  results: readonly CellResult[];
  team: readonly Person[];
  authors: readonly string[]; // e-mails, as they stand in the change's commits
  deadline: string; // ISO
}

const LONGEST_REVIEW_DAYS = 90;

/** The open question. A quarantine is offered for flaky tests, an acceptance where noise hides the answer. */
export function openGate({ stage, role, results, team, authors, deadline }: GateQuestion): GateCard {
  const open = results.filter(({ verdict }) => verdict === Verdict.Inconclusive);
  const flaky = flakyOf(open);
  const noisy = open.filter((result) => !result.flaky?.length);
  const first = open[0];
  return {
    stage, why: first ? `${first.id}: ${first.reason}` : 'nothing is inconclusive', flaky,
    mayDecide: deciders(role, team, authors),
    decisions: [
      ...(flaky.length > 0 && noisy.length === 0 ? [GateDecision.Quarantine] : []),
      ...(noisy.length > 0 ? [GateDecision.Accept] : []),
      GateDecision.RunAgain, GateDecision.SendBack,
    ],
    deadline,
  };
}

/** Each flaky test of each check once, with the points at which it flaked: a quarantine is no wider than that. */
function flakyOf(results: readonly CellResult[]): GateCard['flaky'] {
  const found = new Map<string, GateCard['flaky'][number]>();
  for (const { check, point, flaky = [] } of results) {
    for (const test of flaky) {
      const key = `${check}\0${test}`;
      const known = found.get(key);
      found.set(key, { check, test, at: [...(known?.at ?? []), point] });
    }
  }
  return [...found.values()];
}

/** The stage's role; when none of them is free of the fix, whoever answers for the release. */
function deciders(role: Role, team: readonly Person[], authors: readonly string[]): string[] {
  const own = new Set(authors.map((mail) => mail.toLowerCase()));
  const free = team.filter((person) => !person.emails.some((mail) => own.has(mail.toLowerCase())));
  const withRole = (...roles: Role[]): string[] => free.filter((person) => person.roles.some((one) => roles.includes(one))).map(({ id }) => id);
  const first = withRole(role);
  return first.length > 0 ? first : withRole(Role.OperationsEngineer, Role.ProductOwner);
}

/** The stage of the running attempt that waits for a decision. */
export function openStage(view: Pick<IncidentView, 'attempts'>): StageView & { card: GateCard } | undefined {
  const last = view.attempts.at(-1);
  if (last?.verdict !== 'running') return undefined;
  return last.stages.find((stage): stage is StageView & { card: GateCard } => stage.card !== undefined && stage.card.given === undefined);
}

/** The word is not trusted: as a signal it may hold anything. `at`: now, ISO. */
export function refuseJudgeGate(view: IncidentView, word: JudgeGate, by: string | undefined, at: string): Refusal | undefined {
  const card = openStage(view)?.card;
  if (!card) return { reason: 'no gate waits for a decision', advice: 'A gate asks when it is inconclusive.' };
  if (word.stage !== card.stage) return { reason: `the ${shown(word.stage)} gate does not wait for a decision`, advice: `It is the ${card.stage} gate that does.` };
  if (by === undefined || !card.mayDecide.includes(by)) return { reason: `${shown(word.by)} may not decide on it`, advice: `Ask one of ${card.mayDecide.join(', ') || 'nobody: give somebody the role'}; an author of the fix never may.` };
  if (!card.decisions.includes(word.decision)) return { reason: `${shown(word.decision)} is no answer to this gate`, advice: `Choose one of ${card.decisions.join(', ')}.` };
  if (typeof word.reason !== 'string' || word.reason.trim() === '') return { reason: 'there is no reason', advice: 'Say why; it stays on the release.' };
  return word.decision === GateDecision.Quarantine ? refuseReview(word.review, at) : undefined;
}

function refuseReview(review: unknown, at: string): Refusal | undefined {
  const day = typeof review === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(review) ? Date.parse(`${review}T23:59:59Z`) : NaN;
  if (Number.isNaN(day)) return { reason: 'a quarantine needs a day of review', advice: 'Give `review` as a day, e.g. `2026-12-31`.' };
  if (day < Date.parse(at)) return { reason: `${shown(review)} is past`, advice: 'Give a day to come.' };
  return day > Date.parse(at) + LONGEST_REVIEW_DAYS * 86_400_000 ? { reason: `${shown(review)} is more than ${LONGEST_REVIEW_DAYS} days away`, advice: 'A quarantine is looked at again within three months.' } : undefined;
}

/** The card with the word on it. */
export function decideGate(card: GateCard, word: JudgeGate, by: string, at: string): GateCard {
  const quarantine = word.decision === GateDecision.Quarantine && word.review !== undefined
    ? card.flaky.map((one): Quarantine => ({ ...one, owner: word.owner ?? by, reason: word.reason, review: word.review ?? '' }))
    : [];
  return { ...card, given: { by, decision: word.decision, reason: word.reason, at, through: word.through, quarantine } };
}

/** The quarantines that people have given in the course of an incident: they count for its later attempts too. */
export function quarantinesOf(attempts: readonly AttemptView[]): Quarantine[] {
  return attempts.flatMap(({ stages }) => stages.flatMap(({ card }) => card?.given?.quarantine ?? []));
}

/** What a signer must know: which gates somebody let through, and why. One sentence each. */
export function letThrough(attempt: Pick<AttemptView, 'stages'>): string[] {
  return attempt.stages.flatMap(({ stage, card }) => {
    const given = card?.given;
    if (!given || (given.decision !== GateDecision.Accept && given.decision !== GateDecision.Quarantine)) return [];
    const what = given.decision === GateDecision.Quarantine ? `put ${card.flaky.map(({ test }) => `“${test}”`).join(', ')} into quarantine` : `accepted the ${stage} gate, which was inconclusive`;
    return [`${given.by} ${what}: ${given.reason}`];
  });
}
