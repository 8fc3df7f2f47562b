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
    ['an error by its own security severity', { properties: { 'security-severity': '9.8' } }, 'error'],
    ['a warning by a number of it', { properties: { 'security-severity': 4 } }, 'warning'],
    ['a note for a small one', { properties: { 'security-severity': '3.9' } }, 'note'],
    ['an error by its rule\'s security severity', { ruleId: 'severe' }, 'error'],
    ['its own before any severity', { ruleId: 'severe', level: 'note' }, 'note'],
    ['its rule\'s when the severity says nothing', { properties: { 'security-severity': 'high' } }, 'note'],
    ['its rule\'s when the severity is none of CVSS', { properties: { 'security-severity': '70' } }, 'note'],
    ['its rule\'s when its properties have another shape', { properties: { 'security-severity': { score: 9 } } }, 'note'],
  ])('is %s', (_, over, level) => {
    const log = aLog([aResult(over)], { tool: {
      driver: { name: 'Scan', rules: [{ id: 'no-eval', defaultConfiguration: { level: 'note' } }, { id: 'severe', properties: { 'security-severity': '7.0' }, defaultConfiguration: { level: 'note' } }] },
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
    ['but not one that is updated', { baselineState: 'updated' }, 1],
    ['but not one that is new', { baselineState: 'new' }, 1],
    ['but not one whose suppression has a word that we do not know', { suppressions: [{ status: 'granted' }] }, 1],
    ['but not one without a list of suppressions', { suppressions: null }, 1],
    ['one that is informational', { kind: 'informational' }, 0],
    ['one that does not apply', { kind: 'notApplicable' }, 0],
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
    const all = identities(aResult(), aResult({}, { uri: 'src/b.ts' }), aResult({ ruleId: 'x' }), aResult({}, { snippet: 'eval(b)' }), aResult({ message: { text: 'with is dangerous' } }));
    expect(new Set(all).size).toBe(5);
  });

  it('written twice is two of the same identity, which the ratchet counts', () => {
    const both = identities(aResult(), aResult({}, { line: 20 }));
    expect(both).toHaveLength(2);
    expect(new Set(both)).toEqual(new Set(identities(aResult())));
  });

  it('is known without its file where there is code enough to know it by', () => {
    const codes = (snippet: string) => findingsOf(aLog([aResult({}, { snippet }), aResult({}, { snippet, uri: 'src/moved.ts' })])).map(({ code }) => code);
    const [here, there] = codes('eval(request.body.filter)');
    expect(here).toBeDefined();
    expect(there).toBe(here);
    expect(codes('eval()')).toEqual([undefined, undefined]);
    expect(findingsOf(aLog([aResult()]))[0]).not.toHaveProperty('code');
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

describe('the tool\'s own prints', () => {
  const printsOf = (over: Json) => findingsOf(aLog([aResult(over)]))[0]?.prints;

  it('are told with their names, in one order', () => {
    const one = printsOf({ fingerprints: { 'matchBasedId/v1': 'f00dfeedf00dfeed_0' }, partialFingerprints: { primaryLocationLineHash: '39fa2ee980eb94b0:1' } });
    expect(one).toEqual(['matchBasedId/v1=f00dfeedf00dfeed_0', 'primaryLocationLineHash=39fa2ee980eb94b0:1']);
    expect(printsOf({ partialFingerprints: { b: 'bbbbbbbb', a: 'aaaaaaaa' } })).toEqual(['a=aaaaaaaa', 'b=bbbbbbbb']);
  });

  it.each([
    ['words that hold the place of one', { fingerprints: { 'matchBasedId/v1': 'requires login' } }],
    ['a column', { partialFingerprints: { primaryLocationStartColumnFingerprint: '8' } }],
    ['nothing', { partialFingerprints: { commitSha: '' } }],
    ['who committed it and when', { partialFingerprints: { commitSha: 'a'.repeat(40), email: 'maya@storefront.example', author: 'MayaOfTheShop', date: '2026-11-25T10:00:00Z', commitMessage: 'configuration' } }],
  ])('are not %s', (_, over) => {
    expect(printsOf(over)).toBeUndefined();
  });
});

describe('what belongs to a finding', () => {
  const location = (uri: string, startLine: number, text: string) => ({ physicalLocation: { artifactLocation: { uri }, region: { startLine } }, message: { text } });
  const flow = (...steps: Json[]) => ({ codeFlows: [{ threadFlows: [{ locations: steps.map((step) => ({ location: step })) }] }] });

  it('is what the tool relates, then the first steps of the way there, each once', () => {
    const source = location('src/form.ts', 4, 'user-provided value');
    const [finding] = findingsOf(aLog([aResult({ relatedLocations: [source], ...flow(source, location('src/login.ts', 9, 'query'), location('src/login.ts', 10, 'eval')) })]));
    expect(finding?.related).toEqual([
      { file: 'src/form.ts', line: 4, message: 'user-provided value' }, { file: 'src/login.ts', line: 9, message: 'query' }, { file: 'src/login.ts', line: 10, message: 'eval' },
    ]);
  });

  it('is five places at most, and none that has no file', () => {
    const many = Array.from({ length: 9 }, (_, i) => location('src/a.ts', i + 1, 'step'));
    expect(findingsOf(aLog([aResult(flow(...many))]))[0]?.related).toHaveLength(5);
    expect(findingsOf(aLog([aResult({ relatedLocations: [{ message: { text: 'nowhere' } }] })]))[0]).not.toHaveProperty('related');
  });

  it('is its rule\'s address for help, when a browser may follow it', () => {
    const help = (helpUri: string) => findingsOf(aLog([aResult()], {}, { rules: [{ id: 'no-eval', helpUri }] }))[0]?.help;
    expect(help('https://rules.example/no-eval')).toBe('https://rules.example/no-eval');
    expect(help('javascript:alert(1)')).toBeUndefined();
  });
});

describe('a finding at an address', () => {
  const at = (uri: string, method = 'GET', line = 12) => aResult({ webRequest: { method }, locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: line, snippet: { text: `nonce-${uri.length}` } } } }] });

  it('is named by its path and its parameters, whatever the port and the attack', () => {
    const [one, other] = findingsOf(aLog([at('http://127.0.0.1:41001/search?q=%3Cscript%3E&page=1'), at('http://127.0.0.1:39077/search?page=2&q=%27')]));
    expect(one).toMatchObject({ file: '/search?page&q', line: 0 });
    expect(other?.identity).toBe(one?.identity);
  });

  it('is another at another path, with other parameters, and by another method', () => {
    const all = identities(at('http://a.example/'), at('http://a.example/login'), at('http://a.example/login?next=1'), at('http://a.example/login', 'POST'));
    expect(new Set(all).size).toBe(4);
  });
});

it('does not tell on the secret that a scanner of secrets found', () => {
  const secret = 'AKIAIOSFODNN7EXAMPLE';
  const result = aResult({ ruleId: 'aws', message: { text: `aws has detected ${secret} in src/login.ts` } }, { snippet: secret });
  expect(findingsOf(aLog([result], {}, { name: 'gitleaks' }))[0]?.message).toBe('aws has detected *** in src/login.ts');
  expect(findingsOf(aLog([result], {}, { rules: [{ id: 'aws', properties: { tags: ['CWE-798'] } }] }))[0]?.message).not.toContain(secret);
});

it('masks the secrets that it is given', () => {
  const report = createSarif({ secrets: ['hunter2!'] }).read(aLog([aResult({ message: { text: 'found hunter2! here' } })]));
  expect(report).toMatchObject({ findings: [{ message: 'found *** here' }] });
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
