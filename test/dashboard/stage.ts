// What does every test of the page share? One build, one browser; a server and a visit of its own for each test.
import { rm } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildPage, launchBrowser, visit } from './browser';
import type { Visit } from './browser';
import { startFixtureServer } from './fixture/server';
import type { FixtureOptions, FixtureServer } from './fixture/server';

export interface Stage {
  open(path: string, options: FixtureOptions, context?: BrowserContextOptions): Promise<Page>;
  server(): FixtureServer;
  /** The one that serves that page, when several were opened side by side. */
  serverOf(page: Page): FixtureServer;
  /** What the policy refused and what the page's code threw, on every page that was opened in this test. */
  faults(): string[];
  dist(): string;
}

export function setUpPage(): Stage {
  const set: { dist: string; browser?: Browser; servers: FixtureServer[]; visits: Visit[]; serving: WeakMap<Page, FixtureServer> } = { dist: '', servers: [], visits: [], serving: new WeakMap() };
  beforeAll(async () => {
    set.browser = await launchBrowser();
    set.dist = await buildPage();
  }, 120_000);
  afterEach(async () => {
    await Promise.all(set.visits.splice(0).map((one) => one.close()));
    await Promise.all(set.servers.splice(0).map((one) => one.close()));
  });
  afterAll(async () => {
    await set.browser?.close();
    if (set.dist) await rm(set.dist, { recursive: true, force: true });
  });

  async function open(path: string, options: FixtureOptions, context: BrowserContextOptions = {}): Promise<Page> {
    if (!set.browser) throw new Error('The browser did not start.');
    const server = await startFixtureServer({ dist: set.dist, ...options });
    set.servers.push(server);
    const seen = await visit(set.browser, server.address + path, context);
    set.visits.push(seen);
    set.serving.set(seen.page, server);
    return seen.page;
  }
  function server(): FixtureServer {
    const last = set.servers.at(-1);
    if (!last) throw new Error('No page was opened.');
    return last;
  }
  function serverOf(page: Page): FixtureServer {
    const server = set.serving.get(page);
    if (!server) throw new Error('That page was not opened here.');
    return server;
  }
  return { open, server, serverOf, faults: () => set.visits.flatMap(({ faults }) => faults), dist: () => set.dist };
}
