// What does `npm run bench` run? Sets up what is missing, then measures: npm run bench [-- NAME…]

import { join } from 'node:path';
import { runInOurPlace } from './setup/child.mjs';
import { projectRoot, setUp } from './setup/set-up.mjs';
import { partNames, toolEnvironment } from './tools.mjs';

async function main(names) {
  const tools = names.includes('demo') ? partNames : ['temporal', ...(names.includes('pipeline') || names.includes('dashboard-load') || names.includes('vscode') ? ['chromium'] : []), ...(names.includes('vscode') ? ['code-server'] : []), ...(names.includes('rollout') ? ['envoy'] : [])];
  const paths = await setUp({ tools, log: (line) => process.stdout.write(`${line}\n`) });
  const program = join(projectRoot, 'dist', 'bench', 'main.js');
  const env = { ...process.env, ...toolEnvironment(paths) };
  return runInOurPlace(process.execPath, [program, ...names], { cwd: projectRoot, env });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
