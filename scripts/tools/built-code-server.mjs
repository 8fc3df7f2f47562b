// How is a VS Code had where only package registries answer? Its server comes by npm and builds its native modules here, once.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installDebian } from './registries.mjs';
import { run } from './run.mjs';

const libraries = ['libkrb5-dev', 'libsecret-1-dev', 'libx11-dev', 'libxkbfile-dev', 'pkg-config'];
const compilers = ['g++', 'make', 'python3'];
const fetchLimitSeconds = 300;
const buildLimitSeconds = 1800; // seven native modules, on a machine with other work
const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--fetch-retries', '1', '--loglevel', 'error'];

/** Starts the server with the Node that it was built with, in a folder that may be moved; its settings are not the user's. */
const launcher = `#!/bin/sh
here=$(cd "\${0%/*}" && pwd) || exit 1
CODE_SERVER_CONFIG="\${CODE_SERVER_CONFIG:-$here/config.yaml}" exec "$here/node/bin/node" "$here/server/node_modules/code-server/out/node/entry.js" "$@"
`;

/** A route that builds the npm package of code-server with the Node that it asks for. */
export function builtCodeServer(edition, nodeEdition) {
  return {
    title: `the npm package code-server@${edition}, built here`,
    takesMinutes: true,
    async fetch({ folder, env, npm }) {
      if (process.platform === 'linux') await ensureLibraries(env);
      const node = await fetchNode(folder, nodeEdition, npm, env);
      await buildServer(folder, `code-server@${edition}`, node, npm, env);
      await writeFile(join(folder, 'config.yaml'), 'auth: none\n');
      await writeFile(join(folder, 'code-server'), launcher, { mode: 0o755 });
      return join(folder, 'code-server');
    },
  };
}

async function ensureLibraries(env) {
  const missing = [];
  for (const name of [...libraries, ...compilers]) if (!(await isInstalled(name, env))) missing.push(name);
  if (missing.length === 0) return;
  await installDebian(missing, env).catch((error) => {
    throw new Error(`it is built with ${missing.join(', ')}, and they could not be installed (${error.message}); install them: sudo apt-get install ${missing.join(' ')}`, { cause: error });
  });
}

/** A library by Debian's list of what is installed, a compiler also where it came another way. */
async function isInstalled(name, env) {
  const asks = [['dpkg', ['-s', name]], ...(compilers.includes(name) ? [[name, ['--version']]] : [])];
  for (const [command, args] of asks) {
    const found = await run(command, args, { env, limitSeconds: 20 }).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}

/** The folder of a Node with its headers, from npm. */
async function fetchNode(folder, edition, [command, ...before], env) {
  const name = `node-${process.platform}-${process.arch}`;
  const fetched = join(folder, 'fetched');
  await mkdir(fetched);
  await writeFile(join(fetched, 'package.json'), '{"private":true}\n');
  await run(command, [...before, 'install', `${name}@${edition}`, '--ignore-scripts', '--cache', join(folder, 'npm-cache'), ...quiet], { cwd: fetched, env, limitSeconds: fetchLimitSeconds }).catch((error) => {
    throw new Error(`its Node could not be fetched: ${error.message}`, { cause: error });
  });
  const node = join(folder, 'node');
  await rename(join(fetched, 'node_modules', name), node);
  await rm(fetched, { recursive: true });
  return node;
}

/** Installs with the scripts of the package itself and of the one native module beside it; those of no other package run. */
async function buildServer(folder, specifier, node, [command, ...before], env) {
  const server = join(folder, 'server');
  await mkdir(server);
  await writeFile(join(server, 'package.json'), '{"private":true,"allowScripts":{"code-server":true,"argon2":true}}\n');
  const program = command === process.execPath ? join(node, 'bin', 'node') : command;
  const building = { ...withoutOuterRun(env), PATH: `${join(node, 'bin')}:${env.PATH}`, npm_config_nodedir: node, npm_node_execpath: join(node, 'bin', 'node') };
  const options = ['--foreground-scripts', '--cache', join(folder, 'npm-cache'), ...quiet];
  await run(program, [...before, 'install', specifier, ...options], { cwd: server, env: building, limitSeconds: buildLimitSeconds }).catch((error) => {
    throw new Error(`its native modules were not built: ${firstFault(error)}`, { cause: error });
  });
  await rm(join(folder, 'npm-cache'), { recursive: true, force: true });
}

/**
 * What an npm that runs us (`npm test`) tells its scripts of itself is taken for the inner one's: the package would read there that it is
 * built with another Node. What people set, e.g. a registry or a cache, stays.
 */
export function withoutOuterRun(env) {
  const ofItself = /^npm_(config_(user_agent|local_prefix|global_prefix|node_gyp|npm_version)|package_|lifecycle_|command$|execpath$|node_execpath$)/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ofItself.test(name) && name !== 'INIT_CWD'));
}

/** The compiler's own words, where there are any, say more than npm's last line. */
function firstFault(error) {
  return /^.*(?:^ERROR|fatal error|gyp ERR! stack|npm error).*$/m.exec(error.output ?? '')?.[0].trim().slice(0, 200) ?? error.message;
}
