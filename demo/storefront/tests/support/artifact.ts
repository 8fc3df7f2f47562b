// How is the artifact under test started and stopped? As production starts it: `node server.js` in its folder, and nothing of the sources.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { artifactFolder } from './environment';

export interface RunningArtifact {
  baseUrl: string;
  stop(): Promise<void>;
}

export async function startArtifact(databaseUrl: string): Promise<RunningArtifact> {
  const child = spawn(process.execPath, ['server.js'], {
    cwd: artifactFolder(),
    env: { PORT: '0', DATABASE_URL: databaseUrl, SESSION_SECRET: 'only for tests', DAYSHIFT_DIGEST: process.env.DAYSHIFT_DIGEST },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the artifact ended with ${code} before it listened; its errors stand above`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry: unknown = JSON.parse(line);
      if (typeof entry === 'object' && entry !== null && 'port' in entry) resolve(Number(entry.port));
    });
  });
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
