// Are TAP streams of versions 13 and 14 read as their points say, and is one that does not keep to its plan refused?
import { createTap } from '../../../integrations/tap';
import type { TestCase } from '../../../src/contracts/report';

function casesOf(...lines: string[]): TestCase[] {
  const report = createTap().read(`${lines.join('\n')}\n`);
  if (report.kind !== 'tests') throw new Error('not a report of tests');
  return report.cases;
}

function short(cases: TestCase[]): string[] {
  return cases.map(({ name, status }) => `${status} ${name}`);
}

const NODE = [
  'TAP version 13',
  '# Subtest: login',
  '    # Subtest: accepts any letter case',
  '    ok 1 - accepts any letter case',
  '      ---',
  '      duration_ms: 1.5',
  '      ...',
  '    # Subtest: on a phone',
  '        # Subtest: keeps the case',
  '        not ok 1 - keeps the case',
  '          ---',
  '          duration_ms: 2',
  '          location: \'test/login.test.js:12:3\'',
  '          failureType: \'testCodeFailure\'',
  '          error: |-',
  '            expected 200',
  '            found 401',
  '          code: \'ERR_ASSERTION\'',
  '          ...',
  '        1..1',
  '    not ok 2 - on a phone',
  '      ---',
  '      error: \'1 subtest failed\'',
  '      ...',
  '    1..2',
  'not ok 1 - login',
  '1..1',
  '# tests 2',
  '# fail 1',
];

describe('subtests', () => {
  it('stand before the names, and a point over them is none of its own', () => {
    const cases = casesOf(...NODE);
    expect(short(cases)).toEqual(['passed login › accepts any letter case', 'failed login › on a phone › keeps the case']);
    expect(cases[0]?.seconds).toBe(0.0015);
    expect(cases[1]).toEqual({ name: 'login › on a phone › keeps the case', status: 'failed', seconds: 0.002, message: 'expected 200\nfound 401', file: 'test/login.test.js', line: 12 });
  });

  it('are named by the point that ends them, when no comment announced them', () => {
    expect(short(casesOf('TAP version 14', '1..1', '    ok 1 - accepts', '    1..1', 'ok 1 - login'))).toEqual(['passed login › accepts']);
  });

  it('may stand in braces', () => {
    expect(short(casesOf('1..2', 'ok 1 - login {', '    ok 1 - accepts', '    not ok 2 - refuses', '    1..2', '}', 'ok 2 - alone'))).toEqual(['passed login › accepts', 'failed login › refuses', 'passed alone']);
  });

  it('that all passed below a point that failed: a hook broke, and that is a failure', () => {
    expect(short(casesOf('1..1', '# Subtest: login', '    ok 1 - accepts', '    1..1', 'not ok 1 - login'))).toEqual(['passed login › accepts', 'failed login']);
  });

  it('that failed below a point that passed have failed', () => {
    expect(short(casesOf('1..1', '# Subtest: login', '    not ok 1 - accepts', '    1..1', 'ok 1 - login'))).toEqual(['failed login › accepts']);
  });
});

