// What goes on inside the box of a check with services? Each is started and waited for, then the command runs, then they are ended.
export interface InsidePlan {
  command: string;
  env: Record<string, string>; // the command's
  services: {
    name: string;
    run: string;
    env: Record<string, string>;
    withinSeconds: number;
    ready: { http?: string; tcp?: number; run?: string };
  }[];
  graceSeconds: number; // for the services, after the command has ended
  whyFile: string; // written when a service was not ready
}
interface Node {
  spawn: typeof import('node:child_process').spawn;
  fs: typeof import('node:fs');
  net: typeof import('node:net');
  http: typeof import('node:http');
  https: typeof import('node:https');
}

/**
 * Travels as text to a Node of its own (`node -e`), so that it needs no file of this build inside the box: it may use its arguments and
 * globals only. File descriptor 4 takes the services' output, apart from the command's, so that neither breaks into the other's lines.
 */
export async function superviseInside(node: Node, plan: InsidePlan): Promise<void> {
  const SERVICE_OUTPUT = 4;
  const ASK_MILLISECONDS = 100;
  const ONE_ASK_MILLISECONDS = 2000;
  const LONGEST_LINE = 65_536;
  type Service = InsidePlan['services'][number];
  interface Started { pid: number | undefined; isReady: boolean; end: string | undefined; gone: Promise<void> } // end: how it ended, when it has
  const started: Started[] = [];
  let isOver = false; // from then on a service that ends does what it is asked to

  function signalGroup(pid: number | undefined, name: NodeJS.Signals): void {
    if (pid === undefined) return;
    try {
      process.kill(-pid, name);
    } catch {
      // gone already
    }
  }
  const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
  const howOf = (code: number | null, signal: string | null): string => (signal ? `by ${signal}` : `with exit code ${code}`);

  /** Whole lines, each with the service's name. Nobody reads any more when the worker is gone: then all of it ends. */
  function tell(name: string, lines: string[]): void {
    try {
      if (lines.length > 0) node.fs.writeSync(SERVICE_OUTPUT, `${lines.map((line) => `[${name}] ${line}`).join('\n')}\n`);
    } catch {
      for (const { pid } of started) signalGroup(pid, 'SIGKILL');
      process.kill(0, 'SIGKILL');
    }
  }

  function start({ name, run, env }: Service): Started {
    const child = node.spawn('/bin/sh', ['-c', run], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      let pending = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        const lines = (pending + text).split('\n');
        pending = lines.pop() ?? '';
        if (pending.length > LONGEST_LINE) {
          lines.push(pending);
          pending = '';
        }
        tell(name, lines);
      }).on('end', () => tell(name, pending ? [pending] : []));
    }
    const one: Started = { pid: child.pid, isReady: false, end: undefined, gone: new Promise((resolve) => { child.once('close', () => resolve()); }) };
    child.once('error', (error) => { one.end = error.message; });
    child.once('exit', (code, signal) => {
      one.end = howOf(code, signal);
      if (one.isReady && !isOver) tell(name, [`dayshift: ended ${one.end} while the command ran`]);
    });
    started.push(one);
    return one;
  }

  /** Undefined when it answers, else what was found. */
  function askHttp(address: string): Promise<string | undefined> {
    return new Promise((resolve) => {
      const { get } = address.startsWith('https:') ? node.https : node.http;
      const request = get(address, { timeout: ONE_ASK_MILLISECONDS, agent: false }, (answer) => {
        answer.resume();
        const status = answer.statusCode ?? 0;
        resolve(status >= 200 && status < 400 ? undefined : `${address} answers ${status}`);
        request.destroy();
      });
      request.once('timeout', () => request.destroy(new Error('no answer')));
      request.once('error', (error) => resolve(`${address}: ${error.message || 'no connection'}`));
    });
  }
  function connect(port: number, host: string): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = node.net.connect({ port, host, timeout: ONE_ASK_MILLISECONDS });
      const answer = (is: boolean) => () => { socket.destroy(); resolve(is); };
      socket.once('connect', answer(true)).once('timeout', answer(false)).once('error', answer(false));
    });
  }
  async function askTcp(port: number): Promise<string | undefined> {
    return (await connect(port, '127.0.0.1')) || (await connect(port, '::1')) ? undefined : `nothing listens on port ${port}`;
  }
  function askCommand(command: string, env: Record<string, string>, milliseconds: number): Promise<string | undefined> {
    return new Promise((resolve) => {
      const child = node.spawn('/bin/sh', ['-c', command], { env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
      const timer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), milliseconds);
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(-500); });
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => {
        clearTimeout(timer);
        const last = said.trim().split('\n').at(-1);
        resolve(code === 0 ? undefined : `\`${command}\` ended ${howOf(code, signal)}${last ? `: ${last}` : ''}`);
      });
    });
  }
  function ask({ ready, env }: Service, milliseconds: number): Promise<string | undefined> {
    if (ready.http !== undefined) return askHttp(ready.http).catch((error: unknown) => String(error));
    if (ready.tcp !== undefined) return askTcp(ready.tcp);
    return askCommand(ready.run ?? 'false', env, milliseconds);
  }

  /** Undefined once it is ready, else why it is not. */
  async function startAndWait(service: Service): Promise<string | undefined> {
    const deadline = performance.now() + service.withinSeconds * 1000;
    const one = start(service);
    for (let found: string | undefined; ; await pause(ASK_MILLISECONDS)) {
      const left = deadline - performance.now();
      if (one.end === undefined && left > 0) {
        const answer = await Promise.race([ask(service, left), pause(left).then(() => found ?? 'no answer')]);
        one.isReady = answer === undefined && one.end === undefined;
        if (one.isReady) return undefined;
        found = answer ?? found;
      }
      if (one.end !== undefined) return `${service.name} ended ${one.end} before it was ready`;
      if (performance.now() >= deadline) return `${service.name} was not ready within ${service.withinSeconds} s: ${found ?? 'it was not asked'}`;
    }
  }

  async function endServices(): Promise<void> {
    isOver = true;
    for (const { pid } of [...started].reverse()) signalGroup(pid, 'SIGTERM');
    await Promise.race([Promise.all(started.map(({ gone }) => gone)), pause(plan.graceSeconds * 1000)]);
  }

  function runCommand(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    return new Promise((resolve, reject) => {
      const child = node.spawn('/bin/sh', ['-c', plan.command], { env: plan.env, stdio: ['ignore', 'inherit', 'inherit'] });
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
  }

  for (const service of plan.services) {
    const why = await startAndWait(service);
    if (why === undefined) continue;
    await endServices();
    node.fs.writeFileSync(plan.whyFile, why);
    process.exit(1);
  }
  const { code, signal } = await runCommand();
  await endServices();
  if (signal) process.kill(process.pid, signal);
  process.exit(code ?? 1);
}
