// Whatever the running release has, its own findings never block and one more severe always does.
import fc from 'fast-check';
import { judgeFindings } from '../../src/domain/verdict-findings';
import { aCell, aFinding, someFindings } from '../support/builders';

const findings = fc.array(fc.record({ identity: fc.constantFrom('a', 'b', 'c'), level: fc.constantFrom('note' as const, 'warning' as const, 'error' as const) }).map(({ identity, level }) => aFinding(identity, { level })), { maxLength: 12 });
const security = aCell({ stage: 'security' });

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
