// How do all chosen suites become one answer? Set-up first, then each under its heading, and the sum as the last line.

import { projectRoot, setUp } from '../setup/set-up.mjs';
import { partNames, partsOfSuite, toolEnvironment } from '../tools.mjs';
import { seconds } from '../tools/resolve.mjs';
import { runCheck, runTests } from './run-suite.mjs';
import { suites as every } from './suites.mjs';

/**
 * Runs the suites in order and resolves to the exit code. The last line of the output is `N passed, N failed`. Parts and
 * the build take long when they are missing, so they wait until the first suite that uses them; when they cannot be had,
 * that counts as one failure and those suites are left out.
 */
export async function runAll({ chosen, passed, quick = false }, root = projectRoot) {
  const total = { passed: 0, failed: 0 };
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (interrupted = true));
  const [plain, needing, apart] = [chosen.filter(({ needs, ownParts }) => !needs && !ownParts), chosen.filter(({ needs, ownParts }) => needs && !ownParts), chosen.filter(({ ownParts }) => ownParts)];
  const ownStage = (suite) => ({ suites: [suite], prepare: () => setUp({ tools: [...(suite.needs ? partNames : []), ...partsOfSuite(suite.name)], withBuild: suite.needs === true, log: say, root }) });
  const stages = [
    { suites: plain, prepare: () => setUp({ tools: [], withBuild: false, log: say, root }) },
    ...apart.filter(({ needs }) => !needs).map(ownStage),
    { suites: needing, prepare: () => setUp({ tools: partNames, log: say, root }) },
    ...apart.filter(({ needs }) => needs).map(ownStage),
  ];
  for (const { suites, prepare } of stages) {
    if (suites.length > 0 && !interrupted) await runStage(suites, prepare).catch((error) => fail(error.message));
  }
  const left = every.filter((suite) => !chosen.includes(suite));
  if (left.length > 0 && left.every(({ byName }) => byName)) say(`\nNot part of this run: ${left.map(({ name }) => name).join(', ')} (npm test -- --only ${left.map(({ name }) => name).join(',')})`);
  if (interrupted) fail('Interrupted: not everything was run.');
  if (total.passed + total.failed === 0) fail(`No test was found for ${passed.join(' ') || 'this choice'}.`);
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;

  async function runStage(suites, prepare) {
    say('\n== set-up');
    Object.assign(process.env, toolEnvironment(await prepare()));
    const started = Date.now();
    const checks = suites.filter(({ kind }) => kind !== 'jest').map((suite) => ({ suite, running: runCheck(suite, { root, quick }) }));
    // A failure of the second is heard when its turn comes, and must not end us while the first is waited for.
    for (const { running } of checks) running.catch(() => undefined);
    for (const { suite, running } of checks) add(total, await tell(suite, () => running, started));
    for (const suite of suites.filter(({ kind }) => kind === 'jest')) {
      if (interrupted) return;
      add(total, await tell(suite, () => runTests(suite, { root, passed })));
    }
  }
  function fail(message) {
    total.failed += 1;
    say(message);
  }
}

async function tell(suite, work, started = Date.now()) {
  say(`\n== ${suite.name}`);
  const { text, note, ...counted } = await work();
  if (text) say(text.trimEnd());
  say(`== ${suite.name}: ${counted.passed} passed, ${counted.failed} failed${note ? ` (${note})` : ''}, ${seconds(started)}`);
  return counted;
}

function add(total, counted) {
  total.passed += counted.passed;
  total.failed += counted.failed;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
