// How does a program run in our place? It has our terminal and our signals, and we end as it ends.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** One key press reaches us from the terminal and again from npm; a second one by a person comes later than this. */
const samePressMs = 1_000;

/**
 * Runs a program with our input and output, and resolves to the exit code that we should end with. It leads a process
 * group of its own, so that one Ctrl-C is one signal to it, from us alone. A channel to it closes when we are gone,
 * however we went: it may take 'disconnect' as its order to end.
 */
export function runInOurPlace(command, args, { cwd, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], detached: true });
    let forwardedAt = -Infinity;
    function forward(signal) {
      if (performance.now() - forwardedAt < samePressMs) return;
      forwardedAt = performance.now();
      child.kill(signal);
    }
    for (const signal of signals) process.on(signal, forward);
    function stopForwarding() {
      for (const signal of signals) process.off(signal, forward);
    }
    child.once('error', (error) => {
      stopForwarding();
      reject(error);
    });
    child.once('close', (code, signal) => {
      stopForwarding();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
