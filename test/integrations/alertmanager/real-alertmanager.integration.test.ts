// Does a real Alertmanager, configured as the guide says, drive an incident rightly: firing, a growing group, repeats, resolutions, firing again?
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { createIncidentGateway } from '../../../api/incident-gateway';
import { overConnection } from '../../../api/gateway/temporal-connection';
import { listen, type Listening } from '../../../api/listen';
import { createPortFinder } from '../../../machine/ports';
import { Supervisor } from '../../../machine/supervisor';
import { createAlertmanager } from '../../../integrations/alertmanager';
import { incidentInput } from '../../../src/config/incident-input';
import type { IncidentView } from '../../../src/contracts/incident';
import { IncidentList } from '../../../src/contracts/http';
import { anApi, anInstallation } from '../../api/an-api';
import { until } from '../../api/until';
import { aWorld, REPOSITORY, type World } from '../../support/a-day';
import { aTemporalServer, type TemporalServer } from '../../support/a-temporal-server';
import { findPart } from '../../support/find-part';

const TOKEN = 'what-alertmanager-sends';
const GUIDE = path.join(__dirname, '../../../docs/guides/alert-sources.md');

let folder: string;
let server: TemporalServer;
let world: World;
let door: Listening;
let supervisor: Supervisor;
let alertmanager: string;

