// What may this person do now? Every word that can be said to an incident, with what it does and where its button is; of one that would be refused, why.
import type { Me } from '../../src/contracts/access';
import type { IncidentView } from '../../src/contracts/incident';
import { Phase, Role } from '../../src/domain/vocabulary';
import { listed, namesOf } from './audience';
import { awaitedOf, cardOffers } from './decision';
import { askedGates, mayJudge } from './gates';
import { ASSIGNERS, assignersOf, developersOf, offersTo } from './may';
import { deploymentsOf, isAsked } from './rollout';
import { stageName } from './stages';
import { nameOf } from './text';

export type Deed =
  | 'acknowledge' | 'assign' | 'hand-over' | 'decline' | 'join' | 'build' | 'judge-gate' | 'sign-off' | 'withdraw' | 'ask' | 'delegate' | 'break-glass' | 'keep' | 'open-lane' | 'note' | 'cancel';

/** `place`: the id of the heading beside which its button is; absent: it is said right here. `refused`: why not now; absent: it may be said. */
export interface Action { deed: Deed; name: string; does: string; place?: string; refused?: string }

export type Actor = Pick<Me, 'id' | 'roles'> & Partial<Pick<Me, 'kind' | 'scopes'>>;
type Judged = Pick<Action, 'place' | 'refused'>;

const BUILDABLE: readonly Phase[] = [Phase.Fix, Phase.Build, Phase.Functional, Phase.Performance, Phase.Security, Phase.Further, Phase.SignOff];

/** `me` absent: dayshift does not say who is signed in, so everything that the incident's state allows may be said. */
export function actionsOf(view: IncidentView, me: Actor | undefined, now: number): Action[] {
  const rows: [Deed, string, string, Judged][] = [
    ['acknowledge', 'I am on it', 'Tells everybody that you work on it, and holds the ladder while work shows.', acknowledge(view, me)],
    ['assign', 'Assign', 'Makes it a developer’s turn and tells them at once.', assign(view, me)],
    ['hand-over', 'Hand over', 'Makes it another developer’s turn; the time for the fix begins anew.', held(view, me, 'handOver')],
    ['decline', 'Decline', 'Gives it back to the product owner, with your reason.', held(view, me, 'decline')],
    ['join', 'Join as a helper', 'Says that you help; it stays the turn of whoever has it.', join(view, me)],
    ['build', 'Build a commit', 'Builds it as if it had been pushed, and runs every stage; an attempt that runs ends.', build(view, me)],
    ['judge-gate', 'Decide on the gate', 'Lets a gate that is held go on, or sends the fix back.', judgeGate(view, me)],
    ...onTheCard(view, me, now),
    ['keep', 'Keep the release or roll it back', 'Ends the question that the watch asks.', keep(view, me)],
    ['open-lane', 'Open the lane', 'Lets the next one that waits deploy.', openLane(view, me)],
    ['note', 'Add a note', 'Stands on the timeline for everybody, and answers a question on the card.', { place: 'note' }],
    ['cancel', 'End it without a fix', 'What runs is ended and what is half out is taken back; the incident closes as cancelled for good.', cancel(view, me)],
  ];
  return rows.map(([deed, name, does, judged]) => ({ deed, name, does, ...(notAtAll(view, me) ?? judged) }));
}

/** What holds of every word, above all of a note, which needs nothing more. */
export function notAtAll({ phase, team }: IncidentView, me: Actor | undefined): Judged | undefined {
  if (phase === Phase.Closed) return { refused: 'The incident is closed.' };
  if (me === undefined) return undefined;
  if (me.kind !== undefined && me.kind !== 'person') return { refused: 'You only look on; people of the team act.' };
  if (me.scopes?.includes('assist') && !me.scopes.includes('act')) return { refused: 'You are signed in as an agent; a person acts by their own sign-in.' };
  if (me.scopes !== undefined && !me.scopes.includes('act')) return { refused: 'What you signed in with only reads.' };
  return team.some(({ id }) => id === me.id) ? undefined : { refused: 'You are not in the team of this incident.' };
}

function underWay(view: IncidentView, otherwise: string): string {
  return view.phase === Phase.Fix || view.phase === Phase.Assess ? otherwise : `The ${view.phase} is under way.`;
}

function acknowledge(view: IncidentView, me: Actor | undefined): Judged {
  const { assignment } = view;
  if (offersTo(view, me).acknowledge) return { place: 'turn' };
  if (!assignment) return { refused: 'Nobody is assigned yet.' };
  if (me && assignment.to !== me.id) return { refused: `It is the turn of ${nameOf(view.team, assignment.to)}; join to help.` };
  return { refused: assignment.acknowledgedAt && view.phase === Phase.Fix ? 'You have said so already.' : underWay(view, 'It waits for an assignment.') };
}

function assign(view: IncidentView, me: Actor | undefined): Judged {
  if (offersTo(view, me).assign) return { place: 'turn' };
  if (!offersTo({ ...view, phase: Phase.Assess }, me).assign) return { refused: developersOf(view).length ? `${orNobody(assignersOf(view))} may.` : 'There is no developer in the team.' };
  return { refused: underWay(view, '') };
}

function held(view: IncidentView, me: Actor | undefined, word: 'handOver' | 'decline'): Judged {
  const { assignment } = view;
  if (offersTo(view, me)[word]) return { place: 'turn' };
  if (!assignment) return { refused: 'Nobody is assigned yet.' };
  if (me && assignment.to !== me.id) return { refused: `Only ${nameOf(view.team, assignment.to)} may: it is theirs.` };
  return { refused: underWay(view, word === 'handOver' ? 'There is no other developer.' : 'It waits for an assignment.') };
}

