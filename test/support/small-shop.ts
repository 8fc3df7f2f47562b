// The smallest real service: a page that says which release answers, in a repository with a pipeline file whose checks are one line each.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { gitText } from '../../integrations/git/git-command';
import { PIPELINE_FILE } from '../../src/domain/ids';

export const SHOP = 'shop';

/** Each start is written down before anything else is done, in a file that outlives the release. */
export const SHOP_SERVER = `
const { createServer } = require('node:http');
const { appendFileSync, readFileSync } = require('node:fs');
const { PORT, DAYSHIFT_DIGEST: digest, SHOP_STARTS } = process.env;
appendFileSync(SHOP_STARTS, digest + ' ' + process.pid + '\\n');
const version = readFileSync('version', 'utf8').trim();
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(request.url === '/health' ? { version, digest } : { shop: version }));
}).listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => server.close());
`;

/** Durations as the pipeline file has them. */
export interface Watched { for: string; every: string }

export interface SmallShop {
  origin: string; // the bare repository
  main: string; // its first commit
  /** A commit on a branch, of other bytes than any before; answers its hash. */
  commit(branch: string, version: string): Promise<string>;
  /** How a release is watched, from the next attempt on. */
  watch(watch: Watched): Promise<void>;
}

function pipelineOf(watch: Watched): string {
  const test = '<testsuite name="shop"><testcase classname="shop" name="answers"/></testsuite>';
  const check = { name: 'answers', run: `echo '${test}' > results.xml`, report: { junit: 'results.xml' }, baseline: 'none' };
  return stringify({
    service: SHOP,
    stories: [{ id: 'SHOP-1', story: 'As a customer I am answered', criteria: [{ text: 'The shop answers', tests: ['shop › answers'] }] }],
    build: { run: 'mkdir -p out && cp server.js version out/', artifact: 'out' },
    stages: { functional: { checks: [check] }, performance: { checks: [check] }, security: { checks: [check] } },
    signOff: { roles: ['operations-engineer'] },
    deploy: { environment: 'production', target: 'processes', strategy: 'blue-green', start: 'node server.js', health: '/health' },
    verify: { run: check.run, report: check.report, alertClears: '1m' },
    watch: { ...watch, objective: '99%', query: 'shop_bad{release="$release"}', badSamples: 2, onBurn: 'rollback' },
  });
}

export async function createSmallShop(folder: string, watch: Watched): Promise<SmallShop> {
  const origin = path.join(folder, 'origin.git');
  const clone = path.join(folder, 'clone');
  const git = (what: string, ...args: string[]): Promise<string> => gitText(what, args, { folder: clone });

  async function save(branch: string, files: Record<string, string>, subject: string): Promise<string> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(clone, name)), { recursive: true });
      await writeFile(path.join(clone, name), text);
    }
    await git('add', 'add', '--all');
    await git('commit', 'commit', '--quiet', '--message', subject);
    await git('push', 'push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
    return (await git('know the commit', 'rev-parse', 'HEAD')).trim();
  }

  await mkdir(folder, { recursive: true });
  await gitText('make the repository', ['init', '--quiet', '--bare', '--initial-branch=main', origin]);
  await gitText('clone', ['clone', '--quiet', origin, clone]);
  for (const [key, value] of [['user.name', 'Maya Mender'], ['user.email', 'maya@storefront.example'], ['commit.gpgsign', 'false']] as const) await git(`set ${key}`, 'config', key, value);
  await git('begin', 'checkout', '--quiet', '-B', 'main');
  const main = await save('main', { 'server.js': SHOP_SERVER, version: 'first\n', [PIPELINE_FILE]: pipelineOf(watch) }, 'feat: a shop that answers');

  return {
    origin, main,
    async commit(branch, version) {
      await git('begin the branch', 'checkout', '--quiet', '-B', branch);
      return save(branch, { version: `${version}\n` }, `fix: the shop answers as ${version}`);
    },
    async watch(next) {
      const before = (await git('know the branch', 'rev-parse', '--abbrev-ref', 'HEAD')).trim();
      await git('go to main', 'checkout', '--quiet', 'main');
      await save('main', { [PIPELINE_FILE]: pipelineOf(next) }, `ci: watch for ${next.for}`);
      await git('go back', 'checkout', '--quiet', before);
    },
  };
}
