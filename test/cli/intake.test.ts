// Do `explain alert` and `unrouted` say what the door would do, and did? Against the real API on a double of Temporal.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listen, type Listening } from '../../api/listen';
import { createAlertmanager } from '../../integrations/alertmanager';
import { aDelivery, anApi, TOKENS, type AlertOptions } from '../api/an-api';
import { runCommand, type RunOptions } from './command-line';

let folder: string;
let door: Listening | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dayshift-intake-'));
});
afterEach(async () => {
  await door?.close();
  door = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function serve(change: Parameters<typeof anApi>[0] = {}) {
  const api = anApi(change);
  door = await listen(api.app, { host: '127.0.0.1', port: 0 });
  const address = `http://127.0.0.1:${door.port}`;
  const deliver = (...alerts: AlertOptions[]) => fetch(`${address}/api/v1/alerts/alertmanager`, { method: 'POST', body: JSON.stringify(aDelivery(...alerts)) });
  return { ...api, address, deliver };
}
const explain = (address: string, argv: string[], options: RunOptions = {}) => runCommand(address, ['explain', 'alert', ...argv], { cwd: folder, ...options });
const payload = (...alerts: AlertOptions[]) => writeFile(path.join(folder, 'alert.json'), JSON.stringify(aDelivery(...alerts)));

describe('explain alert', () => {
  it('prints per alert what would happen, and by which rules', async () => {
    const { address, gateway } = await serve();
    await payload({}, { name: 'Slow', status: 'resolved', fingerprint: 'f2' }, { service: 'elsewhere', fingerprint: 'f3' });
    const { code, out } = await explain(address, ['alert.json']);
    expect(code).toBe(0);
    expect(out).toBe([
      '3 alerts of alertmanager', '',
      'LoginRefused (firing, critical, f1)', '  would open an incident of storefront', '  rule      label service=storefront', '  grouped   by the group of alertmanager', '  cause     LoginRefused', '  workflow  incident.storefront.LoginRefused', '',
      'Slow (resolved, critical, f2)', '  would be ignored', '  rule      label service=storefront; it resolved, and no incident is open for it', '  grouped   by the group of alertmanager', '  cause     Slow', '  workflow  incident.storefront.Slow', '',
      'LoginRefused (firing, critical, f3)', '  would be set aside: see `dayshift unrouted`', '  rule      no service is called "elsewhere" (known: storefront, checkout), and no matcher of', '            dayshift.yaml fits it', '',
    ].join('\n'));
    expect(await gateway.openRows()).toEqual([]);
  });

  it('names the open incident that an alert would join, and gives JSON when it is asked for', async () => {
    const { address, gateway, deliver } = await serve();
    await deliver({});
    const [open] = await gateway.openRows();
    await payload({ fingerprint: 'f2' });
    expect((await explain(address, ['alert.json'])).out).toContain(`would join ${open?.id}`);
    expect(JSON.parse((await explain(address, ['alert.json', '--json'])).out)).toMatchObject({ alerts: [{ would: 'join', incident: open?.id }] });
  });

  it('reads standard input', async () => {
    const { address } = await serve();
    async function* typed() { yield Buffer.from(JSON.stringify(aDelivery({}))); }
    expect((await explain(address, ['-', '--source', 'alertmanager'], { input: typed() })).out).toContain('would open');
  });

  it('hands the source\'s own headers on', async () => {
    const seen: (string | string[] | undefined)[] = [];
    const real = createAlertmanager({ name: 'alertmanager' });
    const { address } = await serve({ alertSources: new Map([['alertmanager', { ...real, decode: (body, headers) => { seen.push(headers['ce-type']); return real.decode(body, headers); } }]]) });
    await payload({});
    expect((await explain(address, ['alert.json', '--header', 'CE-Type: alert.fired'])).code).toBe(0);
    expect(seen).toEqual(['alert.fired']);
    expect(await explain(address, ['alert.json', '--header', 'nothing'])).toMatchObject({ code: 2, err: expect.stringContaining('is no header') });
  });

  it('asks for the source when there are several, and says what is wrong with a payload or a file', async () => {
    const source = createAlertmanager({ name: 'alertmanager' });
    const { address } = await serve({ alertSources: new Map([['alertmanager', source], ['other', source]]) });
    await payload({});
    expect(await explain(address, ['alert.json'])).toMatchObject({ code: 2, err: expect.stringContaining('--source alertmanager | other') });
    expect(await explain(address, ['alert.json', '--source', 'nagios'])).toMatchObject({ code: 1, err: expect.stringContaining('known: alertmanager, other') });
    await writeFile(path.join(folder, 'alert.json'), '{"no": "alert"}');
    expect(await explain(address, ['alert.json', '--source', 'other'])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('The alert is not what') });
    expect(await explain(address, ['missing.json'])).toMatchObject({ code: 1, err: expect.stringContaining('missing.json cannot be read: ENOENT') });
  });
});

describe('unrouted', () => {
  it('says that every alert found its service', async () => {
    const { address } = await serve();
    expect((await runCommand(address, ['unrouted'])).out).toBe('Every alert found its service.\n');
  });

  it('lists what did not, with the reason, and takes one off', async () => {
    const { address, deliver } = await serve();
    await deliver({ service: 'elsewhere', fingerprint: 'a/b' });
    await deliver({ service: 'elsewhere', fingerprint: 'a/b' });
    const { out } = await runCommand(address, ['unrouted']);
    expect(out).toContain('LoginRefused  alertmanager/a/b');
    expect(out).toContain('2 times, last 0:0');
    expect(out).toContain('no service is called "elsewhere"');
    expect(JSON.parse((await runCommand(address, ['unrouted', '--json'])).out)).toMatchObject({ dropped: 0, unrouted: [{ times: 2 }] });
    expect(await runCommand(address, ['unrouted', '--dismiss', 'alertmanager/a/b'])).toMatchObject({ code: 3, err: expect.stringContaining('DAYSHIFT_TOKEN') });
    expect(await runCommand(address, ['unrouted', '--dismiss', 'alertmanager/a/b'], { token: TOKENS.paula })).toMatchObject({ code: 0, out: 'Dismissed: alertmanager/a/b.\n' });
    expect(await runCommand(address, ['unrouted', '--dismiss', 'alertmanager/a/b'], { token: TOKENS.paula })).toMatchObject({ code: 1, err: expect.stringContaining('No alert is set aside') });
  });
});
