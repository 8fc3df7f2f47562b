// Security is a ratchet: new findings block, known ones are shown.
import { judgeFindings } from '../../src/domain/verdict';
import { aCell, aFinding, someFindings } from '../support/builders';

const cell = aCell({ id: 'security/static', stage: 'security', check: 'static', report: { sarif: 'static.sarif' } });
const none = someFindings();

test('nothing found passes', () => {
  expect(judgeFindings(cell, none, none)).toEqual({ verdict: 'passed', reason: 'no new finding of eslint at or above warning', findings: { fresh: [], known: 0 } });
});

test('what the running release has too is known and does not block', () => {
  const known = aFinding('a');
  expect(judgeFindings(cell, someFindings({ ...known, line: 90 }), someFindings(known))).toMatchObject({
    verdict: 'passed', reason: 'no new finding of eslint at or above warning, 1 known', findings: { fresh: [], known: 1 },
  });
});

test('what it does not have blocks, and the first is named with its place', () => {
  const judged = judgeFindings(cell, someFindings(aFinding('a'), aFinding('b')), someFindings(aFinding('a')));
  expect(judged).toMatchObject({ verdict: 'failed', reason: '1 new finding of eslint, 1 known, first no-eval in src/login.ts:3: eval can be harmful' });
  expect(judged.findings?.fresh.map(({ identity }) => identity)).toEqual(['b']);
});

test('the same finding twice where it was once is one new finding', () => {
  const judged = judgeFindings(cell, someFindings(aFinding('a'), aFinding('a', { line: 50 })), someFindings(aFinding('a')));
  expect(judged).toMatchObject({ verdict: 'failed', findings: { known: 1 } });
  expect(judged.findings?.fresh).toHaveLength(1);
});

test('below the level that blocks it is neither new nor known', () => {
  expect(judgeFindings(cell, someFindings(aFinding('a', { level: 'note' })), none)).toMatchObject({ verdict: 'passed', findings: { fresh: [], known: 0 } });
  expect(judgeFindings({ ...cell, from: 'note' }, someFindings(aFinding('a', { level: 'note' })), none).verdict).toBe('failed');
});

test('a mild one that was known does not cover a severe one of the same identity', () => {
  const judged = judgeFindings(cell, someFindings(aFinding('a', { level: 'error' }), aFinding('a', { level: 'note' })), someFindings(aFinding('a', { level: 'note' })));
  expect(judged).toMatchObject({ verdict: 'failed', findings: { fresh: [{ level: 'error' }] } });
});

test('without a running release all count as new, and the reason says so', () => {
  expect(judgeFindings(cell, someFindings(aFinding('a')), undefined)).toMatchObject({ verdict: 'failed', reason: expect.stringContaining('no running release to compare with') as string });
  expect(judgeFindings(cell, none, undefined).verdict).toBe('passed');
});

test('the ratchet `all` lets nothing through, known or not', () => {
  expect(judgeFindings({ ...cell, ratchet: 'all' }, someFindings(aFinding('a')), someFindings(aFinding('a')))).toMatchObject({ verdict: 'failed', findings: { known: 0 } });
});

test('at most twenty are kept, the most severe first, and all are counted', () => {
  const many = Array.from({ length: 30 }, (_, i) => aFinding(`w${i}`, { line: i + 1 }));
  const judged = judgeFindings(cell, someFindings(...many, aFinding('e', { level: 'error', line: 99 })), none);
  expect(judged.findings?.fresh).toHaveLength(20);
  expect(judged.findings?.fresh[0]?.level).toBe('error');
  expect(judged.reason).toContain('31 new findings');
});
