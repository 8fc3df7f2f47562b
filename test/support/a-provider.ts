// How does a test sign in at a real provider? By its own login and consent pages, with the cookies of one browser.
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

export interface ProviderOrder {
  client: { client_id: string; client_secret?: string; redirect_uris: string[]; token_endpoint_auth_method: 'none' | 'client_secret_post' };
  accounts: Record<string, object>;
  port?: number;
}
export interface AProvider { issuer: string; stop(): Promise<void> }

export async function startProvider(order: ProviderOrder): Promise<AProvider> {
  const child: ChildProcess = spawn(process.execPath, [path.join(__dirname, 'provider-process.mjs'), JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
  const issuer = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => { const line = /^http:\S+$/m.exec(text.toString())?.[0]; if (line) resolve(line); });
    child.once('exit', () => { reject(new Error(`the provider ended: ${said.join('')}`)); });
  });
  return {
    issuer,
    stop: () => new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.removeAllListeners('exit').once('exit', () => { resolve(); });
      child.kill('SIGKILL');
    }),
  };
}

export interface Page { status: number; address: string; text: string; headers: Headers }

/** A browser without a window: keeps cookies by host, follows what it is told to, and posts the first form of a page. */
export class Browser {
  private readonly jar = new Map<string, Map<string, string>>();

  /** Follows redirects; `until`: stops before it goes to an address that fits, and answers that. */
  async open(address: string, { until, form }: { until?: RegExp; form?: Record<string, string> } = {}): Promise<Page> {
    let next = address;
    let body = form;
    for (let hops = 0; hops < 20; hops += 1) {
      const url = new URL(next);
      const response = await fetch(url, {
        redirect: 'manual', headers: { cookie: this.cookies(url.host), ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
        ...(body ? { method: 'POST', body: new URLSearchParams(body).toString() } : {}),
      });
      this.keep(url.host, response.headers.getSetCookie());
      const to = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || !to) return { status: response.status, address: next, text: await response.text(), headers: response.headers };
      next = new URL(to, next).href;
      body = undefined;
      if (until?.test(next)) return { status: response.status, address: next, text: '', headers: response.headers };
    }
    throw new Error(`sent on and on: ${next}`);
  }

  /** Logs in and consents at the provider's own pages, from the address where it was sent to. */
  async logIn(address: string, account: string, until: RegExp): Promise<Page> {
    let page = await this.open(address, { until });
    for (let steps = 0; !until.test(page.address) && steps < 5; steps += 1) {
      const action = /<form[^>]*action="([^"]+)"/.exec(page.text)?.[1];
      if (!action) throw new Error(`no form at ${page.address}: ${page.status} ${page.text.slice(0, 500)}`);
      const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1] ?? 'login';
      page = await this.open(new URL(action, page.address).href, { until, form: { prompt, login: account, password: 'any' } });
    }
    return page;
  }

  cookies(host: string): string {
    return [...(this.jar.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(host: string, set: string[]): void {
    const kept = this.jar.get(host) ?? new Map<string, string>();
    for (const line of set) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) kept.delete(pair.slice(0, at));
      else kept.set(pair.slice(0, at), value);
    }
    this.jar.set(host, kept);
  }
}
