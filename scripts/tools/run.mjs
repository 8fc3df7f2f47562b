// How does set-up run another program? With a limit in time, its output kept, and a reason in one line when it fails.

import { spawn } from 'node:child_process';

const keptCharacters = 200_000;

/**
 * Runs a program to its end and returns what it printed. Rejects with one line that says why: not there, refused,
 * too slow, or its exit code with the last line it printed. `limitSeconds` ends it with SIGKILL, because a program
 * that outlived its limit has no say in how it goes.
 */
export function run(command, args, { cwd, env = process.env, limitSeconds = 60, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    let limitReached = false;
    const timer = setTimeout(() => {
      limitReached = true;
      child.kill('SIGKILL');
    }, limitSeconds * 1000);
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8');
      child[name].on('data', (text) => {
        output[name] = (output[name] + text).slice(-keptCharacters);
        onLine?.(text);
      });
    }
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(withOutput(new Error(error.code === 'ENOENT' ? `${command} is not installed` : error.message), output));
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(output);
      const end = limitReached ? `took longer than ${limitSeconds} s` : code === null ? `ended by ${signal}` : `ended with code ${code}`;
      const last = lastLine(output.stderr) || lastLine(output.stdout);
      reject(withOutput(new Error(`${command} ${end}${last ? `: ${last}` : ''}`), output));
    });
  });
}

function withOutput(error, output) {
  return Object.assign(error, { output: output.stdout + output.stderr });
}

function lastLine(text) {
  return text.trim().split('\n').at(-1)?.trim().slice(0, 200) ?? '';
}
