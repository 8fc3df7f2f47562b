// A real target without a vendor: a folder of releases and a `current` symlink, deployed to by plain shell as a team would write it.
import { mkdtemp, readFile, readlink, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCommandDeployer, type CommandDeployerOptions } from '../../../integrations/command';
import { createInMemoryStore } from '../../../integrations/in-memory';
import type { DeployOrder, UndoOrder } from '../../../src/ports/deployer';

/** Each release is a folder by its digest, copied beside and renamed; `history` has a line for each switch, oldest first. */
const DEPLOY = `set -eu
id="\${DAYSHIFT_DIGEST#sha256:}"
echo "deploying to $DAYSHIFT_ENVIRONMENT with $SESSION_SECRET"
[ -e "$TARGET/before-copy" ] && sh "$TARGET/before-copy"
if [ ! -d "$TARGET/releases/$id" ]; then
  rm -rf "$TARGET/releases/$id.tmp"
  cp -R "$DAYSHIFT_ARTIFACT" "$TARGET/releases/$id.tmp"
  mv "$TARGET/releases/$id.tmp" "$TARGET/releases/$id"
fi
[ -e "$TARGET/before-switch" ] && sh "$TARGET/before-switch"
echo "$id \${DAYSHIFT_COMMIT:-} $(date -u +%Y-%m-%dT%H:%M:%SZ)" >> "$TARGET/history"
ln -sfn "releases/$id" "$TARGET/next"
mv -T "$TARGET/next" "$TARGET/current"
[ -e "$TARGET/after-switch" ] && sh "$TARGET/after-switch"
echo "switched"
`;

const ROLLBACK = `set -eu
id="\${DAYSHIFT_ROLLBACK_TO#sha256:}"
[ -d "$TARGET/releases/$id" ]
echo "$id \${DAYSHIFT_COMMIT:-} $(date -u +%Y-%m-%dT%H:%M:%SZ)" >> "$TARGET/history"
ln -sfn "releases/$id" "$TARGET/next"
mv -T "$TARGET/next" "$TARGET/current"
`;

/** What runs is what the symlink says; what ran before are the earlier lines of the history, newest first. */
const STATUS = `set -eu
[ -e "$TARGET/status-says" ] && exec cat "$TARGET/status-says"
if [ ! -e "$TARGET/current" ]; then echo '{"state":"none"}'; exit 0; fi
live="$(basename "$(readlink "$TARGET/current")")"
state=ready
[ -e "$TARGET/current/broken" ] && state=progressing
awk -v live="$live" -v state="$state" '
  { id[NR] = $1; commit[NR] = NF > 2 ? $2 : ""; at[NR] = $NF; if ($1 == live) last = NR }
  function one(i) { return "\\"digest\\":\\"sha256:" id[i] "\\"" (commit[i] == "" ? "" : ",\\"commit\\":\\"" commit[i] "\\"") ",\\"since\\":\\"" at[i] "\\"" }
  END {
    printf "{\\"state\\":\\"%s\\",%s,\\"before\\":[", state, one(last)
    for (i = last - 1; i > 0; i--) printf "%s{%s}", (i < last - 1 ? "," : ""), one(i)
    print "]}"
  }' "$TARGET/history"
`;

export async function aSymlinkTarget(options: Partial<CommandDeployerOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'dayshift target-'));
  const target = join(folder, 'srv');
  await mkdir(join(target, 'releases'), { recursive: true });
  for (const [name, text] of Object.entries({ 'deploy.sh': DEPLOY, 'rollback.sh': ROLLBACK, 'status.sh': STATUS })) await writeFile(join(folder, name), text);
  const store = createInMemoryStore();
  const settings: CommandDeployerOptions = {
    row: { use: 'command', name: 'shell', deploy: 'sh deploy.sh', rollback: 'sh rollback.sh', status: 'sh status.sh', folder, timeout: '20s' },
    stateFolder: join(folder, 'notes'), artifacts: store, pollSeconds: 0.05,
    variables: () => ({ env: { TARGET: target, SESSION_SECRET: 's3cret-of-the-shop' }, secrets: ['s3cret-of-the-shop'] }), ...options,
  };
  const order = (digest: string, more: Partial<DeployOrder> = {}): DeployOrder => ({ service: 'shop', environment: 'production', digest, env: {}, timeoutSeconds: 20, ...more });
  const undoing = (digest: string, more: Partial<UndoOrder> = {}): UndoOrder => ({ service: 'shop', environment: 'production', digest, ...more });
  return {
    folder, target, settings, deployer: createCommandDeployer(settings), order, undoing,
    addRelease: (version: string, files: Record<string, string> = {}) => store.addArtifact({ version, ...files }).digest,
    /** A step of the team's script does this too. */
    at: (step: 'before-copy' | 'before-switch' | 'after-switch' | 'status-says', text: string) => writeFile(join(target, step), text),
    forget: (step: string) => rm(join(target, step), { force: true }),
    /** Which digest the symlink leads to, by its own file system. */
    live: async () => `sha256:${(await readlink(join(target, 'current'))).replace('releases/', '')}`,
    version: () => readFile(join(target, 'current', 'version'), 'utf8'),
    /** Every switch so far, by digest. */
    switches: async () => (await readFile(join(target, 'history'), 'utf8').catch(() => '')).split('\n').filter(Boolean).map((line) => `sha256:${line.split(' ')[0]}`),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
export type SymlinkTarget = Awaited<ReturnType<typeof aSymlinkTarget>>;

export function quietly(lines: string[] = []) {
  return { signal: new AbortController().signal, onProgress: (text: string) => void lines.push(text) };
}
