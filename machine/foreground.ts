// How does one process of dayshift's run in the foreground? As if it had been started itself: its output is ours, a signal is passed on, its exit code is told.
import { spawn } from 'node:child_process';
import { ownPart } from './own-parts';

/** Resolves to the exit code; 130 when it was asked to leave and did not say otherwise. */
export async function runInForeground(name: 'api' | 'worker', { env, cwd, signal, dist }: { env: Record<string, string | undefined>; cwd: string; signal: AbortSignal; dist?: string }): Promise<number> {
  const { command, args } = ownPart(name, {}, dist);
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  const leave = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', leave);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject).once('exit', (code, by) => resolve(code ?? (by === 'SIGTERM' || by === 'SIGINT' ? 130 : 1)));
    });
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
