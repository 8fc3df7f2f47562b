// What do all tests of this suite share? One packed extension and one browser; a VS Code of its own for each file.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../dashboard/browser';
import { openVSCode, PICTURES, type VSCode } from './a-vscode';
import { startCodeServer, type CodeServer } from './code-server';

const ROOT = path.join(__dirname, '../..');

export interface Desk {
  /** A folder of this test's own, with a space in its name. */
  folder: string;
  /** Starts an editor with these settings and opens a window of that folder. */
  start(workspace: string, settings?: Record<string, unknown>, env?: Record<string, string>): Promise<VSCode>;
  /** What else was started there is ended before the folder goes. */
  atEnd(end: () => Promise<void>): void;
}

/** Packs the extension once for the file that calls it, and cleans up after it. The last picture and the logs are kept, for a test that failed. */
export function setUpDesk(name: string): Desk {
  const set: { folder: string; browser?: Browser; server?: Promise<CodeServer>; ends: (() => Promise<void>)[] } = { folder: '', ends: [] };
  beforeAll(async () => {
    set.folder = await mkdtemp(path.join(tmpdir(), 'dayshift desk '));
    await promisify(execFile)(process.execPath, [path.join(ROOT, 'ide/vscode/build.mjs'), '--out', path.join(set.folder, 'built')], { cwd: ROOT });
    set.browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    const server = await set.server?.catch(() => undefined); // also one that was still starting when its time was over
    await everyOne([
      () => keep(name, set.browser, server),
      async () => set.browser?.close(),
      async () => server?.end(),
      ...set.ends,
      async () => { if (set.folder) await rm(set.folder, { recursive: true, force: true, maxRetries: 5 }); },
    ]);
  }, 180_000);

  return {
    get folder() { return set.folder; },
    async start(workspace, settings, env) {
      if (!set.browser) throw new Error('There is no browser.');
      await mkdir(workspace, { recursive: true });
      set.server = startCodeServer({ folder: path.join(set.folder, 'editor'), vsix: path.join(set.folder, 'built', 'dayshift.vsix'), settings, env });
      const { address } = await set.server;
      return openVSCode(set.browser, address(workspace));
    },
    atEnd(end) { set.ends.push(end); },
  };
}

/** How every window looked at last, also one that never could be used, and what was written down. */
async function keep(name: string, browser: Browser | undefined, server: CodeServer | undefined): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  const pages = (browser?.contexts() ?? []).flatMap((context) => context.pages());
  await Promise.all(pages.map((page, place) => page.screenshot({ path: path.join(PICTURES, `${name}-end-${place + 1}.png`) }).catch(() => undefined))); // a page that hangs has none
  if (server) await writeFile(path.join(PICTURES, `${name}-end.log`), await server.logs());
}

/** In this order, each also after one that failed, so that nothing is left running. */
async function everyOne(ends: readonly (() => Promise<void>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const end of ends) await end().catch((error: unknown) => { faults.push(error); });
  if (faults.length > 0) throw new AggregateError(faults, `Not everything was ended: ${faults.map(String).join('; ')}`);
}