describe('a point', () => {
  it.each([
    ['ok', 'passed test 1'], ['ok 1', 'passed test 1'], ['not ok 1 accepts', 'failed accepts'], ['ok 1 - accepts', 'passed accepts'],
    ['ok 1 - later # SKIP no database', 'skipped later'], ['not ok 1 - later # TODO write it', 'skipped later'], ['ok 1 - later # todo', 'skipped later'],
    ['ok 1 - keeps \\# SKIP in a name', 'passed keeps # SKIP in a name'], ['ok 1 - issue #12', 'passed issue #12'], ['ok 1 - login › accepts', 'passed login › accepts'],
  ])('%s is %s', (line, expected) => {
    expect(short(casesOf('1..1', line))).toEqual([expected]);
  });

  it('says why it was left out', () => {
    expect(casesOf('1..2', 'ok 1 - a # SKIP no database', 'not ok 2 - b # TODO soon').map(({ message }) => message)).toEqual(['no database', 'to do: soon']);
  });

  it('takes what was printed behind it as its message, when it has no diagnostic', () => {
    expect(casesOf('1..2', 'not ok 1 accepts', '  Error: expected 200', '      at test/login.test.js:12:3', 'ok 2 refuses', '# done')[0]).toMatchObject({ message: 'Error: expected 200\nat test/login.test.js:12:3', file: 'test/login.test.js', line: 12 });
    expect(casesOf('1..1', 'not ok 1 sign in', '# (in test file test/login.bats, line 5)', '#   `false\' failed')[0]?.message).toMatch(/^\(in test file/);
  });

  it('may name criteria and attachments in its diagnostic', () => {
    expect(casesOf('1..1', 'ok 1 - accepts', '  ---', '  criteria: [LOGIN-1.1, LOGIN-1.2]', '  attachments: [results/shot.png, /etc/passwd]', '  at: { file: test/login.ts, line: 3 }', '  ...')[0])
      .toMatchObject({ criteria: ['LOGIN-1.1', 'LOGIN-1.2'], attachments: ['results/shot.png'] });
  });

  it('keeps the lines of a diagnostic that is no YAML', () => {
    expect(casesOf('1..1', 'not ok 1 - accepts', '  ---', '  message: [', '  ...')[0]?.message).toBe('message: [');
  });

  it('is no case of braces and brackets that a test prints', () => {
    expect(short(casesOf('1..1', '{', '"ok": 1', '}', 'ok 1 - accepts', '{', '  "a": 1', '}'))).toEqual(['passed accepts']);
  });

  it('shows no secret, also where a limit cuts one', () => {
    const report = createTap({ secrets: ['s3cret-value'] }).read(`1..1\nnot ok 1 - a\n${'x'.repeat(990)} s3cret-value\n`);
    expect(JSON.stringify(report)).not.toContain('s3c');
  });
});

it('has no case where nothing was planned', () => {
  expect(casesOf('TAP version 13', '1..0 # SKIP no database')).toEqual([]);
});

it.each([
  ['nothing', [''], /empty/],
  ['what is no TAP', ['All tests passed', 'in 3 s'], /no line of it/],
  ['no plan', ['ok 1 - a'], /no plan/],
  ['fewer tests than planned', ['1..3', 'ok 1', 'ok 2'], /plans 3 tests and shows 2/],
  ['more tests than planned', ['1..1', 'ok 1', 'ok 2'], /plans 1 tests and shows 2/],
  ['a number twice', ['1..2', 'ok 1', 'ok 1'], /twice or beyond/],
  ['a number beyond the plan', ['1..2', 'ok 1', 'ok 3'], /twice or beyond/],
  ['two plans', ['1..1', 'ok 1', '1..1', 'ok 1'], /two plans/],
  ['a bail-out', ['1..2', 'ok 1', 'Bail out! no database'], /bailed out: no database/],
  ['a bail-out within a subtest', ['1..1', '# Subtest: a', '    Bail out!'], /bailed out/],
  ['a subtest without a plan', ['1..1', '# Subtest: login', '    ok 1 - a', 'ok 1 - login'], /subtest “login” has no plan/],
  ['a subtest that is cut short', NODE.slice(0, 8), /no plan/],
  ['a diagnostic that is cut short', ['1..1', 'ok 1', '  ---', '  a: 1'], /within a diagnostic/],
  ['subtests without end', ['1..1', ...Array.from({ length: 3000 }, (_, depth) => `${'    '.repeat(depth)}# Subtest: a`)], /more than 50 deep/],
])('refuses %s', (_, lines, reason) => {
  expect(() => casesOf(...lines)).toThrow(expect.objectContaining({ code: 'report-unreadable', message: expect.stringMatching(reason) }) as Error);
});
