// How is a check's program run? Its output goes straight on to ours, and it is ended, with all it started, at its limit.

import { spawn } from 'node:child_process';

/** Resolves to the exit code, and whether the limit was what ended it. The signals that we get, it gets. */
export function runProgram(args, { cwd, limitMinutes, env = process.env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
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
      resolve({ code, signal, limitReached });
    });
  });
}
