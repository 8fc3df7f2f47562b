// Does what a gate found stand at its line in a real VS Code? In Problems and the Test Explorer, with what can be done, until a later attempt is green.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { listen, type Listening } from '../../api/listen';
import { AlertAnswer } from '../../src/contracts/http';
import type { CellResult } from '../../src/contracts/result';
import { logId } from '../../src/domain/ids';
import { aDelivery, anApi, TOKENS } from '../api/an-api';
import { changeOf, planOf } from '../dashboard/fixture/results';
import { until } from '../api/until';
import { setUpDesk } from './stage';
import { comes, type VSCode } from './a-vscode';

const RULE = 'security/detect-unsafe-regex';
const PATIENCE_MS = 120_000;
const TEST = 'login › accepts the e-mail in any letter case';
const PIPELINE = `service: storefront
stages:
  functional:
    checks:
      - { name: login, run: npm test, report: { junit: results/junit.xml } }
  security:
    checks:
      - { name: static, run: npm run lint, report: { sarif: results/static.sarif } } # ratchet: new
`;
const desk = setUpDesk('problems');
const api = anApi();
const set: { server?: Listening; vscode?: VSCode; clone: string; incident: string } = { clone: '', incident: '' };
const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=Maya', '-c', 'user.email=maya@example.org', ...args], { cwd: set.clone, encoding: 'utf8' }).trim();
const cells = planOf().stages.flatMap((stage) => stage.cells.filter(({ check, point }) => check === 'static' || (check === 'login' && point['environment'] === 'current-data')));

beforeAll(async () => {
  set.server = await listen(api.app, { host: '127.0.0.1', port: 0 });
  set.incident = await open();
  set.clone = path.join(desk.folder, 'the shop');
  for (const folder of ['src/login', 'tests', '.dayshift']) mkdirSync(path.join(set.clone, folder), { recursive: true });
  git('init', '--quiet', '--initial-branch', `incident/${set.incident}`);
  writeFileSync(path.join(set.clone, 'src/login/customers.ts'), Array.from({ length: 60 }, (_, index) => `  const line${index + 1} = ${index + 1};\n`).join(''));
  writeFileSync(path.join(set.clone, 'tests/login.spec.ts'), Array.from({ length: 40 }, (_, index) => `test('${index + 1}');\n`).join(''));
  writeFileSync(path.join(set.clone, '.dayshift/pipeline.yaml'), PIPELINE);
  git('add', '.');
  git('commit', '--quiet', '--message', 'fix the login');
  set.vscode = await desk.start(set.clone, { 'dayshift.address': `http://127.0.0.1:${set.server.port}` });
  await set.vscode.openView();
  await set.vscode.welcome().getByText('Sign in to see what needs you.').waitFor(); // the extension has begun
  await set.vscode.signIn(TOKENS.maya);
  await set.vscode.row('Customers cannot log in').first().waitFor();
}, 300_000);
afterAll(() => set.server?.close());

function vscode(): VSCode {
  if (!set.vscode) throw new Error('No window is open.');
  return set.vscode;
}

