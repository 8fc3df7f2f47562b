// Is the endpoints file always whole, and never taken for "nothing is live" when it cannot be read?
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureEndpoints, envoyBootstrap, readEndpoints, writeEndpoints } from '../../../integrations/envoy';

let folder: string;
let file: string;
const blue = { address: '127.0.0.1', port: 4001, weight: 9, release: 'blue', since: '2026-11-23T10:00:00.000Z', role: 'live' as const };
const green = { ...blue, port: 4002, weight: 1, release: 'green', role: 'canary' as const };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dayshift '));
  file = join(folder, 'traffic', 'endpoints.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('reads what was written, with the weights', async () => {
  expect(await readEndpoints(file)).toEqual([]);
  await writeEndpoints(file, [blue, green]);
  expect(await readEndpoints(file)).toEqual([blue, green]);
  expect(await readdir(join(folder, 'traffic'))).toEqual(['endpoints.json']);
});

it('makes an empty file for Envoy\'s start and leaves one that is there', async () => {
  await ensureEndpoints(file);
  expect(await readEndpoints(file)).toEqual([]);
  await writeEndpoints(file, [blue]);
  await ensureEndpoints(file);
  expect(await readEndpoints(file)).toEqual([blue]);
});

it.each(['', '{', '{}', '{"resources":[]}'])('refuses a damaged file: %j', async (text) => {
  await ensureEndpoints(file);
  await writeFile(file, text);
  await expect(readEndpoints(file)).rejects.toMatchObject({ code: 'unreachable' });
  expect(await readFile(file, 'utf8')).toBe(text);
});

it('sets Envoy up without an admin page unless a port is given', () => {
  const options = { listenPort: 8080, endpointsFile: file, nodeId: 'yes' };
  expect(JSON.parse(envoyBootstrap(options))).toMatchObject({ node: { id: 'yes' } });
  expect(JSON.parse(envoyBootstrap(options))).not.toHaveProperty('admin');
  expect(JSON.parse(envoyBootstrap({ ...options, adminPort: 9901 }))).toMatchObject({ admin: { address: { socket_address: { address: '127.0.0.1', port_value: 9901 } } } });
});
