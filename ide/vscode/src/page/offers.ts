// What can this person do from the page now? Each deed with a button; of one that would be refused, why.
import type { Me } from '../../../../src/contracts/access';
import type { IncidentView } from '../../../../src/contracts/incident';
import { Phase, Role } from '../../../../src/domain/vocabulary';
import { sayOnCard } from '../decide/card-say';
import type { Button, Deed } from './page-model';
import { nameOf, namesOf } from './reading';

export type Actor = Pick<Me, 'kind' | 'id' | 'scopes'>;

const BUILDABLE: readonly Phase[] = [Phase.Fix, Phase.Build, Phase.Functional, Phase.Performance, Phase.Security, Phase.Further, Phase.SignOff];

/** `me` undefined: nobody is signed in. What cannot concern anybody now, e.g. a sign-off before the gates, has no button. */
export function offersOf(view: IncidentView, me: Actor | undefined, now: number): Button[] {
  const mine = me !== undefined && view.assignment?.to === me.id;
  const isToFix = mine && view.phase === Phase.Fix;
  const isToSign = view.decision?.state === 'open' && sayOnCard(view, me?.id, now).sign;
  const rows: [Deed, string, boolean, string | undefined][] = [
    ['startFix', 'Start fix', isToFix && view.attempts.length === 0, whyNot(view, me, 'startFix', now)],
    ['build', 'Initiate build', isToFix && view.attempts.length > 0, whyNot(view, me, 'build', now)],
    ['acknowledge', 'Acknowledge', false, whyNot(view, me, 'acknowledge', now)],
    ['handOver', 'Hand over…', false, whyNot(view, me, 'handOver', now)],
    ['decline', 'Give back…', false, whyNot(view, me, 'decline', now)],
    ['join', 'Join as a helper', false, whyNot(view, me, 'join', now)],
    ['note', 'Add a note…', false, whyNot(view, me, 'note', now)],
    ...(view.decision?.state === 'open' ? [
      ['signOff', 'Sign off…', isToSign, whyNot(view, me, 'signOff', now)] as [Deed, string, boolean, string | undefined],
      ['reject', 'Reject…', false, whyNot(view, me, 'reject', now)] as [Deed, string, boolean, string | undefined],
    ] : []),
    ['openOnDashboard', 'Open on the dashboard', false, undefined],
  ];
  return rows.map(([deed, label, isMain, refused]) => ({ deed, label, isMain, ...(refused === undefined ? {} : { refused }) }));
}

/** Why the deed would be refused; undefined when it may be done. */
export function whyNot(view: IncidentView, me: Actor | undefined, deed: Deed, now: number): string | undefined {
  if (deed === 'openOnDashboard') return undefined;
  const never = whyNever(view, me);
  if (never !== undefined || me === undefined) return never ?? 'Sign in first.';
  const { assignment, phase, team, helpers } = view;
  switch (deed) {
    case 'startFix': case 'build': return whyNoFix(view, me.id, deed);
    case 'acknowledge': return whyNotMine(view, me.id) ?? (assignment?.acknowledgedAt ? 'You have said so already.' : underWay(phase));
    case 'decline': return whyNotMine(view, me.id) ?? underWay(phase);
    case 'handOver': return whyNotMine(view, me.id) ?? underWay(phase) ?? (developersOf(view).length > 1 ? undefined : 'There is no other developer.');
    case 'join': return assignment?.to === me.id ? 'It is your own incident.' : helpers.includes(me.id) ? 'You help already.' : undefined;
    case 'note': return undefined;
    case 'signOff': { const { sign, why } = sayOnCard({ ...view, team }, me.id, now); return sign ? undefined : why; }
    case 'reject': { const { reject, why } = sayOnCard({ ...view, team }, me.id, now); return reject ? undefined : why; }
  }
}

function whyNever({ phase, team }: IncidentView, me: Actor | undefined): string | undefined {
  if (me === undefined) return 'Sign in first.';
  if (phase === Phase.Closed) return 'The incident is closed.';
  if (me.kind !== 'person') return 'You only look on; people of the team act.';
  if (!me.scopes.includes('act')) return 'What you signed in with only reads.';
  return team.some(({ id }) => id === me.id) ? undefined : 'You are not in the team of this incident.';
}

function whyNoFix(view: IncidentView, me: string, deed: 'startFix' | 'build'): string | undefined {
  const developers = developersOf(view);
  if (!developers.some(({ id }) => id === me)) return `It takes a developer: ${namesOf(view.team, developers.map(({ id }) => id))}.`;
  if (view.phase === Phase.Assess) return 'Nobody is assigned yet.';
  if (BUILDABLE.includes(view.phase)) return undefined;
  return `The ${view.phase} is under way; ${deed === 'build' ? 'nothing is built meanwhile' : 'a rollback leads back to the fix'}.`;
}

function whyNotMine({ assignment, team }: IncidentView, me: string): string | undefined {
  if (!assignment) return 'Nobody is assigned yet.';
  return assignment.to === me ? undefined : `It is the turn of ${nameOf(team, assignment.to)}; join to help.`;
}

function underWay(phase: Phase): string | undefined {
  return phase === Phase.Fix ? undefined : `The ${phase.replace('-', ' ')} is under way.`;
}

export function developersOf({ team }: Pick<IncidentView, 'team'>): IncidentView['team'] {
  return team.filter(({ roles }) => roles.includes(Role.Developer));
}
