// Can what the guide says to paste be pasted? Its rows are taken, and its snippets are read by what they are for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { createAlertmanager } from '../../integrations/alertmanager';
import { createCloudevents } from '../../integrations/cloudevents';
import { createGeneric } from '../../integrations/generic';
import { parseInstallation } from '../../src/config/installation';
import { AlertSourceRow } from '../../src/contracts/integrations';
import { changed, ENVIRONMENT, INSTALLATION } from '../support/files';
import { doubtOf, sample } from './alert-deliveries';

const guide = readFileSync(join(__dirname, '../../docs/guides/alert-sources.md'), 'utf8');

function blocks(language: string, beginning: string): string[] {
  return [...guide.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, named, text = '']) => named === language && text.startsWith(beginning)).map(([, , text = '']) => text);
}

const written = blocks('yaml', 'alertSources:');
const variables = { ...ENVIRONMENT, ...Object.fromEntries([...guide.matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name = '']) => [name, `the value of ${name}`])) };

test('every list of sources is taken into an installation file', () => {
  expect(written.length).toBeGreaterThan(1);
  for (const block of written) {
    const rows = block.replace(/^alertSources:\n/, '').replace(/^/gm, '  ').trimEnd();
    const { integrations } = parseInstallation(changed(INSTALLATION, '  alertSources: [alertmanager]', `  alertSources:\n${rows}`), 'dayshift.yaml', variables);
    expect(integrations.alertSources.length).toBeGreaterThan(0);
    expect(JSON.stringify(integrations.alertSources)).not.toContain('${');
  }
});

test('the mapping reads the sample that it was written for', () => {
  const rows = z.object({ alertSources: z.array(AlertSourceRow) }).parse(parse(written.find((block) => block.includes('use: generic')) ?? '')).alertSources;
  const [row] = rows;
  if (!row) throw new Error('the guide has a generic source');
  expect(createGeneric(row).decode(sample('generic-uptime'), {}).alerts).toEqual([
    expect.objectContaining({ source: 'uptime', name: 'Login answers', severity: 'high', service: 'storefront', status: 'firing' }), expect.objectContaining({ name: 'Search answers', status: 'resolved' }),
  ]);
});

test('the token in Alertmanager\'s file is one that the source takes, at its address', () => {
  const file = z.object({ receivers: z.tuple([z.object({ webhook_configs: z.tuple([z.object({ url: z.string(), send_resolved: z.literal(true), http_config: z.object({ authorization: z.object({ type: z.string(), credentials: z.string() }) }) })]) })]) });
  const [{ webhook_configs: [webhook] }] = file.parse(parse(blocks('yaml', '# alertmanager.yml')[0] ?? '')).receivers;
  const { type, credentials } = webhook.http_config.authorization;
  expect(webhook.url).toMatch(/\/api\/v1\/alerts\/alertmanager$/);
  expect(doubtOf(createAlertmanager({ token: credentials }), '{}', { authorization: `${type} ${credentials}` })).toBeUndefined();
});

test('the CloudEvent that curl sends becomes an alert', () => {
  const [, body = ''] = /-d '(\{[\s\S]*?\})'/.exec(guide) ?? [];
  expect(createCloudevents().decode(JSON.parse(body), {}).alerts).toEqual([expect.objectContaining({ name: 'LoginRefused', fingerprint: '/checks/login storefront/login' })]);
});
