// Does `npm start -- --once --story canary` stop a canary before everybody has it, and take the next one through all its steps?
import { playStory } from '../support/play-story';

const PATIENCE_MS = 20 * 60_000;

test('the first canary is stopped at its second step, the next release reaches everybody, and no visit meets a 5xx', async () => {
  const { code, output, record, visits } = await playStory('canary', 17700);
  expect({ code, output: output.slice(-4000) }).toMatchObject({ code: 0 });

  expect(record.attempts.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
  expect(record.deployments.map(({ outcome }) => outcome)).toEqual(['undone', 'kept']);
  const [bad, good] = record.deployments;
  expect(bad?.at).toBeUndefined(); // it never was everybody's
  expect(record.release).toMatchObject({ digest: good?.digest, reportedDigest: good?.digest });
  const moves = record.timeline.filter(({ kind }) => kind === 'canaryMoved').map(({ text }) => text);
  expect(moves.filter((text) => text.includes('stopped'))).toEqual([expect.stringContaining('step 2 of 2 (75 %)')]);
  expect(moves.filter((text) => text.includes('holds'))).toHaveLength(3); // the first step of both, the second of one

  const shares = [bad, good].map((one) => visits.filter(({ release }) => release === one?.digest.slice(7, 23)).length);
  expect(shares.every((many) => many > 0)).toBe(true);
  expect(visits.filter(({ end }) => end === 'broken')).toEqual([]); // what is lost around a move is the story's own claim, and its exit code
}, PATIENCE_MS);
