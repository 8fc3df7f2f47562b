// A process of its own, so that its memory is known: runs one command with very much output, as a worker runs a check.
import path from 'node:path';
import { createFileStore } from '../integrations/file-store';
import { createProcessRunner } from '../integrations/processes/check-runner';

async function main(folder: string, log: string, lines: string): Promise<void> {
  const runner = createProcessRunner({ stateFolder: path.join(folder, 'runs'), logs: createFileStore(path.join(folder, 'evidence')) });
  const { ended, exitCode } = await runner.run(
    { id: 'bench/log', command: `seq -f '%099.0f' 1 ${lines}`, folder, env: {}, timeoutSeconds: 1800, log, secrets: ['a secret that never comes'], limits: { outputBytes: 1e9 } },
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
  process.stdout.write(JSON.stringify({ ended, exitCode, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

const [folder = '', log = '', lines = ''] = process.argv.slice(2);
main(folder, log, lines).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
