// What do all tests of this suite share? One packed extension and one browser; a VS Code of its own for each file.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../dashboard/browser';
import { openVSCode, type VSCode } from './a-vscode';
import { startCodeServer, type CodeServer } from './code-server';

const ROOT = path.join(__dirname, '../..');

export interface Desk {
  /** A folder of this test's own, with a space in its name. */
  folder: string;
  /** Starts an editor with these settings and opens a window of that folder. */
  start(workspace: string, settings?: Record<string, unknown>, env?: Record<string, string>): Promise<VSCode>;
  /** Another window of the editor that was started. */
  window(workspace: string): Promise<VSCode>;
  server(): CodeServer;
  /** What else was started there is ended before the folder goes. */
  atEnd(end: () => Promise<void>): void;
}

/** Packs the extension once for the file that calls it, and cleans up after it. A test that failed leaves a picture and the logs. */
export function setUpDesk(name: string): Desk {
  const set: { folder: string; browser?: Browser; server?: CodeServer; windows: VSCode[]; ends: (() => Promise<void>)[] } = { folder: '', windows: [], ends: [] };
  beforeAll(async () => {
    set.folder = await mkdtemp(path.join(tmpdir(), 'dayshift desk '));
    await promisify(execFile)(process.execPath, [path.join(ROOT, 'ide/vscode/build.mjs'), '--out', path.join(set.folder, 'built')], { cwd: ROOT });
    set.browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    await Promise.all(set.windows.map((window, place) => window.look(`${name}-end-${place + 1}`).catch(() => undefined)));
    await set.browser?.close();
    await set.server?.end();
    for (const end of set.ends) await end();
    if (set.folder) await rm(set.folder, { recursive: true, force: true, maxRetries: 5 });
  }, 180_000);

  async function window(workspace: string): Promise<VSCode> {
    if (!set.browser || !set.server) throw new Error('No editor was started.');
    const opened = await openVSCode(set.browser, set.server.address(workspace));
    set.windows.push(opened);
    return opened;
  }
  return {
    get folder() { return set.folder; },
    async start(workspace, settings, env) {
      await mkdir(workspace, { recursive: true });
      set.server = await startCodeServer({ folder: path.join(set.folder, 'editor'), vsix: path.join(set.folder, 'built', 'dayshift.vsix'), settings, env });
      return window(workspace);
    },
    window,
    atEnd(end) { set.ends.push(end); },
    server() {
      if (!set.server) throw new Error('No editor was started.');
      return set.server;
    },
  };
}
