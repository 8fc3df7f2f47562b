// Does the API keep what its document says, whatever it is asked? schemathesis asks ten thousand times, as a person, as a program and as nobody.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { aRunningApi, TOKENS, type RunningApi } from './a-running-api';

const ASKED = 10_000;
const SEED = process.env['DAYSHIFT_SEED'] ?? '20261130'; // the same questions in every run, others when asked for
const Report = z.object({ complete: z.boolean(), test_cases: z.object({ generated: z.number() }), failures: z.array(z.unknown()), errors: z.array(z.unknown()), operations: z.object({ tested: z.number() }) });

/** Operations whose rules say more than a schema can: what fits the schema may still be refused with 422. */
const RULES = ['receiveAlerts', 'explainAlerts', 'tellJob', 'hearSlack', 'makeToken', 'listIncidents', 'exportIncidents', 'readAudit', 'listAudit', 'exportAudit', 'sendReport', 'makeLink', 'beginDevice', 'takeDeviceToken'];

let folder: string;
let asked = 0;
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'dayshift-contract-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function configOf({ known }: RunningApi): string {
  const lists = Object.entries(known);
  return [
    `hooks = ${JSON.stringify(path.join(__dirname, 'hooks.py'))}`,
    'max-stream-events = 1',
    '[dictionaries]',
    ...lists.map(([name, values]) => `known-${name} = { values = ${JSON.stringify(values)} }`),
    '[parameters]',
    ...lists.map(([name]) => `"path.${name}" = { dictionary = "known-${name}", probability = 0.6 }`),
    '[checks.negative_data_rejection]', // and 431: an address of many kilobytes is refused before it is read
    'expected-statuses = [400, 401, 403, 404, 405, 406, 409, 415, 422, 428, 429, 431, "5xx"]',
    '[[operations]]',
    `include-operation-id = ${JSON.stringify(RULES)}`,
    '[operations.checks.positive_data_acceptance]',
    'expected-statuses = ["2xx", "3xx", 401, 403, 404, 409, 422, 429]',
    '',
  ].join('\n');
}

async function ask(who: string, running: RunningApi, examples: number, token?: string): Promise<z.infer<typeof Report>> {
  const config = path.join(folder, `${who}.toml`);
  const report = path.join(folder, `${who}.json`);
  writeFileSync(config, configOf(running));
  const options = [
    '--config-file', config, 'run', `${running.address}/api/v1/openapi.json`, '--url', `${running.address}/api/v1`,
    '--checks', 'all', '--max-examples', String(examples), '--workers', '1', '--continue-on-failure', '--no-color', '--no-shrink', '--suppress-health-check', 'filter_too_much',
    '--request-timeout', '60', '--generation-database', 'none', '--report', 'json', '--report-json-path', report,
    '--exclude-path', '/people/{person}/events', // it is silent until it is somebody's turn
    ...(token ? ['--header', `Authorization: Bearer ${token}`] : []), '--seed', SEED,
  ];
  process.stdout.write(`\n-- schemathesis ${who}\n`);
  const child = spawn(process.env['DAYSHIFT_SCHEMATHESIS'] ?? 'schemathesis', options, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  await once(child, 'close');
  const told = Report.parse(JSON.parse(readFileSync(report, 'utf8')));
  asked += told.test_cases.generated;
  return told;
}

test.each([
  ['as a person', { readsNeedToken: true }, 50, TOKENS.paula],
  ['as a program', { readsNeedToken: true }, 15, TOKENS.hook],
  ['as nobody, where reading is open', { readsNeedToken: false }, 15, undefined],
])('%s', async (who, change, examples, token) => {
  const running = await aRunningApi(change);
  try {
    const told = await ask(who.replace(/\W+/g, '-'), running, examples, token);
    expect(told).toMatchObject({ complete: true, failures: [], errors: [] });
    expect(running.api.written.filter((line) => line.includes('"request failed"'))).toEqual([]);
  } finally {
    await running.close();
  }
});

test(`it was asked ${ASKED} times`, () => {
  process.stdout.write(`asked ${asked} times\n`);
  expect(asked).toBeGreaterThanOrEqual(ASKED);
});
