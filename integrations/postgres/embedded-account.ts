// As whom does PostgreSQL run? It refuses to run as root; then an unprivileged account, which must reach its programs and data.
import { execFile } from 'node:child_process';
import { chown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DayshiftError } from '../../src/errors';

const run = promisify(execFile);

export interface Account {
  uid?: number; // of the process; absent: this process's own
  gid?: number;
  owner?: { uid: number; gid: number }; // of its files; absent: this process's own
  prefix: string[]; // a program that runs the program
}
type Ids = { uid: number; gid: number };

const ACCOUNTS = ['postgres', 'nobody'];
const REACHABLE = 'for path; do test -x "$path" || exit 1; done';

async function idsOf(name: string): Promise<Ids | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** Programs to run and folders to enter, both are `test -x`. */
async function reaches(account: Account, paths: readonly string[]): Promise<boolean> {
  const [command = 'sh', ...rest] = [...account.prefix, 'sh', '-c', REACHABLE, 'sh', ...paths];
  return run(command, rest, { uid: account.uid, gid: account.gid, cwd: '/' }).then(() => true, () => false);
}

/**
 * The account for PostgreSQL. As root: the owner of the data, `postgres` or `nobody`; when none of them reaches the paths
 * (a project in root's home), root under another number in a user namespace. Throws `part-missing` when that is refused too.
 */
export async function chooseAccount(data: string, paths: readonly string[]): Promise<Account> {
  const owner = await stat(data).catch(() => undefined);
  if (process.getuid?.() !== 0) {
    if (owner && owner.uid !== process.getuid?.()) {
      throw new DayshiftError('part-missing', { part: `The right to use the database in ${data}`, advice: 'It belongs to another user: start as that user, or remove the folder.' });
    }
    return { prefix: [] };
  }
  const known = (await Promise.all(ACCOUNTS.map(idsOf))).filter((ids) => ids !== undefined);
  const candidates = owner && owner.uid !== 0 ? [{ uid: owner.uid, gid: owner.gid }, ...known] : known;
  for (const ids of candidates) if (await reaches({ ...ids, prefix: [] }, paths)) return { ...ids, owner: ids, prefix: [] };
  const [shown] = known;
  if (shown) {
    const account = { owner: { uid: 0, gid: 0 }, prefix: ['unshare', '--user', `--map-user=${shown.uid}`, `--map-group=${shown.gid}`, '--'] };
    if (await reaches(account, paths)) return account;
  }
  const advice = `Start as another user than root, or keep the project where ${ACCOUNTS.join(' or ')} can read it, or set DATABASE_URL.`;
  throw new DayshiftError('part-missing', { part: 'An unprivileged account for PostgreSQL', advice });
}

/** Gives the folder and all in it to the account; nothing happens when they are its own. */
export async function giveTo(account: Account, folder: string): Promise<void> {
  const { owner } = account;
  if (!owner || (await stat(folder)).uid === owner.uid) return;
  const inside = await readdir(folder, { recursive: true });
  for (const name of inside) await chown(join(folder, name), owner.uid, owner.gid);
  await chown(folder, owner.uid, owner.gid); // last: an interrupted change is begun again
}
