// How is a browser had where npm alone answers? One npm package carries a headless Chromium with its own libraries.

import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unbrotli, untar } from './archive.mjs';
import { run } from './run.mjs';

// The libraries of the machine come second: a machine without NSS is the reason why they are in the package.
const launcher = `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" FONTCONFIG_PATH="\${FONTCONFIG_PATH:-$here}" exec "$here/chromium" "$@"
`;

// Without a font this Chromium ends at the first letter that it draws, so the package's own stand beside the machine's.
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** A route that unpacks the npm package's Chromium. It runs on Linux x86-64, headless, as any user. */
export function packedChromium(edition) {
  const specifier = `@sparticuz/chromium@${edition}`;
  return {
    title: `the npm package ${specifier}`,
    async fetch({ folder, env, npm }) {
      if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('it is for Linux on x86-64 only');
      const packed = join(folder, 'packed');
      await mkdir(packed);
      const [command, ...before] = npm;
      const options = ['--ignore-scripts', '--cache', join(packed, 'npm-cache'), '--fetch-retries', '1', '--loglevel', 'error'];
      await run(command, [...before, 'pack', specifier, '--pack-destination', packed, ...options], { cwd: packed, env, limitSeconds: 300 });
      await untar(join(packed, `sparticuz-chromium-${edition}.tgz`), packed);
      await unpack(join(packed, 'package', 'bin'), folder);
      await rm(packed, { recursive: true });
      return join(folder, 'chromium.sh');
    },
  };
}

async function unpack(source, folder) {
  async function unpackTar(name) {
    const tar = join(folder, `${name}.tar`);
    await unbrotli(join(source, `${name}.tar.br`), tar);
    await untar(tar, folder);
    await rm(tar);
  }
  await Promise.all([unbrotli(join(source, 'chromium.br'), join(folder, 'chromium')), ...['al2023', 'swiftshader', 'fonts'].map(unpackTar)]);
  await chmod(join(folder, 'chromium'), 0o755);
  await writeFile(join(folder, 'fonts.conf'), fonts);
  await writeFile(join(folder, 'chromium.sh'), launcher, { mode: 0o755 });
}
