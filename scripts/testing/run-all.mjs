// How do all chosen suites become one answer? Set-up first, then each under its heading, and the sum as the last line.

import { projectRoot, setUp } from '../setup/set-up.mjs';
import { partNames, toolEnvironment } from '../tools.mjs';
import { seconds } from '../tools/resolve.mjs';
import { runSuite } from './run-suite.mjs';

/** Runs the suites in order and resolves to the exit code. The last line of the output is `N passed, N failed`. */
export async function runAll({ chosen, passed }, root = projectRoot) {
  const total = { passed: 0, failed: 0 };
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (interrupted = true));
  try {
    await prepare(chosen, root);
    for (const suite of chosen) {
      add(total, await runAloud(suite, { root, passed }));
      if (interrupted) throw new Error('Interrupted: the other suites were not run.');
    }
    if (total.passed + total.failed === 0) throw new Error(`No test was found for ${passed.join(' ') || 'this choice'}.`);
  } catch (error) {
    total.failed += 1;
    say(error.message);
  }
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

/** Parts and the build take long when they are missing, so only suites that use them wait for them. */
async function prepare(chosen, root) {
  const needed = chosen.some(({ needs }) => needs);
  say('== set-up');
  const paths = await setUp({ tools: needed ? partNames : [], withBuild: needed, log: say, root });
  Object.assign(process.env, toolEnvironment(paths));
}

async function runAloud(suite, context) {
  const started = Date.now();
  say(`\n== ${suite.name}`);
  const counted = await runSuite(suite, context);
  const note = counted.note ? ` (${counted.note})` : '';
  say(`== ${suite.name}: ${counted.passed} passed, ${counted.failed} failed${note}, ${seconds(started)}`);
  return counted;
}

function add(total, counted) {
  total.passed += counted.passed;
  total.failed += counted.failed;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
