// The nearest known word, only when it is near.
import { nearest } from '../../src/config/did-you-mean';

const KNOWN = ['signOff', 'stages', 'stories', 'service', 'deploy', 'verify', 'watch', 'badSamples', 'checkEnvironment'];

test.each([
  ['singOff', 'signOff'], ['sign-off', 'signOff'], ['SIGNOFF', 'signOff'], ['stage', 'stages'], ['storys', 'stories'], ['deploi', 'deploy'], ['bad_samples', 'badSamples'], ['environment', 'checkEnvironment'], ['wacth', 'watch'],
])('%s means %s', (written, meant) => {
  expect(nearest(written, KNOWN)).toBe(meant);
});

test.each(['x', 'zebra', '', 'notification'])('“%s” means none of them', (written) => {
  expect(nearest(written, KNOWN)).toBeUndefined();
});

test('of no known words none is meant', () => {
  expect(nearest('stages', [])).toBeUndefined();
});
