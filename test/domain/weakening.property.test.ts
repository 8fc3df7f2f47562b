// Of two files the weaker one is told, whatever they say: never of itself, never both ways for what has an order.
import fc from 'fast-check';
import type { PipelineFile } from '../../src/contracts/pipeline-file';
import { EarlierEnvironment } from '../../src/contracts/release-rules';
import { planAttempt } from '../../src/domain/plan';
import { weakerIn } from '../../src/domain/weakening';
import { aCheck, aPipelineFile } from '../support/builders';

const FACTS = { pipelineDigest: 'sha256:0', pipelineCommit: 'c', touchesPipeline: true, weakens: [], day: '2026-03-02' };
const day = fc.integer({ min: 1, max: 28 }).map((of) => `2026-03-${String(of).padStart(2, '0')}`);
const devices = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
const at = fc.constantFrom<Record<string, string>[]>({}, { device: 'a' }, { device: 'b' });
const threshold = fc.record({ max: fc.integer({ min: 0, max: 9 }), min: fc.integer({ min: 0, max: 9 }) }, { requiredKeys: [] }).filter((limits) => Object.keys(limits).length > 0);
const check = fc.record({
  matrix: devices.map((device) => ({ device })), retries: fc.nat(3), from: fc.constantFrom('note' as const, 'warning' as const, 'error' as const), ratchet: fc.constantFrom('new' as const, 'all' as const),
  thresholds: fc.dictionary(fc.constantFrom('m', 'n'), threshold, { noNullPrototype: true }), network: fc.constantFrom('full' as const, 'none' as const),
}).map((about) => aCheck(about));
const exception = { owner: 'maya', reason: 'r' };

/** Files that differ only in what can be compared. */
const file: fc.Arbitrary<PipelineFile> = fc.record({
  first: check,
  second: fc.option(check, { nil: undefined }),
  quarantine: fc.array(fc.record({ test: fc.constantFrom('t', 'u'), at: fc.array(at, { minLength: 1, maxLength: 2 }), review: day }), { maxLength: 3 }),
  suppressions: fc.array(fc.record({ rule: fc.constantFrom('r', 's'), file: fc.constantFrom(undefined, 'f.ts'), until: day }), { maxLength: 3 }),
  tests: fc.subarray(['x', 'y', 'z'], { minLength: 1 }), places: fc.array(at, { maxLength: 2 }),
  approvals: fc.integer({ min: 1, max: 3 }), badSamples: fc.integer({ min: 2, max: 5 }), objective: fc.integer({ min: 1, max: 99 }),
}).map(({ first, second, quarantine, suppressions, tests, places, approvals, badSamples, objective }) => {
  const base = aPipelineFile();
  return aPipelineFile({
    stories: [{ id: 'S', story: 's', criteria: [{ text: 't', tests, in: places }] }],
    stages: { ...base.stages, functional: { checks: [first, ...(second ? [{ ...second, name: 'cart' }] : [])] } },
    quarantine: quarantine.map((entry) => ({ ...entry, ...exception, check: 'login' })), suppressions: suppressions.map((entry) => ({ ...entry, ...exception })),
    environments: [EarlierEnvironment.parse({ environment: 'staging', bake: '10m' })], deploy: { ...base.deploy, strategy: 'canary', steps: [{ weight: '10%', for: '1m' }] },
    signOff: { ...base.signOff, approvals, and: [{ roles: ['product-owner'], people: [], approvals: 1 }], hours: { zone: 'UTC', days: ['mon'], from: '08:00', to: '18:00' } }, watch: { ...base.watch, badSamples, objective: `${objective}%` },
  });
});
const plan = (of: PipelineFile) => planAttempt(of, FACTS);

test('no file is weaker than itself', () => {
  fc.assert(fc.property(file, (one) => {
    expect(weakerIn(plan(one), plan(JSON.parse(JSON.stringify(one)) as PipelineFile))).toEqual([]);
  }));
});

/** Each takes something away, or lets more through. */
const STEPS: Record<string, (of: PipelineFile) => PipelineFile> = {
  approvals: (of) => ({ ...of, signOff: { ...of.signOff, approvals: of.signOff.approvals - 1 } }),
  canary: (of) => ({ ...of, deploy: { ...of.deploy, strategy: 'blue-green', steps: [] } }),
  staging: (of) => ({ ...of, environments: [] }),
  party: (of) => ({ ...of, signOff: { ...of.signOff, and: [] } }),
  hours: (of) => ({ ...of, signOff: { ...of.signOff, hours: undefined } }),
  badSamples: (of) => ({ ...of, watch: { ...of.watch, badSamples: of.watch.badSamples + 1 } }),
  objective: (of) => ({ ...of, watch: { ...of.watch, objective: '0.5%' } }),
  check: (of) => ({ ...of, stages: { ...of.stages, functional: { checks: of.stages.functional.checks.slice(1) } } }),
  thresholds: (of) => ({ ...of, stages: { ...of.stages, performance: { checks: of.stages.performance.checks.map((one) => ({ ...one, thresholds: { 'latency p97.5': { max: '251ms', regression: '20%' } } })) } } }),
  quarantine: (of) => ({ ...of, quarantine: [...of.quarantine, { ...exception, check: 'login', test: 'v', at: [{}], review: '2026-03-02' }] }),
  suppression: (of) => ({ ...of, suppressions: [...of.suppressions, { ...exception, rule: 'q', until: '2026-03-02' }] }),
  criterion: (of) => ({ ...of, stories: of.stories.map((story) => ({ ...story, criteria: story.criteria.map((one) => ({ ...one, tests: one.tests.slice(1) })) })) }),
};
const steps = fc.subarray(Object.keys(STEPS), { minLength: 1 });

test('whatever is taken away or let through is said, and the way back is not', () => {
  fc.assert(fc.property(file, steps, (one, taken) => {
    const less = taken.reduce((of, step) => STEPS[step]?.(of) ?? of, one);
    expect(weakerIn(plan(one), plan(less)).length).toBeGreaterThan(0);
    expect(weakerIn(plan(less), plan(one))).toEqual([]);
  }));
});

test('each step is said beside the others, unless what it speaks of is gone with them', () => {
  fc.assert(fc.property(file, steps, (one, taken) => {
    const independent = taken.filter((step) => !['check', 'quarantine', 'staging'].includes(step));
    const less = independent.reduce((of, step) => STEPS[step]?.(of) ?? of, one);
    const alone = independent.flatMap((step) => weakerIn(plan(one), plan(STEPS[step]?.(one) ?? one)));
    expect(weakerIn(plan(one), plan(less)).sort()).toEqual(alone.sort());
  }));
});

test('of two files the worse one is told at least once, unless they let the same through', () => {
  fc.assert(fc.property(file, file, (one, other) => {
    const [a, b] = [plan(one), plan(other)];
    const gates = ({ stages }: typeof a) => stages.map(({ cells }) => cells.map(({ id, thresholds, from, ratchet, retries, network }) => ({ id, thresholds, from, ratchet, retries, network })).sort((x, y) => (x.id < y.id ? -1 : 1)));
    const said = [...weakerIn(a, b), ...weakerIn(b, a)].length > 0;
    expect(said || JSON.stringify(gates(a)) === JSON.stringify(gates(b))).toBe(true);
  }));
});
