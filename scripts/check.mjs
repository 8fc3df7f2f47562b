// What does `npm run check` run? What needs neither parts nor a build: types, lint, unit, property and replay tests.

import { readArguments } from './testing/arguments.mjs';
import { runAll } from './testing/run-all.mjs';
import { fastSuites } from './testing/suites.mjs';

try {
  process.exitCode = await runAll({ ...readArguments(process.argv.slice(2), fastSuites), quick: true });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
