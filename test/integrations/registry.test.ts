// Does every name in the installation file find its adapter, and is an unknown one refused with the known ones?
import { readdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIntegrations } from '../../integrations/registry';
import { Installation } from '../../src/contracts/installation';
import { TEAM } from '../support/a-team';

type Rows = Installation['integrations'];
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'dayshift-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

function installation(change: Partial<Rows> = {}): Installation {
  return Installation.parse({
    name: 'test',
    team: TEAM,
    services: [{ name: 'storefront', repository: '/nowhere', address: 'http://127.0.0.1:1', impact: [{ name: 'refused', unit: 'share', query: 'q' }] }],
    integrations: {
      alertSources: ['alertmanager'],
      monitoring: { use: 'prometheus', url: 'http://127.0.0.1:1' },
      sourceControl: { use: 'git' },
      checkRunner: { use: 'processes' },
      deployers: [{ use: 'processes', folder: join(home, 'releases'), ports: { from: 4000, to: 4010 } }],
      evidence: { use: 'file-store', folder: join(home, 'evidence') },
      archive: { use: 'postgres', url: 'postgres://127.0.0.1:1/x' },
      notifiers: [
        { use: 'console' }, { use: 'webhook', url: 'http://127.0.0.1:1', secret: 's3cret' }, { use: 'webhook', name: 'pager', url: 'http://127.0.0.1:1' },
        { use: 'smtp', url: 'smtp://127.0.0.1:1', sender: 'dayshift@storefront.example' }, { use: 'slack', token: 'xoxb-1', secret: 's3cret', channel: 'C1' },
      ],
      subscriptions: [{ name: 'board', url: 'http://127.0.0.1:1', types: ['dev.cdevents.'] }],
      ...change,
    },
  });
}

it('composes every port, and touches nothing before it is asked', async () => {
  const ports = createIntegrations(installation(), { home, publicUrl: 'http://127.0.0.1:1' });
  expect([...ports.alertSources.keys()]).toEqual(['alertmanager']);
  expect([...ports.notifiers.keys()]).toEqual(['console', 'webhook', 'pager', 'smtp', 'slack']);
  expect(ports.subscribers.get('board')?.wants('dev.dayshift.incident.noted')).toBe(false);
  expect(ports.chatDoor).toBeDefined();
  expect(await readdir(home)).toEqual([]);
  expect(await ports.monitoring.measure('q')).toMatchObject({ value: null });
  expect(await ports.deployer.current('storefront', 'production')).toBeUndefined();
  await ports.close();
});

it('hears no buttons as long as no Slack row has a signing secret', async () => {
  const ports = createIntegrations(installation({ notifiers: [{ use: 'slack', url: 'http://127.0.0.1:1' }, { use: 'webhook', url: 'http://127.0.0.1:1', secret: 's3cret' }] }), { home, publicUrl: 'http://127.0.0.1:1' });
  expect(ports.chatDoor).toBeUndefined();
  await ports.close();
});

const unknown: [string, Partial<Rows>][] = [
  ['alertmanager, grafana, sentry, pagerduty, datadog, cloudevents, generic', { alertSources: [{ use: 'nagios', name: 'nagios' }] }],
  ['prometheus', { monitoring: { use: 'constructor', url: 'http://x' } }],
  ['git', { sourceControl: { use: 'svn' } }],
  ['processes', { checkRunner: { use: 'farm', slots: 1 } }],
  ['file-store', { evidence: { use: 'tape', folder: '/x' } }],
  ['postgres', { archive: { use: 'paper', url: 'x' } }],
  ['console, webhook, smtp, slack', { notifiers: [{ use: 'pigeon' }] }],
  ['webhook', { externalRunners: [{ name: 'lab', use: 'pigeon', url: 'http://x', secret: 'a secret of both sides', poll: '10s' }] }],
  ['webhook with a url', { notifiers: [{ use: 'webhook' }] }],
  ['smtp with a sender', { notifiers: [{ use: 'smtp', url: 'smtp://127.0.0.1' }] }],
  ['slack with a url', { notifiers: [{ use: 'slack' }] }],
];

it.each(unknown)('refuses an unknown name and says that it knows %s', (known, change) => {
  const compose = (): unknown => createIntegrations(installation(change), { home, publicUrl: 'http://127.0.0.1:1' });
  expect(compose).toThrow(expect.objectContaining({ code: 'adapter-unknown', details: expect.objectContaining({ known }) as object }) as Error);
});
