// Everything of the demo that a deployment needs, and nothing else: real parts, the small shop, and monitoring that is set by hand.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { createApiClient, type ApiClient } from '../../client/api-client';
import { deployFirstRelease } from '../../demo/first-release';
import { envoyPart } from '../../demo/parts/envoy';
import { ownPart } from '../../machine/own-parts';
import { answers, temporalPart } from '../../machine/temporal-server';
import { createPortFinder } from '../../machine/ports';
import { Supervisor } from '../../machine/supervisor';
import { issueTokens, TEAM } from '../../demo/team/people';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../integrations/postgres/embedded';
import { endpointsFileOf, stopReleases } from '../../integrations/processes/deployer';
import { AlertAnswer } from '../../src/contracts/http';
import type { Release } from '../../src/contracts/result';
import { startAPrometheus, type APrometheus } from './a-prometheus';
import { findPart } from './find-part';
import { createSmallShop, SHOP, type SmallShop } from './small-shop';

export interface SmallStage {
  folder: string;
  releases: string; // the deployer's folder
  starts: string; // file: each start of a release's process
  ports: { from: number; to: number }; // of releases
  address: string; // where customers reach the shop
  supervisor: Supervisor;
  monitoring: APrometheus;
  shop: SmallShop;
  first: Release;
  api(person: string): ApiClient;
  /** An alert as Alertmanager posts it; answers the incident's id. */
  alert(): Promise<string>;
  end(): Promise<void>;
}

/** `every`: how often the watch looks; default 1s. */
export interface SmallStageOrder { folder: string; dist: string; portBase: number; say: (line: string) => void; every?: string }

const PEOPLE = TEAM.filter(({ id }) => ['paula', 'maya', 'olga'].includes(id));
const RELEASE_PORTS = 40;
const LONG = '30m'; // longer than any release here is watched before it is told how it does

interface InstallationOrder { folder: string; releases: string; starts: string; ports: SmallStage['ports']; repository: string; address: string; monitoring: string; archive: string; tokens: unknown }

function writeInstallation({ folder, releases, starts, ports, repository, address, monitoring, archive, tokens }: InstallationOrder): string {
  const file = path.join(folder, 'dayshift.yaml');
  writeFileSync(file, stringify({
    name: 'The small shop\'s team', team: PEOPLE, tokens,
    services: [{
      name: SHOP, repository, address, alerts: [{ labels: { job: SHOP } }], owners: ['maya'],
      impact: [{ name: 'visits refused', unit: 'share', query: 'shop_refused', headline: true, troubleAbove: 0.1 }],
      deployEnvironment: { SHOP_STARTS: starts },
    }],
    integrations: {
      alertSources: ['alertmanager'], monitoring: { use: 'prometheus', url: monitoring }, sourceControl: { use: 'git' }, checkRunner: { use: 'processes', slots: 2 },
      deployers: [{ use: 'processes', folder: releases, ports }], evidence: { use: 'file-store', folder: path.join(folder, 'evidence') },
      archive: { use: 'postgres', url: archive }, notifiers: [{ use: 'console' }],
    },
  }), { mode: 0o600 });
  return file;
}

async function postAlert(api: string, token: string): Promise<string> {
  const alert = { status: 'firing', labels: { alertname: 'VisitsRefused', job: SHOP, severity: 'critical' }, annotations: { summary: 'Visits are refused' }, startsAt: new Date().toISOString(), endsAt: '0001-01-01T00:00:00Z', generatorURL: '', fingerprint: 'a1b2c3d4e5f60718' };
  const body = JSON.stringify({ version: '4', groupKey: '{}:{alertname="VisitsRefused"}', status: 'firing', receiver: 'dayshift', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: '', alerts: [alert] });
  const response = await fetch(`${api}/api/v1/alerts/alertmanager`, { method: 'POST', body, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } });
  const said = await response.text();
  const incident = response.ok ? AlertAnswer.parse(JSON.parse(said)).alerts[0]?.incident : undefined;
  if (!incident) throw new Error(`the alert opened nothing: ${response.status} ${said}`);
  return incident;
}

/** Stands it up. Whatever fails, what was started is ended again. */
export async function setSmallStage({ folder, dist, portBase, say, every = '1s' }: SmallStageOrder): Promise<SmallStage> {
  const releases = path.join(folder, 'releases');
  const starts = path.join(folder, 'starts');
  const supervisor = new Supervisor(folder, say);
  const monitoring = await startAPrometheus();
  let starting: Promise<EmbeddedPostgres> | undefined;
  async function end(): Promise<void> {
    await supervisor.stopAll();
    await stopReleases({ folder: releases, graceSeconds: 2 });
    await starting?.then((postgres) => postgres.stop(), () => undefined); // one that did not start is told by who waited for it
    await monitoring.close();
  }
  try {
    const findPort = createPortFinder(portBase);
    const [temporal, api, listen, admin, database] = [await findPort(), await findPort(), await findPort(), await findPort(), await findPort()];
    const ports = { from: portBase + RELEASE_PORTS, to: portBase + 2 * RELEASE_PORTS };
    const address = `http://127.0.0.1:${listen}`;
    starting = startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), port: database, log: () => undefined });
    const [shop, postgres] = await Promise.all([
      createSmallShop(path.join(folder, 'repository'), { for: LONG, every }),
      starting,
      supervisor.start(temporalPart({ command: findPart('temporal'), folder, port: temporal })),
    ]);
    const { tokens, kept } = issueTokens(PEOPLE.map(({ id }) => id), ['alertmanager']);
    const installationFile = writeInstallation({ folder, releases, starts, ports, repository: shop.origin, address, monitoring: monitoring.url, archive: await postgres.createDatabase('dayshift'), tokens: kept });
    const base = `http://127.0.0.1:${api}`;
    const environment = { DAYSHIFT_FILE: installationFile, DAYSHIFT_HOME: path.join(folder, 'home'), DAYSHIFT_ADDRESS: base, PORT: String(api), TEMPORAL_ADDRESS: `127.0.0.1:${temporal}` };
    const envoy = await envoyPart({ command: findPart('envoy'), folder, endpointsFile: endpointsFileOf(releases, SHOP, 'production'), listenPort: listen, adminPort: admin, nodeId: 'small-stage' });
    await Promise.all([
      supervisor.start({ ...ownPart('api', environment, dist), ready: () => answers(api) }),
      supervisor.start(envoy),
    ]);
    const first = await deployFirstRelease({ installationFile, home: environment.DAYSHIFT_HOME, publicUrl: base, commit: shop.main, log: () => undefined });
    await supervisor.start(ownPart('worker', environment, dist));
    return {
      folder, releases, starts, ports, address, supervisor, monitoring, shop, first, end,
      api: (person) => createApiClient({ address: base, token: tokens[person] ?? '' }),
      alert: () => postAlert(base, tokens['alertmanager'] ?? ''),
    };
  } catch (error) {
    await end();
    throw error;
  }
}
