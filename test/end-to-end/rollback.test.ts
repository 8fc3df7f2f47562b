// Does `npm start -- --once --story rollback` show a fix that passes every gate, harms real customers, and is taken back without a lost visit?
import { lostOf, countWithin, spansOf } from '../../demo/traffic/switches';
import { playStory } from '../support/play-story';

const PATIENCE_MS = 20 * 60_000;

test('the watch rolls the first release back, the second stays, and no visit meets a 5xx while traffic is moved', async () => {
  const { code, output, record, visits } = await playStory('rollback', 17600);
  expect({ code, output: output.slice(-4000) }).toMatchObject({ code: 0 });

  expect(record.attempts.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']); // the gates could not know
  expect(record.deployments.map(({ outcome }) => outcome)).toEqual(['rolled-back', 'kept']);
  const [bad, good] = record.deployments;
  expect(bad?.digest).not.toBe(good?.digest);
  expect(record.rollbacks).toBe(1);
  expect(record.release).toMatchObject({ digest: good?.digest, reportedDigest: good?.digest });
  expect(record.timeline.filter(({ kind }) => kind === 'releaseBarred')).toHaveLength(1);

  const heldUp = visits.filter(({ end }) => end === 'held-up');
  expect(heldUp.length).toBeGreaterThan(0); // the fault was real
  expect(new Set(heldUp.map(({ release }) => release))).toEqual(new Set([bad?.digest.slice(7, 23)])); // and only the first release's
  const spans = spansOf(record.timeline).map((span) => countWithin(visits, span));
  expect(spans).toHaveLength(3); // out, back, out
  expect(spans.map((count) => [count.visits > 0, lostOf(count)])).toEqual(spans.map(() => [true, 0]));
}, PATIENCE_MS);