function join(view: IncidentView, me: Actor | undefined): Judged {
  const may = offersTo(view, me);
  const isInTurn = (view.phase === Phase.Assess || view.phase === Phase.Fix) && (view.assignment !== undefined || !may.assign); // where the turn offers it
  if (may.join) return isInTurn ? { place: 'turn' } : {};
  return { refused: me && view.helpers.includes(me.id) ? 'You help already.' : 'It is your own incident.' };
}

function build(view: IncidentView, me: Actor | undefined): Judged {
  const developers = developersOf(view);
  if (me && !developers.some(({ id }) => id === me.id)) return { refused: `${orNobody(developers)} may: it takes a developer.` };
  if (view.phase === Phase.Assess) return { refused: 'Nobody is assigned yet.' };
  return BUILDABLE.includes(view.phase) ? {} : { refused: `The ${view.phase} is under way; a rollback leads back to the fix.` };
}

function judgeGate(view: IncidentView, me: Actor | undefined): Judged {
  const open = askedGates(view).find(({ card }) => card.given === undefined);
  if (!open) return { refused: 'No gate waits for a decision.' };
  if (!mayJudge(open.card, me)) return { refused: `The ${stageName(open.stage.stage)} gate waits for ${namesOf(view.team, open.card.mayDecide)}.` };
  return { place: `gate-${open.stage.stage}` };
}

function onTheCard(view: IncidentView, me: Actor | undefined, now: number): [Deed, string, string, Judged][] {
  const { decision: card } = view;
  const may = card && cardOffers(view, card, me, now);
  const place = { place: 'decision' };
  const isSettled = card !== undefined && card.state !== 'open' && card.state !== 'granted' && card.state !== 'held';
  const none = !card || isSettled ? 'Nothing waits for a sign-off.' : undefined;
  const refused = (why: string): Judged => ({ refused: none ?? why });
  const isAsked = card !== undefined && (me === undefined || card.mayDecide.includes(me.id));
  const hasApproved = card?.given.some(({ by, decision }) => decision === 'approve' && (me === undefined || by === me.id)) ?? false;
  const glass: Judged = may?.breakGlass ? place : mayLetOut(view, me) ? { place: 'emergency' } : refused(card && !card.mayBreakGlass.includes(me?.id ?? '') ? `${namesOf(view.team, card.mayBreakGlass)} may, two of them.` : 'Not for these bytes now.');
  return [
    ['sign-off', 'Sign off or send back', 'Lets these bytes out, or makes it the developer’s turn again.', may && (may.sign || may.exception || may.reject) ? place : refused(card?.state === 'granted' ? 'It is signed.' : isAsked ? may?.why ?? '' : card ? `Only ${namesOf(view.team, awaitedOf(card))} may.` : '')],
    ['withdraw', 'Withdraw your approval', 'It no longer counts; possible until the deployment begins.', may?.withdraw ? place : refused(hasApproved ? 'The deployment has begun.' : 'You have approved nothing here.')],
    ['ask', 'Ask on the card', 'They are told at once; nothing waits for the answer.', may?.ask ? place : refused('Its time is over.')],
    ['delegate', 'Delegate your say', 'Somebody else decides in your place, on this card.', may && may.delegateTo.length > 0 ? place : refused('You have no say here to give on.')],
    ['break-glass', 'Break the glass', 'Lets bytes out whatever a gate or the rule says: two people, a reason, and a mark that stays.', glass],
  ];
}

/** Where a gate sent the last attempt back. Production may have sent its bytes back, too: then dayshift refuses it whoever says it. */
export function mayLetOut(view: IncidentView, me: Actor | undefined): boolean {
  const digest = view.attempts.at(-1)?.digest;
  if (view.phase !== Phase.Fix || digest === undefined || view.barred?.some((one) => one.digest === digest)) return false;
  return me === undefined || me.roles.some((role) => ASSIGNERS.includes(role)); // by the default rule; dayshift judges by the service's own
}

function keep(view: IncidentView, me: Actor | undefined): Judged {
  if (!isAsked(view)) return { refused: 'Nobody is asked.' };
  const deciders = keepersOf(view);
  return me === undefined || deciders.includes(me.id) ? { place: 'keep' } : { refused: `It waits for ${namesOf(view.team, deciders)}.` };
}

/** Who could sign for the environment that went out last; where nobody was asked, the operations engineers. */
export function keepersOf(view: IncidentView): string[] {
  const { decision, team } = view;
  const environment = deploymentsOf(view).at(-1)?.environment;
  if (decision && decision.environment === environment && decision.mayDecide.length > 0) return decision.mayDecide;
  return team.filter(({ roles }) => roles.includes(Role.OperationsEngineer)).map(({ id }) => id);
}

function openLane(view: IncidentView, me: Actor | undefined): Judged {
  if (!view.lane?.blocked) return { refused: 'The lane does not wait for a person.' };
  if (me && !me.roles.some((role) => ASSIGNERS.includes(role))) return { refused: `${orNobody(assignersOf(view))} may.` };
  return { place: 'rollout' };
}

function cancel(view: IncidentView, me: Actor | undefined): Judged {
  return me && !assignersOf(view).some(({ id }) => id === me.id) ? { refused: `${orNobody(assignersOf(view))} may.` } : {};
}

function orNobody(people: IncidentView['team']): string {
  return listed(people.map(({ name }) => name)) || 'Nobody';
}
