// A whole API for tests: an honest gateway behind it, typed by the real one, and in-memory stores beside it.
import { createHash } from 'node:crypto';
import pino from 'pino';
import { createApp } from '../../api/app';
import type { ApiDeps } from '../../api/deps';
import { createAlertmanager } from '../../integrations/alertmanager';
import { createInMemoryArchive, createInMemoryAuditLog, createInMemoryCredentials, createInMemoryDeployer, createInMemoryDuty, createInMemoryMonitoring, createInMemoryRepeats, createInMemorySourceControl, createInMemoryStore } from '../../integrations/in-memory';
import { incidentInput } from '../../src/config/incident-input';
import { parsePipelineFile } from '../../src/config/pipeline-file';
import { Installation } from '../../src/contracts/installation';
import { TEAM } from '../support/a-team';
import { createFakeGateway } from './a-gateway';

export const TOKENS = { paula: 'paulas-token', maya: 'mayas-token', olga: 'olgas-token', hook: 'the-hooks-token' } as const;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export function anInstallation(): Installation {
  return Installation.parse({
    name: 'the storefront\'s team', team: TEAM,
    tokens: [
      { sha256: sha256(TOKENS.paula), person: 'paula' }, { sha256: sha256(TOKENS.maya), person: 'maya' }, { sha256: sha256(TOKENS.olga), person: 'olga' },
      { sha256: sha256(TOKENS.hook), program: 'git-hook' },
    ],
    services: [
      { name: 'storefront', repository: '/srv/storefront.git', address: 'http://127.0.0.1:1', customerReports: true, impact: [{ name: 'customers affected', unit: 'customers', query: 'q' }, { name: 'logins refused', unit: 'share', query: 'q', headline: true, troubleAbove: 0.1 }] },
      { name: 'checkout', repository: '/srv/checkout.git', address: 'http://127.0.0.1:2', alerts: [{ labels: { team: 'payments', job: 'till' } }], impact: [{ name: 'orders lost', unit: 'count', query: 'q' }] },
    ],
    integrations: {
      alertSources: ['alertmanager'], monitoring: { use: 'in-memory', url: 'memory' }, sourceControl: { use: 'in-memory' }, checkRunner: { use: 'in-memory' },
      deployers: [{ use: 'processes', folder: '/memory', ports: { from: 1, to: 2 } }], evidence: { use: 'in-memory', folder: 'memory' }, archive: { use: 'in-memory', url: 'memory' },
    },
  });
}

export function anApi(change: Partial<ApiDeps> = {}) {
  const installation = anInstallation();
  const gateway = createFakeGateway();
  const archive = createInMemoryArchive();
  const store = createInMemoryStore();
  const deployer = createInMemoryDeployer({ hasArtifact: store.hasArtifact });
  const monitoring = createInMemoryMonitoring();
  const sourceControl = createInMemorySourceControl();
  const duty = createInMemoryDuty();
  const credentials = createInMemoryCredentials();
  const auditLog = createInMemoryAuditLog();
  const repeats = createInMemoryRepeats();
  const written: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => { written.push(line); } });
  const deps: ApiDeps = {
    installation, gateway, archive, deployer, monitoring, sourceControl, duty, credentials, auditLog, repeats, parsePipeline: parsePipelineFile, logs: store, evidence: store, logger, schemas: { 'note.schema.json': { type: 'object' } },
    alertSources: new Map([['alertmanager', createAlertmanager()]]),
    inputFor: (service, cause, rule) => incidentInput(installation, service, cause, rule),
    publicUrl: 'http://dayshift.example:8080', readsNeedToken: false, othersCanCome: false, ...change,
  };
  return { app: createApp(deps), deps, gateway, archive, store, deployer, monitoring, sourceControl, duty, credentials, auditLog, repeats, written };
}

export interface AlertOptions { name?: string; service?: string; status?: 'firing' | 'resolved'; fingerprint?: string; labels?: Record<string, string> }

/** What Alertmanager posts. */
export function aDelivery(...alerts: AlertOptions[]) {
  return {
    version: '4', status: 'firing', receiver: 'dayshift', groupKey: '{}', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://127.0.0.1:3', truncatedAlerts: 0,
    alerts: alerts.map(({ name = 'LoginRefused', service = 'storefront', status = 'firing', fingerprint = 'f1', labels = {} }) => ({
      status, fingerprint, startsAt: '2026-01-05T09:40:00Z', endsAt: status === 'resolved' ? '2026-01-05T09:50:00Z' : '0001-01-01T00:00:00Z', generatorURL: 'http://127.0.0.1:4/graph',
      labels: { alertname: name, severity: 'critical', ...(service ? { service } : {}), ...labels }, annotations: { summary: 'Customers cannot log in' },
    })),
  };
}
