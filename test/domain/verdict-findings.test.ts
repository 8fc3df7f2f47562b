// Security is a ratchet: new findings block, known ones are shown, suppressed ones are let through until their day.
import type { Suppression } from '../../src/contracts/exceptions';
import type { FindingsReport } from '../../src/contracts/report';
import { judgeFindings } from '../../src/domain/verdict-findings';
import { aCell, aFinding, someFindings } from '../support/builders';

const DAY = '2026-11-25';
const cell = aCell({ id: 'security/static', stage: 'security', check: 'static', report: { sarif: 'static.sarif' } });
const none = someFindings();

function judge(candidate: FindingsReport, running: FindingsReport | undefined, about: Partial<typeof cell> = {}) {
  return judgeFindings({ ...cell, ...about }, candidate, running, DAY);
}

function aSuppression(about: Partial<Suppression> = {}): Suppression {
  return { rule: 'no-eval', owner: 'maya', reason: 'a template that no customer fills', until: '2026-12-31', ...about };
}

describe('against the running release', () => {
  test('nothing found passes', () => {
    expect(judge(none, none)).toEqual({
      verdict: 'passed', reason: 'no new finding of eslint at or above warning',
      findings: { fresh: [], known: 0, suppressed: 0, gone: 0, levels: { error: 0, warning: 0, note: 0 } },
      list: { tool: 'eslint', findings: [] },
    });
  });

  test('what it has too is known and does not block', () => {
    const known = aFinding('a');
    expect(judge(someFindings({ ...known, line: 90 }), someFindings(known))).toMatchObject({
      verdict: 'passed', reason: 'no new finding of eslint at or above warning, 1 known', findings: { fresh: [], known: 1, gone: 0 },
    });
  });

  test('what it does not have blocks, and the first is named with its place', () => {
    const judged = judge(someFindings(aFinding('a'), aFinding('b')), someFindings(aFinding('a')));
    expect(judged).toMatchObject({ verdict: 'failed', reason: '1 new finding of eslint, 1 known, first no-eval in src/login.ts:3: eval can be harmful' });
    expect(judged.findings?.fresh).toEqual([aFinding('b')]);
  });

  test('a place without a line, or no place at all, is told as it is', () => {
    expect(judge(someFindings(aFinding('a', { file: 'pkg:npm/lodash', line: 0 })), none).reason).toContain('no-eval in pkg:npm/lodash: eval');
    expect(judge(someFindings(aFinding('a', { file: '', line: 0 })), none).reason).toContain('first no-eval: eval');
  });

  test('what it alone has is gone, and shown', () => {
    const judged = judge(someFindings(aFinding('a')), someFindings(aFinding('a'), aFinding('b')));
    expect(judged).toMatchObject({ verdict: 'passed', reason: expect.stringContaining('1 known, 1 gone') as string, findings: { gone: 1 } });
    expect(judged.list.findings.map(({ identity, state }) => [identity, state])).toEqual([['a', 'known'], ['b', 'gone']]);
  });

  test('the same finding twice where it was once is one new finding: the one at the other line', () => {
    const judged = judge(someFindings(aFinding('a', { line: 50 }), aFinding('a')), someFindings(aFinding('a')));
    expect(judged).toMatchObject({ verdict: 'failed', findings: { known: 1, fresh: [{ line: 50 }] } });
  });

  test('below the level that blocks it is neither new nor known, and still in the list', () => {
    const judged = judge(someFindings(aFinding('a', { level: 'note' })), none);
    expect(judged).toMatchObject({ verdict: 'passed', findings: { fresh: [], known: 0, levels: { note: 1 } }, list: { findings: [{ state: 'fresh' }] } });
    expect(judge(someFindings(aFinding('a', { level: 'note' })), none, { from: 'note' }).verdict).toBe('failed');
  });

  test('a mild one that was known does not cover a severe one of the same identity', () => {
    const judged = judge(someFindings(aFinding('a', { level: 'error' }), aFinding('a', { level: 'note', line: 50 })), someFindings(aFinding('a', { level: 'note' })));
    expect(judged).toMatchObject({ verdict: 'failed', findings: { fresh: [{ level: 'error' }] } });
  });

  test('one that went away and came back is new: only what runs now counts', () => {
    const withoutIt = someFindings(aFinding('b'));
    expect(judge(withoutIt, someFindings(aFinding('a'), aFinding('b'))).findings).toMatchObject({ gone: 1, fresh: [] });
    expect(judge(someFindings(aFinding('a'), aFinding('b')), withoutIt)).toMatchObject({ verdict: 'failed', findings: { fresh: [{ identity: 'a' }] } });
  });

  test('without a running release all count as new, and the reason says so', () => {
    const judged = judge(someFindings(aFinding('a')), undefined);
    expect(judged).toMatchObject({ verdict: 'failed', reason: expect.stringContaining('no running release to compare with') as string });
    expect(judged.findings).not.toHaveProperty('gone');
    expect(judge(none, undefined).verdict).toBe('passed');
  });

  test('the ratchet `all` lets nothing through, known or not', () => {
    expect(judge(someFindings(aFinding('a')), someFindings(aFinding('a')), { ratchet: 'all' })).toMatchObject({ verdict: 'failed', reason: expect.stringMatching(/^1 finding of eslint, first/) as string, findings: { known: 0 } });
    expect(judge(none, someFindings(aFinding('a')), { ratchet: 'all' }).verdict).toBe('passed');
  });

  test('at most twenty are kept, the most severe first; all are counted and listed', () => {
    const many = Array.from({ length: 30 }, (_, i) => aFinding(`w${i}`, { line: i + 1 }));
    const judged = judge(someFindings(...many, aFinding('e', { level: 'error', line: 99 })), none);
    expect(judged.findings?.fresh).toHaveLength(20);
    expect(judged.findings?.freshCount).toBe(judged.list.findings.length); // the record keeps how many, not which
    expect(judged.findings?.fresh[0]?.level).toBe('error');
    expect(judged.reason).toContain('31 new findings');
    expect(judged.findings?.levels).toEqual({ error: 1, warning: 30, note: 0 });
    expect(judged.list.findings).toHaveLength(31);
  });
});

