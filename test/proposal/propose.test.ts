// Does what we propose fit the repository, and would we take it ourselves? Real clones of six kinds, and a monitoring that answers as Prometheus does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { propose } from '../../proposal';
import { parseInstallation } from '../../src/config/installation';
import { parsePipelineFile } from '../../src/config/pipeline-file';

const NOWHERE = 'http://127.0.0.1:9';
let folder: string;
let monitoring: Server | undefined;

beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'a clone ')); });
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await new Promise<void>((resolve) => { if (monitoring) monitoring.close(() => resolve()); else resolve(); });
  monitoring = undefined;
});

function clone(files: Record<string, string>, authors: [string, string][] = [['Maya Mender', 'maya@shop.example']]): void {
  const git = (...words: string[]): void => void execFileSync('git', words, { cwd: folder, stdio: 'ignore' });
  git('init', '-q', '-b', 'main');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  git('add', '-A');
  for (const [name, email] of authors) git('-c', `user.name=${name}`, '-c', `user.email=${email}`, 'commit', '-q', '--allow-empty', '-m', 'a change');
}

async function prometheus(answers: Record<string, unknown>): Promise<string> {
  const server = createServer((request, response) => {
    const name = /^\/api\/v1\/(\w+)/.exec(request.url ?? '')?.[1] ?? '';
    response.writeHead(name in answers ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify({ status: 'success', data: answers[name] }));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  monitoring = server;
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const pack = (rest: object): string => JSON.stringify({ name: '@tea/shop', scripts: { build: 'tsc', start: 'node dist/server.js' }, ...rest });

describe('the pipeline', () => {
  it.each<[string, Record<string, string>, RegExp[]]>([
    ['npm and Playwright', { 'package.json': pack({ devDependencies: { '@playwright/test': '1' } }), 'package-lock.json': '{}' }, [/^service: shop /m, /install: npm ci # package-lock/, /run: npm run build/, /PLAYWRIGHT_JUNIT_OUTPUT_FILE=\S+ npx playwright test/, /start: node server\.js/]],
    ['pnpm and Vitest', { 'package.json': pack({ devDependencies: { vitest: '3' } }), 'pnpm-lock.yaml': '' }, [/pnpm install --frozen-lockfile/, /pnpm exec vitest run --reporter=junit/]],
    ['yarn and Jest without its reporter', { 'package.json': pack({ devDependencies: { jest: '30' } }), 'yarn.lock': '' }, [/yarn install --frozen-lockfile/, /yarn run jest .* LOOK HERE: .*add jest-junit/]],
    ['a newer yarn', { 'package.json': pack({}), 'yarn.lock': '', '.yarnrc.yml': '' }, [/yarn install --immutable/]],
    ['Node\'s own test runner, as the script has it', { 'package.json': pack({ scripts: { test: 'node --import tsx --test "tests/**/*.ts"' } }) }, [/run: .*mkdir -p results && node --import tsx --test --test-reporter=junit --test-reporter-destination=results\/junit\.xml .*tests\/\*\*\/\*\.ts.* # package\.json tests by/]],
    ['Node\'s own test runner behind something else', { 'package.json': pack({ scripts: { test: 'npm run build && node --test' } }) }, [/run: npm run test # LOOK HERE/]],
    ['a smoke test whose report nobody has seen', { 'package.json': pack({ scripts: { smoke: 'node smoke.js' } }) }, [/run: npm run smoke # LOOK HERE/]],
    ['a load test and a scanner of its own', { 'package.json': pack({ scripts: { build: 'tsc', 'test:load': 'node load.js' }, devDependencies: { autocannon: '8', eslint: '9', '@microsoft/eslint-formatter-sarif': '3' } }), 'package-lock.json': '{}' }, [/run: npm run test:load # LOOK HERE/, /latency p97\.5/, /eslint --format @microsoft/]],
    ['Go', { 'go.mod': 'module shop', 'cmd/shop/main.go': 'package main' }, [/go build -o dist\/\S+ \.\/cmd\/shop # cmd\/shop\/main\.go is there/, /gotestsum.* # LOOK HERE/, /gosec/]],
    ['Go with two programs', { 'go.mod': 'module shop', 'cmd/a/main.go': '', 'cmd/b/main.go': '' }, [/go build -o dist\/\S+ \.\/cmd\/a # LOOK HERE: one of \.\/cmd\/a, \.\/cmd\/b/]],
    ['Maven', { 'pom.xml': '<project/>', mvnw: '' }, [/\.\/mvnw -B -DskipTests package.* # LOOK HERE/, /surefire-reports/]],
    ['Gradle', { 'build.gradle.kts': '', gradlew: '' }, [/\.\/gradlew --no-daemon assemble.* # LOOK HERE: build\.gradle\.kts is there/]],
    ['Python with tools in a file of their own', { 'requirements.txt': 'flask', 'requirements-dev.txt': 'pytest' }, [/pip install -r requirements\.txt -r requirements-dev\.txt/, /pytest --junitxml/]],
    ['Python', { 'pyproject.toml': '[project]\ndependencies = ["fastapi", "pytest"]', 'uv.lock': '' }, [/uv sync --frozen/, /pytest --junitxml/, /uvicorn/]],
    ['nothing that is known', { 'README': 'hello' }, [/LOOK HERE: the command that makes the artifact/]],
  ])('of %s is one that we take', async (_, files, says) => {
    clone(files);
    const { pipeline, installation } = await propose({ folder, prometheus: NOWHERE });
    for (const line of says) expect(pipeline.text).toMatch(line);
    expect(parsePipelineFile(pipeline.text, 'pipeline.yaml').service).toBe(parseInstallation(installation.text, 'dayshift.yaml', { DATABASE_URL: 'postgres://x/y' }).services[0]?.name);
    expect(pipeline.look.length).toBeGreaterThan(0);
    const { build } = parsePipelineFile(pipeline.text, 'pipeline.yaml');
    expect(build.cache === undefined || build.install !== undefined).toBe(true); // a cache is what `install` makes
    expect(build.cache?.paths.filter((made) => !['node_modules', '.venv'].includes(made)) ?? []).toEqual([]);
    for (const { line, text } of pipeline.look) expect(pipeline.text.split('\n')[line - 1]?.trim()).toBe(text);
  });

  it('takes no text from outside for a line of its own', async () => {
    clone({ 'package.json': pack({ scripts: { build: 'tsc\nwatch: never', start: 'node a.js\n# b', test: 5 } }) });
    const { pipeline } = await propose({ folder, prometheus: NOWHERE });
    expect(parsePipelineFile(pipeline.text, 'pipeline.yaml').watch).toBeDefined();
    expect(pipeline.text).not.toMatch(/^watch: never/m);
  });

  it('explains each line that decides something', async () => {
    clone({ 'package.json': pack({}) });
    const { pipeline } = await propose({ folder, prometheus: NOWHERE });
    const bare = pipeline.text.split('\n').filter((line) => /^\s+(install|run|artifact|start|query): /.test(line) && !line.includes(' # '));
    expect(bare).toEqual([]);
  });
});

describe('the installation', () => {
  it('has the people of the history once each, without bots, and no password of the remote', async () => {
    clone({ 'package.json': pack({}), CODEOWNERS: '# @nobody\n* @maya-demo @ravi-demo\n' }, [['Maya Mender', 'maya@shop.example'], ['Maya Mender', 'maya@home.example'], ['Ravi Råd', 'ravi@shop.example'], ['dependabot[bot]', 'bot@github.com']]);
    execFileSync('git', ['remote', 'add', 'origin', 'https://maya:s3cret@git.example/tea/shop.git'], { cwd: folder });
    const { installation, pipeline } = await propose({ folder, prometheus: NOWHERE });
    const read = parseInstallation(installation.text, 'dayshift.yaml', { DATABASE_URL: 'postgres://x/y' });
    expect(read.team.map(({ id }) => id)).toEqual(['maya-mender', 'ravi-rad']);
    expect(read.team[0]?.emails.sort()).toEqual(['maya@home.example', 'maya@shop.example']);
    expect(read.services[0]?.repository).toBe('https://git.example/tea/shop.git');
    expect(`${installation.text}${pipeline.text}`).not.toMatch(/s3cret/);
    expect(installation.text).toContain('@maya-demo, @ravi-demo');
    expect(installation.text).not.toContain('@nobody');
  });

  it.each([
    ['ssh://git:s3cret@git.example/tea/shop.git', 'ssh://git@git.example/tea/shop.git'], ['ssh://git@git.example/tea/shop.git', 'ssh://git@git.example/tea/shop.git'],
    ['https://maya:s3@cret@git.example/tea/shop.git', 'https://git.example/tea/shop.git'], ['git@git.example:tea/shop.git', 'git@git.example:tea/shop.git'],
  ])('of the remote %s keeps what one gets there with, and no password', async (remote, kept) => {
    clone({ 'package.json': pack({}) });
    execFileSync('git', ['remote', 'add', 'origin', remote], { cwd: folder });
    const { installation } = await propose({ folder, prometheus: NOWHERE });
    expect(parseInstallation(installation.text, 'dayshift.yaml', { DATABASE_URL: 'postgres://x/y' }).services[0]?.repository).toBe(kept);
  });

  it.each(['yes', 'Ada "the first": #1 {x}', '- 1', 'back \\ slash'])('takes a name such as %s', async (name) => {
    clone({ 'package.json': pack({}) }, [[name, 'a@b.example']]);
    const { installation } = await propose({ folder, prometheus: NOWHERE });
    expect(parseInstallation(installation.text, 'dayshift.yaml', { DATABASE_URL: 'postgres://x/y' }).team[0]?.name).toBe(name);
  });

  it('asks by the counter that monitoring has, and names the alerts that are the service\'s', async () => {
    clone({ 'package.json': pack({}) });
    const url = await prometheus({
      targets: { activeTargets: [{ labels: { job: 'shop' }, health: 'up' }, { labels: { job: 'gone' }, health: 'down' }] },
      series: [{ __name__: 'process_cpu_seconds_total', job: 'shop' }, { __name__: 'shop_http_requests_total', job: 'shop', code: '200' }],
      rules: { groups: [{ rules: [{ type: 'alerting', name: 'LoginRefused', query: 'up{job="shop"} == 0' }] }] },
      alertmanagers: { activeAlertmanagers: [] },
    });
    const { installation, pipeline, seen } = await propose({ folder, prometheus: url });
    expect(installation.text).toContain('sum(rate(shop_http_requests_total{job="shop",code=~"5.."}[5m]))');
    expect(pipeline.text).toContain('shop_http_requests_total{digest="$release",code=~"5.."}');
    expect(installation.text).not.toMatch(/query: .*LOOK HERE/);
    expect(pipeline.text).toMatch(/query: .*LOOK HERE/); // nothing has shown the label `digest`
    expect(installation.text).toContain('of these rules: LoginRefused');
    expect(seen.join(' ')).toContain('no Alertmanager is known to it');
  });

  it('takes no counter for the service\'s that may be another, and none whose status is no code', async () => {
    clone({ 'package.json': pack({}) });
    const named = (name: string, code: string) => ({ __name__: name, job: 'shop', code });
    const url = await prometheus({ targets: { activeTargets: [{ labels: { job: 'shop' }, health: 'up' }] }, series: [named('shop_http_requests_total', '200'), named('client_http_requests_total', '200'), named('rpc_requests_total', 'OK')] });
    const { installation } = await propose({ folder, prometheus: url });
    expect(installation.text).toMatch(/query: .* # one of shop_http_requests_total, client_http_requests_total; LOOK HERE/);
  });

  it('says that something else answers there than Prometheus', async () => {
    clone({ 'package.json': pack({}) });
    const url = await prometheus({});
    expect((await propose({ folder, prometheus: url })).seen.join(' ')).toContain(`No Prometheus answers at ${url}`);
  });
});

it('outside of a clone nothing is proposed', async () => {
  await expect(propose({ folder, prometheus: NOWHERE })).rejects.toMatchObject({ code: 'no-clone' });
});
