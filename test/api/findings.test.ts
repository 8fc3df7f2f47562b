// What do findings, cells and exceptions of a service look like at the door, as an answer and as a file, and what is refused?
import request from 'supertest';
import { createServiceHistories } from '../../api/service-histories';
import { readExceptions } from '../../api/service-exceptions';
import { createInMemoryArchive } from '../../integrations/in-memory';
import { CellHistory, FindingHistory, ServiceExceptions, type ServiceHistory } from '../../src/contracts/history';
import { Problem } from '../../src/contracts/http';
import { DayshiftError } from '../../src/errors';
import { parsePipelineFile } from '../../src/config/pipeline-file';
import type { SourceControl } from '../../src/ports/source-control';
import { keepCells, scanned, withCells } from '../integrations/archive-cells';
import { aRecord, withAttempts } from '../integrations/a-record';
import { aTest } from '../support/builders';
import { anApi, anInstallation, TOKENS } from './an-api';

const NOW = Date.parse('2026-11-25T10:00:00.000Z');
const PIPELINE = `service: storefront
stories:
  - { id: LOGIN-1, story: I log in, criteria: [{ text: it works, tests: ["login › works"] }] }
build: { run: make, artifact: dist }
stages:
  functional: { checks: [{ name: login, run: x, report: { junit: a.xml } }] }
  performance: { checks: [{ name: load, run: x, report: { k6: a.json }, thresholds: { "http_req_failed rate": { max: 1% } } }] }
  security: { checks: [{ name: static, run: x, report: { sarif: a.sarif } }] }
quarantine:
  - { check: login, test: "login › at noon", at: [{}], owner: deniz, reason: the clock, review: 2026-11-20 }
suppressions:
  - { rule: no-eval, owner: maya, reason: only in tests, until: 2026-11-30 }
signOff: { roles: [operations-engineer], approvals: 1, expires: 8h }
deploy: { environment: production, target: processes, strategy: blue-green, start: node server.js, health: /health }
verify: { run: x, report: { junit: a.xml }, alertClears: 5m }
watch: { for: 1h, objective: 99.5%, query: q, onBurn: rollback }
`;

async function anApiWithCells() {
  const world = anApi();
  const now = new Date().toISOString();
  const record = withCells(withAttempts(aRecord('now', now), [{ device: 'ipad', cases: [aTest('=cmd()', 'failed'), aTest('b', 'passed', { flaky: true })] }]), 'security', [scanned({ findings: { fresh: 2, known: 1, suppressed: 1, gone: 0 } })]);
  await world.archive.save({ ...record, timeline: [] }, '');
  return world;
}
const problemOf = (text: string) => Problem.parse(JSON.parse(text));

test('findings by week, with what each figure means and the runs that found something new', async () => {
  const { app } = await anApiWithCells();
  const { weeks, fresh, definitions } = FindingHistory.parse((await request(app).get('/api/v1/services/storefront/findings?weeks=2').expect(200)).body);
  expect(weeks).toMatchObject([{ fresh: 2, known: 1, suppressed: 1, gone: 0 }, { fresh: null, known: null }]);
  expect(fresh).toMatchObject([{ incident: 'now', check: 'static', fresh: 2 }]);
  expect(definitions).toHaveLength(4);
  expect(FindingHistory.parse((await request(app).get('/api/v1/services/checkout/findings').expect(200)).body).weeks).toHaveLength(12);
});

test('cells, those with most trouble first, and the rates of each week', async () => {
  const { app } = await anApiWithCells();
  const { weeks, cells } = CellHistory.parse((await request(app).get('/api/v1/services/storefront/cells?weeks=1').expect(200)).body);
  expect(weeks).toMatchObject([{ runs: 2, tests: { ran: 2, failed: 1, flaked: 1 }, flakyRate: 0.5 }]);
  expect(cells).toMatchObject([{ check: 'login', point: { device: 'ipad' }, runs: 1, flaky: 1 }, { check: 'static', runs: 1 }]);
});

