// How does a push reach dayshift? By a hook in the bare repository; where to and with which token stands beside it, for its owner only.
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../../integrations/replace-file';
import { demoFolder } from '../demo-folder';

export interface PushHook {
  api: string; // address, e.g. http://127.0.0.1:7300; DAYSHIFT_API in the pusher's environment goes before it
  token: string;
  repository: string; // as the installation file writes it
}

/** Installs or renews the hook of a bare repository. Safe to repeat: the newest address and token hold. */
export async function installPushHook(origin: string, hook: PushHook): Promise<void> {
  const hooks = path.join(origin, 'hooks');
  await mkdir(hooks, { recursive: true });
  await copyFile(path.join(demoFolder(), 'push-hook', 'post-receive.cjs'), path.join(hooks, 'post-receive.cjs'));
  await replaceFile(path.join(hooks, 'dayshift.json'), JSON.stringify(hook), 0o600);
  const file = path.join(hooks, 'post-receive');
  await replaceFile(file, `#!/bin/sh\nexec ${quote(process.execPath)} "$(dirname "$0")/post-receive.cjs"\n`, 0o755);
  await chmod(file, 0o755); // whatever the umask says
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
