// Is a decision offered exactly to those who may take it, and is the entry that is copied the quarantine that was given? Against the domain's rule and a YAML reader.
import fc from 'fast-check';
import { parse } from 'yaml';
import { askedGates, mayJudge, quarantineEntry, reviewDays } from '../../dashboard/src/gates';
import { refuseJudgeGate } from '../../src/domain/gate-card';
import { Quarantine } from '../../src/contracts/exceptions';
import type { IncidentView } from '../../src/contracts/incident';
import { viewsOf } from './fixture/day';
import { INPUT } from './fixture/people';
import { eventsOf } from './fixture/tales';

const START = Date.parse('2026-03-02T09:41:00Z');
const VIEWS = viewsOf(eventsOf('pipeline', START));
const AT = new Date(START + 3_600_000).toISOString();
const through = 'api' as const;

function refusal(view: IncidentView, by: string, stage: string, decision: 'quarantine' | 'accept' | 'run-again' | 'send-back', review?: string) {
  return refuseJudgeGate(view, { by, through, stage, decision, reason: 'why', ...(review ? { review } : {}) }, by, AT);
}

test('a decision is offered when dayshift takes it, and only then', () => {
  fc.assert(fc.property(fc.nat(VIEWS.length - 1), fc.constantFrom(...INPUT.team), (moment, person) => {
    const view = VIEWS[moment] as IncidentView;
    const open = askedGates(view).filter(({ card }) => mayJudge(card, person));
    expect(open.length > 0).toBe(['functional', 'performance', 'security', 'reading-aloud'].some((stage) => refusal(view, person.id, stage, 'send-back') === undefined));
    const { first, proposed, last } = reviewDays(Date.parse(AT));
    for (const { card } of open) for (const decision of card.decisions) for (const day of [first, proposed, last]) expect(refusal(view, person.id, card.stage, decision, day)).toBeUndefined();
  }), { numRuns: 300 });
});

test('at some moment two different people are asked', () => {
  expect([...new Set(VIEWS.flatMap((view) => askedGates(view).filter(({ card }) => !card.given).flatMap(({ card }) => card.mayDecide)))]).toEqual(['dev', 'perry']);
});

const words = fc.string({ minLength: 1, unit: 'grapheme' });
const point = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), words, { maxKeys: 3 });
const quarantine = fc.record({ check: words, test: words, at: fc.array(point, { minLength: 1, maxLength: 3 }), owner: words, reason: fc.string({ minLength: 1, unit: 'binary' }), review: fc.constant('2026-12-31') });

test('the entry that is copied reads back as the quarantines that were given', () => {
  fc.assert(fc.property(fc.array(quarantine, { minLength: 1, maxLength: 3 }), (entries) => {
    const read = parse(quarantineEntry(entries)) as { quarantine: unknown[] };
    expect(read.quarantine.map((one) => Quarantine.parse(one))).toEqual(entries.map((one) => ({ ...one, at: one.at.map((at) => ({ ...at })) })));
  }), { numRuns: 400 });
});
