// Do the guide's commands do what it says? Each is run by a shell, with curl, against a running API.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../../src/contracts/http';
import { aRunningApi, TOKENS, type RunningApi } from '../contract/a-running-api';

const run = promisify(execFile);
const GUIDE = readFileSync(path.join(__dirname, '../../docs/guides/api.md'), 'utf8');
let running: RunningApi;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'dayshift api guide '));
  running = await aRunningApi({ readsNeedToken: true });
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

function block(language: string, beginning: string): string {
  const found = [...GUIDE.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].find(([, of, text = '']) => of === language && text.startsWith(beginning));
  if (!found) throw new Error(`the guide has no ${language} block that begins with ${beginning}`);
  return found[2] ?? '';
}
async function shell(beginning: string): Promise<string> {
  const env = { ...process.env, DAYSHIFT: running.address, TOKEN: TOKENS.paula, INCIDENT: running.known['id']?.[0] ?? '' };
  return (await run('sh', ['-eu', '-c', block('sh', `# ${beginning}`)], { cwd: folder, env, maxBuffer: 16 * 1024 * 1024 })).stdout;
}

test('the document, whose token it is, and an incident are looked at', async () => {
  const told = await shell('look');
  expect(told).toContain('"openapi":"3.1.0"');
  expect(told).toContain('"id":"paula"');
  expect(told).toContain('"phase":"assess"');
});

test('a program asks to be signed in, and waits for its person', async () => {
  const [code, answer] = (await shell('ask to be signed in')).trim().split('\n').map((line) => JSON.parse(line) as object);
  expect(code).toMatchObject({ userCode: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/), intervalSeconds: 5 });
  expect(answer).toEqual({ state: 'waiting' });
});

test('a problem looks like that', async () => {
  const response = await fetch(`${running.address}/api/v1/incidents/storefront.None.00000000`, { headers: { authorization: `Bearer ${TOKENS.paula}` } });
  expect(Problem.parse(await response.json())).toEqual(JSON.parse(block('json', '{')));
});

test('page by page every incident is seen once', async () => {
  const told = await shell('page by page');
  const pages = told.trim().split('\n').map((line) => (JSON.parse(line) as { incidents: { id: string }[] }).incidents.map(({ id }) => id));
  expect(pages.map((page) => page.length)).toEqual([2, 1]);
  expect(pages.flat().sort()).toEqual((running.known['id'] ?? []).filter((id) => !id.includes('/')).sort());
});

test('what is said twice under one key stands once', async () => {
  const told = await shell('say it twice');
  const [first, second] = told.trim().split(/(?<=\})(?=\{)/).map((answer) => JSON.parse(answer) as object);
  expect(second).toEqual(first);
  expect(running.api.gateway.said.filter(({ word }) => word === 'note')).toHaveLength(1);
});

test('what has not changed is not sent again', async () => {
  expect((await shell('ask twice')).trim()).toBe('304');
});

test('an incident is followed', async () => {
  expect(await shell('follow')).toMatch(/^retry: \d+\n\nevent: incident\nid: \w+\ndata: \{/);
});

test('what needs a person is followed', async () => {
  expect(await shell('what needs me')).toMatch(/^retry: \d+\n\nevent: desk\nid: \w+\ndata: \{"person":"paula"/);
});
