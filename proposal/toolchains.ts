// Which tools do Go, Java and Python use? As each ecosystem's own files say.
import type { RepositoryFacts } from './facts';
import { JUNIT, SARIF, loadTest, open, seen, semgrep, type Reported, type Toolchain } from './choice';

const SMOKE = { ...JUNIT, path: 'results/smoke.xml' };

export function goTools({ files, name }: RepositoryFacts): Toolchain {
  const main = files.has('main.go') ? '.' : [...files].find((file) => /^cmd\/[^/]+\/main\.go$/.test(file))?.replace(/\/main\.go$/, '');
  return {
    what: 'a Go service',
    install: seen('go mod download', 'go.mod is there'), cache: { key: [files.has('go.sum') ? 'go.sum' : 'go.mod'], paths: ['.gopath'] },
    build: main === undefined ? open(`go build -o dist/${name} ./cmd/${name}`, 'no main.go was found') : seen(`go build -o dist/${name} ${main === '.' ? '.' : `./${main}`}`, `${main === '.' ? 'main.go' : `${main}/main.go`} is there`),
    artifact: seen('dist', 'where the build above leaves it'), start: open(`./${name}`, 'run in the unpacked artifact, with PORT set'),
    tests: { run: seen(`go run gotest.tools/gotestsum@latest --junitfile ${JUNIT.path} ./...`, 'Go\'s own tests, as JUnit'), report: JUNIT },
    load: loadTest(),
    scan: { run: open(`gosec -no-fail -fmt sarif -out ${SARIF.path} ./...`, 'no scanner was found: gosec reports SARIF'), report: SARIF },
    smoke: { run: open('go run gotest.tools/gotestsum@latest --junitfile results/smoke.xml ./smoke/...', 'repeats what a customer does, against DAYSHIFT_BASE_URL'), report: SMOKE },
  };
}

export function mavenTools({ files }: RepositoryFacts): Toolchain {
  const mvn = files.has('mvnw') ? './mvnw -B' : 'mvn -B';
  return javaTools('a Java service (Maven)', seen(`${mvn} -DskipTests package && mkdir -p dist && cp target/*.jar dist/app.jar`, 'pom.xml is there'), `${mvn} verify`, 'target/surefire-reports', { key: ['pom.xml'], paths: ['.m2'] });
}

export function gradleTools({ files }: RepositoryFacts): Toolchain {
  const gradle = files.has('gradlew') ? './gradlew --no-daemon' : 'gradle --no-daemon';
  return javaTools('a Java service (Gradle)', seen(`${gradle} assemble && mkdir -p dist && cp build/libs/*.jar dist/app.jar`, 'build.gradle is there'), `${gradle} test`, 'build/test-results/test', { key: [files.has('gradle.lockfile') ? 'gradle.lockfile' : [...files].find((file) => file.startsWith('build.gradle')) ?? 'build.gradle'], paths: ['.gradle'] });
}

function javaTools(what: string, build: Toolchain['build'], test: string, reports: string, cache: NonNullable<Toolchain['cache']>): Toolchain {
  return {
    what, build, cache, install: undefined, artifact: seen('dist', 'where the build above leaves it'), start: open('java -jar app.jar --server.port=$PORT', 'run in the unpacked artifact, with PORT set'),
    tests: { run: open(`${test}; npx --yes junit-report-merger ${JUNIT.path} "${reports}/*.xml"`, 'the tool leaves a file for each class, and a check has one report: they are merged'), report: JUNIT },
    load: loadTest(), scan: semgrep(), smoke: { run: open('./smoke.sh', 'repeats what a customer does, against DAYSHIFT_BASE_URL'), report: SMOKE },
  };
}

export function pythonTools({ files, pythonTools: tools }: RepositoryFacts): Toolchain {
  const lock = ['uv.lock', 'poetry.lock', 'requirements.txt', 'pyproject.toml', 'setup.py'].find((file) => files.has(file)) ?? 'pyproject.toml';
  const install: Record<string, string> = { 'uv.lock': 'uv sync --frozen', 'poetry.lock': 'poetry config virtualenvs.in-project true --local && poetry install', 'requirements.txt': 'python3 -m venv .venv && .venv/bin/pip install -r requirements.txt' };
  return {
    what: `a Python service (${lock})`,
    install: seen(install[lock] ?? 'python3 -m venv .venv && .venv/bin/pip install .', `${lock} is there`), cache: { key: [lock], paths: ['.venv'] },
    build: open('mkdir -p dist && cp -r src .venv dist', 'the command that makes the artifact: all that it needs to run'), artifact: open('dist', 'the folder that the build leaves'),
    start: open(startOf(tools), 'run in the unpacked artifact, with PORT set'),
    tests: pytest(tools), load: loadTest(),
    scan: tools.has('bandit') ? { run: seen(`.venv/bin/bandit -r src -f sarif -o ${SARIF.path} --exit-zero`, 'bandit is among the dependencies; it needs its extra `sarif`'), report: SARIF } : semgrep(),
    smoke: { run: open('.venv/bin/pytest smoke --junitxml=results/smoke.xml', 'repeats what a customer does, against DAYSHIFT_BASE_URL'), report: SMOKE },
  };
}

function pytest(tools: ReadonlySet<string>): Reported {
  const run = `.venv/bin/pytest --junitxml=${JUNIT.path}`;
  return { run: tools.has('pytest') ? seen(run, 'pytest is among the dependencies') : open(run, 'no test runner was found: pytest reports JUnit'), report: JUNIT };
}

function startOf(tools: ReadonlySet<string>): string {
  if (tools.has('uvicorn') || tools.has('fastapi')) return '.venv/bin/uvicorn app:app --host 127.0.0.1 --port $PORT';
  return tools.has('django') ? '.venv/bin/python manage.py runserver 127.0.0.1:$PORT' : '.venv/bin/gunicorn app:app --bind 127.0.0.1:$PORT';
}
