// Can the developer live their part of the day without leaving the editor? On the demo's real stage: from the notification to green gates.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gitText } from '../../integrations/git/git-command';
import type { IncidentView } from '../../src/contracts/incident';
import { Phase, Verdict } from '../../src/domain/vocabulary';
import { cloneRepository } from '../../demo/repository';
import { FILES, filesAfter } from './shop-files';
import { setUpDesk } from './stage';
import { setDay, type Day } from './the-day';

const PATIENCE_MS = 20 * 60_000;
const GATES_WITHIN_MS = 8 * 60_000; // all of them, on a machine with other work
const desk = setUpDesk('day');
const set: { day?: Day; lines: string[] } = { lines: [] };

beforeAll(async () => {
  const folder = path.join(desk.folder, 'day');
  await mkdir(folder);
  const day = await setDay(folder, (line) => { set.lines.push(line); });
  desk.atEnd(day.end);
  set.day = day;
}, PATIENCE_MS);

test('assigned, told, fixed in the editor, built, found wanting at its line, fixed again, green', async () => {
  const { day } = set;
  if (!day) throw new Error(`The stage does not stand:\n${set.lines.join('\n')}`);
  const clone = day.stage.clones['maya'] ?? '';
  const drafts = await cloneRepository(day.stage.origin, path.join(desk.folder, 'drafts'), 'ravi');
  const [unsafe, good] = [await filesAfter(drafts, [1, 2]), await filesAfter(drafts, [3])];
  const vscode = await desk.start(clone, { 'dayshift.address': day.stage.api });
  const git = (...args: string[]) => gitText('git in the clone', args, { folder: clone });
  async function commitAndBuild(subject: string): Promise<void> {
    await git('add', '--all');
    await git('commit', '--quiet', '--message', subject);
    await vscode.command('dayshift: Initiate build');
  }
  const last = (view: IncidentView) => view.attempts.at(-1);

  await vscode.signIn(day.stage.tokens['maya'] ?? '');
  await vscode.toast('Signed in to dayshift as Maya Mender.').waitFor();

  await vscode.openView();
  const { id, branch } = await day.raise();
  const assigned = vscode.toast('Assigned to you').first();
  await assigned.hover(); // under the mouse it stays
  expect(await assigned.innerText()).toMatch(/logins refused \d/);
  await vscode.look('day-1-assigned');

  await vscode.press(assigned, 'Start fix');
  await vscode.statusBar(branch).first().waitFor();
  expect((await git('rev-parse', '--abbrev-ref', 'HEAD')).trim()).toBe(branch);
  expect(await git('status', '--porcelain')).toBe('');
  await day.becomes(id, 'it is acknowledged', ({ assignment }) => assignment?.acknowledgedAt !== undefined);
  await vscode.look('day-2-fix-started');
  await vscode.command('dayshift: Open incident');
  await vscode.webview().getByRole('heading', { level: 1 }).waitFor();
  await vscode.look('day-3-incident');

  await writeFile(path.join(clone, FILES.migration), unsafe.migration);
  await vscode.open(FILES.email);
  await vscode.rewrite(unsafe.email);
  await vscode.open(FILES.findCustomer);
  await vscode.rewrite(unsafe.findCustomer);
  await vscode.look('day-4-edited');
  await commitAndBuild('fix(login): look an account up by its lower-case e-mail');
  await vscode.statusBar(/build|functional/).first().waitFor();
  await vscode.look('day-5-building');
  await day.becomes(id, 'the functional tests run', ({ phase }) => phase === Phase.Functional);
  await vscode.statusBar(/functional \d+\/\d+/).first().waitFor({ timeout: GATES_WITHIN_MS });
  await vscode.openView();
  await vscode.look('day-6-functional');
  await vscode.command('dayshift: Follow log');
  await vscode.pick(/build.*attempt 1/i);
  await vscode.terminal().getByText(/passed/).first().waitFor();
  await vscode.look('day-7-log');

  await vscode.toast('Attempt 1 came back').first().waitFor({ timeout: GATES_WITHIN_MS });
  expect(last(await day.maya.incident(id))).toMatchObject({ number: 1, verdict: 'security-failed' });
  await vscode.look('day-8-came-back');
  await vscode.problems('detect-unsafe-regex');
  const problem = vscode.problem('security/detect-unsafe-regex');
  await problem.first().waitFor();
  expect(await problem.first().innerText()).toMatch(/dayshift security\/static.*\[Ln 6, Col \d+\]/s);
  await problem.first().dblclick();
  await vscode.tab('email.ts').first().waitFor();
  await vscode.look('day-9-problem');

  await vscode.open(FILES.email);
  await vscode.rewrite(good.email);
  await commitAndBuild('fix(login): check an e-mail without a pattern');
  await vscode.toast('Attempt 2 passed every gate').first().waitFor({ timeout: GATES_WITHIN_MS });
  expect(last(await day.maya.incident(id))).toMatchObject({ number: 2, verdict: Verdict.Passed });
  await vscode.problems('detect-unsafe-regex');
  await problem.first().waitFor({ state: 'detached' });
  await vscode.problems();
  await vscode.problem('dayshift security/static').first().waitFor(); // what was known before stays, and blocks nobody
  expect(await problem.count()).toBe(0);
  await vscode.look('day-10-green');
}, PATIENCE_MS);
