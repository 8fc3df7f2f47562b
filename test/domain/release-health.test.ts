// The watch after a deployment: one bad sample is not a rollback, and no data is not healthy.
import { judgeRelease, nextLook, tallyOf, type Counted, type Health } from '../../src/domain/release-health';
import { at, aWatch, samplesOf, T0 } from '../support/builders';

const rule = aWatch(); // 100 s, a sample every 10 s, at most 1 % bad, three in a row roll back
const GOOD = 0.001;
const BAD = 0.05;
const END = at(100);
const tenGood = Array.from({ length: 10 }, () => GOOD);

function judge(shares: (number | null)[], now: string = at(50), about: Partial<typeof rule> = {}, counted: Counted[] = []): Health {
  return judgeRelease(samplesOf(...shares), { ...rule, ...about }, T0, now, counted);
}

test('before any sample it observes', () => {
  expect(judge([], T0)).toMatchObject({ verdict: 'observing', reason: 'no sample yet' });
});

test('healthy and not at its end, it observes and counts', () => {
  expect(judge([GOOD, GOOD, null, BAD, GOOD])).toMatchObject({ verdict: 'observing', reason: '3 of 5 samples good, 1 bad, 1 without data' });
});

test('healthy to its end, it is kept', () => {
  expect(judge(tenGood, END)).toMatchObject({ verdict: 'kept', reason: '10 of 10 samples good, and the last of them' });
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
  expect(judge([GOOD, BAD, BAD, BAD])).toMatchObject({ verdict: 'rolled-back', reason: '3 bad samples in a row: more than 1% bad' });
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
    expect(judge([BAD, BAD, BAD], at(30), { onBurn: 'ask' })).toMatchObject({ verdict: 'ask', reason: '3 bad samples in a row: more than 1% bad; keep the release or roll it back' });
  });

  test('it is only observed, and says so', () => {
    expect(judge([BAD, BAD, BAD, GOOD], at(40), { onBurn: 'observe' })).toMatchObject({
      verdict: 'observing', reason: '1 of 4 samples good, 3 bad; 3 bad samples in a row: more than 1% bad, and the rule is to observe',
    });
  });

  test('observed to a healthy end, it is kept; to a bad one, a person is asked', () => {
    expect(judge([BAD, BAD, BAD, ...tenGood], END, { onBurn: 'observe' }).verdict).toBe('kept');
    expect(judge([...tenGood, BAD, BAD, BAD], END, { onBurn: 'observe' })).toMatchObject({ verdict: 'ask', reason: 'the last sample is bad, 3 bad' });
  });
});

describe('no data is not healthy', () => {
  test('a watch without any data asks a person at its end', () => {
    expect(judge(Array.from({ length: 10 }, () => null), END)).toMatchObject({ verdict: 'ask', reason: 'monitoring had no data at the end, 10 without data' });
    expect(judge([], END).verdict).toBe('ask');
  });

  test('the last sample must be good', () => {
    expect(judge([...tenGood, null], END).verdict).toBe('ask');
  });

  test('at least half of the expected samples must be good', () => {
    expect(judge([null, null, null, null, null, GOOD, GOOD, GOOD, GOOD, GOOD], END).verdict).toBe('kept');
    expect(judge([null, null, null, null, null, null, GOOD, GOOD, GOOD, GOOD], END)).toMatchObject({ verdict: 'ask', reason: 'only 4 of 10 expected samples are good, 6 without data' });
  });

  test('samples that are missing count as not good', () => {
    expect(judge([GOOD, GOOD], END)).toMatchObject({ verdict: 'ask', reason: 'only 2 of 10 expected samples are good' });
  });

  test('a share that is no number is no data', () => {
    expect(judge([...tenGood, Number.NaN], END).verdict).toBe('ask');
  });
});

test('a watch shorter than its interval expects one sample', () => {
  expect(judge([GOOD], at(5), { forSeconds: 5 }).verdict).toBe('kept');
});

describe('a sample that says its state', () => {
  const of = (...states: ('good' | 'bad' | 'unknown')[]) => states.map((state, place) => ({ at: at(place * 10), bad: 0, state, ...(state === 'bad' ? { why: `p95 is ${place} (max 1)` } : {}) }));

  test('is taken at its word, whatever its share', () => {
    expect(judgeRelease(of('bad', 'bad', 'bad'), rule, T0, at(30))).toEqual({ kind: 'burning', verdict: 'rolled-back', reason: '3 bad samples in a row: p95 is 2 (max 1)' });
    expect(judgeRelease(of('good', 'unknown'), rule, T0, END).reason).toBe('monitoring had no data at the end, 1 without data');
  });
});

describe('an alert that counts against the release', () => {
  const alert = { name: 'LoginSlow', at: at(20) };

  test('weighs like so many bad samples in a row', () => {
    expect(judge([GOOD, GOOD], at(20), {}, [alert])).toEqual({ kind: 'alert', verdict: 'rolled-back', reason: 'the alert LoginSlow came within the watch, and counts against the release' });
  });

  test('asks a person or is observed, as the rule says', () => {
    expect(judge([GOOD], at(20), { onBurn: 'ask' }, [alert, { ...alert, name: 'CartDown' }])).toMatchObject({ verdict: 'ask', reason: expect.stringContaining('LoginSlow and 1 more came') as string });
    expect(judge([GOOD], at(20), { onBurn: 'observe' }, [alert])).toMatchObject({ verdict: 'observing', kind: 'alert' });
    expect(judge(tenGood, END, { onBurn: 'observe' }, [alert]).verdict).toBe('kept');
  });
});

describe('after its end', () => {
  const late = (...more: (number | null)[]) => judge([null, null, null, null, null, null, null, null, null, null, ...more], at(100 + more.length * 10));

  test('health that is shown later keeps it too', () => {
    expect(late(GOOD, GOOD, GOOD, GOOD)).toMatchObject({ verdict: 'ask', kind: 'not-shown' });
    expect(late(GOOD, GOOD, GOOD, GOOD, GOOD).verdict).toBe('kept');
  });

  test('a burn still rolls back', () => {
    expect(late(GOOD, BAD, BAD, BAD).verdict).toBe('rolled-back');
  });

  test('a burn on which the rule asks a person stays a question, however good it is later', () => {
    expect(judge([BAD, BAD, BAD, ...tenGood, ...tenGood], at(300), { onBurn: 'ask' }).verdict).toBe('ask');
  });
});

test('samples that are not kept any more count all the same', () => {
  const all = samplesOf(BAD, BAD, GOOD, null, BAD, BAD, null, BAD, GOOD);
  for (let dropped = 0; dropped <= all.length; dropped += 1) {
    const earlier = tallyOf(all.slice(0, dropped), rule);
    expect(judgeRelease(all.slice(dropped), rule, T0, at(90), [], earlier).verdict).toBe('rolled-back');
  }
});

describe('the next sample is due', () => {
  it.each([
    ['at the beginning', 0, 10], ['in even steps from the beginning', 10, 20], ['after one that took long', 13.5, 20], ['after one that took three steps: none is made up for', 42, 50],
    ['after the end too', 205, 210],
  ])('%s', (_, now, next) => {
    expect(nextLook(at(now), rule, T0)).toBe(at(next));
  });

  it('once at the end, when the steps do not meet it', () => {
    expect(nextLook(at(20), { everySeconds: 10, forSeconds: 25 }, T0)).toBe(at(25));
    expect(nextLook(at(25), { everySeconds: 10, forSeconds: 25 }, T0)).toBe(at(30));
  });
});