async function open(): Promise<string> {
  const sent = await fetch(`http://127.0.0.1:${set.server?.port}/api/v1/alerts/alertmanager`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKENS.hook}` }, body: JSON.stringify(aDelivery({})) });
  const id = AlertAnswer.parse(await sent.json()).alerts[0]?.incident ?? '';
  api.gateway.happen(id, { kind: 'assigned', to: 'maya', by: 'paula', through: 'api', reason: 'owner of the login', deadline: new Date(Date.now() + 3_600_000).toISOString() });
  return id;
}

/** One attempt of what is checked out, to its end. */
function attempt(number: number, isGreen: boolean): void {
  const happen = (event: Parameters<typeof api.gateway.happen>[1]): void => { api.gateway.happen(set.incident, event); };
  const log = (row: string): string => logId(set.incident, number, row);
  const stages = planOf().stages.map((stage) => ({ ...stage, cells: cells.filter((cell) => cell.stage === stage.stage) })).filter((stage) => stage.cells.length > 0);
  happen({ kind: 'attemptStarted', commit: git('rev-parse', 'HEAD'), by: 'maya', buildLog: log('build') });
  happen({ kind: 'planFrozen', plan: { ...planOf(), stages }, change: changeOf(number), logs: Object.fromEntries(cells.map(({ id }) => [id, log(id)])) });
  happen({ kind: 'built', result: { verdict: 'passed', reason: 'built', seconds: 3, artifact: { digest: `sha256:${String(number).repeat(64)}`, bytes: 9 }, evidence: [], log: log('build') } });
  for (const { stage, role, cells: own } of stages) {
    happen({ kind: 'stageStarted', stage, role });
    for (const cell of own) happen({ kind: 'cellStarted', stage, id: cell.id });
    const results = own.map((cell) => resultOf({ id: cell.id, stage, check: cell.check, point: cell.point, seconds: 2, evidence: [], log: log(cell.id), box: 'none', verdict: 'passed', reason: 'passed' }, isGreen));
    for (const result of results) happen({ kind: 'cellFinished', stage, result });
    happen({ kind: 'gateJudged', stage, verdict: isGreen ? 'passed' : 'failed', reason: 'judged' });
  }
  happen({ kind: 'attemptEnded', verdict: isGreen ? 'passed' : 'security-failed', reason: isGreen ? 'every gate passed' : 'a finding is new' });
}

function resultOf(cell: CellResult, isGreen: boolean): CellResult {
  const verdict = isGreen ? 'passed' : 'failed';
  if (cell.check === 'static') {
    const finding = { rule: RULE, level: 'warning' as const, message: 'Unsafe regular expression', file: 'src/login/customers.ts', line: 41, identity: 'f', help: 'https://rules.example.org/unsafe', related: [{ file: 'tests/login.spec.ts', line: 3, message: 'it comes from here' }] };
    return { ...cell, verdict, findings: { fresh: isGreen ? [] : [finding], known: 0 } };
  }
  const failed = !isGreen && cell.point['device'] === 'ipad';
  const message = 'expect(received).toBe(expected)\n\nExpected: 200\nReceived: 401';
  return {
    ...cell, verdict: failed ? 'failed' : 'passed',
    tests: { total: 1, passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: 0, known: 0, cases: [{ name: TEST, status: failed ? 'failed' : 'passed', seconds: 1.5, file: 'tests/login.spec.ts', line: 27, ...(failed ? { message } : {}) }] },
  };
}

/** By its message: elsewhere in the row is the address of its rule. */
async function goTo(message: string): Promise<void> {
  await until(async () => {
    await vscode().problem(message).getByText(message).first().dblclick();
    return comes(vscode().page.locator('.part.editor .monaco-editor.focused'));
  }, Boolean, `the line of "${message}" is in front`, PATIENCE_MS);
}

/** The list is of what the editor knows at that moment: while it still reads the file, it is asked for again. */
async function offers(message: string, first: string): Promise<Locator> {
  const { page } = vscode();
  const offered = page.locator('.action-widget');
  await until(async () => {
    await goTo(message);
    await vscode().command('Quick Fix...');
    if (await comes(offered.getByText(first))) return undefined;
    const instead = await offered.allInnerTexts();
    await page.keyboard.press('Escape');
    return instead;
  }, (instead) => instead === undefined, `"${first}" is offered at "${message}"`, PATIENCE_MS);
  return offered;
}

test('a finding and a failing test stand in Problems, at their lines', async () => {
  attempt(1, false);
  await vscode().problems();
  await vscode().problem('Unsafe regular expression').waitFor();
  await vscode().look('problems-1-panel');
  expect(await vscode().problem('Unsafe regular expression').innerText()).toMatch(/security\/detect-unsafe-regex[\s\S]*41/);
  expect(await vscode().problem(TEST).innerText()).toMatch(/test-failed[\s\S]*27/);
});

test('a problem leads to its line, and goes along when lines are put in above', async () => {
  await goTo('Unsafe regular expression');
  await vscode().tab('customers.ts').waitFor();
  await vscode().page.keyboard.press('Control+Home');
  await vscode().page.keyboard.insertText('// one\n// two\n');
  await vscode().problem(/Unsafe regular expression[\s\S]*43/).waitFor();
  await vscode().save();
  await vscode().problem(/Unsafe regular expression[\s\S]*43/).waitFor();
  await vscode().look('problems-2-moved');
  expect(await vscode().problem('Unsafe regular expression').innerText()).not.toContain('changed since');
});

test('at its line there is what can be done, and a suppression is written with reason and end date', async () => {
  const { page } = vscode();
  const offered = await offers('Unsafe regular expression', `Open rule ${RULE}`);
  await vscode().look('problems-3-offered');
  for (const title of ['Run the check static here', 'Copy the command that repeats it', 'Show log', 'Open the incident']) expect(await offered.getByText(title).count()).toBe(1);
  await offered.getByText(`Suppress ${RULE} with reason and end date…`).click();
  await vscode().answer('Why may it stay', 'the input is at most 20 letters');
  await page.locator('.quick-input-widget:visible', { hasText: 'Until when' }).waitFor();
  await page.keyboard.press('Enter');
  await vscode().pick('In src/login/customers.ts');
  await vscode().tab('pipeline.yaml').waitFor();
  await vscode().editor().getByText('the input is at most 20 letters').waitFor();
  await vscode().toast('flagged at the sign-off').waitFor();
  await vscode().look('problems-4-suppressed');
  await vscode().save();
  expect(git('diff', '--unified=0', '--', '.dayshift/pipeline.yaml').split('\n').filter((line) => /^[-+][^-+]/.test(line)).map((line) => line.replace(/\d{4}-.*$/, 'a day'))).toEqual([
    '+suppressions:', '+  - check: static', `+    rule: ${RULE}`, '+    file: src/login/customers.ts', '+    owner: maya', '+    reason: the input is at most 20 letters', '+    until: a day',
  ]);
});

test('the attempt stands in the Test Explorer, each cell with what it came to', async () => {
  await vscode().command('Testing: Focus on Test Explorer View');
  const rows = vscode().page.locator('.test-explorer .monaco-list-row');
  await until(async () => {
    await rows.filter({ hasText: 'Customers cannot log in' }).first().click();
    await vscode().page.keyboard.press('*'); // what is filtered for is shown, however deep
    if (await comes(rows.filter({ hasText: 'ipad · current-data' }))) return true;
    await vscode().page.keyboard.press('Escape');
    return false;
  }, Boolean, 'the rows of the attempt are open', PATIENCE_MS);
  await vscode().look('problems-5-tests');
  expect(await rows.filter({ hasText: 'ipad · current-data' }).first().getAttribute('aria-label')).toMatch(/Failed/i);
  expect(await rows.filter({ hasText: 'pixel-8 · current-data' }).first().getAttribute('aria-label')).toMatch(/Passed/i);
});

test('all of it goes when a later attempt is green', async () => {
  attempt(2, true);
  await vscode().problems();
  await vscode().problem('Unsafe regular expression').waitFor({ state: 'hidden' });
  await vscode().look('problems-6-green');
  expect(await vscode().problem(TEST).count()).toBe(0);
});
