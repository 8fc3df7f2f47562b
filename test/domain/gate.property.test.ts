// No gate opens by what is missing, and none depends on an order that nobody chose.
import fc from 'fast-check';
import { judgeStage, worst } from '../../src/domain/gate';
import { VERDICTS } from '../../src/domain/vocabulary';
import { aResult } from '../support/builders';

const verdict = fc.constantFrom(...VERDICTS);

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
