// With which token does a command speak to which dayshift? What `dayshift login` kept: one file, for its owner's eyes only.
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CliFault } from './cli-fault';
import type { World } from './commands/world';

const OTHERS = 0o077;

/** `holder`: the person themselves, or an agent that helps them; each address has one of each at most. */
const SignedIn = z.object({
  address: z.string(),
  holder: z.enum(['person', 'agent']),
  secret: z.string(),
  id: z.string().optional(), // the token's, where it is known
  person: z.string(),
  expiresAt: z.string().optional(),
});
export type SignedIn = z.infer<typeof SignedIn>;
export type Holder = SignedIn['holder'];
const Kept = z.object({ version: z.literal(1), signIns: z.array(SignedIn) }); // newest first

/** What is kept, or why it is not used; `file` is absent where there is no home to keep it in. */
export type KeptSignIns = { file?: string; signIns: readonly SignedIn[]; fault?: CliFault };

/** One dayshift, however its address is written. */
export function addressOf(written: string): string {
  const trimmed = written.trim().replace(/\/+$/, '');
  return URL.canParse(trimmed) ? new URL(trimmed).href.replace(/\/+$/, '') : trimmed;
}

/** In `$XDG_CONFIG_HOME/dayshift`, else where the system keeps such things. */
export function credentialsFile({ env }: Pick<World, 'env'>): string | undefined {
  const { XDG_CONFIG_HOME: config = '', APPDATA: windows, HOME: home } = env;
  const folder = path.isAbsolute(config) ? config : windows || (home && path.join(home, '.config'));
  return folder ? path.join(folder, 'dayshift', 'credentials.json') : undefined;
}

export function readSignIns(world: Pick<World, 'env'>): KeptSignIns {
  const file = credentialsFile(world);
  if (file === undefined) return { signIns: [] };
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & OTHERS) !== 0) {
      return { file, signIns: [], fault: new CliFault(`Others may read ${file}, where your tokens are.`, `Take that away with \`chmod 600 ${file}\`; if somebody may have read it, run \`dayshift logout\` and \`dayshift login\` then.`) };
    }
    const kept = Kept.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (kept.success) return { file, signIns: kept.data.signIns };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { file, signIns: [] };
    if (code !== undefined) return { file, signIns: [], fault: new CliFault(`${file}, where your tokens are, cannot be read: ${code}.`, 'Make it a file of your own, or put your token into DAYSHIFT_TOKEN.') };
  }
  return { file, signIns: [], fault: new CliFault(`${file} does not hold what \`dayshift login\` writes.`, 'Move it away and run `dayshift login` again; an administrator ends tokens that are lost.') };
}

/** Throws CliFault when the file may not be used. */
export function signInAt(written: string, holder: Holder, world: Pick<World, 'env'>): SignedIn | undefined {
  const { signIns, fault } = readSignIns(world);
  if (fault) throw fault;
  const address = addressOf(written);
  return signIns.find((one) => one.address === address && one.holder === holder);
}

/** DAYSHIFT_TOKEN, else what was kept for the address. Throws CliFault when that may not be used. */
export function tokenFor(address: string, holder: Holder, world: Pick<World, 'env'>): string | undefined {
  return world.env['DAYSHIFT_TOKEN'] || signInAt(address, holder, world)?.secret;
}

/** Where somebody signed in last; undefined also when the file may not be used: whoever needs the token says so. */
export function lastAddress(world: Pick<World, 'env'>): string | undefined {
  return readSignIns(world).signIns[0]?.address;
}

/** The newest goes before the others and takes the place of the one before it. Throws CliFault. */
export function keepSignIn(signIn: SignedIn, world: Pick<World, 'env'>): void {
  change(world, (signIns) => [signIn, ...without(signIns, signIn)]);
}

export function forgetSignIn(signIn: SignedIn, world: Pick<World, 'env'>): void {
  change(world, (signIns) => without(signIns, signIn));
}

function without(signIns: readonly SignedIn[], { address, holder }: SignedIn): SignedIn[] {
  return signIns.filter((one) => one.address !== address || one.holder !== holder);
}

/** Whoever reads meanwhile has all of it, before or after; nobody else reads it at any moment. */
function change(world: Pick<World, 'env'>, to: (signIns: readonly SignedIn[]) => SignedIn[]): void {
  const { file, signIns, fault } = readSignIns(world);
  if (fault) throw fault;
  if (file === undefined) throw new CliFault('There is no folder to keep a token in: neither XDG_CONFIG_HOME nor HOME is set.', 'Set one of them, or put your token into DAYSHIFT_TOKEN.');
  const fresh = `${file}.${process.pid}.new`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(fresh, `${JSON.stringify({ version: 1, signIns: to(signIns) } satisfies z.infer<typeof Kept>, null, 2)}\n`, { mode: 0o600 });
    chmodSync(fresh, 0o600); // also where one was left with another mode
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw new CliFault(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`, 'Make its folder one that you may write in, or put your token into DAYSHIFT_TOKEN.');
  }
}

/** Throws CliFault when nothing could be kept, before anybody is asked to confirm anything. */
export function checkMayKeep(world: Pick<World, 'env'>): void {
  change(world, (signIns) => [...signIns]);
}
