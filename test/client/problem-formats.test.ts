// Are problems written so that other programs can read them? Lines of compilers, annotations of a workflow, SARIF.
import type { Log } from 'sarif';
import type { CodeProblem, ProblemReport } from '../../client/problem';
import { asAnnotations, asGcc } from '../../client/problem-formats';
import { asSarif } from '../../client/problem-sarif';
import { createSarif } from '../../integrations/sarif';
import { FindingsReport } from '../../src/contracts/report';
import { aProblem } from './some-problems';

const finding = aProblem({ help: 'https://rules.example.org/unsafe-regex', related: [{ file: 'src/login/login.ts', line: 18, message: 'the e-mail comes from here' }] });
const test = aProblem({
  id: 't', kind: 'test', source: 'dayshift functional/login', rule: 'test-failed', name: 'login › works', message: 'login › works: Expected 200\n  got 401', severity: 'error', level: undefined, state: undefined, isNew: true, file: 'tests/login.spec.ts', line: 27,
  cells: ['ipad', 'pixel-8'].map((device) => ({ id: `functional/login/device=${device}`, at: { device }, log: '' })),
});
const known = aProblem({ id: 'k', state: 'known', isNew: false, severity: 'note', blocks: false, level: 'error' });
const flaky = aProblem({ id: 'f', kind: 'test', rule: 'test-flaky', flaky: true, isNew: undefined, state: undefined, level: undefined });
const suppressed = aProblem({ id: 's', state: 'suppressed', isNew: undefined, severity: 'note', blocks: false, suppression: { owner: 'sef', reason: 'short input', until: '2026-12-31', ended: false } });

function reportOf(...problems: CodeProblem[]): ProblemReport {
  return { incident: 'storefront.LoginRefused.0123abcd', title: 'Customers cannot log in', service: 'storefront', address: 'http://127.0.0.1:8080', attempt: { number: 2, commit: 'b'.repeat(40), verdict: 'security-failed' }, blocking: 1, problems, incomplete: [] };
}

describe('gcc', () => {
  it('is a line for each place: file, line, column, severity, message, rule', () => {
    expect(asGcc([finding, test])).toEqual([
      'src/login/customers.ts:41:1: warning: Unsafe regular expression (new) [security/detect-unsafe-regex]',
      'src/login/login.ts:18:1: note: the e-mail comes from here [security/detect-unsafe-regex]',
      'tests/login.spec.ts:27:1: error: login › works: Expected 200 (new; ipad, pixel-8) [test-failed]',
    ]);
  });

  it('says what production has too, what flakes and what is let through', () => {
    expect(asGcc([known, flaky, suppressed]).map((line) => /\(([a-z ]+)\)/.exec(line)?.[1])).toEqual(['known', 'flaky', 'suppressed']);
  });

  it('names files as the reader\'s folder does', () => {
    expect(asGcc([test], (file) => `../${file}`)[0]).toMatch(/^\.\.\/tests\/login\.spec\.ts:27:1: /);
  });

  it('cannot be made to write a second line, or to steer a terminal', () => {
    const [line, ...more] = asGcc([aProblem({ file: 'a\nb:1:1: error: x', message: 'one\u001b]0;title\u0007\u001b[31m two\u202e\r\nthree', rule: 'r\nule' })]);
    expect(more).toEqual([]);
    expect(line).toBe('a b:1:1: error: x:41:1: warning: one two (new) [r ule]');
  });
});

describe('annotations', () => {
  it('are workflow commands with file, line and title', () => {
    expect(asAnnotations([finding, test, known])).toEqual([
      '::warning file=src/login/customers.ts,line=41,title=dayshift security/static%3A security/detect-unsafe-regex::Unsafe regular expression (new)',
      '::error file=tests/login.spec.ts,line=27,title=dayshift functional/login%3A test-failed::login › works: Expected 200 (new; ipad, pixel-8)',
      '::notice file=src/login/customers.ts,line=41,title=dayshift security/static%3A security/detect-unsafe-regex::Unsafe regular expression (known)',
    ]);
  });

  it('cannot be made to give another command', () => {
    expect(asAnnotations([aProblem({ file: 'a,b:c%', message: '100% sure\n::set-env name=X::y' })])).toEqual(['::warning file=a%2Cb%3Ac%25,line=41,title=dayshift security/static%3A security/detect-unsafe-regex::100%25 sure (new)']);
  });
});

describe('SARIF', () => {
  const log: Log = asSarif(reportOf(finding, test, known, suppressed, flaky), { repository: 'https://git.example.org/storefront.git', branch: 'incident/x' });

  it('tells of all results of a run or of none whether they are new', () => {
    expect(log.runs.map(({ results = [] }) => results.map(({ baselineState }) => baselineState))).toEqual([['new', 'new', 'unchanged'], [undefined, undefined]]);
    expect(new Set(log.runs.map(({ automationDetails }) => automationDetails?.id)).size).toBe(2);
  });

  it('has each rule once, with its help', () => {
    const [{ tool, results = [] }] = log.runs as [Log['runs'][number]];
    expect(tool.driver.rules?.map(({ id, helpUri }) => [id, helpUri])).toEqual([['security/detect-unsafe-regex', 'https://rules.example.org/unsafe-regex'], ['dayshift/test-failed', undefined]]);
    expect(results.every(({ ruleId, ruleIndex }) => tool.driver.rules?.[ruleIndex ?? -1]?.id === ruleId)).toBe(true);
  });

  it('keeps the tool\'s level, the suppression, the related places and where the code is from', () => {
    const [compared, plain] = log.runs;
    expect(compared?.results?.[2]?.level).toBe('error');
    expect(plain?.results?.[0]?.suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'short input (sef, until 2026-12-31)' }]);
    expect(compared?.results?.[0]?.relatedLocations?.[0]).toMatchObject({ message: { text: 'the e-mail comes from here' }, physicalLocation: { region: { startLine: 18 } } });
    expect(compared?.versionControlProvenance).toEqual([{ repositoryUri: 'https://git.example.org/storefront.git', revisionId: 'b'.repeat(40), branch: 'incident/x' }]);
  });

  it('is read by a reader of SARIF: what is suppressed is let out, the rest is at its place', () => {
    const read = FindingsReport.parse(createSarif().read(JSON.stringify(log)));
    expect(read.findings.map(({ rule, file, line, level }) => `${rule} ${file}:${line} ${level}`)).toEqual([
      'security/detect-unsafe-regex src/login/customers.ts:41 warning', 'dayshift/test-failed tests/login.spec.ts:27 error', 'security/detect-unsafe-regex src/login/customers.ts:41 error', 'dayshift/test-flaky src/login/customers.ts:41 warning',
    ]);
  });

  it('without a problem is one run that found nothing; a path is no address of a repository', () => {
    const empty: Log = asSarif(reportOf(), { repository: '/srv/storefront.git' });
    expect(empty.runs).toHaveLength(1);
    expect(empty.runs[0]).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
    expect(empty.runs[0]?.versionControlProvenance).toBeUndefined();
  });

  it('says what could not be read in whole', () => {
    const { runs }: Log = asSarif({ ...reportOf(finding), incomplete: ['The findings of security/static cannot be read.'] }, {});
    expect(runs[0]?.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning', message: { text: 'The findings of security/static cannot be read.' } }] }]);
  });
});
