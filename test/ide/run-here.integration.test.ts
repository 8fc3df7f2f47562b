// Is a check run by the real command in a real clone, told as it goes, and read from what it prints?
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../../ide/vscode/src/run-here/run-command';
import { argumentsFor } from '../../ide/vscode/src/run-here/what-to-run';
import { aRepository, type Repository } from '../integrations/git/a-repository';

const FILE = `service: shop
stories: [{ id: LOGIN-1, story: As a customer I log in, criteria: [{ text: Any letter case, tests: ["login › any letter case"] }] }]
build: { run: mkdir dist && cp src/* dist/, artifact: dist }
stages:
  functional: { checks: [{ name: login, run: sh tests/login.sh, report: { junit: results/junit.xml }, matrix: { device: [desktop, ipad] } }] }
  performance: { checks: [{ name: load, run: sh tests/login.sh, report: { junit: results/junit.xml } }] }
  security: { checks: [{ name: static, run: sh tests/login.sh, report: { junit: results/junit.xml } }] }
signOff: { roles: [operations-engineer] }
deploy: { environment: production, target: processes, start: ./serve, health: /health }
verify: { run: sh tests/login.sh, report: { junit: results/junit.xml } }
watch: { for: 1h, objective: 99.5%, query: bad_share }
`;
const LOGIN = `mkdir -p results
if grep -q waits src/login.txt; then echo waiting; sleep 600; fi
if [ "$DAYSHIFT_DEVICE" = ipad ]; then F='<failure message="expected 200, found 401"/>'; fi
printf '<testsuite name="login"><testcase name="any letter case" classname="login" file="tests/login.sh" line="3">%s</testcase></testsuite>' "$F" > results/junit.xml
`;
const COMMAND = [process.execPath, '--require', path.resolve(__dirname, 'command.cjs'), path.resolve(__dirname, '../../cli/main.ts')];

let clone: Repository;
let cache: string;
const before = process.env['DAYSHIFT_CACHE'];
beforeEach(() => {
  clone = aRepository();
  cache = mkdtempSync(path.join(tmpdir(), 'dayshift-run-here-'));
  process.env['DAYSHIFT_CACHE'] = cache;
  clone.commit({ '.dayshift/pipeline.yaml': FILE, 'src/login.txt': 'lower\n', 'tests/login.sh': LOGIN }, 'first');
});
afterEach(() => {
  if (before === undefined) delete process.env['DAYSHIFT_CACHE'];
  else process.env['DAYSHIFT_CACHE'] = before;
  for (const folder of [path.dirname(clone.folder), cache]) rmSync(folder, { recursive: true, force: true });
});

test('one cell of a check is run, with its fault at its line', async () => {
  const lines: string[] = [];
  const end = await runCommand({ command: [...COMMAND, ...argumentsFor({ check: 'login', at: { device: 'ipad' } })], folder: clone.folder, line: (text) => { lines.push(text); }, signal: new AbortController().signal });
  expect(lines).toEqual(expect.arrayContaining(['build began', 'functional/login/device=ipad began']));
  expect(end?.passed).toBe(false);
  expect(end?.results.map(({ id, verdict }) => [id, verdict])).toEqual([['functional/login/device=ipad', 'failed']]);
  expect(end?.faults[0]).toMatchObject({ file: 'tests/login.sh', line: 3 });
});

test('what cannot be run is said on its lines', async () => {
  const lines: string[] = [];
  const end = await runCommand({ command: [...COMMAND, ...argumentsFor({ check: 'no-such-check', at: {} })], folder: clone.folder, line: (text) => { lines.push(text); }, signal: new AbortController().signal });
  expect(end).toBeUndefined();
  expect(lines.join('\n')).toMatch(/no-such-check.*login, load, static/);
});

test('whoever stops it waits for nothing, and its processes are ended', async () => {
  writeFileSync(path.join(clone.folder, 'src/login.txt'), 'waits\n');
  const gone = new AbortController();
  const end = await runCommand({
    command: [...COMMAND, ...argumentsFor({ check: 'login', at: { device: 'desktop' } })], folder: clone.folder, signal: gone.signal,
    line: (text) => { if (text.includes('functional/login/device=desktop began')) gone.abort(); },
  });
  expect(end).toBeUndefined();
});

test('a command that is not there says how to get it, and one that answers otherwise that it does not fit', async () => {
  const order = { folder: clone.folder, line: () => undefined, signal: new AbortController().signal };
  await expect(runCommand({ ...order, command: ['no-such-dayshift', 'pipeline', 'run'] })).rejects.toThrow(/The command “no-such-dayshift” is not here.*dayshift\.command/s);
  await expect(runCommand({ ...order, command: [process.execPath, '-e', 'console.log("hello")'] })).rejects.toThrow(/Install the version/);
});
