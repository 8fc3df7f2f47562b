// How is a suite's program run? With our output or one that is held, and ended, with all that it started, at its limit.

import { spawn } from 'node:child_process';

/**
 * Resolves to the exit code, and whether the limit was what ended it. The signals that we get, it gets. With `held`, its
 * output is not sent on but resolved to, for one that runs beside others.
 */
export function runProgram(args, { cwd, limitMinutes, held = false, env = process.env }) {
  return new Promise((resolve, reject) => {
    const output = held ? 'pipe' : 'inherit';
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', output, output], detached: true });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (data) => (text += data));
    let limitReached = false;
    function end(signal) {
      try {
        process.kill(-child.pid, signal);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error; // it ended by itself just now
      }
    }
    const timer = setTimeout(() => {
      limitReached = true;
      end('SIGKILL');
    }, limitMinutes * 60_000);
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
    function settle() {
      clearTimeout(timer);
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
    }
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('close', (code, signal) => {
      settle();
      resolve({ code, signal, limitReached, text });
    });
  });
}
