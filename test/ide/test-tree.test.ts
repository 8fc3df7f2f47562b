// What does an attempt look like in the Test Explorer, and what of a message is expected and actual?
import { differenceIn } from '../../ide/vscode/src/tests/expected-actual';
import { testTree, type TestNode } from '../../ide/vscode/src/tests/test-tree';
import type { IncidentView } from '../../src/contracts/incident';
import { aCell, aRun, ofAttempts, stageOf } from '../client/some-attempts';
import { positionOf, sceneAt } from '../dashboard/fixture/world';

const treeOf = (view: IncidentView): TestNode[] => testTree(view.attempts.at(-1) as never);
const at = (kind: Parameters<typeof positionOf>[0], nth: number): IncidentView => sceneAt(positionOf(kind, nth, 'pipeline'), Date.parse('2026-03-02T10:00:00Z'), 'pipeline').view;
function find(nodes: readonly TestNode[], ...path: string[]): TestNode | undefined {
  const [first, ...rest] = path;
  const node = nodes.find(({ id }) => id === first);
  return rest.length > 0 && node ? find(node.children, ...rest) : node;
}

describe('an attempt as tests', () => {
  const tree = treeOf(at('attemptEnded', 1));

  it('is build, then stages with checks, cells and tests', () => {
    expect(tree.map(({ id }) => id)).toEqual(['build', 'functional', 'performance', 'security', 'reading-aloud']);
    expect(find(tree, 'functional', 'login')?.children).toHaveLength(8);
    expect(find(tree, 'functional', 'login', 'device=ipad,environment=legacy-data')).toMatchObject({ label: 'ipad · legacy-data', state: 'failed', message: undefined, cell: { check: 'login', at: { device: 'ipad', environment: 'legacy-data' } } });
    expect(find(tree, 'functional', 'accounts')).toMatchObject({ state: 'passed', cell: { check: 'accounts', at: {} } });
  });

  it('has each test with its place, time and what it said', () => {
    const cell = find(tree, 'functional', 'login', 'device=ipad,environment=current-data');
    expect(cell?.children.map(({ state, seconds }) => [state, seconds])).toEqual([['failed', 0.8], ['passed', 0.8], ['passed', 0.8], ['passed', 0.8]]);
    expect(cell?.children[0]).toMatchObject({ file: 'tests/login.spec.ts', line: 27, message: expect.stringContaining('Expected the account page') });
    expect(find(tree, 'functional', 'login', 'device=pixel-8,environment=legacy-data')?.children.find(({ state }) => state === 'failed')?.description).toBe('fails in production too');
  });

  it('of a stage that was not reached is skipped once the attempt has ended, and waits before', () => {
    expect(find(treeOf(ofAttempts(aRun({ stages: [stageOf('functional', 'waiting', { id: 'functional/login' })] }))), 'functional', 'login')).toMatchObject({ state: 'waiting', isOpen: true });
    expect(find(treeOf(ofAttempts(aRun({ verdict: 'build-failed', build: 'failed' }))), 'build')).toMatchObject({ state: 'failed', message: 'exit code 2' });
    expect(find(treeOf(ofAttempts(aRun({ build: undefined }))), 'build')?.state).toBe('running');
  });

  it('a flaky test is no plain failure, one in quarantine holds nothing', () => {
    const tests = { total: 2, passed: 1, failed: 1, skipped: 0, cases: [{ name: 'a', status: 'passed' as const, flaky: true, seconds: 1 }, { name: 'a', status: 'failed' as const, quarantined: true, seconds: 1 }] };
    const cell = find(treeOf(ofAttempts(aRun({ stages: [stageOf('functional', 'running', aCell({ verdict: 'inconclusive', reason: 'flaky', tests }))] }))), 'functional', 'login');
    expect(cell).toMatchObject({ state: 'errored', message: 'flaky', children: [{ id: 'a', state: 'errored', description: 'flaky' }, { id: 'a #2', state: 'skipped', description: 'in quarantine' }] });
  });

  it('a test outside of the checkout has no place', () => {
    const tests = { total: 1, passed: 1, failed: 0, skipped: 0, cases: [{ name: 'a', status: 'passed' as const, seconds: 1, file: '/etc/passwd', line: 1 }] };
    expect(find(treeOf(ofAttempts(aRun({ stages: [stageOf('functional', 'passed', aCell({ tests }))] }))), 'functional', 'login', 'a')?.file).toBeUndefined();
  });

  it('ids are the same in each attempt, so that results are compared', () => {
    const ids = (nodes: readonly TestNode[]): string[] => nodes.flatMap((node) => [node.id, ...ids(node.children)]);
    expect(ids(treeOf(at('attemptEnded', 2)))).toEqual(expect.arrayContaining(ids(tree)));
  });
});

it.each([
  ['Jest', 'expect(received).toBe(expected)\n\nExpected: 200\nReceived: 401', '200', '401'],
  ['Playwright', 'Error: expect(locator).toHaveText(expected) failed\n\nExpected string: "Your account"\nReceived string: "Log in"', '"Your account"', '"Log in"'],
  ['a value below', 'Expected:\n  {"a": 1}\n  {"b": 2}\nReceived:\n  {"a": 3}', '{"a": 1}\n{"b": 2}', '{"a": 3}'],
  ['JUnit', 'org.opentest4j.AssertionFailedError: expected: <200> but was: <401>', '200', '401'],
  ['Chai', 'AssertionError: expected 401 to equal 200', '200', '401'],
  ['Go', '    want_test.go:3: x\n\texpected: 200\n\tactual  : 401', '200', '401'],
  ['pytest', 'assert 401 == 200', '200', '401'],
])('expected and actual of %s are told apart', (_tool, message, expected, actual) => {
  expect(differenceIn(message)).toEqual({ expected, actual });
});

it('a message without such a pair is a message', () => {
  expect(differenceIn('Timed out after 30 s')).toBeUndefined();
});
