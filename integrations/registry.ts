// Which adapter stands behind a name? An unknown name is an error that lists the known ones, never a default.
import path from 'node:path';
import type { Installation } from '../src/contracts/installation';
import type { AlertSourceRow, DeployerRow, ExternalRunnerRow, NotifierRow } from '../src/contracts/integrations';
import { addressOf, deployVariables } from '../src/contracts/service-places';
import { DayshiftError, secretValues } from '../src/errors';
import type { Ports } from '../src/ports';
import type { AlertSource } from '../src/ports/alert-source';
import type { Archive } from '../src/ports/archive';
import type { AuditLog } from '../src/ports/audit-log';
import type { ChatDoor } from '../src/ports/chat-door';
import type { CheckRunner } from '../src/ports/check-runner';
import type { Credentials } from '../src/ports/credentials';
import type { Deployer } from '../src/ports/deployer';
import type { ArtifactStore, EvidenceStore, LogStore } from '../src/ports/evidence-store';
import type { ExternalRunner } from '../src/ports/external-runner';
import type { JobDoor } from '../src/ports/job-door';
import type { Monitoring } from '../src/ports/monitoring';
import type { Notifier } from '../src/ports/notifier';
import type { Repeats } from '../src/ports/repeats';
import type { SourceControl } from '../src/ports/source-control';
import type { SourceHistory } from '../src/ports/source-history';
import { createAlertmanager } from './alertmanager';
import { createBillOfMaterials } from './bill-of-materials';
import { createCloudevents } from './cloudevents';
import { createCommandDeployer } from './command';
import { createConsoleNotifier } from './console';
import { createDatadog } from './datadog';
import { createDeployers } from './deployers';
import { createExternalWebhook } from './external-webhook';
import { createJobDoor } from './external-webhook/door';
import { createFileStore } from './file-store';
import { createGeneric } from './generic';
import { createGit } from './git';
import { createHistory } from './git/history';
import { createGrafana } from './grafana';
import { createPagerduty } from './pagerduty';
import { createPostgresArchive } from './postgres';
import { createPostgresAuditLog } from './postgres/audit-log';
import { createPostgresCredentials } from './postgres/credentials';
import { createPool } from './postgres/pool';
import { createPostgresRepeats } from './postgres/repeats';
import { createProcessRunner } from './processes/check-runner';
import { createProcessDeployer } from './processes/deployer';
import { createPrometheus } from './prometheus';
import { createRosters } from './rosters';
import { createSentry } from './sentry';
import { createSlackNotifier } from './slack';
import { createSlackDoor } from './slack/door';
import { createMailNotifier } from './smtp';
import type { Tracing, TracingOrder } from './opentelemetry';
import { createWebhookNotifier } from './webhook';
import { createSubscriber } from './webhook/subscriber';

/** Where this machine notes what its check runner has started. */
export function runsFolder(home: string): string {
  return path.join(home, 'runs');
}

type Integrations = Installation['integrations'];
type Stores = EvidenceStore & ArtifactStore & LogStore;

/** What every adapter may need besides its own row of the installation file. */
interface Surroundings {
  home: string; // absolute; this machine's state
  publicUrl: string; // where others reach dayshift
  stores: Stores;
  services: Installation['services'];
  team: Installation['team'];
}

const ALERT_SOURCES: Record<string, (row: AlertSourceRow) => AlertSource> = {
  alertmanager: createAlertmanager, grafana: createGrafana, sentry: createSentry, pagerduty: createPagerduty, datadog: createDatadog, cloudevents: createCloudevents, generic: createGeneric,
};
const MONITORING: Record<string, (row: Integrations['monitoring']) => Monitoring> = { prometheus: ({ url }) => createPrometheus({ url }) };
const SOURCE_CONTROL: Record<string, (around: Surroundings) => SourceControl> = { git: ({ home }) => createGit({ folder: path.join(home, 'mirrors') }) };
const SOURCE_HISTORIES: Record<string, (around: Surroundings) => SourceHistory> = { git: ({ home }) => createHistory(path.join(home, 'mirrors')) };
const CHECK_RUNNERS: Record<string, (around: Surroundings) => CheckRunner> = {
  processes: ({ home, stores }) => createProcessRunner({ stateFolder: runsFolder(home), logs: stores }),
};
const STORES: Record<string, (row: Integrations['evidence']) => Stores> = { 'file-store': ({ folder }) => createFileStore(folder) };
const EXTERNAL_RUNNERS: Record<string, (row: ExternalRunnerRow, around: Surroundings) => ExternalRunner> = {
  webhook: (row, { stores, publicUrl }) => createExternalWebhook({ row, publicUrl, evidence: stores, logs: stores }),
};
/** Everything that one database keeps, over one pool of connections. */
interface Kept { archive: Archive; auditLog: AuditLog; credentials: Credentials; repeats: Repeats; close(): Promise<void> }
const ARCHIVES: Record<string, (row: Integrations['archive']) => Kept> = {
  postgres({ url }) {
    const pool = createPool({ url });
    return { archive: createPostgresArchive(pool), auditLog: createPostgresAuditLog(pool), credentials: createPostgresCredentials(pool), repeats: createPostgresRepeats(pool), close: pool.close };
  },
};
const NOTIFIERS: Record<string, (row: NotifierRow, around: Surroundings) => Notifier> = {
  console: () => createConsoleNotifier(),
  webhook: (row) => createWebhookNotifier({ url: needed(row, 'url'), secret: row.secret }),
  smtp: (row, { team }) => createMailNotifier({ url: needed(row, 'url'), sender: needed(row, 'sender'), list: row.channel, team }),
  slack: (row, { team }) => createSlackNotifier({ url: row.token === undefined ? needed(row, 'url') : row.url, token: row.token, channel: row.channel, secret: row.secret, api: row.api, team }),
};

