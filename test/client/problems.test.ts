// What of an incident stands at a line of code? By the pipeline tale: one device fails, a test flakes, noise hides, findings are new, then all is well.
import { isStanding } from '../../client/problem';
import { problemsOf, type FindingLists } from '../../client/problems';
import { readProblems } from '../../client/read-problems';
import { FindingList } from '../../src/contracts/result';
import { KEPT } from '../dashboard/fixture/pipeline-evidence';
import { positionOf, sceneAt } from '../dashboard/fixture/world';
import { aCell, aRun, ofAttempts, stageOf } from './some-attempts';

const NOW = Date.parse('2026-03-02T10:00:00Z');
const at = (kind: Parameters<typeof positionOf>[0], nth: number) => sceneAt(positionOf(kind, nth, 'pipeline'), NOW, 'pipeline').view;
const LISTS: FindingLists = new Map([KEPT.findings, KEPT.settled].map(({ evidence, bytes }) => [evidence.digest, FindingList.parse(JSON.parse(bytes.toString()))]));

describe('failing tests', () => {
  const problems = problemsOf(at('attemptEnded', 1));

  it('are told once, at their line, with each cell that they failed in', () => {
    expect(problems.filter(({ kind }) => kind === 'test').map(({ file, line, name, isNew, cells }) => [`${file}:${line}`, name, isNew, cells.length])).toEqual([
      ['tests/login.spec.ts:27', 'login › accepts the e-mail in any letter case', true, 2],
      ['tests/login.spec.ts:48', 'login › keeps the basket', false, 3],
    ]);
  });

  it('say what was found, who wrote the line, what repeats it, and what shows it', () => {
    expect(problems[0]).toMatchObject({
      source: 'dayshift functional/login', rule: 'test-failed', severity: 'error', blocks: true, wrote: { name: 'Ravi' },
      command: 'dayshift pipeline run --check login --at device=ipad --at environment=current-data', attempt: 1,
      message: expect.stringMatching(/^login › accepts the e-mail in any letter case: Expected the account page.*\n/),
      evidence: [{ mediaType: 'image/png', link: expect.stringMatching(/^\/api\/v1\/evidence\/sha256%3A[0-9a-f]{64}\?name=.*&type=image%2Fpng$/) }, {}, {}],
    });
  });

  it('stay while the next attempt runs, until the same cell has an answer', () => {
    const building = at('attemptStarted', 2);
    expect(problemsOf(building).map(({ id }) => id)).toEqual(problems.map(({ id }) => id));
    expect(problemsOf(at('gateAsked', 1)).filter(({ rule }) => rule === 'test-failed')).toEqual([]);
  });

  it('of an attempt that is named are those of this one alone', () => {
    expect(problemsOf(at('attemptEnded', 3), { attempt: 1 })).toEqual(problems);
    expect(problemsOf(at('attemptEnded', 3), { attempt: 9 })).toEqual([]);
  });
});

it('a flaky test holds its gate until a person has let it through', () => {
  const flaky = (kind: 'gateAsked' | 'gateDecided') => problemsOf(at(kind, 1)).find(({ rule }) => rule === 'test-flaky');
  expect(flaky('gateAsked')).toMatchObject({ severity: 'warning', blocks: true, flaky: true, line: 48 });
  expect(flaky('gateAsked')?.isNew).toBeUndefined();
  const after = problemsOf(at('attemptEnded', 2)).find(({ rule }) => rule === 'test-flaky');
  expect(after).toMatchObject({ severity: 'note', blocks: false });
});

describe('findings', () => {
  const view = at('attemptEnded', 2);

  it('are told with rule, help, related places and state; those that block first', () => {
    const [first, second] = problemsOf(view, { lists: LISTS }).filter(({ kind }) => kind === 'finding');
    expect(first).toMatchObject({
      rule: 'security/detect-unsafe-regex', level: 'warning', severity: 'warning', blocks: true, isNew: true, state: 'fresh', file: 'src/login/customers.ts', line: 41,
      help: 'https://rules.example.org/detect-unsafe-regex', related: [{ file: 'src/login/login.ts', line: 18 }], wrote: { name: 'Maya' },
    });
    expect(second).toMatchObject({ file: 'src/mail/address.ts', blocks: true, message: expect.stringContaining('the suppression by ravi ended on 2026-02-28') });
  });

  it('that are known or let through are notes; what is gone is none', () => {
    const found = problemsOf(view, { lists: LISTS }).filter(({ kind }) => kind === 'finding');
    expect(found).toHaveLength(66);
    expect(found.filter(({ state }) => state === 'known').every(({ severity, blocks, isNew }) => severity === 'note' && !blocks && isNew === false)).toBe(true);
    expect(found.find(({ state }) => state === 'suppressed')).toMatchObject({ severity: 'note', blocks: false, suppression: { owner: 'sef', until: '2026-12-31' } });
    expect(found.filter(isStanding)).toHaveLength(2);
  });

  it('are those of the result when the whole list is not at hand', () => {
    expect(problemsOf(view).filter(({ kind }) => kind === 'finding')).toHaveLength(2);
  });

  it('go when a later attempt is green', () => {
    expect(problemsOf(at('attemptEnded', 3), { lists: LISTS }).filter(({ blocks }) => blocks)).toEqual([]);
  });
});