test('each is a file too: CSV in which no cell is a formula, or JSON', async () => {
  const { app } = await anApiWithCells();
  const findings = await request(app).get('/api/v1/services/storefront/findings/export?weeks=2').expect(200).expect('content-type', /text\/csv/).expect('content-disposition', 'attachment; filename="findings-storefront.csv"');
  expect(findings.text).toMatch(/^week,from,fresh,known,suppressed,gone\r\n\d{4}-W\d\d,[^,]+,2,1,1,0\r\n\d{4}-W\d\d,[^,]+,,,,\r\n$/);
  const tests = await request(app).get('/api/v1/services/storefront/tests/export').expect(200);
  expect(tests.text).toContain('\r\n\'=cmd(),1,1,0,1,0,');
  const dora = await request(app).get('/api/v1/dora/export?weeks=3&service=checkout').expect(200);
  expect(dora.text.split('\r\n')).toHaveLength(5);
  expect(dora.text).toMatch(/^service,week,from,deployments,leadTimeSeconds,changeFailRate,recoverySeconds,reworkRate\r\ncheckout,/);
  for (const path of ['services/storefront/findings/export', 'services/storefront/tests/export', 'dora/export']) {
    await request(app).get(`/api/v1/${path}?format=json`).expect(200).expect('content-type', /json/).expect('content-disposition', /\.json"$/);
    expect(problemOf((await request(app).get(`/api/v1/${path}?format=xlsx`).expect(422)).text).detail).toContain('give `csv` or `json`');
  }
});

test('what is let through on purpose: of the pipeline file, with what is due', async () => {
  const { app, sourceControl } = anApi();
  sourceControl.addCommit({ repository: '/srv/storefront.git', files: { '.dayshift/pipeline.yaml': PIPELINE } });
  const { quarantines, suppressions, commit, unread } = ServiceExceptions.parse((await request(app).get('/api/v1/services/storefront/exceptions').expect(200)).body);
  expect(unread).toBeUndefined();
  expect(commit).toMatch(/^[0-9a-f]{40}$/);
  expect(quarantines).toMatchObject([{ test: 'login › at noon', owner: 'deniz', state: expect.any(String) }]);
  expect(suppressions).toMatchObject([{ rule: 'no-eval', until: '2026-11-30' }]);
});

test('a person\'s quarantine is told beside it, by its day', async () => {
  const archive = createInMemoryArchive();
  await keepCells(archive);
  const readFile = async () => ({ commit: 'c'.repeat(40), text: PIPELINE });
  const service = anInstallation().services[0];
  if (!service) throw new Error('no service');
  const { quarantines, suppressions } = await readExceptions({ archive, sourceControl: { readFile }, parsePipeline: parsePipelineFile, now: () => NOW }, service);
  expect(quarantines.map(({ test: name, state, given }) => [name, state, given?.by])).toEqual([['login › at noon', 'due', undefined], ['login › at midnight', 'due', 'olga'], ['login › at midnight', 'soon', 'olga']]);
  expect(suppressions.map(({ state }) => state)).toEqual(['soon']);
});

test.each<[string, SourceControl['readFile'], RegExp]>([
  ['there is none', async () => undefined, /there is no \.dayshift\/pipeline\.yaml on main/],
  ['the repository is silent', () => new Promise<never>(() => undefined), /no answer within/],
  ['it is wrong', async () => ({ commit: 'c', text: 'service: 1' }), /pipeline\.yaml has/],
])('when the pipeline file cannot be had it is said why: %s', async (_, readFile, said) => {
  const archive = createInMemoryArchive();
  const service = anInstallation().services[0];
  if (!service) throw new Error('no service');
  const { unread, suppressions } = await readExceptions({ archive, sourceControl: { readFile }, parsePipeline: parsePipelineFile, seconds: 0.05 }, service);
  expect(unread).toMatch(said);
  expect(suppressions).toEqual([]);
});

test('the archive is asked once a minute for each service, and again when it failed', async () => {
  let asked = 0;
  let now = NOW;
  const histories = createServiceHistories({
    now: () => now,
    archive: { serviceHistory: async (): Promise<ServiceHistory> => {
      asked += 1;
      if (asked === 1) throw new DayshiftError('unreachable', { what: 'The archive', reason: 'no connection' });
      return { weeks: [], fresh: [], given: [] };
    } },
  });
  await expect(histories.of('storefront', 4)).rejects.toMatchObject({ code: 'unreachable' });
  await Promise.all([histories.of('storefront', 4), histories.of('storefront', 4)]);
  expect(asked).toBe(2);
  await histories.of('checkout', 4);
  now += 61_000;
  await histories.of('storefront', 4);
  expect(asked).toBe(4);
});

test.each(['findings', 'findings/export', 'cells', 'exceptions', 'tests/export'])('%s: an unknown service, a wrong number and nobody are refused', async (path) => {
  const { app } = anApi({ readsNeedToken: true });
  await request(app).get(`/api/v1/services/storefront/${path}`).expect(401);
  const ask = (address: string) => request(app).get(address).set('authorization', `Bearer ${TOKENS.hook}`);
  expect(problemOf((await ask(`/api/v1/services/elsewhere/${path}`).expect(404)).text).type).toBe('/problems/service-unknown');
  if (/findings|cells/.test(path)) await ask(`/api/v1/services/storefront/${path}?weeks=105`).expect(422);
  await ask(`/api/v1/services/storefront/${path}`).expect(200);
});

test('an archive that is silent is said to be so', async () => {
  const { app, archive } = anApi();
  archive.serviceHistory = async () => { throw new DayshiftError('unreachable', { what: 'The archive', reason: 'no connection' }); };
  for (const path of ['findings', 'cells', 'exceptions']) expect(problemOf((await request(app).get(`/api/v1/services/storefront/${path}`).expect(503)).text).type).toBe('/problems/unreachable');
});
