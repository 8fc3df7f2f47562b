// Doctor over real parts: a Temporal server, a git repository, a calendar on a server. Then each of them goes away.
import { rm } from 'node:fs/promises';
import request from 'supertest';
import { overConnection, toAddress } from '../../api/gateway/temporal-connection';
import { createIncidentGateway } from '../../api/incident-gateway';
import { createGit } from '../../integrations/git';
import { createRosters } from '../../integrations/rosters';
import { incidentInput } from '../../src/config/incident-input';
import { Diagnosis, type DoctorFinding } from '../../src/contracts/http';
import { Installation } from '../../src/contracts/installation';
import { startServer } from '../integrations/a-server';
import { aRepository } from '../integrations/git/a-repository';
import { aCalendar } from '../integrations/rosters/a-calendar';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { PIPELINE } from '../support/files';
import { anApi, anInstallation } from './an-api';

let temporal: TemporalServer;
beforeAll(async () => { temporal = await aTemporalServer(); });
afterAll(() => temporal.stop());

const stamp = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
const inDays = (days: number): Date => new Date(Math.floor(Date.now() / 60_000) * 60_000 + days * 86_400_000);
const shift = (person: string, from: Date, to: Date): string[] => [`DTSTART:${stamp(from)}`, `DTEND:${stamp(to)}`, `SUMMARY:${person}`];
const read = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');

test('a gap of the calendar, a repository and a server that are gone are found while the rest is still told', async () => {
  const [from, gap, back, end] = [inDays(-1), inDays(5), inDays(7), inDays(20)];
  const calendar = await startServer((_asked, response) => void response.end(aCalendar([shift('maya', from, gap), shift('Ravi Refactor', back, end)])));
  const shop = aRepository();
  const commit = shop.commit({ '.dayshift/pipeline.yaml': PIPELINE }, 'first');
  const file = anInstallation();
  file.services = file.services.slice(0, 1).map((service) => ({ ...service, repository: shop.folder, duty: 'web' }));
  file.duty = [{ use: 'icalendar', name: 'web', url: calendar.url }];
  file.integrations.notifiers = [{ use: 'console' }];
  file.policies.ladders.fix = [{ after: '0s', tell: ['assignee'] }, { after: '10m', tell: ['duty'] }];
  const installation = Installation.parse(file);
  const mirrors = `${shop.folder} mirrors`;
  const namespace = temporal.environment.namespace ?? 'default';
  const diagnose = async (address: string): Promise<Diagnosis> => {
    const { app, monitoring } = anApi({
      installation, inputFor: (service, cause, rule) => incidentInput(installation, service, cause, rule), sourceControl: createGit({ folder: mirrors }),
      duty: createRosters(installation.duty, installation.team), gateway: createIncidentGateway(overConnection(toAddress(address), namespace)),
    });
    monitoring.setMetric('q', 3);
    return Diagnosis.parse((await request(app).get('/api/v1/doctor').expect(200)).body);
  };
  const found = ({ findings }: Diagnosis, area: string): string[] => findings.filter((one) => one.area === area).map(({ what, state, found: text }: DoctorFinding) => `${what} ${state}: ${text}`);

  const up = await diagnose(temporal.address);
  const times = `from ${read(gap)} to ${read(back)} UTC (the calendar web has nobody on duty then)`;
  expect(found(up, 'Temporal')[0]).toBe('server well: it answers; 0 incidents are open');
  expect(found(up, 'repositories')).toEqual([`storefront well: main can be read, at ${commit.slice(0, 7)}`]);
  expect(found(up, 'sign-off')).toEqual([expect.stringContaining('storefront well: 1 of olga')]);
  expect(found(up, 'rosters')).toEqual([`web doubtful: nobody is on duty ${times}, from ${read(end)} UTC on (the calendar web has nobody on duty then)`]);
  expect(found(up, 'ladders')).toContain(`storefront: fix, rung 2 (after 10 min) broken: it may reach nobody: duty: nobody is on duty ${times}`);

  await Promise.all([calendar.close(), rm(shop.folder, { recursive: true }), rm(mirrors, { recursive: true, force: true })]);
  const down = await diagnose('127.0.0.1:9');
  expect(found(down, 'Temporal')).toEqual([expect.stringMatching(/^server broken: Temporal cannot be reached: /)]);
  expect(found(down, 'repositories')).toEqual([expect.stringMatching(/^storefront broken: git could not /)]);
  expect(found(down, 'rosters')).toEqual([expect.stringMatching(/^web broken: nobody is on duty from .*the calendar web cannot be reached/)]);
  expect(found(down, 'monitoring')[0]).toMatch(/^server well/);
});
