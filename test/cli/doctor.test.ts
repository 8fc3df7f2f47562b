// What does `dayshift doctor` print, and how does it end? Against the real door of a set-up that tests change.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Installation } from '../../src/contracts/installation';
import { Diagnosis } from '../../src/contracts/http';
import { incidentInput } from '../../src/config/incident-input';
import { anApi, anInstallation } from '../api/an-api';
import { PIPELINE } from '../support/files';
import { runCommand } from './command-line';

let server: Server;
afterEach(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));

async function serve(change: (file: Installation) => void = () => undefined, pipeline = PIPELINE): Promise<{ address: string; api: ReturnType<typeof anApi> }> {
  const file = anInstallation();
  file.services = file.services.slice(0, 1).map((service) => ({ ...service, repository: 'shop', duty: 'web' }));
  file.duty = [{ use: 'rotation', name: 'web', zone: 'UTC', starts: '2026-01-05T09:00', every: '1w', people: ['maya'], overrides: [] }];
  file.integrations.notifiers = [{ use: 'console' }];
  file.tokens = file.team.map(({ id }, i) => ({ sha256: String(i).repeat(64), person: id }));
  change(file);
  const installation = Installation.parse(file);
  const api = anApi({ installation, inputFor: (service, cause, rule) => incidentInput(installation, service, cause, rule) });
  api.sourceControl.addCommit({ repository: 'shop', files: { '.dayshift/pipeline.yaml': pipeline } });
  api.deployer.setLive('storefront', { environment: 'production', digest: `sha256:${'a'.repeat(64)}`, version: '1.4.0', at: '2026-01-05T09:00:00Z' });
  api.duty.setOnDuty('web', 'maya');
  api.monitoring.setMetric('q', 3);
  server = createServer(api.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, api };
}

test('when all is well it says so of every part, and exits 0', async () => {
  const { address } = await serve();
  const { code, out, err } = await runCommand(address, ['doctor']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('Temporal\n  ✓ well      server: it answers; 0 incidents are open\n');
  expect(out).toContain('rosters\n  ✓ well      web: maya is on duty (on duty by web), and somebody for the next 28 days: maya\n');
  expect(out).toMatch(/\nAll is well\.\n$/);
});

test('what is broken is said with shape, word and advice, within the width; it exits 1', async () => {
  const { address } = await serve(() => undefined, PIPELINE.replace('approvals: 1', 'approvals: 3').replace('timeout: 10m', 'timeout: never'));
  const { code, out, err } = await runCommand(address, ['doctor'], { env: { COLUMNS: '100' } });
  expect(code).toBe(1);
  expect(out).toContain('sign-off\n  ✗ broken    storefront: .dayshift/pipeline.yaml has 1 faults:\n              line 8: build.timeout: found');
  expect(out).toContain('              → Correct each line named in .dayshift/pipeline.yaml on main.\n');
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(err).toBe('1 thing is broken, 2 doubtful.\nMend what is broken, then look again: dayshift doctor\n');
});

test('what is only doubtful exits 0, and is counted', async () => {
  const { address } = await serve((file) => { file.tokens = file.tokens.filter(({ person }) => person !== 'ravi'); });
  const { code, out } = await runCommand(address, ['doctor']);
  expect(code).toBe(0);
  expect(out).toContain('people\n  ? doubtful  tokens: without a token: ravi\n              → Give each a token');
  expect(out).toMatch(/\nNothing is broken; 1 thing is doubtful\.\n$/);
});

test('--json is what the API answers, with the same exit code', async () => {
  const { address, api } = await serve();
  api.gateway.silent = true;
  const { code, out } = await runCommand(address, ['doctor', '--json']);
  expect(code).toBe(1);
  expect(Diagnosis.parse(JSON.parse(out))).toMatchObject({ broken: 2 });
});

test('colour only adds', async () => {
  const { address } = await serve();
  const plain = await runCommand(address, ['doctor']);
  const coloured = await runCommand(address, ['doctor'], { tty: true, env: { TERM: 'xterm-256color' } });
  expect(coloured.out).toContain('\u001b[32m');
  const stamps = (text: string): string => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
  expect(stamps(coloured.out.replace(/\u001b\[\d+m/g, ''))).toBe(stamps(plain.out));
});
