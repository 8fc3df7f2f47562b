// Which service and cause does an alert belong to? The source's own label, else the installation's matchers; the answer names the rule.
import type { Alert } from '../src/contracts/alert';
import type { Installation, Service } from '../src/contracts/installation';

export type Route = { service: Service; cause: string; rule: string } | { service: undefined; rule: string };

function readLabels(labels: Record<string, string>): string {
  return Object.entries(labels).map(([name, value]) => `${name}=${value}`).join(', ');
}

/** The first rule that fits wins: the label `service`, then each service's matchers in the file's order. */
export function routeAlert(installation: Installation, alert: Alert): Route {
  const named = alert.service ?? alert.labels['service'];
  const byName = installation.services.find((service) => service.name === named);
  if (byName) return { service: byName, cause: alert.name, rule: `label service=${byName.name}` };
  for (const service of installation.services) {
    const matcher = service.alerts.find(({ labels }) => Object.entries(labels).every(([name, value]) => alert.labels[name] === value));
    if (matcher) return { service, cause: alert.name, rule: `labels ${readLabels(matcher.labels)} of ${service.name}` };
  }
  const known = installation.services.map((service) => service.name).join(', ');
  const found = named === undefined ? 'it has no label `service`' : `no service is called "${named}"`;
  return { service: undefined, rule: `${found} (known: ${known}), and no matcher of dayshift.yaml fits its labels` };
}
