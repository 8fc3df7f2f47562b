// Are findings read with their level and place, and is the same finding the same after the code around it has moved?
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createSarif } from '../../../integrations/sarif';
import type { Finding } from '../../../src/contracts/report';

type Json = Record<string, unknown>;
const SAMPLE = readFileSync(path.join(__dirname, '..', '..', 'samples', 'eslint-security.sarif'), 'utf8');

function findingsOf(text: string, folder?: string): Finding[] {
  const report = createSarif({ folder }).read(text);
  if (report.kind !== 'findings') throw new Error('not a report of findings');
  return report.findings;
}

function aResult(over: Json = {}, place: { uri?: string; line?: number; snippet?: string } = {}): Json {
  const { uri = 'src/login.ts', line = 10, snippet } = place;
  return {
    ruleId: 'no-eval', message: { text: 'eval is dangerous' },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: line, ...(snippet && { snippet: { text: snippet } }) } } }],
    ...over,
  };
}

function aLog(results: unknown, run: Json = {}, driver: Json = {}): string {
  return JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Scan', ...driver } }, results, ...run }] });
}

function identities(...results: Json[]): string[] {
  return findingsOf(aLog(results)).map(({ identity }) => identity);
}

describe('what a tool really wrote', () => {
  it('is read, with files relative to the checkout that it ran in', () => {
    const findings = findingsOf(SAMPLE, '/repo');
    expect(findings[0]).toMatchObject({
      rule: 'security/detect-child-process', level: 'warning', file: 'sec/bad.js', line: 1, message: 'Found child_process.exec() with non Literal first argument',
    });
    expect(new Set(findings.map(({ identity }) => identity)).size).toBe(findings.length);
  });

  it('is the same in another checkout', () => {
    const elsewhere = SAMPLE.replaceAll('file:///repo/', 'file:///other%20place/of/it/');
    const names = (text: string, folder: string) => findingsOf(text, folder).map(({ identity }) => identity);
    expect(names(elsewhere, '/other place/of/it')).toEqual(names(SAMPLE, '/repo'));
  });
});

describe('a level', () => {
  it.each([
    ['its own', { level: 'error' }, 'error'],
    ['its rule\'s', {}, 'note'],
    ['its rule\'s by index alone', { ruleId: undefined, ruleIndex: 0 }, 'note'],
    ['its rule\'s by the rule object', { ruleId: undefined, rule: { index: 0 } }, 'note'],
    ['an extension\'s rule', { ruleId: undefined, rule: { id: 'x', index: 0, toolComponent: { index: 0 } } }, 'error'],
    ['a warning for an unknown rule', { ruleId: 'other' }, 'warning'],
    ['a note for one that is open to review', { kind: 'review' }, 'note'],
    ['a note for none', { level: 'none' }, 'note'],
  ])('is %s', (_, over, level) => {
    const log = aLog([aResult(over)], { tool: {
      driver: { name: 'Scan', rules: [{ id: 'no-eval', defaultConfiguration: { level: 'note' } }] },
      extensions: [{ name: 'More', rules: [{ id: 'x', defaultConfiguration: { level: 'error' } }] }],
    } });
    expect(findingsOf(log)[0]?.level).toBe(level);
  });
});

describe('no finding is', () => {
  it.each([
    ['one that is suppressed', { suppressions: [{ kind: 'inSource' }] }, 0],
    ['one that is suppressed and accepted', { suppressions: [{ kind: 'external', status: 'accepted' }] }, 0],
    ['but not one whose suppression is under review', { suppressions: [{ status: 'accepted' }, { status: 'underReview' }] }, 1],
    ['but not one whose suppression was rejected', { suppressions: [{ status: 'rejected' }] }, 1],
    ['but not one with an empty list of suppressions', { suppressions: [] }, 1],
    ['one that passed', { kind: 'pass' }, 0],
    ['one that is gone', { baselineState: 'absent' }, 0],
    ['but not one that is unchanged', { baselineState: 'unchanged' }, 1],
  ])('%s', (_, over, count) => {
    expect(findingsOf(aLog([aResult(over)]))).toHaveLength(count);
  });
});

