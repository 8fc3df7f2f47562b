// What does `npm test` run? Everything that CI runs: npm test [-- --only unit,integration] [file patterns]

import { readArguments } from './testing/arguments.mjs';
import { runAll } from './testing/run-all.mjs';

try {
  process.exitCode = await runAll(readArguments(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
