// Which row of dayshift.yaml would take this alert? A piece to paste, with the labels that stay the same from alert to alert.
import type { Alert } from '../../src/contracts/alert';

/** Labels that name a machine, a moment or a mood: a row with one of them would fit this alert only. */
const PASSING = /^(instance|pod|pod_name|container|container_id|node|host|hostname|ip|endpoint|replica|uid|id|severity|level|priority|prometheus|le|quantile|url|value|timestamp|service)$/i;
const MOST_LABELS = 4;
const FIRST = ['alertname', 'job', 'namespace', 'app', 'team', 'project', 'cluster', 'env'];

/** The labels that the row is made of, the most telling first. */
export function lastingLabels(labels: Alert['labels']): [string, string][] {
  const rank = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return Object.entries(labels)
    .filter(([name, value]) => name !== '' && value !== '' && !PASSING.test(name))
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .slice(0, MOST_LABELS);
}

/** YAML. Texts stand in double quotes as JSON writes them, which YAML reads the same. */
export function matcherFor({ source, labels }: Pick<Alert, 'source' | 'labels'>): string {
  const lasting = lastingLabels(labels);
  const rows = [
    `- source: ${quoted(source)}`,
    ...(lasting.length ? ['  labels:', ...lasting.map(([name, value]) => `    ${quoted(name)}: ${quoted(value)}`)] : []),
  ];
  return ['alerts:', ...rows.map((row) => `  ${row}`)].join('\n');
}

const PLAIN = /^[A-Za-z][A-Za-z0-9_-]*$/;
const NOT_TEXT = /^(true|false|yes|no|on|off|null|y|n)$/i;

function quoted(text: string): string {
  return PLAIN.test(text) && !NOT_TEXT.test(text) ? text : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
