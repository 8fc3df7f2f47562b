// Whatever becomes of a report on its way: does a reader end, refuse in its own words, and never let pass what lost its evidence?
import fc from 'fast-check';
import { readReport } from '../../integrations/reports';
import { judgeReports } from '../../src/domain/verdict-cell';
import { DayshiftError } from '../../src/errors';
import { decodeReport } from '../../integrations/report-decoding';
import { aCell } from '../support/builders';
import { corpusFile, corpusFiles, formatOf } from './corpus';

const FORMATS = ['junit', 'ctrf', 'tap', 'sarif', 'cyclonedx', 'k6', 'autocannon', 'lighthouse', 'lcov', 'cobertura'];
const files = corpusFiles().map((name) => ({ name, format: formatOf(name), bytes: corpusFile(name) }));
type File = (typeof files)[number];

type Mutation = (bytes: Buffer) => Buffer;
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  place.map((share): Mutation => (bytes) => bytes.subarray(0, Math.floor(bytes.length * share))),
  place.map((share): Mutation => (bytes) => bytes.subarray(Math.floor(bytes.length * share))),
  fc.tuple(place, fc.nat(7)).map(([share, bit]): Mutation => (bytes) => {
    const flipped = Buffer.from(bytes);
    const at = Math.floor(bytes.length * share);
    if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
    return flipped;
  }),
  fc.tuple(fc.constantFrom(...files), place, place).map(([other, share, from]): Mutation => (bytes) => {
    const at = Math.floor(bytes.length * share);
    return Buffer.concat([bytes.subarray(0, at), other.bytes.subarray(Math.floor(other.bytes.length * from))]);
  }),
  fc.tuple(place, place, fc.integer({ min: 2, max: 300 })).map(([one, two, times]): Mutation => (bytes) => {
    const [from, to] = [Math.floor(bytes.length * Math.min(one, two)), Math.floor(bytes.length * Math.max(one, two))];
    return Buffer.concat([bytes.subarray(0, from), ...Array.from({ length: times }, () => bytes.subarray(from, to)), bytes.subarray(to)]);
  }),
  fc.tuple(place, fc.constantFrom('\0', '\ufeff', ']]>', '<!--', '<![CDATA[', '&#0;', '&lol;', '<testcase name="', '{', '[', '"', '\\', '\n    ', '1..0\n', 'Bail out!\n', '# Subtest: x\n', '  ---\n')).map(([share, odd]): Mutation => (bytes) => {
    const at = Math.floor(bytes.length * share);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(odd), bytes.subarray(at)]);
  }),
);
const mutated = fc.record({ file: fc.constantFrom(...files), mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }) })
  .map(({ file, mutations }) => ({ file, bytes: mutations.reduce((bytes, mutate) => mutate(bytes), file.bytes) }));

/** The verdict; whatever else than a refusal in our own words is thrown comes out. */
async function verdictOf(format: string, bytes: Uint8Array, secrets: string[] = []): Promise<string> {
  try {
    const report = await readReport(format, { text: decodeReport(format, bytes) }, { secrets });
    return judgeReports(aCell(), { candidate: [report], running: [] }, { wanted: [], day: '2026-11-25' }).verdict;
  } catch (error) {
    if (!(error instanceof DayshiftError)) throw error;
    return 'errored';
  }
}

it('ends with a verdict or a refusal, in every reader', async () => {
  await fc.assert(fc.asyncProperty(mutated, fc.constantFrom(...FORMATS), async ({ file, bytes }, other) => {
    for (const format of new Set([file.format, other])) {
      expect(['passed', 'failed', 'inconclusive', 'errored']).toContain(await verdictOf(format, bytes));
    }
  }), { numRuns: 400 });
});

it('ends so for bytes and texts that never were a report', async () => {
  const texts = fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ unit: 'binary', maxLength: 400 }).map((text) => Buffer.from(text)), fc.json().map((text) => Buffer.from(text)));
  await fc.assert(fc.asyncProperty(texts, fc.constantFrom(...FORMATS), async (bytes, format) => {
    expect(['errored', 'failed', 'inconclusive', 'passed']).toContain(await verdictOf(format, bytes));
  }), { numRuns: 400 });
});

/** Takes every passing test out of a report, and leaves all else. */
const STRIPPED: Record<File['format'], (text: string) => string> = {
  junit: (text) => text.replace(/<testcase\b[^>]*\/>/g, '').replace(/<testcase\b[^>]*>[\s\S]*?<\/testcase>/g, (whole) => (/<(?:failure|error|skipped|rerunError)\b/.test(whole) ? whole : '')),
  ctrf: (text) => text.replace(/"tests": \[[\s\S]*\n {2}\]/, '"tests": []'),
  tap: (text) => text.replace(/^ *ok\b.*$/gm, ''),
};

it('never passes a report whose passing evidence was taken out, whatever else becomes of it', async () => {
  const gentle = fc.oneof(
    place.map((share): Mutation => (bytes) => bytes.subarray(0, Math.floor(bytes.length * share))),
    fc.constant<Mutation>((bytes) => Buffer.concat([bytes, bytes])),
    fc.constant<Mutation>((bytes) => bytes),
    fc.tuple(place, place).map(([one, two]): Mutation => (bytes) => Buffer.concat([bytes.subarray(0, Math.floor(bytes.length * Math.min(one, two))), bytes.subarray(Math.floor(bytes.length * Math.max(one, two)))])),
  );
  await fc.assert(fc.asyncProperty(fc.constantFrom(...files), gentle, async (file, mutate) => {
    const stripped = Buffer.from(STRIPPED[file.format](file.bytes.toString('utf8')));
    expect(await verdictOf(file.format, mutate(stripped))).not.toBe('passed');
  }), { numRuns: 400 });
});

it('never passes a report of which only a part came', async () => {
  const passing = files.filter(({ name }) => ['jest-default.xml', 'go-junit-report.xml', 'gradle.xml', 'rspec.xml', 'ctrf-passed.json', 'tap-13.tap', 'tap-14-subtests.tap'].includes(name));
  await fc.assert(fc.asyncProperty(fc.constantFrom(...passing), place, async (file, share) => {
    const whole = file.bytes.toString('utf8').trimEnd();
    const part = whole.slice(0, Math.floor(whole.length * share));
    const isWhole = file.format === 'tap' && /# done$|# don?$|# d?$|#?$/.test(part) && part.includes('ok 3 - later # SKIP'); // its plan came first, and all that it promised
    expect(isWhole || await verdictOf(file.format, Buffer.from(part)) !== 'passed').toBe(true);
  }), { numRuns: 300 });
});

it('shows no secret, wherever it stands in the report', async () => {
  const secret = 'Tr0ub4dor&3';
  await fc.assert(fc.asyncProperty(fc.constantFrom(...files), fc.constantFrom('login', 'accepts', 'refuses', 'expected', '200', 'test'), async (file, word) => {
    const spelled = file.format === 'junit' ? secret.replace('&', '&amp;') : secret;
    const text = file.bytes.toString('utf8').replaceAll(new RegExp(`(?<=["' >/])${word}(?=["' <:.])`, 'g'), spelled);
    const told = await readReport(file.format, { text }, { secrets: [secret] }).then((report) => JSON.stringify(report), (error: unknown) => (error instanceof DayshiftError ? `${error.message} ${JSON.stringify(error.details)}` : 'thrown otherwise'));
    expect(told).not.toContain(secret);
    expect(told).not.toBe('thrown otherwise');
  }), { numRuns: 200 });
});
