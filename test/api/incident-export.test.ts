// Does an export have every closed incident once, as a file that a spreadsheet and a program can read?
import request from 'supertest';
import { exportedIncidents } from '../../api/incident-export';
import { createInMemoryArchive } from '../../integrations/in-memory';
import { ExportedIncidents } from '../../src/contracts/exported-incident';
import { DayshiftError } from '../../src/errors';
import { aRecord, withAttempts } from '../integrations/a-record';
import { anApi } from './an-api';

const DEPLOYED = { environment: 'production', digest: `sha256:${'a'.repeat(64)}`, commit: 'c'.repeat(40), attempt: 1, startedAt: '2026-11-23T09:20:00.000Z', at: '2026-11-23T09:21:00.000Z', restoredAt: null };

async function aFilledApi() {
  const api = anApi();
  const [first, second] = [aRecord('a', '2026-11-23T10:00:00.000Z'), aRecord('b', '2026-11-24T10:00:00.000Z', 'checkout')];
  await api.archive.save({
    ...withAttempts(first, [{ device: 'ipad', cases: [] }]), rollbacks: 1,
    deployments: [{ ...DEPLOYED, outcome: 'rolled-back', committedAt: null }, { ...DEPLOYED, outcome: 'kept', committedAt: '2026-11-23T09:01:00.000Z' }],
  }, 'the till was slow');
  await api.archive.save({ ...second, incident: { ...second.incident, title: '=HYPERLINK("http://evil"),"x"', outcome: 'recovered-by-itself' }, assignment: null }, '');
  return api;
}

test('as CSV: a heading and a row for each, the last that closed first, nothing that a spreadsheet would run', async () => {
  const { app } = await aFilledApi();
  const { text, headers } = await request(app).get('/api/v1/incidents/export').expect(200);
  const [heading, newest, oldest, ...rest] = text.split('\r\n');
  expect(headers['content-type']).toContain('text/csv');
  expect(headers['content-disposition']).toBe('attachment; filename="incidents.csv"');
  expect(heading).toContain('id,service,title,cause,severity,outcome,began,openedAt,closedAt,detectSeconds');
  expect(newest).toContain('b,checkout,"\'=HYPERLINK(""http://evil""),""x""",LoginRefused,high,recovered-by-itself');
  expect(oldest).toContain(',dev,1,2,1,1,0,0,,production,');
  expect(oldest).toContain('2026-11-23T09:01:00.000Z,2026-11-23T09:21:00.000Z,1200');
  expect(rest).toEqual(['']);
});

test('as JSON, with the filters of the list', async () => {
  const { app } = await aFilledApi();
  const read = async (query: string) => ExportedIncidents.parse((await request(app).get(`/api/v1/incidents/export?format=json&${query}`).expect(200)).body).incidents.map(({ id }) => id);
  expect(await read('')).toEqual(['b', 'a']);
  expect(await read('q=till')).toEqual(['a']);
  expect(await read('service=checkout')).toEqual(['b']);
  expect(await read('from=2026-11-24')).toEqual(['b']);
  expect(await read('outcome=cancelled')).toEqual([]);
  await request(app).get('/api/v1/incidents/export?format=xml').expect(422);
  expect((await request(app).head('/api/v1/incidents/export').expect(200)).text).toBeUndefined();
});

test('every one once, piece by piece, also of those that closed in the same moment', async () => {
  const archive = createInMemoryArchive();
  for (let at = 0; at < 25; at += 1) await archive.save(aRecord(`i${at}`, `2026-11-23T10:00:0${at % 3}.000Z`), '');
  const ids: string[] = [];
  for await (const { id } of exportedIncidents(archive, {}, 4)) ids.push(id);
  expect(ids).toHaveLength(25);
  expect(new Set(ids).size).toBe(25);
});

test('an archive that is away is a problem, not half a file', async () => {
  const { app, archive } = await aFilledApi();
  archive.list = async () => { throw new DayshiftError('unreachable', { what: 'The archive', reason: 'no connection' }); };
  await request(app).get('/api/v1/incidents/export').expect(503).expect('content-type', /problem\+json/);
});
