// Which verdict must each report get? Real-shaped findings and figures of many tools, and everything that can be wrong with them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readReport } from '../../integrations/reports';
import type { CellPlan } from '../../src/contracts/plan';
import type { Report } from '../../src/contracts/report';
import { judgeReports } from '../../src/domain/verdict-cell';
import { DayshiftError } from '../../src/errors';
import { aCell } from '../support/builders';
import { aSarif, codeql, gitleaks, trivy, zap } from './security-logs';

interface Row {
  what: string;
  format: keyof CellPlan['report'];
  text: string;
  running?: string; // what the same tool says of the running release
  source?: string; // of src/login.js, as the candidate has it
  before?: string; // as the running release has it
  cell?: Partial<CellPlan>;
  verdict: 'passed' | 'failed' | 'errored';
  reason: RegExp;
}

const sample = (name: string): string => readFileSync(path.join(__dirname, '..', 'samples', name), 'utf8');
const replaced = (name: string, from: string | RegExp, to: string): string => sample(name).replace(from, to);

const CODE = '// the shop\n\nconst filter = eval(request.query.filter);\nsend(filter);\n';
const CALL = { startLine: 3, startColumn: 16, endLine: 3, endColumn: 42 };
const result = (over: object = {}, region: object = CALL) => ({ ruleId: 'no-eval', level: 'error', message: { text: 'eval is dangerous' }, locations: [{ physicalLocation: { artifactLocation: { uri: 'src/login.js' }, region } }], ...over });
const ESLINT = { name: 'ESLint', rules: [{ id: 'no-eval' }] };
const HIGH = [{ source: { name: 'ghsa' }, severity: 'high' }, { source: { name: 'nvd' }, score: 7.2, severity: 'high', method: 'CVSSv31' }];
const SUPPRESSION = { rule: 'no-eval', owner: 'maya', reason: 'a form that no customer fills', until: '2026-12-31' };

