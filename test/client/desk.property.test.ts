// Is anything lost or told twice, whichever desks a person never saw? Incidents live by the real rules; connections are lost at any moment.
import fc from 'fast-check';
import { noticesOf, withUnread, type Notice } from '../../client/desk';
import type { Desk } from '../../src/contracts/desk';
import type { IncidentView } from '../../src/contracts/incident';
import type { IncidentEvent } from '../../src/domain/events';
import { applyEvent, openIncident } from '../../src/domain/lifecycle';
import { aCard, after, anIncidentInput, COMMIT } from '../support/an-incident';
import { aDesk } from './desks';

const PEOPLE = ['maya', 'ravi', 'paula', 'olga'] as const;
const developer = fc.constantFrom('maya', 'ravi');
const deadline = after(90_000);

const something: fc.Arbitrary<IncidentEvent> = fc.oneof(
  fc.constant<IncidentEvent>({ kind: 'decisionAwaited', deadline }),
  developer.map((to): IncidentEvent => ({ kind: 'assigned', to, by: 'paula', through: 'api', reason: 'owner', deadline })),
  fc.constantFrom<IncidentEvent>({ kind: 'handedOver', from: 'maya', to: 'ravi', reason: 'knows it', deadline }, { kind: 'handedOver', from: 'ravi', to: 'maya', reason: 'knows it', deadline }),
  developer.map((by): IncidentEvent => ({ kind: 'declined', by, reason: 'on leave' })),
  developer.map((by): IncidentEvent => ({ kind: 'helperJoined', by })),
  developer.map((by): IncidentEvent => ({ kind: 'acknowledged', by })),
  developer.map((by): IncidentEvent => ({ kind: 'attemptStarted', commit: COMMIT, by, buildLog: 'log' })),
  fc.constant<IncidentEvent>({ kind: 'stageStarted', stage: 'functional', role: 'devtester' }),
  fc.constantFrom('passed', 'superseded', 'functional-failed', 'security-errored').map((verdict): IncidentEvent => ({ kind: 'attemptEnded', verdict: verdict as 'passed', reason: 'so it ended' })),
  fc.constant<IncidentEvent>({ kind: 'fixAwaited', why: 'once more', deadline }),
  fc.constant<IncidentEvent>({ kind: 'signOffAsked', card: aCard() }),
  fc.constant<IncidentEvent>({ kind: 'verificationStarted', environment: 'production' }),
  fc.constant<IncidentEvent>({ kind: 'closed', outcome: 'cancelled', by: 'paula', why: 'a false alarm' }),
);

/** What happens to which of three incidents, and whether the person sees the desk then; now and then one cannot be read. */
const history = fc.array(fc.record({ which: fc.nat(2), event: something, isSeen: fc.boolean(), unread: fc.option(fc.nat(2), { freq: 4, nil: undefined }) }), { maxLength: 30 });

/** An ended attempt does not end again, and a closed incident does not go on. */
function isPossible(view: IncidentView, event: IncidentEvent): boolean {
  if (view.phase === 'closed') return false;
  if (event.kind === 'attemptEnded') return view.attempts.at(-1)?.verdict === 'running';
  return event.kind !== 'attemptStarted' || view.attempts.at(-1)?.verdict !== 'running';
}

function lived(happened: readonly { which: number; event: IncidentEvent; isSeen: boolean; unread?: number }[], person: string): { desk: Desk; isSeen: boolean }[] {
  let views = [0, 1, 2].map((number) => openIncident(anIncidentInput(), { id: `storefront.C${number}.0123abcd`, workflowId: `incident.storefront.C${number}`, runId: `${number}` }, after(0)));
  const desks = [{ desk: aDesk(person, views), isSeen: true }];
  for (const [at, { which, event, isSeen, unread }] of happened.entries()) {
    views = views.map((view, index) => (index === which && isPossible(view, event) ? applyEvent(view, { ...event, at: after(at + 1) }) : view));
    const hidden = views[unread ?? -1];
    const whole = aDesk(person, views.filter((view) => view !== hidden));
    desks.push({ desk: hidden && hidden.phase !== 'closed' ? { ...whole, unread: [hidden.id] } : whole, isSeen });
  }
  return [...desks, { desk: aDesk(person, views), isSeen: true }];
}

/** As the editor does it: what was known last and cannot be read stays, and an id is told once for ever. */
function toldOf(desks: readonly Desk[], person: string): Notice[] {
  const told = new Map<string, Notice>();
  let before: Desk | undefined;
  for (const heard of desks) {
    const desk = withUnread(before, heard);
    if (before) for (const notice of noticesOf(before, desk, person)) if (!told.has(notice.id)) told.set(notice.id, notice);
    before = desk;
  }
  return [...told.values()];
}

function isStillTrue({ kind, incident: { id, assignment, lastAttempt, turn } }: Notice, { incidents }: Desk): boolean {
  const now = incidents.find((one) => one.id === id);
  if (!now) return false;
  if (kind === 'assigned') return now.assignment?.at === assignment?.at && now.assignment?.to === assignment?.to;
  if (kind === 'turn') return now.part === 'turn' && now.turn?.since === turn?.since;
  return now.lastAttempt?.number === lastAttempt?.number && now.assignment?.at === assignment?.at;
}

test('who lost the connection at any moments is told everything that is still true, and nothing that did not happen', () => {
  fc.assert(fc.property(history, fc.constantFrom(...PEOPLE), (happened, person) => {
    const desks = lived(happened, person);
    const always = toldOf(desks.map(({ desk }) => desk), person).filter(({ kind }) => kind !== 'left');
    const sometimes = toldOf(desks.filter(({ isSeen }) => isSeen).map(({ desk }) => desk), person).filter(({ kind }) => kind !== 'left');
    const last = desks.at(-1)?.desk as Desk;
    const heard = new Set(sometimes.map(({ id }) => id));
    expect(always.filter((notice) => isStillTrue(notice, last) && !heard.has(notice.id)).map(({ id }) => id)).toEqual([]);
    const possible = new Set(always.map(({ id }) => id));
    expect([...heard].filter((id) => !possible.has(id))).toEqual([]);
  }), { numRuns: 400 });
});

test('between two desks nothing is told twice, and nothing at all when nothing changed', () => {
  fc.assert(fc.property(history, fc.constantFrom(...PEOPLE), (happened, person) => {
    const desks = lived(happened, person).map(({ desk }) => desk);
    for (const [at, desk] of desks.entries()) {
      const ids = noticesOf(desks[at - 1], desk, person).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(noticesOf(desk, desk, person)).toEqual([]);
    }
  }), { numRuns: 200 });
});

test('what left is told when it left, and never of what is there', () => {
  fc.assert(fc.property(history, fc.constantFrom(...PEOPLE), (happened, person) => {
    const seen = lived(happened, person).filter(({ isSeen }) => isSeen).map(({ desk }) => desk);
    let before: Desk | undefined;
    for (const heard of seen) {
      const desk = withUnread(before, heard);
      const there = new Set(desk.incidents.map(({ id }) => id));
      const gone = (before?.incidents ?? []).filter(({ id }) => !there.has(id)).map(({ id }) => id);
      expect(noticesOf(before, desk, person).filter(({ kind }) => kind === 'left').map(({ incident }) => incident.id)).toEqual(before ? gone : []);
      before = desk;
    }
  }), { numRuns: 200 });
});
