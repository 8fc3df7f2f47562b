// Does an order reach the target on which its environment lives, and never another?
import { createDeployers } from '../../integrations/deployers';
import { createInMemoryDeployer } from '../../integrations/in-memory';
import { DeployerRow } from '../../src/contracts/integrations';
import { Service } from '../../src/contracts/service';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const rows = [{ use: 'processes', folder: '/a', ports: { from: 1, to: 2 } }, { use: 'command', name: 'cluster', deploy: 'a', status: 'b', rollback: 'c', folder: '/b' }].map((row) => DeployerRow.parse(row));
const about = { repository: '/r', address: 'http://a', impact: [{ name: 'n', unit: 'count', query: 'q' }] };
const control = { signal: new AbortController().signal, onProgress: () => undefined };

function routes() {
  const here = createInMemoryDeployer();
  const cluster = createInMemoryDeployer();
  const services = [
    Service.parse({ ...about, name: 'shop', environments: { staging: { address: 'http://s', target: 'cluster' }, lab: { address: 'http://l' } } }),
    Service.parse({ ...about, name: 'till', target: 'cluster', environment: 'live', environments: { lab: { address: 'http://l' } } }),
  ];
  return { here, cluster, deployer: createDeployers({ services, rows, targets: new Map([['processes', here], ['cluster', cluster]]) }) };
}
const order = (service: string, environment: string) => ({ service, environment, digest: DIGEST, env: {}, timeoutSeconds: 1 });

it.each([
  ['shop', 'production', 'here'], ['shop', 'staging', 'cluster'], ['shop', 'lab', 'here'], ['till', 'live', 'cluster'], ['till', 'lab', 'cluster'],
] as const)('%s in %s lives on %s', async (service, environment, where) => {
  const world = routes();
  await world.deployer.deploy(order(service, environment), control);
  expect({ here: world.here.deployed.length, cluster: world.cluster.deployed.length }).toEqual({ here: 0, cluster: 0, [where]: 1 });
  expect(await world.deployer.current(service, environment)).toMatchObject({ digest: DIGEST, environment });
  await expect(world.deployer.undo({ service, environment, digest: DIGEST })).rejects.toMatchObject({ code: 'deploy-failed' });
});

it.each([['shop', 'live', 'staging, lab, production'], ['shop', 'toString', 'staging, lab, production'], ['cart', 'production', 'none, for the service is not in dayshift.yaml']])('%s has no %s: it is refused, and nothing is asked', async (service, environment, known) => {
  const { deployer } = routes();
  const refused = { code: 'environment-unknown', details: { service, environment, known } };
  await expect(deployer.current(service, environment)).rejects.toMatchObject(refused);
  await expect(deployer.deploy(order(service, environment), control)).rejects.toMatchObject(refused);
  await expect(deployer.undo({ service, environment, digest: DIGEST })).rejects.toMatchObject(refused);
});

it('a target without a row is refused by its name', async () => {
  const services = [Service.parse({ ...about, name: 'shop', target: 'moon' })];
  await expect(createDeployers({ services, rows, targets: new Map() }).current('shop', 'production')).rejects.toMatchObject({ code: 'adapter-unknown', details: { name: 'moon' } });
});