describe('the same finding', () => {
  it('stays the same when its line moves, with a snippet, a fingerprint or a message alone', () => {
    for (const [over, snippet] of [[{}, 'eval(a)'], [{ partialFingerprints: { primary: 'abc:1' } }, undefined], [{}, undefined]] as const) {
      expect(identities(aResult(over, { line: 10, snippet }))).toEqual(identities(aResult(over, { line: 99, snippet })));
    }
  });

  it('stays the same when its indentation or the line in its message changes', () => {
    expect(identities(aResult({}, { snippet: '  eval(a)\n' }))).toEqual(identities(aResult({}, { snippet: 'eval(a)' })));
    expect(identities(aResult({ message: { text: 'defined on line 12' } }))).toEqual(identities(aResult({ message: { text: 'defined on line 13' } })));
  });

  it('stays the same when its neighbours come and go', () => {
    const other = aResult({ ruleId: 'other' });
    expect(identities(other, aResult())[1]).toBe(identities(aResult())[0]);
  });

  it('is another in another file, of another rule, or with other text', () => {
    const all = identities(aResult(), aResult({}, { uri: 'src/b.ts' }), aResult({ ruleId: 'x' }), aResult({}, { snippet: 'eval(b)' }), aResult({ partialFingerprints: { p: '1' } }));
    expect(new Set(all).size).toBe(5);
  });

  it('written twice is two, and only the second is new', () => {
    const [first] = identities(aResult());
    const both = identities(aResult(), aResult({}, { line: 20 }));
    expect(both[0]).toBe(first);
    expect(new Set(both).size).toBe(2);
  });
});

describe('a place', () => {
  it.each([
    ['relative', { artifactLocation: { uri: './src/a%20b.ts' } }, 'src/a b.ts'],
    ['by index', { artifactLocation: { index: 0 } }, 'src/indexed.ts'],
    ['below a base that is the root', { artifactLocation: { uri: 'src/a.ts', uriBaseId: 'ROOT' } }, 'src/a.ts'],
    ['below a base within the root', { artifactLocation: { uri: 'a.ts', uriBaseId: 'LIB' } }, 'packages/lib/a.ts'],
    ['below an unknown base', { artifactLocation: { uri: 'src/a.ts', uriBaseId: '%SRCROOT%' } }, 'src/a.ts'],
    ['outside the checkout', { artifactLocation: { uri: 'file:///usr/include/a.h' } }, '/usr/include/a.h'],
    ['below a base that is its own', { artifactLocation: { uri: 'a.ts', uriBaseId: 'LOOP' } }, 'l/l/l/l/l/l/l/l/a.ts'],
  ])('%s', (_, physicalLocation, file) => {
    const log = aLog([{ ruleId: 'r', message: {}, locations: [{ physicalLocation }] }], {
      artifacts: [{ location: { uri: 'src/indexed.ts' } }],
      originalUriBaseIds: { ROOT: { uri: 'file:///checkout/' }, LIB: { uri: 'packages/lib/', uriBaseId: 'ROOT' }, LOOP: { uri: 'l/', uriBaseId: 'LOOP' } },
    });
    expect(findingsOf(log, '/checkout')[0]).toMatchObject({ file, line: 0 });
  });

  it('may be missing', () => {
    expect(findingsOf(aLog([{ message: { text: 'x' } }]))[0]).toMatchObject({ rule: 'unnamed', file: '', line: 0 });
  });
});

it('reads several runs, and an empty list as nothing found', () => {
  const run = (name: string) => ({ tool: { driver: { name } }, results: [aResult()] });
  const report = createSarif().read(JSON.stringify({ version: '2.1.0', runs: [run('A'), run('B')] }));
  expect(report).toMatchObject({ kind: 'findings', tool: 'A, B' });
  expect(findingsOf(aLog([]))).toEqual([]);
});

it.each([
  ['no JSON', '<xml/>'],
  ['JSON cut short', SAMPLE.slice(0, -20)],
  ['another version', SAMPLE.replace('"2.1.0"', '"2.0.0"')],
  ['no runs', '{"version":"2.1.0","runs":[]}'],
  ['a run without results', aLog(undefined)],
  ['a run with no results to tell', aLog(null)],
  ['a tool that failed', aLog([], { invocations: [{ executionSuccessful: true }, { executionSuccessful: false }] })],
  ['an unknown level', aLog([aResult({ level: 'fatal' })])],
])('refuses %s', (_, text) => {
  expect(() => createSarif().read(text)).toThrow(expect.objectContaining({ code: 'report-unreadable' }) as Error);
});
