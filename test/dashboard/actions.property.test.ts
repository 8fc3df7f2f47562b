// Is every word listed, and is one that is offered taken? Every moment of every tale, every person, against the domain's own rules.
import fc from 'fast-check';
import { actionsOf } from '../../dashboard/src/actions';
import type { Actor, Deed } from '../../dashboard/src/actions';
import type { IncidentView } from '../../src/contracts/incident';
import { openStage, refuseJudgeGate } from '../../src/domain/gate-card';
import { refuseAcknowledge, refuseAssign, refuseBuild, refuseCancel, refuseDecline, refuseHandOver, refuseJoin, refuseNote } from '../../src/domain/words';
import { viewsOf } from './fixture/day';
import { commitOf } from './fixture/people';
import { TALES, eventsOf, inputOf } from './fixture/tales';

const NOW = Date.parse('2026-03-02T09:41:00Z');
const VIEWS = TALES.flatMap((tale) => viewsOf(eventsOf(tale, NOW), undefined, inputOf(tale)));
const moment = fc.constantFrom(...VIEWS).chain((view) => fc.record({ view: fc.constant(view), person: fc.constantFrom(...view.team) }));
const through = 'api' as const;

function isOffered(view: IncidentView, me: Actor | undefined, deed: Deed): boolean {
  return actionsOf(view, me, NOW).find((one) => one.deed === deed)?.refused === undefined;
}

test('every word is listed at every moment, each with what it does, and if it is not offered with why', () => {
  fc.assert(fc.property(moment, ({ view, person }) => {
    const actions = actionsOf(view, person, NOW);
    expect(actions).toHaveLength(16);
    for (const { does, refused } of actions) {
      expect(does).toMatch(/^[A-Z].*\.$/);
      expect(refused ?? 'It is offered.').toMatch(/^\S.*\.$/);
    }
  }), { numRuns: 400 });
});

test('what is offered is taken, and what would be taken is offered', () => {
  fc.assert(fc.property(moment, ({ view, person }) => {
    const by = person.id;
    const other = view.team.find(({ id, roles }) => roles.includes('developer') && id !== view.assignment?.to)?.id ?? '';
    const taken = {
      build: refuseBuild(view, { by, through, commit: commitOf('0ddba11') }),
      cancel: refuseCancel(view, { by, through, reason: 'a false alarm' }),
      note: refuseNote(view, { by, through, text: 'looking' }),
      join: refuseJoin(view, { by, through }),
      assign: refuseAssign(view, { by, through, to: other }),
      decline: refuseDecline(view, { by, through, reason: 'no time' }),
      'hand-over': refuseHandOver(view, { by, through, to: other }),
    };
    for (const [deed, refusal] of Object.entries(taken)) expect([deed, isOffered(view, person, deed as Deed)]).toEqual([deed, refusal === undefined]);
    expect(isOffered(view, person, 'acknowledge') ? refuseAcknowledge(view, { by, through }) : undefined).toBeUndefined();
    const stage = openStage(view);
    const word = { by, through, stage: stage?.stage ?? '', decision: 'run-again' as const, reason: 'once more' };
    expect(isOffered(view, person, 'judge-gate')).toBe(refuseJudgeGate(view, word, by, new Date(NOW).toISOString()) === undefined);
  }), { numRuns: 1500 });
});

test('a stranger, a program and who only looks on are offered nothing, and read why', () => {
  fc.assert(fc.property(moment, ({ view, person }) => {
    const strangers: Actor[] = [{ id: 'somebody', roles: [...person.roles] }, { ...person, kind: 'program' }, { ...person, kind: 'viewer' }, { ...person, kind: 'person', scopes: ['read'] }];
    for (const stranger of strangers) expect(actionsOf(view, stranger, NOW).filter(({ refused }) => refused === undefined)).toEqual([]);
  }));
});
