// No gate opens by what is missing, and no judgement depends on an order that nobody chose.
import fc from 'fast-check';
import { judgeStage, worst } from '../../src/domain/gate';
import { judgeFindings } from '../../src/domain/verdict-findings';
import { VERDICTS } from '../../src/domain/vocabulary';
import { aCell, aFinding, aResult, someFindings } from '../support/builders';

const verdict = fc.constantFrom(...VERDICTS);
const findings = fc.array(fc.record({ identity: fc.constantFrom('a', 'b', 'c'), level: fc.constantFrom('note' as const, 'warning' as const, 'error' as const) }).map(({ identity, level }) => aFinding(identity, { level })), { maxLength: 12 });
const security = aCell({ stage: 'security' });

test('the worst verdict does not depend on the order, and is one of them', () => {
  fc.assert(fc.property(fc.array(verdict, { minLength: 1 }), (verdicts) => {
    expect(worst([...verdicts].reverse())).toBe(worst(verdicts));
    expect(verdicts).toContain(worst(verdicts));
  }));
});

test('a stage passes only when each planned cell passed', () => {
  fc.assert(fc.property(fc.array(verdict), fc.nat(3), (verdicts, missing) => {
    const gate = judgeStage(verdicts.map((each, i) => aResult({ id: `c${i}`, verdict: each })), verdicts.length + missing);
    expect(gate.verdict === 'passed').toBe(missing === 0 && verdicts.length > 0 && verdicts.every((each) => each === 'passed'));
  }));
});

test('another cell never makes a gate better', () => {
  fc.assert(fc.property(fc.array(verdict, { minLength: 1 }), verdict, (verdicts, next) => {
    const results = verdicts.map((each) => aResult({ verdict: each }));
    expect(VERDICTS.indexOf(judgeStage([...results, aResult({ verdict: next })]).verdict)).toBeGreaterThanOrEqual(VERDICTS.indexOf(judgeStage(results).verdict));
  }));
});

test('a candidate with the findings of the running release is never blocked by the ratchet', () => {
  fc.assert(fc.property(findings, (known) => {
    expect(judgeFindings(security, someFindings(...[...known].reverse()), someFindings(...known), '2026-11-25').verdict).toBe('passed');
  }));
});

test('one more severe finding than the running release has is always blocked', () => {
  fc.assert(fc.property(findings, fc.constantFrom('a', 'new'), (known, identity) => {
    const candidate = someFindings(...known, aFinding(identity, { level: 'error' }));
    expect(judgeFindings(security, candidate, someFindings(...known), '2026-11-25').verdict).toBe('failed');
  }));
});
