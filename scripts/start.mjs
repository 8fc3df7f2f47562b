// What does `npm start` do? Sets up what is missing, then plays the day: node scripts/start.mjs [flags of the demo]

import { join } from 'node:path';
import { runInOurPlace } from './setup/child.mjs';
import { projectRoot, setUp } from './setup/set-up.mjs';
import { partNames, toolEnvironment } from './tools.mjs';

async function main(flags) {
  const paths = await setUp({ tools: partNames, log: (line) => process.stdout.write(`${line}\n`) });
  const program = join(projectRoot, 'dist', 'demo', 'main.js');
  const env = { ...process.env, ...toolEnvironment(paths) };
  return runInOurPlace(process.execPath, [program, ...flags], { cwd: projectRoot, env });
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