/** Only what a site must change: where dayshift is, the token, and seconds instead of minutes. */
async function snippetFor(address: string): Promise<string> {
  const [, snippet] = /```yaml\n(# alertmanager\.yml\n[\s\S]*?)```/.exec(await readFile(GUIDE, 'utf8')) ?? [];
  if (!snippet) throw new Error('the guide has no block that begins with "# alertmanager.yml"');
  const config = parse(snippet) as { route: Record<string, unknown>; receivers: { webhook_configs: { url: string; http_config: { authorization: { credentials: string } } }[] }[] };
  Object.assign(config.route, { group_wait: '1s', group_interval: '2s', repeat_interval: '4s' });
  const [webhook] = config.receivers[0]?.webhook_configs ?? [];
  if (!webhook) throw new Error('the guide\'s snippet posts to no webhook');
  webhook.url = `${address}${new URL(webhook.url).pathname}`;
  webhook.http_config.authorization.credentials = TOKEN;
  return stringify(config);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dayshift-alertmanager-'));
  server = await aTemporalServer();
  world = await aWorld(server.environment);
  const installation = anInstallation();
  installation.policies.quietWindow = '3s';
  installation.policies.reopenWithin = '10m';
  for (const service of installation.services) service.repository = REPOSITORY;
  const gateway = createIncidentGateway(overConnection(server.environment.connection, server.environment.namespace ?? 'default'));
  const { app } = anApi({
    installation, gateway, inputFor: (service, cause, rule) => incidentInput(installation, service, cause, rule),
    alertSources: new Map([['alertmanager', createAlertmanager({ name: 'alertmanager', token: TOKEN })]]),
  });
  door = await listen(app, { host: '127.0.0.1', port: 0 });
  const file = path.join(folder, 'alertmanager.yml');
  await writeFile(file, await snippetFor(`http://127.0.0.1:${door.port}`));
  const port = await createPortFinder(10_000 + Math.floor(Math.random() * 6000))();
  alertmanager = `http://127.0.0.1:${port}`;
  supervisor = new Supervisor(folder, () => undefined);
  await supervisor.start({
    name: 'alertmanager', command: findPart('alertmanager'), ready: async () => (await fetch(`${alertmanager}/-/ready`)).ok,
    args: [`--config.file=${file}`, `--storage.path=${path.join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address='],
  });
});
afterAll(async () => {
  await supervisor?.stopAll();
  await door?.close();
  await world?.stop();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const beganAt = new Map<string, string>();

/** What Prometheus tells Alertmanager: the alert fires, or it has ended. */
async function tell(region: string, status: 'firing' | 'ended', service = 'storefront'): Promise<void> {
  const startsAt = beganAt.get(region) ?? new Date().toISOString();
  if (status === 'firing') beganAt.set(region, startsAt);
  else beganAt.delete(region);
  const response = await fetch(`${alertmanager}/api/v2/alerts`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{
      labels: { alertname: 'LoginRefused', service, severity: 'critical', region }, annotations: { summary: 'Customers cannot log in', runbook_url: 'https://runbooks.example/login' },
      startsAt, ...(status === 'ended' ? { endsAt: new Date().toISOString() } : {}),
    }]),
  });
  if (!response.ok) throw new Error(`Alertmanager did not take the alert: ${await response.text()}`);
}

const api = async (address: string) => (await fetch(`http://127.0.0.1:${door.port}/api/v1${address}`)).json();
const board = async (state: string) => IncidentList.parse(await api(`/incidents?state=${state}`)).incidents;
const regions = ({ alerts }: IncidentView) => alerts.open.map(({ labels }) => labels['region']).sort();
const said = ({ timeline }: IncidentView, text: string) => timeline.filter((entry) => entry.text.includes(text)).length;

let id = '';
const when = (fits: (view: IncidentView) => boolean, what: string) => until(() => api(`/incidents/${id}`) as Promise<IncidentView>, fits, what);

test('it fires: one incident opens, under the group\'s name', async () => {
  await tell('eu', 'firing');
  const [row] = await until(() => board('open'), (rows) => rows.length > 0, 'an incident is open');
  id = row?.id ?? '';
  const view = await when(({ turn }) => turn?.role === 'product-owner', 'the product owner is asked');
  expect(view).toMatchObject({ workflowId: 'incident.storefront.LoginRefused', cause: 'LoginRefused', title: 'Customers cannot log in', severity: 'critical', rule: 'label service=storefront; grouped by the group of alertmanager' });
  expect(regions(view)).toEqual(['eu']);
  expect(view.alerts.open[0]).toMatchObject({ source: 'alertmanager', group: 'LoginRefused', links: [{ url: 'https://runbooks.example/login' }] });
});

test('the group grows: the second alert joins the same incident', async () => {
  await tell('us', 'firing');
  const view = await when(({ alerts }) => alerts.openCount === 2, 'both alerts are open');
  expect(regions(view)).toEqual(['eu', 'us']);
  expect(said(view, 'Alert LoginRefused opened')).toBe(1);
  expect(await board('open')).toHaveLength(1);
});

test('it repeats: only the count grows', async () => {
  const before = await api(`/incidents/${id}`) as IncidentView;
  const view = await when(({ alerts }) => alerts.received >= before.alerts.received + 2, 'the repeat has arrived');
  expect(view.alerts.openCount).toBe(2);
  expect(view.firstAlertAt).toBe(before.firstAlertAt);
  expect(said(view, 'LoginRefused')).toBe(said(before, 'LoginRefused'));
});

test('one of the two ends: the other stays open', async () => {
  await tell('eu', 'ended');
  const view = await when(({ alerts }) => alerts.openCount === 1, 'one is open');
  expect(regions(view)).toEqual(['us']);
  expect(said(view, 'Alert LoginRefused resolved')).toBe(1);
  expect(view.phase).not.toBe('closed');
});

test('all have ended: after the quiet window it has recovered by itself, and the board shows it as closed', async () => {
  await tell('us', 'ended');
  const view = await when(({ phase }) => phase === 'closed', 'the incident closes');
  expect(view).toMatchObject({ outcome: 'recovered-by-itself', alerts: { openCount: 0 }, reopensUntil: expect.any(String) });
  await until(() => board('open'), (rows) => rows.length === 0, 'the board has no open incident');
  await until(() => board('closed'), (rows) => rows.some((row) => row.id === id && row.outcome === 'recovered-by-itself'), 'the board has it among the closed');
});

test('it fires again within the reopen window: the same incident is open again', async () => {
  await tell('eu', 'firing');
  const view = await when(({ phase }) => phase !== 'closed', 'the incident reopens');
  expect(view).toMatchObject({ id, reopened: 1 });
  await until(() => board('open'), (rows) => rows.length === 1 && rows[0]?.id === id, 'the board has it open');
  await until(() => board('closed'), (rows) => rows.length === 0, 'and not among the closed');
});

test('an alert of no service is set aside, and another process of the API knows it', async () => {
  await tell('eu', 'firing', 'elsewhere');
  const other = createIncidentGateway(overConnection(server.environment.connection, server.environment.namespace ?? 'default'));
  const { unrouted } = await until(() => other.unrouted.list(), (list) => list.unrouted.length > 0, 'it is in the list');
  expect(unrouted).toEqual([expect.objectContaining({ rule: expect.stringContaining('no service is called "elsewhere"'), alert: expect.objectContaining({ name: 'LoginRefused' }) })]);
  await other.unrouted.dismiss(unrouted[0]?.key ?? '', 'paula');
  await expect(other.unrouted.dismiss('nothing', 'paula')).rejects.toMatchObject({ code: 'unrouted-unknown' });
});
