// Which tools do Go, Java and Python use? As each ecosystem's own files say.
import path from 'node:path';
import type { RepositoryFacts } from './facts';
import { INTO, JUNIT, SARIF, loadTest, open, seen, semgrep, type Reported, type Toolchain } from './choice';

const SMOKE = { ...JUNIT, path: 'results/smoke.xml' };

export function goTools({ files, name }: RepositoryFacts): Toolchain {
  const mains = files.has('main.go') ? ['.'] : [...files].filter((file) => /^cmd\/[^/]+\/main\.go$/.test(file)).map((file) => `./${path.posix.dirname(file)}`);
  const [main = `./cmd/${name}`] = mains;
  const built = `go build -o dist/${name} ${main}`;
  return {
    what: 'a Go service',
    build: mains.length === 1 ? seen(built, `${path.posix.join(main, 'main.go')} is there`) : open(built, mains.length === 0 ? 'no main.go was found' : `one of ${mains.join(', ')}`),
    artifact: seen('dist', 'where the build above leaves it'), start: open(`./${name}`, 'run in the unpacked artifact, with PORT set'),
    tests: { run: open(`${INTO}go run gotest.tools/gotestsum@latest --junitfile ${JUNIT.path} ./...`, 'Go\'s own tests, as JUnit: name the version that you want'), report: JUNIT },
    load: loadTest(),
    scan: { run: open(`${INTO}gosec -no-fail -fmt sarif -out ${SARIF.path} ./...`, 'no scanner was found: gosec reports SARIF'), report: SARIF },
    smoke: { run: open(`${INTO}go run gotest.tools/gotestsum@latest --junitfile results/smoke.xml ./smoke/...`, 'repeats what a customer does, against DAYSHIFT_BASE_URL'), report: SMOKE },
  };
}

export function mavenTools({ files }: RepositoryFacts): Toolchain {
  const mvn = files.has('mvnw') ? './mvnw -B' : 'mvn -B';
  return javaTools('a Java service (Maven)', open(`${mvn} -DskipTests package && mkdir -p dist && cp target/*.jar dist/app.jar`, 'pom.xml is there; name the jar if there are several'), `${mvn} verify`, 'target/surefire-reports');
}

export function gradleTools({ files }: RepositoryFacts): Toolchain {
  const gradle = files.has('gradlew') ? './gradlew --no-daemon' : 'gradle --no-daemon';
  return javaTools('a Java service (Gradle)', open(`${gradle} assemble && mkdir -p dist && cp build/libs/*.jar dist/app.jar`, `${files.has('build.gradle') ? 'build.gradle' : 'build.gradle.kts'} is there; name the jar if there are several`), `${gradle} test`, 'build/test-results/test');
}

function javaTools(what: string, build: Toolchain['build'], test: string, reports: string): Toolchain {
  return {
    what, build, artifact: seen('dist', 'where the build above leaves it'), start: open('java -jar app.jar --server.port=$PORT', 'run in the unpacked artifact, with PORT set'),
    tests: { run: open(`${test}; npx --yes junit-report-merger ${JUNIT.path} "${reports}/*.xml"`, 'the tool leaves a file for each class, and a check has one report: they are merged'), report: JUNIT },
    load: loadTest(), scan: semgrep(), smoke: { run: open('./smoke.sh', 'repeats what a customer does, against DAYSHIFT_BASE_URL'), report: SMOKE },
  };
}

export function pythonTools({ files, pythonTools: tools }: RepositoryFacts): Toolchain {
  const lock = ['uv.lock', 'poetry.lock', 'requirements.txt', 'pyproject.toml', 'setup.py'].find((file) => files.has(file)) ?? 'pyproject.toml';
  const install: Record<string, string> = { 'uv.lock': 'uv sync --frozen', 'poetry.lock': 'poetry config virtualenvs.in-project true --local && poetry install', 'requirements.txt': `python3 -m venv .venv && .venv/bin/pip install -r requirements.txt${files.has('requirements-dev.txt') ? ' -r requirements-dev.txt' : ''}` };
  return {
    what: `a Python service (${lock})`,
    install: seen(install[lock] ?? 'python3 -m venv .venv && .venv/bin/pip install .', `${lock} is there`), cache: { key: [lock], paths: ['.venv'] },
    build: open('mkdir -p dist && cp -r src .venv dist', 'the command that makes the artifact: all that it needs to run'), artifact: open('dist', 'the folder that the build leaves'),
    start: open(startOf(tools), 'run in the unpacked artifact, with PORT set'),
    tests: pytest(tools), load: loadTest(),
    scan: tools.has('bandit') ? { run: seen(`${INTO}.venv/bin/bandit -r ${[...files].some((file) => file.startsWith('src/')) ? 'src' : '. -x ./.venv'} -f sarif -o ${SARIF.path} --exit-zero`, 'bandit is among what Python\'s files name; it needs its extra `sarif`'), report: SARIF } : semgrep(),
    smoke: { run: open('.venv/bin/pytest smoke --junitxml=results/smoke.xml', 'repeats what a customer does, against DAYSHIFT_BASE_URL'), report: SMOKE },
  };
}

function pytest(tools: ReadonlySet<string>): Reported {
  const run = `.venv/bin/pytest --junitxml=${JUNIT.path}`;
  return { run: tools.has('pytest') ? seen(run, 'pytest is among what Python\'s files name') : open(run, 'no test runner was found: pytest reports JUnit'), report: JUNIT };
}

function startOf(tools: ReadonlySet<string>): string {
  if (tools.has('uvicorn') || tools.has('fastapi')) return '.venv/bin/uvicorn app:app --host 127.0.0.1 --port $PORT';
  return tools.has('django') ? '.venv/bin/python manage.py runserver 127.0.0.1:$PORT' : '.venv/bin/gunicorn app:app --bind 127.0.0.1:$PORT';
}
