// What must stand before the day can begin? Every part, started in the order in which one needs the other, each with a line.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createApiClient } from '../client/api-client';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../integrations/postgres/embedded';
import { endpointsFileOf, targetsFileOf } from '../integrations/processes/deployer-place';
import { stopReleases } from '../integrations/processes/deployer-revive';
import type { Release } from '../src/contracts/result';
import { smokeEnvironment } from './customers';
import { deployFirstRelease } from './first-release';
import { writeInstallation } from './installation';
import { envoyPart } from './parts/envoy';
import { monitoringParts } from './parts/monitoring';
import { forgetFirstLink, readFirstLink } from '../machine/first-link';
import { ownPart } from '../machine/own-parts';
import { answers, temporalPart } from '../machine/temporal-server';
import { PORTS, type Ports } from './place';
import { createPortFinder } from '../machine/ports';
import { installPushHook } from './push-hook';
import { cloneRepository, createRepository } from './repository';
import { createStorefrontData } from './storefront-data';
import type { Story } from './stories';
import { bringPipeline } from './story-pipeline';
import { Supervisor } from '../machine/supervisor';
import { DEVELOPERS, issueTokens, TEAM } from './team/people';
import type { Tools } from './tools';

export interface Stage {
  folder: string;
  ports: Ports;
  api: string; // address of dashboard and API
  temporalUi: string;
  shop: string;
  origin: string;
  clones: Record<string, string>; // of each developer
  tokens: Record<string, string>;
  release: Release;
  supervisor: Supervisor;
  environment: Record<string, string>; // of dayshift's own processes
  end(): Promise<void>;
}

export interface StageOrder { folder: string; portBase: number; story: Story; tools: Tools; say: (line: string) => void; signal: AbortSignal; dist?: string /* the compiled sources; default: these */ }

/** Stands the whole stage up. Whatever fails, what was started is ended again. */
export async function setStage(order: StageOrder): Promise<Stage> {
  const { folder, say } = order;
  const supervisor = new Supervisor(folder, say);
  const releases = path.join(folder, 'releases');
  let postgres: EmbeddedPostgres | undefined;
  async function end(): Promise<void> {
    await supervisor.stopAll();
    await stopReleases({ folder: releases, graceSeconds: 5 });
    await postgres?.stop();
  }
  try {
    await supervisor.endLeftOvers();
    await stopReleases({ folder: releases, graceSeconds: 5 });
    const findPort = createPortFinder(order.portBase);
    const ports = {} as Ports;
    for (const name of PORTS) ports[name] = await findPort();
    const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const began = Date.now();
      order.signal.throwIfAborted(); // Ctrl-C before everything stands
      const done = await work();
      say(`${what} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      return done;
    };
    const temporal = step('Temporal is up', () => supervisor.start(temporalPart({ command: order.tools.temporal, folder, port: ports.temporal, uiPort: ports.temporalUi })));
    const repository = step('the storefront\'s repository has its history', async () => {
      const created = await createRepository({ folder });
      await bringPipeline(created.origin, order.story);
      return created;
    });
    for (const started of [temporal, repository]) started.catch(() => undefined); // a failure is heard when its turn comes, and must not end us before
    postgres = await step('PostgreSQL is up', () => startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), port: ports.postgres, log: () => undefined }));
    const { origin, releases: { '1.4.0': running } } = await repository;
    const { tokens, kept } = issueTokens(TEAM.map(({ id }) => id), ['git-hook']);
    const installationFile = writeInstallation({
      folder, ports, repository: origin, releasePorts: { from: ports.storefront + 100, to: ports.storefront + 400 }, tokens: kept, tools: order.tools, smoke: smokeEnvironment(),
      sessionSecret: randomBytes(24).toString('hex'),
      databases: { archive: await postgres.createDatabase('dayshift'), scratch: postgres.url, customers: await createStorefrontData({ adminUrl: postgres.url, name: 'storefront' }) },
    });
    const api = `http://127.0.0.1:${ports.api}`;
    const environment = {
      DAYSHIFT_FILE: installationFile, DAYSHIFT_HOME: path.join(folder, 'home'), DAYSHIFT_ADDRESS: api, PORT: String(ports.api),
      TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`, DAYSHIFT_TEMPORAL_UI: `http://127.0.0.1:${ports.temporalUi}`,
    };
    await forgetFirstLink(environment.DAYSHIFT_HOME);
    await step('the dashboard answers', () => supervisor.start({ ...ownPart('api', environment, order.dist), ready: () => answers(ports.api) }));
    say(`dashboard ${await readFirstLink(environment.DAYSHIFT_HOME, api)}`);
    say(`  (signs you in as ${TEAM[0]?.name ?? 'the first of the team'}, once and within the hour; without it the dashboard can be read: ${api})`);
    say(`Temporal UI http://127.0.0.1:${ports.temporalUi}`);
    await installPushHook(origin, { api, token: tokens['git-hook'] ?? '', repository: origin });
    const clones: Record<string, string> = {};
    for (const id of DEVELOPERS) clones[id] = await cloneRepository(origin, path.join(folder, 'clones', id), id);
    await supervisor.start(await envoyPart({
      command: order.tools.envoy, folder, endpointsFile: endpointsFileOf(releases, 'storefront', 'production'), listenPort: ports.storefront, adminPort: ports.envoyAdmin, nodeId: 'dayshift-demo',
    }));
    const release = await step('release 1.4.0 is built and live', () => deployFirstRelease({ installationFile, home: environment.DAYSHIFT_HOME, publicUrl: api, commit: running, log: () => undefined }));
    await temporal;
    await step('the worker is up', () => supervisor.start(ownPart('worker', environment, order.dist)));
    const monitoring = monitoringParts({
      folder, targets: targetsFileOf(releases, 'storefront', 'production'), alertsTo: `${api}/api/v1/alerts/alertmanager`, token: tokens['git-hook'] ?? '',
      prometheus: { command: order.tools.prometheus, port: ports.prometheus }, alertmanager: { command: order.tools.alertmanager, port: ports.alertmanager },
    });
    await step('Prometheus and Alertmanager are up', () => Promise.all(monitoring.map((part) => supervisor.start(part))));
    await createApiClient({ address: api }).incidents('all');
    return { folder, ports, api, temporalUi: `http://127.0.0.1:${ports.temporalUi}`, shop: `http://127.0.0.1:${ports.storefront}`, origin, clones, tokens, release, supervisor, environment, end };
  } catch (error) {
    await end();
    throw error;
  }
}