const findings: Row[] = [
  { what: 'CodeQL: a new injection', format: 'sarif', text: codeql(3, '39fa2ee980eb94b0:1'), running: aSarif({ name: 'CodeQL' }, []), verdict: 'failed', reason: /^1 new finding of CodeQL, first js\/code-injection in src\/login\.js:3/ },
  { what: 'CodeQL: an old one that moved', format: 'sarif', text: codeql(40, '39fa2ee980eb94b0:1'), running: codeql(3, '39fa2ee980eb94b0:1'), verdict: 'passed', reason: /1 known/ },
  { what: 'CodeQL: the next line was edited, and its hash with it', format: 'sarif', source: CODE.replace('send', 'answer'), before: CODE, text: codeql(3, 'aaaa2ee980eb94b0:1'), running: codeql(3, 'bbbb2ee980eb94b0:1'), verdict: 'passed', reason: /1 known/ },
  { what: 'CodeQL: dismissed, and the dismissal accepted', format: 'sarif', text: codeql(3, '39fa2ee980eb94b0:1', { suppressions: [{ kind: 'external', status: 'accepted' }] }), verdict: 'passed', reason: /^no new finding/ },
  { what: 'CodeQL: dismissed, and under review', format: 'sarif', text: codeql(3, '39fa2ee980eb94b0:1', { suppressions: [{ kind: 'external', status: 'underReview' }] }), verdict: 'failed', reason: /1 new finding/ },
  { what: 'CodeQL: what the tool itself calls unchanged is still judged by us', format: 'sarif', text: codeql(3, '39fa2ee980eb94b0:1', { baselineState: 'unchanged' }), running: aSarif({ name: 'CodeQL' }, []), verdict: 'failed', reason: /1 new/ },
  { what: 'Semgrep: without an account, both findings known', format: 'sarif', text: sample('semgrep.sarif'), running: sample('semgrep.sarif'), verdict: 'passed', reason: /2 known/ },
  { what: 'Semgrep: without an account, another file is not known by words in the place of a print', format: 'sarif', text: replaced('semgrep.sarif', /src\/login\.js/g, 'src/cart.js').replace('request.query.filter', 'request.body.items'), running: sample('semgrep.sarif'), verdict: 'failed', reason: /^1 new finding of Semgrep OSS, 1 known, 1 gone, first eval-of-input in src\/cart\.js:5/ },
  { what: 'ESLint: two findings and no release to compare with', format: 'sarif', text: sample('eslint-security.sarif'), verdict: 'failed', reason: /no running release to compare with/ },
  { what: 'ESLint: the same in another checkout', format: 'sarif', text: sample('eslint-security.sarif'), running: sample('eslint-security.sarif'), verdict: 'passed', reason: /known/ },
  { what: 'ESLint: reflowed by a formatter', format: 'sarif', source: CODE.replace('eval(request.query.filter)', 'eval(\n  request.query.filter,\n)'), before: CODE, text: aSarif(ESLINT, [result({}, { startLine: 3, startColumn: 16, endLine: 5, endColumn: 2 })]), running: aSarif(ESLINT, [result()]), verdict: 'passed', reason: /1 known/ },
  { what: 'ESLint: the flagged code was edited', format: 'sarif', source: CODE.replace('query', 'body '), before: CODE, text: aSarif(ESLINT, [result()]), running: aSarif(ESLINT, [result()]), verdict: 'failed', reason: /1 new finding of ESLint, 1 gone/ },
  { what: 'ESLint: a note is below the level', format: 'sarif', text: aSarif(ESLINT, [result({ level: 'note' })]), verdict: 'passed', reason: /at or above warning/ },
  { what: 'ESLint: suppressed by the service until a day', format: 'sarif', text: aSarif(ESLINT, [result()]), cell: { suppressions: [{ ...SUPPRESSION, file: 'src/**' }] }, verdict: 'passed', reason: /1 suppressed/ },
  { what: 'ESLint: known, and its suppression has ended', format: 'sarif', text: aSarif(ESLINT, [result()]), running: aSarif(ESLINT, [result()]), cell: { suppressions: [{ ...SUPPRESSION, until: '2026-11-24' }] }, verdict: 'failed', reason: /no longer suppressed, first by maya/ },
  { what: 'ESLint: known, and the check wants none at all', format: 'sarif', text: aSarif(ESLINT, [result()]), running: aSarif(ESLINT, [result()]), cell: { ratchet: 'all' }, verdict: 'failed', reason: /^1 finding of ESLint/ },
  { what: 'gitleaks: a secret is new', format: 'sarif', text: gitleaks({ line: 1, secret: 'AKIAIOSFODNN7EXAMPLE' }), running: gitleaks(), verdict: 'failed', reason: /aws-access-token in config\.env:1/ },
  { what: 'gitleaks: another secret of the same author and commit is not known by them', format: 'sarif', text: gitleaks({ line: 1, secret: 'AKIAIOSFODNN7EXAMPL2', author: 'maya' }), running: gitleaks({ line: 1, secret: 'AKIAIOSFODNN7EXAMPL1', author: 'maya' }), verdict: 'failed', reason: /1 new finding of gitleaks, 1 gone/ },
  { what: 'gitleaks: nothing found', format: 'sarif', text: gitleaks(), verdict: 'passed', reason: /^no new finding of gitleaks/ },
  { what: 'ZAP: the same weakness at another port, with another attack', format: 'sarif', text: zap(41001, '/search?q=%22'), running: zap(39007, '/search?q=%27%3E'), verdict: 'passed', reason: /1 known/ },
  { what: 'ZAP: another page', format: 'sarif', text: zap(41001, '/search?q=1', '/login?next=1'), running: zap(41001, '/search?q=1'), verdict: 'failed', reason: /40012 in \/login\?next: Cross Site/ },
  { what: 'Trivy: a new vulnerability', format: 'cyclonedx', text: trivy('4.17.20', HIGH), running: trivy('4.17.20', HIGH, { vulnerabilities: [] }), verdict: 'failed', reason: /^1 new finding of trivy, first CVE-2021-23337 in pkg:npm\/lodash: 4\.17\.20/ },
  { what: 'Trivy: another version with the same vulnerability', format: 'cyclonedx', text: trivy('4.17.21', HIGH), running: trivy('4.17.20', HIGH), verdict: 'passed', reason: /1 known/ },
  { what: 'Trivy: a low one', format: 'cyclonedx', text: trivy('4.17.20', [{ severity: 'low' }]), verdict: 'passed', reason: /at or above warning/ },
  { what: 'Trivy: none', format: 'cyclonedx', text: trivy('4.17.20', HIGH, { vulnerabilities: [] }), verdict: 'passed', reason: /^no new finding of trivy/ },
  { what: 'a bill of materials that was asked about vulnerabilities', format: 'cyclonedx', text: trivy('4.17.20', HIGH, { vulnerabilities: undefined }), verdict: 'errored', reason: /says nothing of vulnerabilities/ },
  { what: 'a bill cut short', format: 'cyclonedx', text: trivy('4.17.20', HIGH).slice(0, 900), verdict: 'errored', reason: /cut short/ },
  { what: 'an empty run: the tool looked and found nothing', format: 'sarif', text: aSarif(ESLINT, []), verdict: 'passed', reason: /^no new finding of ESLint/ },
  { what: 'no results: the tool does not say that it looked', format: 'sarif', text: aSarif(ESLINT, undefined), verdict: 'errored', reason: /gave no results/ },
  { what: 'no run', format: 'sarif', text: '{"version":"2.1.0","runs":[]}', verdict: 'errored', reason: /no run of a tool/ },
  { what: 'a run that failed', format: 'sarif', text: aSarif(ESLINT, [], { invocations: [{ executionSuccessful: false, exitCode: 2 }] }), verdict: 'errored', reason: /says that its run failed/ },
  { what: 'one run of two failed', format: 'sarif', text: JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: ESLINT }, results: [] }, { tool: { driver: { name: 'Scan' } }, results: [], invocations: [{ executionSuccessful: false }] }] }), verdict: 'errored', reason: /Scan says that its run failed/ },
  { what: 'a log cut short', format: 'sarif', text: sample('semgrep.sarif').slice(0, -100), verdict: 'errored', reason: /cut short/ },
  { what: 'an empty file', format: 'sarif', text: '\n', verdict: 'errored', reason: /empty/ },
  { what: 'a web page in the place of a log', format: 'sarif', text: '<!doctype html><title>502 Bad Gateway</title>', verdict: 'errored', reason: /XML or a web page/ },
  { what: 'SARIF of another version', format: 'sarif', text: aSarif(ESLINT, []).replace('2.1.0"', '2.0.0"'), verdict: 'errored', reason: /version/ },
];

