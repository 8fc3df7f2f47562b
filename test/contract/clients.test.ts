// Can others make a client from the document, and is it good for anything? One in TypeScript and one in Python are made, checked and used.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { aRunningApi, TOKENS, type RunningApi } from './a-running-api';

const run = promisify(execFile);
const ROOT = path.join(__dirname, '../..');
let folder: string;
let running: RunningApi;

beforeAll(async () => {
  mkdirSync(path.join(ROOT, '.dayshift'), { recursive: true });
  folder = mkdtempSync(path.join(ROOT, '.dayshift', 'clients-'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  running = await aRunningApi({ readsNeedToken: true });
  const document = await fetch(`${running.address}/api/v1/openapi.json`);
  writeFileSync(path.join(folder, 'openapi.json'), await document.text());
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

async function told(program: string, args: string[]): Promise<string> {
  const env = { ...process.env, DAYSHIFT: running.address, TOKEN: TOKENS.paula, INCIDENT: running.known['id']?.[0] ?? '' };
  const { stdout } = await run(program, args, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 }).catch((error: Error & { stdout?: string; stderr?: string }) => {
    throw new Error(`${error.message}\n${error.stdout ?? ''}\n${error.stderr ?? ''}`, { cause: error });
  });
  return stdout;
}

const TYPESCRIPT = `
import createClient from 'openapi-fetch';
import type { paths } from './dayshift';

const { DAYSHIFT, TOKEN, INCIDENT } = process.env as Record<string, string>;
const client = createClient<paths>({ baseUrl: \`\${DAYSHIFT}/api/v1\`, headers: { Authorization: \`Bearer \${TOKEN}\` } });

const listed = await client.GET('/incidents', { params: { query: { state: 'open' } } });
const services: string[] = listed.data?.incidents.map(({ service }) => service) ?? [];
const view = await client.GET('/incidents/{id}', { params: { path: { id: INCIDENT } } });
const note = await client.POST('/incidents/{id}/note', { params: { path: { id: INCIDENT }, header: { 'Idempotency-Key': 'from-a-client' } }, body: { text: 'I look' } });
const refused = await client.POST('/incidents/{id}/build', { params: { path: { id: 'storefront.None.00000000' } }, body: { commit: 'c'.repeat(40) } });
const advice: string | undefined = refused.error?.advice;
// @ts-expect-error a word needs its fields
void (() => client.POST('/incidents/{id}/note', { params: { path: { id: INCIDENT } }, body: {} }));
console.log(JSON.stringify({ services, phase: view.data?.phase, accepted: note.data?.accepted, problem: refused.error?.type, advice }));
`;

test('TypeScript: the types are made, what does not fit is found by them, and the calls are answered', async () => {
  await told(process.execPath, [path.join(ROOT, 'node_modules/openapi-typescript/bin/cli.js'), 'openapi.json', '--output', 'dayshift.d.ts']);
  writeFileSync(path.join(folder, 'use.mts'), TYPESCRIPT.replace('./dayshift', './dayshift.d.ts'));
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { target: 'es2022', module: 'nodenext', moduleResolution: 'nodenext', strict: true, skipLibCheck: true, outDir: 'made', rootDir: '.', types: ['node'], lib: ['es2022', 'dom'] }, files: ['use.mts'] }));
  await told(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json']);
  expect(JSON.parse(await told(process.execPath, ['made/use.mjs']))).toEqual({
    services: expect.arrayContaining(['storefront', 'checkout']), phase: 'assess', accepted: true, problem: '/problems/incident-unknown', advice: expect.stringContaining('List the incidents'),
  });
});

const PYTHON = `
import json, os
from dayshift_client import AuthenticatedClient
from dayshift_client.api.incidents import list_incidents, read_incident
from dayshift_client.api.words import note, build
from dayshift_client.models import NoteBody, BuildBody

client = AuthenticatedClient(base_url=os.environ["DAYSHIFT"] + "/api/v1", token=os.environ["TOKEN"])
listed = list_incidents.sync(client=client)
view = read_incident.sync(os.environ["INCIDENT"], client=client)
said = note.sync(os.environ["INCIDENT"], client=client, body=NoteBody(text="I look"), idempotency_key="from-python")
refused = build.sync(id="storefront.None.00000000", client=client, body=BuildBody(commit="c" * 40))
print(json.dumps({"services": sorted({one.service for one in listed.incidents}), "phase": view.phase.value, "accepted": said.accepted, "problem": refused.type_}))
`;

test('Python: a package is made, and its calls are answered with its own classes', async () => {
  const maker = process.env['DAYSHIFT_PYTHON_CLIENT'] ?? 'openapi-python-client';
  writeFileSync(path.join(folder, 'config.yaml'), 'project_name_override: dayshift-client\npackage_name_override: dayshift_client\npost_hooks: []\ncontent_type_overrides: { "*/*": application/octet-stream }\n');
  await told(maker, ['generate', '--path', 'openapi.json', '--config', 'config.yaml', '--meta', 'none', '--output-path', 'dayshift_client', '--fail-on-warning']);
  writeFileSync(path.join(folder, 'use.py'), PYTHON);
  const packages = path.join(path.dirname(maker), 'packages');
  const answer = await told('env', [`PYTHONPATH=${folder}:${packages}`, 'python3', 'use.py']);
  expect(JSON.parse(answer)).toEqual({ services: ['checkout', 'storefront'], phase: 'assess', accepted: true, problem: '/problems/incident-unknown' });
});
