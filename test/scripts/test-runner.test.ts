// Does `npm test` count right, fail closed, and end with the line that it promises?

import { createWorld, evaluate, type World } from './world';

let world: World;

beforeEach(() => {
  world = createWorld();
});

afterEach(() => world.remove());

const clean = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };
const ended = { code: 0, signal: null, limitReached: false };

async function count(report: object | undefined, end: object = ended, narrowed = false): Promise<unknown> {
  const suite = { name: 'unit', limitMinutes: 10 };
  return evaluate(world, 'testing/run-suite.mjs', `module.countTests(${JSON.stringify(report)}, ${JSON.stringify(end)}, ${JSON.stringify({ suite, narrowed })})`);
}

describe('counting', () => {
  it.each([
    ['passes what passed', clean, ended, { passed: 3, failed: 0 }],
    ['counts a file that could not be run', { ...clean, numRuntimeErrorTestSuites: 2 }, { ...ended, code: 1 }, { passed: 3, failed: 2 }],
    ['counts what was skipped as failed', { ...clean, numPendingTests: 1 }, ended, { passed: 3, failed: 1 }],
    ['fails without a report', undefined, ended, { passed: 0, failed: 1 }],
    ['fails when it had to be ended', clean, { ...ended, limitReached: true }, { passed: 0, failed: 1 }],
    ['fails when Jest does, for whatever reason', clean, { ...ended, code: 1 }, { passed: 3, failed: 1 }],
    ['fails when there are files and no test ran', { ...clean, numPassedTests: 0 }, ended, { passed: 0, failed: 1 }],
  ])('%s', async (_story, report, end, counted) => {
    expect(await count(report, end)).toMatchObject(counted);
  });

  it('lets a suite be empty when the person asked for certain files', async () => {
    expect(await count({ ...clean, numPassedTests: 0 }, ended, true)).toEqual({ passed: 0, failed: 0 });
  });
});

describe('choosing', () => {
  async function choose(...args: string[]): Promise<unknown> {
    return evaluate(world, 'testing/arguments.mjs', `(({ chosen, passed }) => [chosen.map(({ name }) => name), passed])(module.readArguments(${JSON.stringify(args)}))`);
  }

  it('runs everything when nothing is said', async () => {
    expect(await choose()).toEqual([['types', 'lint', 'unit', 'property', 'replay', 'contract', 'firefox', 'integration', 'end-to-end', 'kills', 'vscode'], []]);
  });

  it('runs what --only names and hands the rest to Jest', async () => {
    expect(await choose('--only', 'unit,lint', 'alerts', '--verbose')).toEqual([['lint', 'unit'], ['alerts', '--verbose']]);
    expect(await choose('--only=replay')).toEqual([['replay'], []]);
  });

  it('leaves types and lint out when a file is named', async () => {
    expect(await choose('alerts')).toEqual([['unit', 'property', 'replay', 'contract', 'firefox', 'integration', 'end-to-end', 'kills', 'vscode', 'stories'], ['alerts']]);
  });

  it('refuses a suite that is not there', async () => {
    await expect(choose('--only', 'e2e')).rejects.toThrow('--only takes one or more of types, lint, unit, property, replay, contract, firefox, integration, end-to-end, kills, vscode, stories, not e2e.');
  });

  it('knows a suite by the folder and the name of a file', async () => {
    const files = ['domain/alerts.test.ts', 'domain/alerts.property.test.ts', 'histories/day.test.ts', 'contract/api.test.ts', 'firefox/every-page.test.ts', 'vscode/extension.test.ts', 'api/sse.integration.test.ts', 'end-to-end/day.test.ts', 'end-to-end/kills.test.ts', 'end-to-end/canary.test.ts', 'world.ts'];
    const suites = await evaluate(world, 'testing/suites.mjs', `${JSON.stringify(files)}.map((file) => module.suiteOf(file) ?? 'none')`);
    expect(suites).toEqual(['unit', 'property', 'replay', 'contract', 'firefox', 'vscode', 'integration', 'end-to-end', 'kills', 'stories', 'none']);
  });
});

describe('the whole run', () => {
  const jest = `const out = process.argv.find((word) => word.startsWith('--outputFile=')).slice(13);
    console.error('jest ran ' + process.argv[process.argv.indexOf('--selectProjects') + 1]);
    require('node:fs').writeFileSync(out, '${JSON.stringify(clean)}');`;

  beforeEach(() => {
    world.write('package-lock.json', '{"packages":{}}');
    world.write('node_modules/.package-lock.json', '{"packages":{}}');
    world.write('node_modules/jest/bin/jest.js', jest);
    world.write('node_modules/typescript/bin/tsc', '');
    world.write('node_modules/eslint/bin/eslint.js', "console.log('a.ts: 1 problem'); process.exitCode = 1;");
    world.write('test/a.test.ts', '');
  });

  it('streams each suite under its heading and ends with the sum', async () => {
    const { code, stdout, stderr } = await world.node(['scripts/check.mjs']).end;
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('4 passed, 1 failed');
    expect(code).toBe(1);
    expect(stdout).toMatch(/== lint\na\.ts: 1 problem\n== lint: 0 passed, 1 failed, \d+\.\d s/);
    expect(stdout).toMatch(/== property: 0 passed, 0 failed \(no test files\), /);
    expect(stderr).toBe('jest ran unit\n');
  });

  it('exits with 0 when nothing failed', async () => {
    const { code, stdout } = await world.node(['scripts/test.mjs', '--only', 'types,unit']).end;
    expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, '4 passed, 0 failed']);
    expect(stdout).not.toContain('Not part of this run'); // said of the whole run alone
  });

  it('counts a set-up that fails as a failure and still ends with the line', async () => {
    world.write('package-lock.json', '{"packages":{"node_modules/a":{"version":"1.0.0"}}}');
    const { code, stdout } = await world.node(['scripts/test.mjs', '--only', 'unit']).end;
    expect(stdout).toContain('npm ci failed');
    expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([1, '0 passed, 1 failed']);
  });
});
