// Does the page offer only what dayshift takes? Every moment of every tale, every person, against the domain's own rules.
import fc from 'fast-check';
import { assignersOf, developersOf, isTurnOf, offersTo } from '../../dashboard/src/may';
import type { IncidentView } from '../../src/contracts/incident';
import { refuseAcknowledge, refuseAssign, refuseDecline, refuseHandOver, refuseJoin } from '../../src/domain/words';
import { turnsOf } from '../../api/live/turn-notices';
import { viewsOf } from './fixture/day';
import { INPUT } from './fixture/people';
import { eventsOf } from './fixture/tales';
import { summaryOf } from './fixture/world';

const VIEWS = (['day', 'night', 'recovered'] as const).flatMap((tale) => viewsOf(eventsOf(tale, Date.parse('2026-03-02T09:41:00Z'))));
const moment = fc.record({ view: fc.constantFrom(...VIEWS), person: fc.constantFrom(...INPUT.team) });
const through = 'api' as const;

function developersBut(view: IncidentView, id: string | undefined): string[] {
  return developersOf(view).map((person) => person.id).filter((one) => one !== id);
}

test('what is offered is not refused', () => {
  fc.assert(fc.property(moment, ({ view, person }) => {
    const by = person.id;
    const offers = offersTo(view, person);
    const others = developersBut(view, view.assignment?.to);
    const refusals = [
      ...(offers.assign ? others.map((to) => refuseAssign(view, { by, through, to })) : []),
      ...(offers.acknowledge ? [refuseAcknowledge(view, { by, through })] : []),
      ...(offers.decline ? [refuseDecline(view, { by, through, reason: 'no time' })] : []),
      ...(offers.handOver ? others.map((to) => refuseHandOver(view, { by, through, to })) : []),
      ...(offers.join ? [refuseJoin(view, { by, through })] : []),
    ];
    expect(refusals.filter((refusal) => refusal !== undefined)).toEqual([]);
  }), { numRuns: 400 });
});

test('what dayshift would take is offered, but for an acknowledgement that was given or comes after the fix', () => {
  fc.assert(fc.property(moment, ({ view, person }) => {
    const by = person.id;
    const offers = offersTo(view, person);
    const [other] = developersBut(view, view.assignment?.to);
    expect(offers.assign).toBe(refuseAssign(view, { by, through, to: other ?? '' }) === undefined);
    expect(offers.decline).toBe(refuseDecline(view, { by, through, reason: 'no time' }) === undefined);
    expect(offers.handOver).toBe(refuseHandOver(view, { by, through, to: other ?? '' }) === undefined);
    expect(offers.join).toBe(refuseJoin(view, { by, through }) === undefined);
    const inTime = !view.assignment?.acknowledgedAt && view.phase === 'fix';
    expect(offers.acknowledge).toBe(inTime && refuseAcknowledge(view, { by, through }) === undefined);
  }), { numRuns: 400 });
});

test('a stranger to the team is offered nothing', () => {
  fc.assert(fc.property(fc.constantFrom(...VIEWS), (view) => {
    expect(Object.values(offersTo(view, { id: 'somebody', roles: ['product-owner', 'developer', 'operations-engineer'] }))).not.toContain(true);
  }));
});

test('without knowing whose token it is, everything is offered that somebody may say', () => {
  fc.assert(fc.property(moment, ({ view, person }) => {
    const all = offersTo(view, undefined);
    const offered = Object.entries(offersTo(view, person)).filter(([, may]) => may);
    expect(all).toMatchObject(Object.fromEntries(offered));
  }));
});

test('it is somebody\'s turn on the page when it is in their feed', () => {
  fc.assert(fc.property(moment, ({ view, person }) => {
    const fed = turnsOf(person, [summaryOf(view)], 'http://127.0.0.1').length > 0;
    expect(view.phase !== 'closed' && isTurnOf(view.turn, person)).toBe(fed);
  }), { numRuns: 300 });
});

test('those who may assign are the product owner and the operations engineer', () => {
  expect(assignersOf({ team: INPUT.team }).map(({ id }) => id)).toEqual(['paula', 'olga']);
});
