// How is a page opened for whoever sits here? By the system's own opener, where a browser can show itself; else not at all.
import { spawn } from 'node:child_process';

type Env = Record<string, string | undefined>;

/** Undefined where nobody would see it: no display, or somebody who is here from another machine. */
export function openerOf(platform: NodeJS.Platform, env: Env): { command: string; args: string[] } | undefined {
  if (env['SSH_CONNECTION'] || env['CI']) return undefined;
  if (platform === 'darwin') return { command: 'open', args: [] };
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler'] };
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? { command: 'xdg-open', args: [] } : undefined;
}

/** Whether the opener took it; the browser goes on by itself. */
export async function openBrowser(address: string, env: Env): Promise<boolean> {
  const opener = openerOf(process.platform, env);
  if (!opener || !/^https?:\/\//.test(address)) return false;
  const child = spawn(opener.command, [...opener.args, address], { stdio: 'ignore', detached: true });
  child.unref();
  return new Promise((resolve) => {
    child.once('spawn', () => { resolve(true); });
    child.once('error', () => { resolve(false); }); // there is no such program
  });
}