/** A row's `use` is one of a closed set, so that each has its own fields. */
function createTarget(row: DeployerRow, { home, stores, services }: Surroundings): Deployer {
  if (row.use === 'processes') return createProcessDeployer({ folder: row.folder, ports: row.ports, artifacts: stores, address: (service, environment) => addressOf(services, service, environment) });
  return createCommandDeployer({
    row, stateFolder: path.join(home, 'deployers', row.name), artifacts: stores,
    variables(name, environment) {
      const service = services.find((candidate) => candidate.name === name);
      const env = (service && deployVariables(service, environment)) ?? {};
      return { env, secrets: secretValues(env) };
    },
  });
}

function needed(row: NotifierRow, field: 'url' | 'sender'): string {
  const value = row[field];
  if (!value) throw new DayshiftError('adapter-unknown', { kind: 'notifier', name: `${row.use} (without ${field})`, known: `${row.use} with a ${field}` });
  return value;
}

function pick<T>(kind: string, known: Record<string, T>, name: string): T {
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!found) throw new DayshiftError('adapter-unknown', { kind, name, known: Object.keys(known).join(', ') });
  return found;
}

export interface IntegrationOptions {
  home: string; // absolute; this machine's state
  publicUrl: string; // where others reach dayshift, e.g. another CI
}
export interface ComposedIntegrations extends Ports {
  alertSources: Map<string, AlertSource>;
  /** Who hears the buttons of Slack's messages; absent when no row has a signing secret. */
  chatDoor?: ChatDoor;
  /** Who hears of jobs in other systems; absent when no row names one. */
  jobDoor?: JobDoor;
  /** What was asked under which key. */
  repeats: Repeats;
  /** The secrets that open something, by their hashes. */
  credentials: Credentials;
  /** Who did what. */
  auditLog: AuditLog;
  /** Gives connections back; nothing may be asked afterwards. */
  close(): Promise<void>;
}

/** Spans leave the process from here on, see integrations/opentelemetry. It is loaded only now. */
export async function startTracing(order: TracingOrder): Promise<Tracing> {
  const opentelemetry = await import('./opentelemetry/index.js');
  return opentelemetry.startTracing(order);
}

/** Everything behind the ports, by the installation file. Throws `adapter-unknown`. Opens no connection yet. */
export function createIntegrations(installation: Installation, { home, publicUrl }: IntegrationOptions): ComposedIntegrations {
  const { alertSources, monitoring, sourceControl, checkRunner, deployers, evidence, archive, notifiers, subscriptions, externalRunners } = installation.integrations;
  const stores = pick('evidence store', STORES, evidence.use)(evidence);
  const around: Surroundings = { home, publicUrl, stores, services: installation.services, team: installation.team };
  const kept = pick('archive', ARCHIVES, archive.use)(archive);
  return {
    alertSources: new Map(alertSources.map((row) => [row.name, pick('alert source', ALERT_SOURCES, row.use)(row)])),
    monitoring: pick('monitoring', MONITORING, monitoring.use)(monitoring),
    sourceControl: pick('source control', SOURCE_CONTROL, sourceControl.use)(around),
    sourceHistory: pick('source control', SOURCE_HISTORIES, sourceControl.use)(around),
    checkRunner: pick('check runner', CHECK_RUNNERS, checkRunner.use)(around),
    externalRunners: new Map(externalRunners.map((row) => [row.name, pick('external runner', EXTERNAL_RUNNERS, row.use)(row, around)])),
    evidence: stores, artifacts: stores, logs: stores,
    billOfMaterials: createBillOfMaterials(),
    deployer: createDeployers({ services: installation.services, rows: deployers, targets: new Map(deployers.map((row) => [row.name, createTarget(row, around)])) }),
    archive: kept.archive, repeats: kept.repeats, credentials: kept.credentials, auditLog: kept.auditLog,
    notifiers: new Map(notifiers.map((row) => [row.name ?? row.use, pick('notifier', NOTIFIERS, row.use)(row, around)])),
    subscribers: new Map(subscriptions.map((row) => [row.name, createSubscriber(row)])),
    chatDoor: slackDoor(notifiers),
    jobDoor: externalRunners.length > 0 ? createJobDoor({ rows: externalRunners, evidence: stores, logs: stores }) : undefined,
    duty: createRosters(installation.duty, installation.team),
    close: () => kept.close(),
  };
}

function slackDoor(notifiers: readonly NotifierRow[]): ChatDoor | undefined {
  const rows = notifiers.filter(({ use, secret }) => use === 'slack' && secret !== undefined);
  if (rows.length === 0) return undefined;
  const own = rows.flatMap(({ url, api }) => [url, api]).flatMap((address) => (address && URL.canParse(address) ? new URL(address) : []))
    .filter(({ hostname }) => hostname === 'localhost' || hostname.startsWith('127.'));
  return createSlackDoor({ secrets: rows.flatMap(({ secret }) => secret ?? []), answersTo: own.map(({ origin }) => origin) });
}