describe('the whole list of findings', () => {
  const view = at('attemptEnded', 2);

  it('is read from the evidence, once', async () => {
    const asked: string[] = [];
    const api = { async *read(path: string) { asked.push(path); yield KEPT.findings.bytes.toString().slice(0, 100); yield KEPT.findings.bytes.toString().slice(100); } };
    const known = new Map<string, FindingList>();
    const first = await readProblems(api, view, { known });
    expect(first.incomplete).toEqual([]);
    expect((await readProblems(api, view, { known })).problems).toEqual(first.problems);
    expect(asked).toEqual([`/evidence/${encodeURIComponent(KEPT.findings.evidence.digest)}`]);
    expect(first.problems.filter(({ kind }) => kind === 'finding')).toHaveLength(66);
  });

  it.each([['is not there', 'gone'], ['is no list', '{']])('that %s is said, and the first ones stand for it', async (_how, text) => {
    const api = { async *read(): AsyncGenerator<string> { if (text === 'gone') throw new Error('there is no such evidence'); yield text; } };
    const { problems, incomplete } = await readProblems(api, view);
    expect(incomplete).toEqual([expect.stringMatching(/^The findings of security\/static cannot be read in whole: .+/)]);
    expect(problems.filter(({ kind }) => kind === 'finding')).toHaveLength(2);
  });
});

describe('what has no line of its own', () => {
  const pipeline = 'service: storefront\nbuild: { run: npm run build }\nstages:\n  performance:\n    checks:\n      - name: login-under-load # slow\n        thresholds:\n          "latency p97.5": { max: 250ms, regression: 20% }\n  security:\n    checks: [{ name: static, run: npm test }]\n';

  it('stands at its check in the pipeline file, a figure at its limit', () => {
    const view = sceneAt(positionOf('attemptEnded', 1), NOW).view;
    const metrics = problemsOf(view, { places: { pipeline } }).filter(({ kind }) => kind === 'metric');
    expect(metrics.map(({ file, line, isPlaced, rule, message }) => [`${file}:${line}`, isPlaced, rule, message])).toEqual([
      ['.dayshift/pipeline.yaml:6', false, 'limit-broken', 'requests rate is 38.2 (running release 205), allowed is min 50'],
      ['.dayshift/pipeline.yaml:8', false, 'limit-broken', 'latency p97.5 is 0.612 (running release 0.118), allowed is max 250ms'],
      ['.dayshift/pipeline.yaml:8', false, 'limit-broken', 'latency p97.5 is 0.612 (running release 0.118), allowed is regression 20%'],
    ]);
    expect(problemsOf(view).filter(({ kind }) => kind === 'metric').every(({ line }) => line === 1)).toBe(true);
  });

  it('a build that failed is a problem until one passes', () => {
    const failed = aRun({ build: 'failed', verdict: 'build-failed' });
    expect(problemsOf(ofAttempts(failed), { places: { pipeline } })).toMatchObject([{ kind: 'build', rule: 'build-failed', file: '.dayshift/pipeline.yaml', line: 2, blocks: true, cells: [{ id: 'build', log: 'log/1/build' }] }]);
    expect(problemsOf(ofAttempts(failed, aRun({ verdict: 'running' })))).toHaveLength(0);
    expect(problemsOf(ofAttempts(failed, aRun({ verdict: 'running', build: undefined })))).toHaveLength(1);
  });

  it('an attempt that ended for another reason says it', () => {
    const missed = aRun({ verdict: 'functional-failed', reason: 'not achieved: any letter case (no test ran)', stages: [stageOf('functional', 'passed', aCell({}))] });
    expect(problemsOf(ofAttempts(missed))).toMatchObject([{ kind: 'attempt', rule: 'functional-failed', message: 'not achieved: any letter case (no test ran)', blocks: true }]);
    expect(problemsOf(ofAttempts(aRun({ verdict: 'superseded' })))).toEqual([]);
  });

  it('a cell without a report is told by its reason, and one that no list explains too', () => {
    const broken = aRun({ verdict: 'functional-errored', stages: [stageOf('functional', 'errored', aCell({ verdict: 'errored', reason: 'there is no report at results/junit.xml' }))] });
    expect(problemsOf(ofAttempts(broken))).toMatchObject([{ kind: 'cell', rule: 'check-errored', message: 'login errored: there is no report at results/junit.xml', isPlaced: false }]);
  });

  it('a pipeline file that asks less is a warning that blocks nothing', () => {
    const weak = problemsOf(at('attemptEnded', 3)).filter(({ kind }) => kind === 'pipeline-file');
    expect(weak).toHaveLength(2);
    expect(weak.every(({ severity, blocks, file }) => severity === 'warning' && !blocks && file === '.dayshift/pipeline.yaml')).toBe(true);
  });
});

it.each(['/etc/passwd', '../../secrets', 'C:\\windows\\win.ini', 'https://shop.example/login', 'file:///etc/passwd', ''])('a report that names %j places nothing outside of the checkout', (file) => {
  const hostile = aRun({ stages: [stageOf('functional', 'failed', aCell({ verdict: 'failed', tests: { total: 1, passed: 0, failed: 1, skipped: 0, cases: [{ name: 'a', status: 'failed', seconds: 1, file, line: 3 }] } }))] });
  expect(problemsOf(ofAttempts(hostile))).toMatchObject([{ file: '.dayshift/pipeline.yaml', isPlaced: false }]);
});
