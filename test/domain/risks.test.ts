// A signer is told what is out of the ordinary, and nothing else.
import type { AttemptView } from '../../src/contracts/incident';
import { risksOf } from '../../src/domain/risks';
import { aResultOn, aTest } from '../support/builders';

const none = { touchesPipeline: false, weakens: [] };
function attemptWith(quarantined: boolean): Pick<AttemptView, 'stages'> {
  const result = aResultOn('ipad', [aTest('basket › keeps the tea', 'failed', { quarantined }), aTest('login', 'passed')]);
  return { stages: [{ stage: 'functional', verdict: 'passed', cells: [{ id: result.id, check: 'login', point: result.point, state: 'done', log: '', result }] }] };
}

test('an ordinary attempt has none', () => {
  expect(risksOf({ stages: [] }, none)).toEqual([]);
});

test('a fix that weakens its own gates is told with each way in which it does', () => {
  expect(risksOf({ stages: [] }, { touchesPipeline: true, weakens: ['latency p97.5 may be 2s instead of 500ms'] })).toEqual([
    'the fix changes the pipeline file, and asks less of later releases', 'latency p97.5 may be 2s instead of 500ms',
  ]);
  expect(risksOf({ stages: [] }, { touchesPipeline: true, weakens: [] })).toEqual(['the fix changes the pipeline file']);
});

test('a test in quarantine that failed is told', () => {
  expect(risksOf(attemptWith(true), none)).toEqual(['in quarantine and failed: “basket › keeps the tea”']);
  expect(risksOf(attemptWith(false), none)).toEqual([]);
});
