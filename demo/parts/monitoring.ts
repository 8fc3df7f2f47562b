// Prometheus with the rule that notices refused logins, and Alertmanager that posts to dayshift.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { SHARE_REFUSED } from '../installation';
import type { Part } from '../../machine/supervisor';

export interface MonitoringOrder {
  folder: string;
  prometheus: { command: string; port: number };
  alertmanager: { command: string; port: number };
  targets: string; // file_sd, written by the deployer
  alertsTo: string;
  token: string;
}

async function healthy(port: number): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok;
}

function write(file: string, content: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, stringify(content), { mode: 0o600 });
}

const RULES = {
  groups: [{
    name: 'storefront', interval: '1s',
    rules: [{
      alert: 'LoginRefused', for: '2s',
      expr: `${SHARE_REFUSED} > 0.1 and sum(rate(storefront_logins_total[10s])) > 1`,
      labels: { severity: 'critical', service: 'storefront' },
      annotations: { summary: 'Customers cannot log in', description: '{{ $value | humanizePercentage }} of logins are refused.' },
    }],
  }],
};

/** Both parts, with their files written below the folder. Second-long intervals: the demo's day lasts minutes. */
export function monitoringParts(order: MonitoringOrder): Part[] {
  const at = (name: string): string => path.join(order.folder, 'monitoring', name);
  write(at('rules.yml'), RULES);
  write(at('prometheus.yml'), {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: [at('rules.yml')],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${order.alertmanager.port}`] }] }] },
    scrape_configs: [{ job_name: 'storefront', file_sd_configs: [{ files: [order.targets], refresh_interval: '1s' }] }],
  });
  write(at('alertmanager.yml'), {
    route: { receiver: 'dayshift', group_by: ['alertname', 'service'], group_wait: '1s', group_interval: '2s', repeat_interval: '1m' },
    receivers: [{
      name: 'dayshift',
      webhook_configs: [{ url: order.alertsTo, send_resolved: true, http_config: { authorization: { type: 'Bearer', credentials: order.token } } }],
    }],
  });
  return [
    {
      name: 'prometheus', command: order.prometheus.command, ready: () => healthy(order.prometheus.port),
      args: [`--config.file=${at('prometheus.yml')}`, `--storage.tsdb.path=${at('prometheus')}`, `--web.listen-address=127.0.0.1:${order.prometheus.port}`, '--storage.tsdb.retention.time=2d', '--log.level=warn'],
    },
    {
      name: 'alertmanager', command: order.alertmanager.command, ready: () => healthy(order.alertmanager.port),
      args: [`--config.file=${at('alertmanager.yml')}`, `--storage.path=${at('alertmanager')}`, `--web.listen-address=127.0.0.1:${order.alertmanager.port}`, '--cluster.listen-address=', '--log.level=warn'],
    },
  ];
}