describe('a suppression', () => {
  const found = someFindings(aFinding('a'));

  test('lets its rule through, and says whose it is and why', () => {
    const judged = judge(found, none, { suppressions: [aSuppression()] });
    expect(judged).toMatchObject({ verdict: 'passed', reason: expect.stringContaining('1 suppressed') as string, findings: { fresh: [], known: 0, suppressed: 1 } });
    expect(judged.list.findings[0]).toMatchObject({ state: 'suppressed', suppression: { owner: 'maya', reason: 'a template that no customer fills', until: '2026-12-31', ended: false } });
  });

  test.each([
    ['its own file', 'src/login.ts', 'passed'], ['a pattern of names', 'src/*.ts', 'passed'], ['a pattern of folders', '**/login.ts', 'passed'],
    ['another file', 'src/cart.ts', 'failed'], ['another folder', 'src/*/login.ts', 'failed'],
  ])('holds in %s', (_, file, verdict) => {
    expect(judge(found, none, { suppressions: [aSuppression({ file })] }).verdict).toBe(verdict);
  });

  test('of another rule lets nothing through', () => {
    expect(judge(found, none, { suppressions: [aSuppression({ rule: 'no-ev' }), aSuppression({ rule: 'no-*' })] }).verdict).toBe('failed');
  });

  test('holds up to and with its last day', () => {
    expect(judge(found, none, { suppressions: [aSuppression({ until: DAY })] }).verdict).toBe('passed');
    expect(judge(found, none, { suppressions: [aSuppression({ until: '2026-11-24' })] }).verdict).toBe('failed');
  });

  test('that has ended makes the finding block again, also one that the running release has, and says so', () => {
    const judged = judge(found, found, { suppressions: [aSuppression({ until: '2026-11-01' })] });
    expect(judged).toMatchObject({
      verdict: 'failed', findings: { fresh: [{ identity: 'a' }], known: 0 },
      reason: expect.stringContaining('(1 no longer suppressed, first by maya, whose suppression ended on 2026-11-01)') as string,
    });
    expect(judged.list.findings[0]).toMatchObject({ state: 'fresh', suppression: { ended: true } });
    expect(judged.findings?.fresh[0]).not.toHaveProperty('suppression');
  });

  test('that was renewed holds beside the one that has ended', () => {
    for (const suppressions of [[aSuppression({ until: '2026-11-01' }), aSuppression()], [aSuppression(), aSuppression({ until: '2026-11-01' })]]) {
      expect(judge(found, none, { suppressions }).verdict).toBe('passed');
    }
  });

  test('holds under the ratchet `all` too', () => {
    expect(judge(found, none, { ratchet: 'all', suppressions: [aSuppression()] }).verdict).toBe('passed');
  });

  test('that matches nothing changes nothing', () => {
    expect(judge(none, none, { suppressions: [aSuppression()] })).toMatchObject({ verdict: 'passed', findings: { suppressed: 0 } });
  });
});
