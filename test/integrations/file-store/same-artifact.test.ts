// Is an artifact the same bytes wherever, whenever and however its files were written? Each build here is a process with a mask, zone and language of its own.
import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CHILD = path.join(__dirname, 'pack-in-a-child.cjs');
const FILES = ['server.js', 'Server.js', 'ärger.txt', 'zebra.txt', 'i18n/tr.json', 'I.txt', 'bin/start'];

interface Surroundings { umask: string; touched: string; env: Record<string, string>; files: string[] }

/** Written by a shell under the mask, then packed by a process that inherits mask, zone and language. */
async function digestIn({ umask, touched, env, files }: Surroundings): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'dayshift-same-artifact-'));
  const script = `umask ${umask}; mkdir -p dist; cd dist; for file in "$@"; do mkdir -p "$(dirname "$file")"; printf %s "content of $file" > "$file"; done; chmod u+x bin/start; find . -exec touch -d '${touched}' {} +; exec "$NODE" "$CHILD" "$ROOT/store" "$ROOT/dist"`;
  const { stdout } = await run('/bin/sh', ['-c', script, 'sh', ...files], { cwd: root, env: { PATH: process.env['PATH'], NODE: process.execPath, CHILD, ROOT: root, ...env } });
  return stdout;
}

it('does not depend on times, mask, zone, language or the order of writing', async () => {
  const surroundings: Surroundings[] = [
    { umask: '022', touched: '2026-03-02 09:00:00 UTC', env: { TZ: 'UTC', LC_ALL: 'C' }, files: FILES },
    { umask: '077', touched: '1999-12-31 23:59:59 UTC', env: { TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }, files: [...FILES].reverse() },
    { umask: '002', touched: '2038-01-19 03:14:07 UTC', env: { TZ: 'America/St_Johns', LC_ALL: 'sv_SE.UTF-8', LANG: 'sv_SE.UTF-8' }, files: [...FILES].sort() },
  ];
  const digests = await Promise.all(surroundings.map(digestIn));
  expect(digests[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(new Set(digests).size).toBe(1);
});
