// A cell is taken over only when all that its verdict depends on stands as it stood, and it passed cleanly.
import { reused, reuseKey } from '../../src/domain/reuse';
import { aCell, aResult, DIGEST, OTHER_DIGEST } from '../support/builders';

const plan = { reuse: { inputs: ['tests'], tree: 't1' } };

test('a service that does not ask for it has no key', () => {
  expect(reuseKey({}, aCell(), DIGEST, undefined)).toBeUndefined();
});

test('the same bytes, definition, files and running release have the same key', () => {
  expect(reuseKey(plan, aCell(), DIGEST, OTHER_DIGEST)).toBe(reuseKey(plan, aCell(), DIGEST, OTHER_DIGEST));
});

test.each([
  ['other bytes', reuseKey(plan, aCell(), OTHER_DIGEST, undefined)],
  ['another command', reuseKey(plan, aCell({ run: 'npm run other' }), DIGEST, undefined)],
  ['a stricter level', reuseKey(plan, aCell({ from: 'note' }), DIGEST, undefined)],
  ['other tests', reuseKey({ reuse: { ...plan.reuse, tree: 't2' } }, aCell(), DIGEST, undefined)],
  ['another running release', reuseKey(plan, aCell(), DIGEST, OTHER_DIGEST)],
])('%s: another key', (_, key) => {
  expect(key).toBeDefined();
  expect(key).not.toBe(reuseKey(plan, aCell(), DIGEST, undefined));
});

test('a clean pass is taken over and marked', () => {
  expect(reused({ attempt: 2, result: aResult() })).toMatchObject({ verdict: 'passed', reused: { attempt: 2 } });
});

test.each(['failed', 'errored', 'inconclusive'] as const)('what was %s runs again', (verdict) => {
  expect(reused({ attempt: 1, result: aResult({ verdict }) })).toBeUndefined();
});

test('what flaked runs again, and so does what never ran', () => {
  expect(reused({ attempt: 1, result: aResult({ flaky: ['basket'] }) })).toBeUndefined();
  expect(reused(undefined)).toBeUndefined();
});
