// What do DORA's figures look like at the door, over an archive of many pages, and what is refused?
import request from 'supertest';
import { createDoraReports } from '../../api/dora-reports';
import { createInMemoryArchive } from '../../integrations/in-memory';
import { DoraReport, Problem } from '../../src/contracts/http';
import type { IncidentRecord } from '../../src/contracts/record';
import { DayshiftError } from '../../src/errors';
import { aHardDay } from '../domain/a-hard-day';
import { aRecord } from '../integrations/a-record';
import { anApi, anInstallation, TOKENS } from './an-api';

const NOW = Date.parse('2026-11-25T10:00:00.000Z');

function released(id: string, at: string, outcome: 'kept' | 'rolled-back' = 'kept', service = 'storefront'): IncidentRecord {
  const later = (minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();
  const deployment = { environment: 'production', digest: 'd', commit: 'c', attempt: 1, startedAt: later(-1), at, endedAt: later(5), outcome, committedAt: later(-60), restoredAt: outcome === 'kept' ? null : later(2) };
  return { ...aRecord(id, later(10), service), deployments: [deployment] };
}

test('each service has its figures by week, with the definitions beside them', async () => {
  const { app, archive } = anApi();
  const at = new Date().toISOString();
  await archive.save(released('a', at), '');
  await archive.save(released('b', at, 'rolled-back', 'checkout'), '');
  const report = DoraReport.parse((await request(app).get('/api/v1/dora').expect(200)).body);
  expect(report.definitions).toHaveLength(5);
  expect(report.services.map(({ weeks }) => weeks.length)).toEqual([12, 12]);
  expect(report.services).toMatchObject([
    { service: 'storefront', whole: { deployments: 1, leadTimeSeconds: 3600, changeFailRate: 0, recoverySeconds: null } },
    { service: 'checkout', whole: { deployments: 1, changeFailRate: 1, recoverySeconds: 120 } },
  ]);
  const one = DoraReport.parse((await request(app).get('/api/v1/dora?service=checkout&weeks=2').expect(200)).body);
  expect(one.services.map(({ service, weeks }) => [service, weeks.length])).toEqual([['checkout', 2]]);
});

test('what is counted is taken from the record as it was kept', async () => {
  const archive = createInMemoryArchive();
  await archive.save(aHardDay(), '');
  const { services } = await createDoraReports({ installation: anInstallation(), archive, now: () => NOW }).of(['storefront'], 1);
  expect(services[0]?.whole).toEqual({ deployments: 2, leadTimeSeconds: (380 + 560) / 2, changeFailRate: 0.5, recoverySeconds: 190, reworkRate: 1 });
});

test('all incidents are read, also those that closed in the same moment, and nothing from before the first week', async () => {
  const archive = createInMemoryArchive();
  for (let i = 0; i < 23; i += 1) await archive.save(released(`i${i}`, i < 9 ? '2026-11-24T09:00:00.000Z' : `2026-11-${10 + i % 10}T09:00:00.000Z`), '');
  const { services } = await createDoraReports({ installation: anInstallation(), archive, now: () => NOW }).of(['storefront'], 2);
  expect(services[0]?.weeks.map(({ week, deployments }) => [week, deployments])).toEqual([['2026-W48', 9], ['2026-W47', 5]]);
  expect(services[0]?.before?.deployments).toBe(9);
});

test('everybody who asks within a minute gets the same answer, and one that failed is asked for again', async () => {
  const archive = createInMemoryArchive();
  let now = NOW;
  let asked = 0;
  let isDown = true;
  const releaseFacts: typeof archive.releaseFacts = async (question) => {
    asked += 1;
    if (isDown) throw new DayshiftError('unreachable', { what: 'The archive', reason: 'no connection' });
    return archive.releaseFacts(question);
  };
  const reports = createDoraReports({ installation: anInstallation(), archive: { releaseFacts }, now: () => now });
  await expect(reports.of(['storefront'], 4)).rejects.toMatchObject({ code: 'unreachable' });
  isDown = false;
  await Promise.all([reports.of(['storefront'], 4), reports.of(['storefront'], 4)]);
  now += 50_000;
  await reports.of(['storefront'], 4);
  expect(asked).toBe(2);
  now += 20_000;
  await reports.of(['storefront'], 4);
  await reports.of(['storefront'], 8);
  expect(asked).toBe(4);
});

test('an archive that is down is said to be out of reach, and no figure is zero', async () => {
  const { app, archive } = anApi();
  archive.releaseFacts = async () => { throw new DayshiftError('unreachable', { what: 'The archive', reason: 'no connection' }); };
  expect(Problem.parse(JSON.parse((await request(app).get('/api/v1/dora').expect(503)).text)).type).toBe('/problems/unreachable');
});

test.each(['?weeks=0', '?weeks=105', '?weeks=some', '?service=', '?service=a&service=b'])('%s is refused with what to write', async (query) => {
  const { app } = anApi();
  expect(Problem.parse(JSON.parse((await request(app).get(`/api/v1/dora${query}`).expect(422)).text)).type).toBe('/problems/request-malformed');
});

test('an unknown service is said to be unknown, with those that are known', async () => {
  const { app } = anApi();
  expect(Problem.parse(JSON.parse((await request(app).get('/api/v1/dora?service=elsewhere').expect(404)).text)).detail).toContain('storefront, checkout');
});

test('reading needs a token where every reading does', async () => {
  const { app } = anApi({ readsNeedToken: true });
  await request(app).get('/api/v1/dora').expect(401);
  await request(app).get('/api/v1/dora').set('authorization', `Bearer ${TOKENS.hook}`).expect(200);
});
