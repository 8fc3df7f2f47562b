// The watch after a deployment: one bad sample is not a rollback, and no data is not healthy.
import { judgeRelease } from '../../src/domain/release-health';
import { at, aWatch, samplesOf, T0 } from '../support/builders';

const rule = aWatch(); // 100 s, a sample every 10 s, at most 1 % bad, three in a row roll back
const GOOD = 0.001;
const BAD = 0.05;
const END = at(100);
const tenGood = Array.from({ length: 10 }, () => GOOD);

function judge(shares: (number | null)[], now: string = at(50), about: Partial<typeof rule> = {}): { verdict: string; reason: string } {
  return judgeRelease(samplesOf(...shares), { ...rule, ...about }, T0, now);
}

test('before any sample it observes', () => {
  expect(judge([], T0)).toEqual({ verdict: 'observing', reason: 'no sample yet' });
});

test('healthy and not at its end, it observes and counts', () => {
  expect(judge([GOOD, GOOD, null, BAD, GOOD])).toEqual({ verdict: 'observing', reason: '3 of 5 samples good, 1 bad, 1 without data' });
});

test('healthy to its end, it is kept', () => {
  expect(judge(tenGood, END)).toEqual({ verdict: 'kept', reason: '10 of 10 samples good, and the last of them' });
});

test('one bad sample is not a rollback', () => {
  expect(judge([GOOD, BAD]).verdict).toBe('observing');
  expect(judge([GOOD, BAD, GOOD, BAD, GOOD, BAD, GOOD, GOOD, GOOD], END).verdict).toBe('kept');
});

test('one bad sample is not a rollback even when the rule says one', () => {
  expect(judge([BAD], at(10), { badSamples: 1 }).verdict).toBe('observing');
  expect(judge([BAD, BAD], at(10), { badSamples: 1 }).verdict).toBe('rolled-back');
});

test('as many bad ones in a row as the rule says roll back', () => {
  expect(judge([GOOD, BAD, BAD, BAD])).toEqual({ verdict: 'rolled-back', reason: '3 samples in a row with more than 1% bad' });
});

test('no data between bad samples does not make them healthy', () => {
  expect(judge([BAD, null, BAD, null, BAD]).verdict).toBe('rolled-back');
});

test('exactly what the objective allows is good', () => {
  expect(judge([0.01, 0.01, 0.01, 0.01]).verdict).toBe('observing');
  expect(judge([0.001, 0.001, 0.001], at(30), { objective: 0.999 }).verdict).toBe('observing');
});

test('what once burnt does not become healthy by later samples', () => {
  expect(judge([BAD, BAD, BAD, GOOD, GOOD], END).verdict).toBe('rolled-back');
});

describe('by the policy on burn', () => {
  test('a person is asked', () => {
    expect(judge([BAD, BAD, BAD], at(30), { onBurn: 'ask' })).toEqual({ verdict: 'ask', reason: '3 samples in a row with more than 1% bad: keep the release or roll it back' });
  });

  test('it is only observed, and says so', () => {
    expect(judge([BAD, BAD, BAD, GOOD], at(40), { onBurn: 'observe' })).toEqual({
      verdict: 'observing', reason: '1 of 4 samples good, 3 bad; 3 in a row with more than 1% bad, and the rule is to observe',
    });
  });

  test('observed to a healthy end, it is kept; to a bad one, a person is asked', () => {
    expect(judge([BAD, BAD, BAD, ...tenGood], END, { onBurn: 'observe' }).verdict).toBe('kept');
    expect(judge([...tenGood, BAD, BAD, BAD], END, { onBurn: 'observe' })).toEqual({ verdict: 'ask', reason: 'the last sample is bad, 3 bad' });
  });
});

describe('no data is not healthy', () => {
  test('a watch without any data asks a person at its end', () => {
    expect(judge(Array.from({ length: 10 }, () => null), END)).toEqual({ verdict: 'ask', reason: 'monitoring had no data at the end, 10 without data' });
    expect(judge([], END).verdict).toBe('ask');
  });

  test('the last sample must be good', () => {
    expect(judge([...tenGood, null], END).verdict).toBe('ask');
  });

  test('at least half of the expected samples must be good', () => {
    expect(judge([null, null, null, null, null, GOOD, GOOD, GOOD, GOOD, GOOD], END).verdict).toBe('kept');
    expect(judge([null, null, null, null, null, null, GOOD, GOOD, GOOD, GOOD], END)).toEqual({ verdict: 'ask', reason: 'only 4 of 10 expected samples are good, 6 without data' });
  });

  test('samples that are missing count as not good', () => {
    expect(judge([GOOD, GOOD], END)).toEqual({ verdict: 'ask', reason: 'only 2 of 10 expected samples are good' });
  });

  test('a share that is no number is no data', () => {
    expect(judge([...tenGood, Number.NaN], END).verdict).toBe('ask');
  });
});

test('a watch shorter than its interval expects one sample', () => {
  expect(judge([GOOD], at(5), { forSeconds: 5 }).verdict).toBe('kept');
});
