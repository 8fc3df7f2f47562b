// How is it built, tested, loaded and scanned? What the repository's own files say; what they do not say is proposed, and marked to be looked at.
import type { RepositoryFacts } from './facts';
import { INTO, JUNIT, SARIF, loadTest, open, seen, semgrep, type Reported, type Toolchain } from './choice';
import { goTools, gradleTools, mavenTools, pythonTools } from './toolchains';

export function toolchainOf(facts: RepositoryFacts): Toolchain {
  const { files } = facts;
  if (files.has('package.json')) return nodeTools(facts);
  if (files.has('go.mod')) return goTools(facts);
  if (files.has('pom.xml')) return mavenTools(facts);
  if (files.has('build.gradle') || files.has('build.gradle.kts')) return gradleTools(facts);
  if (['pyproject.toml', 'requirements.txt', 'setup.py'].some((file) => files.has(file))) return pythonTools(facts);
  return {
    what: 'a service of a kind that is not known here',
    build: open('make dist', 'the command that makes the artifact'), artifact: open('dist', 'the folder that it leaves'), start: open('./serve', 'run in the unpacked artifact, with PORT set'),
    tests: { run: open('make test', 'must leave the report'), report: JUNIT }, load: loadTest(), scan: semgrep(), smoke: { run: open('make smoke', 'repeats what a customer does, against DAYSHIFT_BASE_URL'), report: { ...JUNIT, path: 'results/smoke.xml' } },
  };
}

/** `beside`: what tells it from an older version of the same tool. */
const LOCKFILES: readonly { file: string; beside?: string; name: string; install: string; run: string; exec: string }[] = [
  { file: 'pnpm-lock.yaml', name: 'pnpm', install: 'pnpm install --frozen-lockfile', run: 'pnpm run', exec: 'pnpm exec' },
  { file: 'yarn.lock', beside: '.yarnrc.yml', name: 'yarn', install: 'yarn install --immutable', run: 'yarn run', exec: 'yarn run' },
  { file: 'yarn.lock', name: 'yarn', install: 'yarn install --frozen-lockfile', run: 'yarn run', exec: 'yarn run' },
  { file: 'package-lock.json', name: 'npm', install: 'npm ci', run: 'npm run', exec: 'npx' },
];

function nodeTools({ files, scripts, packages }: RepositoryFacts): Toolchain {
  const lock = LOCKFILES.find(({ file, beside }) => files.has(file) && (beside === undefined || files.has(beside)));
  const { name, install, run, exec } = lock ?? { name: 'npm', install: 'npm install', run: 'npm run', exec: 'npx' };
  const script = (...names: string[]): string | undefined => names.find((one) => scripts[one] !== undefined);
  const [build, smoke] = [script('build'), script('test:smoke', 'smoke')];
  return {
    what: `a Node.js service (${name})`,
    install: lock ? seen(install, `${lock.file} is there`) : open(install, 'there is no lock file: add one, so that the same is installed each time'),
    cache: { key: [lock?.file ?? 'package.json'], paths: ['node_modules'] },
    build: build ? seen(`${run} build`, `package.json has the script: ${scripts['build'] ?? ''}`) : open('mkdir -p dist && cp -r src package.json dist', 'there is no script `build`'),
    artifact: open('dist', 'the folder that the build leaves: with all that it needs to run'),
    start: scripts['start'] ? open(nodeStart(scripts['start']), `package.json starts it by: ${scripts['start']}`) : open('node server.js', 'run in the unpacked artifact, with PORT set'),
    tests: nodeTests({ packages, scripts, exec, run }),
    load: nodeLoad({ packages, scripts, run }),
    scan: packages.has('eslint') && (packages.has('@microsoft/eslint-formatter-sarif'))
      ? { run: seen(`${exec} eslint --format @microsoft/eslint-formatter-sarif --output-file ${SARIF.path} .`, 'ESLint and its SARIF formatter are among the dependencies'), report: SARIF }
      : semgrep(),
    smoke: {
      run: smoke ? open(`${run} ${smoke}`, 'package.json has the script; it must leave the report') : open(`${INTO}node ${reportedTo('results/smoke.xml')} tests/smoke`, 'repeats what a customer does, against DAYSHIFT_BASE_URL'),
      report: { ...JUNIT, path: 'results/smoke.xml' },
    },
  };
}

/** The flags of Node's own test runner. */
function reportedTo(file: string): string {
  return `--test --test-reporter=junit --test-reporter-destination=${file}`;
}

/** Nothing but Node's own runner, with no report of its own choice. */
function isByNode(script: string): boolean {
  return /^node\s(?:.*\s)?--test(?=\s|$)/.test(script) && !/[&|;]|--test-reporter/.test(script);
}

/** As it is in the artifact: without the folder in front. */
function nodeStart(script: string): string {
  return script.replace(/\b(?:\.\/)?(?:dist|build)\//g, '');
}

function nodeTests({ packages, scripts, exec, run }: Pick<RepositoryFacts, 'packages' | 'scripts'> & { exec: string; run: string }): Reported {
  const known: [string, string, string][] = [
    ['@playwright/test', `${exec} playwright test --reporter=junit`, 'PLAYWRIGHT_JUNIT_OUTPUT_FILE'],
    ['vitest', `${exec} vitest run --reporter=junit --outputFile=${JUNIT.path}`, ''],
    ['jest', `${exec} jest --ci --reporters=default --reporters=jest-junit`, 'JEST_JUNIT_OUTPUT_FILE'],
    ['mocha', `${exec} mocha --reporter mocha-junit-reporter --reporter-options mochaFile=${JUNIT.path}`, ''],
    ['cypress', `${exec} cypress run --reporter junit --reporter-options mochaFile=${JUNIT.path}`, ''],
  ];
  const found = known.find(([name]) => packages.has(name));
  if (!found) {
    const test = scripts['test'] ?? '';
    if (isByNode(test)) return { run: seen(`${INTO}${test.replace(/--test(?=\s|$)/, reportedTo(JUNIT.path))}`, `package.json tests by: ${test}`), report: JUNIT };
    return { run: open(`${run} test`, 'no test runner that we know was found: it must leave JUnit, CTRF or TAP'), report: JUNIT };
  }
  const [name, command, variable] = found;
  const needs = { jest: 'jest-junit', mocha: 'mocha-junit-reporter' }[name];
  const value = variable === '' ? command : `${variable}=${JUNIT.path} ${command}`;
  if (needs && !packages.has(needs)) return { run: open(value, `${name} is among the dependencies; add ${needs} for its report`), report: JUNIT };
  return { run: seen(value, `${name} is among the dependencies`), report: JUNIT };
}

function nodeLoad({ packages, scripts, run }: Pick<RepositoryFacts, 'packages' | 'scripts'> & { run: string }): Reported {
  const script = ['test:load', 'load', 'test:performance'].find((one) => scripts[one] !== undefined);
  if (script && packages.has('autocannon')) return { run: open(`${run} ${script}`, 'package.json has the script, and autocannon is among the dependencies; it must leave the report'), report: { format: 'autocannon', path: 'results/load.json' } };
  return loadTest();
}