const limit = (metric: string, threshold: object): Partial<CellPlan> => ({ thresholds: { [metric]: threshold }, rounds: 1, maxRounds: 1 });
const structured = (count: number, p95: number): string => JSON.stringify({ version: '1.0.0', config: { duration: 10 }, results: { metrics: [
  { name: 'http_reqs', type: 'counter', contains: 'default', values: { count } }, { name: 'http_req_duration', type: 'trend', contains: 'time', values: { 'p(95)': p95 } },
] } });

const metrics: Row[] = [
  { what: 'k6: within its limit', format: 'k6', text: sample('k6-summary-export.json'), cell: limit('http_req_duration p(95)', { max: '250ms' }), verdict: 'passed', reason: /./ },
  { what: 'k6: too many refusals', format: 'k6', text: sample('k6-handle-summary.json'), cell: limit('http_req_failed rate', { max: '1%' }), verdict: 'failed', reason: /http_req_failed rate/ },
  { what: 'k6: the structured summary, too slow', format: 'k6', text: structured(100, 900), cell: limit('http_req_duration p(95)', { max: '250ms' }), verdict: 'failed', reason: /http_req_duration p\(95\)/ },
  { what: 'k6: zeros of a load that reached nobody', format: 'k6', text: structured(0, 0), cell: limit('http_req_duration p(95)', { max: '250ms' }), verdict: 'errored', reason: /no request/ },
  { what: 'k6: a threshold\'s zeros, and no request told', format: 'k6', text: '{"metrics":{"http_req_duration":{"p(95)":0},"iterations":{"count":9,"rate":1}}}', cell: limit('http_req_duration p(95)', { max: '250ms' }), verdict: 'errored', reason: /no request/ },
  { what: 'k6: a figure that is no number', format: 'k6', text: '{"metrics":{"http_reqs":{"count":9,"rate":1},"http_req_duration":{"p(95)":null}}}', cell: limit('http_req_duration p(95)', { max: '250ms' }), verdict: 'errored', reason: /has no number/ },
  { what: 'k6: a statistic that it did not measure', format: 'k6', text: sample('k6-summary-export.json'), cell: limit('http_req_duration p(99.9)', { max: '1s' }), verdict: 'errored', reason: /p\(99\.9\)/ },
  { what: 'autocannon: within its limit', format: 'autocannon', text: sample('autocannon.json'), cell: limit('latency p99', { max: '250ms' }), verdict: 'passed', reason: /./ },
  { what: 'autocannon: nobody answered', format: 'autocannon', text: replaced('autocannon.json', /"requests":\{/, '"requests":{"total":0},"asked":{').replace(/"errors":0/, '"errors":12'), cell: limit('errors rate', { max: '100%' }), verdict: 'errored', reason: /no request/ },
  { what: 'Lighthouse: a good page', format: 'lighthouse', text: sample('lighthouse.json'), cell: limit('score performance', { min: '90%' }), verdict: 'passed', reason: /./ },
  { what: 'Lighthouse: a slow paint', format: 'lighthouse', text: sample('lighthouse.json'), cell: limit('largest-contentful-paint value', { max: '500ms' }), verdict: 'failed', reason: /largest-contentful-paint value/ },
  { what: 'Lighthouse: a page that could not be audited', format: 'lighthouse', text: sample('lighthouse-failed.json'), cell: limit('score performance', { min: 0 }), verdict: 'errored', reason: /FAILED_DOCUMENT_REQUEST/ },
  { what: 'lcov: enough is reached', format: 'lcov', text: sample('lcov-istanbul.info'), cell: limit('coverage lines', { min: '50%' }), verdict: 'passed', reason: /./ },
  { what: 'lcov: too little is reached', format: 'lcov', text: sample('lcov-coverage-py.info'), cell: limit('coverage lines', { min: '80%' }), verdict: 'failed', reason: /coverage lines/ },
  { what: 'lcov: cut short', format: 'lcov', text: sample('lcov-istanbul.info').replace('end_of_record\n', ''), cell: limit('coverage lines', { min: 0 }), verdict: 'errored', reason: /cut short/ },
  { what: 'Cobertura: enough is reached', format: 'cobertura', text: sample('cobertura-istanbul.xml'), cell: limit('coverage lines', { min: '50%' }), verdict: 'passed', reason: /./ },
  { what: 'Cobertura: too few branches', format: 'cobertura', text: sample('cobertura-coverage-py.xml'), cell: limit('coverage branches', { min: '80%' }), verdict: 'failed', reason: /coverage branches/ },
  { what: 'Cobertura: more than the whole', format: 'cobertura', text: '<coverage line-rate="97"/>', cell: limit('coverage lines', { min: '80%' }), verdict: 'errored', reason: /more than the whole/ },
  { what: 'Cobertura: a billion laughs', format: 'cobertura', text: '<!DOCTYPE coverage [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><coverage line-rate="1">&b;</coverage>', cell: limit('coverage lines', { min: 0 }), verdict: 'errored', reason: /document type/ },
];

async function read(format: string, text: string, source: string | undefined): Promise<Report> {
  const folder = mkdtempSync(path.join(tmpdir(), 'corpus-'));
  try {
    mkdirSync(path.join(folder, 'src'));
    if (source !== undefined) writeFileSync(path.join(folder, 'src/login.js'), source);
    return await readReport(format, { text }, { folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As a cell is judged: a report that cannot be read is errored. */
async function judge({ format, text, running, source, before, cell }: Row): Promise<{ verdict: string; reason: string }> {
  const plan = aCell({ id: 'stage/check', stage: 'stage', check: 'check', report: { [format]: 'report' }, ...cell });
  try {
    const candidate = await read(format, text, source);
    const other = running === undefined ? [] : [await read(format, running, before)];
    return judgeReports(plan, { candidate: [candidate], running: other }, { wanted: [], day: '2026-11-25' });
  } catch (error) {
    if (!(error instanceof DayshiftError)) throw error;
    return { verdict: error.code === 'report-unreadable' ? 'errored' : error.code, reason: error.message };
  }
}

test.each(findings.map((row) => [row.what, row] as const))('findings: %s', async (_, row) => {
  const judged = await judge(row);
  expect(judged).toMatchObject({ verdict: row.verdict });
  expect(judged.reason).toMatch(row.reason);
});

test.each(metrics.map((row) => [row.what, row] as const))('metrics: %s', async (_, row) => {
  const judged = await judge(row);
  expect(judged).toMatchObject({ verdict: row.verdict });
  expect(judged.reason).toMatch(row.reason);
});
