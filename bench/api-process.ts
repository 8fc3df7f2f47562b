// The API as it runs in production: a process of its own, its log on. What a bench does not use of the installation points nowhere.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { createPortFinder } from '../machine/ports';
import { Supervisor } from '../machine/supervisor';
import { REPOSITORY } from '../test/support/a-day';

const NOWHERE = 'http://127.0.0.1:9';

export interface ApiProcess {
  address: string;
  pid(): number;
  stop(): Promise<void>;
}

/** The installation as a team writes it. */
function installation(folder: string, archive: string): string {
  return stringify({
    name: 'bench', team: [{ id: 'paula', name: 'Paula', roles: ['product-owner'] }, { id: 'maya', name: 'Maya', roles: ['developer'] }, { id: 'olga', name: 'Olga', roles: ['operations-engineer'] }],
    services: [{ name: 'storefront', repository: REPOSITORY, address: NOWHERE, impact: [{ name: 'logins refused', unit: 'share', query: 'refused_share', headline: true, troubleAbove: 0.1 }] }],
    integrations: {
      alertSources: ['alertmanager'], monitoring: { use: 'prometheus', url: NOWHERE }, sourceControl: { use: 'git' }, checkRunner: { use: 'processes' },
      deployers: [{ use: 'processes', folder: path.join(folder, 'releases'), ports: { from: 4100, to: 4119 } }], evidence: { use: 'file-store', folder: path.join(folder, 'evidence') }, archive: { use: 'postgres', url: archive },
    },
  });
}

/** `archive`: the address of a PostgreSQL; default: there is none. */
export async function startApi({ temporal, folder, archive = 'postgres://127.0.0.1:9/none' }: { temporal: string; folder: string; archive?: string }): Promise<ApiProcess> {
  const file = path.join(folder, 'dayshift.yaml');
  await writeFile(file, installation(folder, archive));
  const port = await createPortFinder(20_000 + Math.floor(Math.random() * 20_000))();
  const address = `http://127.0.0.1:${port}`;
  const supervisor = new Supervisor(folder, () => undefined);
  await supervisor.start({
    name: 'api', command: process.execPath, args: [path.join(__dirname, '..', 'api', 'main.js')],
    env: { DAYSHIFT_FILE: file, DAYSHIFT_HOME: path.join(folder, 'home'), TEMPORAL_ADDRESS: temporal, PORT: String(port), NODE_ENV: 'production' },
    ready: async () => (await fetch(`${address}/health`)).ok,
  });
  return { address, pid: () => supervisor.pidOf('api') ?? -1, stop: () => supervisor.stopAll() };
}
