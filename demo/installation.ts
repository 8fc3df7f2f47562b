// The demo's own `dayshift.yaml`: the same file a team writes, filled with this run's ports and folders.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { Installation } from '../src/contracts/installation';
import type { Ports } from './place';
import { DEVELOPERS, TEAM } from './team/people';

export const SHARE_REFUSED = 'sum(rate(storefront_logins_total{outcome="refused"}[10s])) / sum(rate(storefront_logins_total[10s]))';

/** As the storefront's watch counts it: wrong passwords are people's own mistakes. */
const SHARE_BAD = 'sum(rate(storefront_logins_total{outcome="refused",reason!="wrong-password"}[$window])) / sum(rate(storefront_logins_total[$window]))';

/** Minutes instead of hours: whoever plays a part by hand sees a reminder and an escalation. */
const LADDERS = {
  assign: [{ after: '0s', tell: ['product-owner'] }, { after: '45s', tell: ['product-owner'] }, { after: '90s', tell: ['duty', 'operations-engineer'] }],
  fix: [{ after: '0s', tell: ['assignee'] }, { after: '5m', tell: ['assignee'] }, { after: '10m', tell: ['duty'] }, { after: '20m', tell: ['product-owner'] }],
  signOff: [{ after: '0s', tell: ['deciders'] }, { after: '5m', tell: ['deciders'] }, { after: '15m', tell: ['product-owner'] }],
};

export interface InstallationOrder {
  folder: string;
  ports: Ports;
  releasePorts: { from: number; to: number };
  repository: string;
  databases: { archive: string; customers: string; scratch: string };
  sessionSecret: string;
  tokens: Installation['tokens'];
  tools: { chromium: string };
  smoke: Record<string, string>; // which customer tries again after the deployment
}

/** Writes the file, readable by its owner only, and answers its path. */
export function writeInstallation(order: InstallationOrder): string {
  const { ports, folder } = order;
  const installation = {
    name: 'The demo storefront\'s team',
    team: TEAM,
    duty: [{ use: 'rotation', name: 'shop-developers', zone: 'Europe/Berlin', starts: '2026-01-05T09:00', every: '1w', people: DEVELOPERS }],
    tokens: order.tokens,
    services: [{
      name: 'storefront', repository: order.repository, protectedBranch: 'main', environment: 'production',
      address: `http://127.0.0.1:${ports.storefront}`,
      alerts: [{ labels: { job: 'storefront' } }],
      impact: [
        { name: 'logins refused', unit: 'share', query: SHARE_REFUSED, headline: true, troubleAbove: 0.1, severity: { medium: 0.01, high: 0.05, critical: 0.2 } },
        { name: 'logins refused in the last ten minutes', unit: 'count', query: 'sum(increase(storefront_logins_total{outcome="refused"}[10m]))' },
        { name: 'customers affected', unit: 'customers', query: 'sum(storefront_customers_refused)' },
      ],
      objective: { target: '99%', query: SHARE_BAD, window: '1h' }, // of a month in earnest; the demo's production is minutes old
      owners: ['maya', 'ravi'],
      duty: 'shop-developers',
      links: [{ title: 'The shop', url: `http://127.0.0.1:${ports.storefront}` }, { title: 'Prometheus', url: `http://127.0.0.1:${ports.prometheus}/alerts` }],
      customerReports: true,
      checkEnvironment: { STOREFRONT_TEST_DATABASE_URL: order.databases.scratch, DAYSHIFT_CHROMIUM: order.tools.chromium, ...order.smoke },
      deployEnvironment: { DATABASE_URL: order.databases.customers, SESSION_SECRET: order.sessionSecret },
    }],
    statusPage: { title: 'Status of Fern & Kettle', services: { storefront: 'Online shop' } },
    integrations: {
      alertSources: ['alertmanager'],
      monitoring: { use: 'prometheus', url: `http://127.0.0.1:${ports.prometheus}` },
      sourceControl: { use: 'git' },
      checkRunner: { use: 'processes', slots: 2 },
      deployers: [{ use: 'processes', folder: path.join(folder, 'releases'), ports: order.releasePorts }],
      evidence: { use: 'file-store', folder: path.join(folder, 'evidence') },
      archive: { use: 'postgres', url: order.databases.archive },
      notifiers: [{ use: 'console' }],
    },
    policies: { assignWithin: '2m', fixWithin: '30m', acknowledgedFor: '10m', quietWindow: '2m', reopenWithin: '5m', refreshImpact: '1m', ladders: LADDERS },
  };
  const file = path.join(folder, 'dayshift.yaml');
  writeFileSync(file, stringify(installation), { mode: 0o600 });
  return file;
}
