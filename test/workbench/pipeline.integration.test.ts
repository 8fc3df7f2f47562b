// Does a developer learn on a working copy what a gate would say? By the command line, in a real repository whose checks are shell scripts.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand, type Ran, type RunOptions } from '../cli/command-line';
import { aRepository, type Repository } from '../integrations/git/a-repository';

const FILE = `service: shop
stories: [{ id: LOGIN-1, story: As a customer I log in, criteria: [{ text: Any letter case, tests: ["login › any letter case"] }] }]
build: { run: mkdir dist && cp src/* dist/, artifact: dist }
stages:
  functional:
    checks:
      - { name: login, run: sh tests/login.sh, report: { junit: results/junit.xml }, matrix: { device: [desktop, ipad] } }
      - { name: cart, run: sh tests/login.sh, report: { junit: results/junit.xml }, needs: [login] }
  performance:
    checks: [{ name: load, run: sh tests/load.sh, report: { autocannon: results/load.json }, rounds: 3, thresholds: { latency p97.5: { max: 1s, regression: 20% } } }]
  security:
    checks:
      - { name: static, run: sh tests/scan.sh, report: { sarif: results/scan.sarif } }
      - { name: outside, run: scan, report: { sarif: results/scan.sarif }, external: ci }
signOff: { roles: [operations-engineer] }
deploy: { environment: production, target: processes, start: ./serve, health: /health }
verify: { run: sh tests/login.sh, report: { junit: results/junit.xml } }
watch: { for: 1h, objective: 99.5%, query: bad_share }
`;
const LOGIN = `mkdir -p results
echo "on \${DAYSHIFT_DEVICE:-no device} with \${FLAVOUR:-no flavour}"
if [ "$DAYSHIFT_DEVICE" = ipad ] && grep -q broken "$DAYSHIFT_ARTIFACT/login.txt"; then
  printf '<testsuite name="login"><testcase name="any letter case" classname="login" file="tests/login.sh" line="3"><failure message="expected 200, found 401"/></testcase></testsuite>' > results/junit.xml
  exit 1
fi
if grep -q waits "$DAYSHIFT_ARTIFACT/login.txt"; then echo waiting; sleep 600; fi
printf '<testsuite name="login"><testcase name="any letter case" classname="login"/></testsuite>' > results/junit.xml
`;
const LOAD = `mkdir -p results
MS=$(cat "$DAYSHIFT_ARTIFACT/milliseconds.txt")
printf '{"latency":{"min":1,"p50":%s,"p90":%s,"p97_5":%s,"p99":%s,"average":%s,"max":%s},"requests":{"average":100,"mean":100,"total":500},"errors":0,"timeouts":0,"non2xx":0,"duration":5,"connections":10,"2xx":500,"throughput":{"average":1000,"total":5000}}' $MS $MS $MS $MS $MS $MS > results/load.json
`;
const SCAN = `mkdir -p results
FOUND=$(grep -n unsafe src/login.txt | cut -d: -f1)
if [ -n "$FOUND" ]; then RESULT='{"ruleId":"no-unsafe","level":"error","message":{"text":"unsafe"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"src/login.txt"},"region":{"startLine":'$FOUND'}}}]}'; fi
printf '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"scan","rules":[]}},"results":[%s]}]}' "$RESULT" > results/scan.sarif
`;

let clone: Repository;
let cache: string;
beforeEach(() => {
  clone = aRepository();
  cache = mkdtempSync(path.join(tmpdir(), 'dayshift-workbench-test-'));
  clone.commit({ '.dayshift/pipeline.yaml': FILE, 'src/login.txt': 'lower\n', 'src/milliseconds.txt': '20', 'tests/login.sh': LOGIN, 'tests/load.sh': LOAD, 'tests/scan.sh': SCAN }, 'first');
  clone.commit({ 'src/milliseconds.txt': '21' }, 'second');
});
afterEach(() => {
  rmSync(path.dirname(clone.folder), { recursive: true, force: true });
  rmSync(cache, { recursive: true, force: true });
});

function dayshift(argv: string[], options: RunOptions = {}): Promise<Ran> {
  const { PATH = '', HOME = '' } = process.env;
  return runCommand('http://127.0.0.1:1', argv, { cwd: clone.folder, ...options, env: { PATH, HOME, DAYSHIFT_CACHE: cache, ...options.env } });
}
const write = (name: string, text: string): void => writeFileSync(path.join(clone.folder, name), text);
const runsOf = (): string[] => readdirSync(path.join(clone.folder, '.dayshift', 'local')).filter((name) => name.startsWith('local-'));

describe('pipeline check', () => {
  it('tells a well-written file back, from any folder of the clone', async () => {
    const { code, out } = await dayshift(['pipeline', 'check'], { cwd: path.join(clone.folder, 'tests') });
    expect({ code, first: out.split('\n')[0] }).toEqual({ code: 0, first: '../.dayshift/pipeline.yaml is well: shop, 3 stages, 6 cells' });
    expect(out).toContain('  login: `sh tests/login.sh` leaves junit at results/junit.xml\n    device=desktop\n    device=ipad\n');
    expect(out).toContain('(needs login)');
    expect(out).toContain('(runs at ci)');
  });

  it('names every fault with its line, and ends with 1', async () => {
    write('.dayshift/pipeline.yaml', FILE.replace('needs: [login]', 'needs: [logon]').replace('regression: 20%', 'regression: 20'));
    const { code, out, err } = await dayshift(['pipeline', 'check']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('.dayshift/pipeline.yaml has 2 faults:\nline 8: stages.functional.checks[1].needs[0]: found `logon`, which is no check of the stage `functional`; write `login` instead\nline 10: ');
  });

  it('warns of what has ended, which is no fault', async () => {
    write('.dayshift/pipeline.yaml', `${FILE}quarantine: [{ check: login, test: t, at: [{}], owner: maya, reason: r, review: 2026-01-01 }]\n`);
    const { code, out } = await dayshift(['pipeline', 'check']);
    expect(code).toBe(0);
    expect(out).toContain('warning: the quarantine of "t" in login ended on 2026-01-01');
  });

  it('says what to do where there is no file, and no clone', async () => {
    expect(await dayshift(['pipeline', 'check', 'other.yaml'])).toMatchObject({ code: 1, err: expect.stringContaining('There is no other.yaml in') });
    expect(await dayshift(['pipeline', 'check'], { cwd: cache })).toMatchObject({ code: 1, err: expect.stringContaining('lies in no git repository.\nRun it in a clone') });
  });
});

describe('pipeline run', () => {
  it('passes what is well, keeps the evidence under readable names, and leaves the clone clean', async () => {
    const { code, out, err } = await dayshift(['pipeline', 'run']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/✓ passed +functional\/cart/);
    expect(out).toMatch(/✓ passed +security\/static/);
    expect(out).toMatch(/not run +security\/outside +it runs elsewhere \(external: ci\)/);
    expect(out).toContain('performance/load: there is no running release to compare with, so regressions are not judged;');
    const [run = ''] = runsOf();
    const cell = path.join(clone.folder, '.dayshift', 'local', run, 'functional', 'login', 'device-ipad');
    expect(JSON.parse(readFileSync(path.join(cell, 'result.json'), 'utf8'))).toMatchObject({ id: 'functional/login/device=ipad', verdict: 'passed' });
    expect(readFileSync(path.join(cell, 'candidate', 'junit.xml'), 'utf8')).toContain('any letter case');
    expect(clone.git('status', '--porcelain')).toBe('');
  });

  it('tests what is not committed, and names the failure with file, line and the command that repeats it', async () => {
    write('src/login.txt', 'broken\n');
    const { code, out, err } = await dayshift(['pipeline', 'run']);
    expect({ code, err }).toEqual({ code: 1, err: '1 cell did not pass.\nMend what is named above, then run it again.\n' });
    expect(out).toContain('login › any letter case: expected 200, found 401');
    expect(out).toContain('\n    tests/login.sh:3\n    dayshift pipeline run --check login --at device=ipad\n');
    expect(out).toMatch(/not run +functional\/cart +login did not pass/);
    expect(out).toMatch(/not run +performance\/load +functional did not pass/);
    expect((await dayshift(['pipeline', 'run', '--check', 'login', '--at', 'device=desktop'])).code).toBe(0);
  });

  it('compares with a commit in the place of the running release', async () => {
    write('src/milliseconds.txt', '90');
    expect((await dayshift(['pipeline', 'run', '--stage', 'performance'])).code).toBe(0);
    const { code, out } = await dayshift(['pipeline', 'run', '--stage', 'performance', '--against', 'HEAD~1']);
    expect(code).toBe(1);
    expect(out).toMatch(/build of what it is compared with passed/);
    expect(out).toMatch(/latency p97\.5.*90 ?ms/);
  });

  it('counts every finding as new, until there is something to compare with', async () => {
    clone.commit({ 'src/login.txt': 'unsafe\n' }, 'unsafe');
    expect((await dayshift(['pipeline', 'run', '--stage', 'security'])).out).toContain('so every finding counts as new');
    expect((await dayshift(['pipeline', 'run', '--stage', 'security'])).code).toBe(1);
    expect((await dayshift(['pipeline', 'run', '--stage', 'security', '--against', 'HEAD'])).code).toBe(0);
  });

  it('says where the log of a build that failed lies', async () => {
    write('.dayshift/pipeline.yaml', FILE.replace('mkdir dist', 'echo no luck && false'));
    const { code, err } = await dayshift(['pipeline', 'run']);
    expect(code).toBe(1);
    const [, log = ''] = /Read its log: (.+)\n/.exec(err) ?? [];
    expect(readFileSync(log, 'utf8')).toContain('no luck');
  });

  it('gives the commands the caller\'s environment and a file of variables, but no variable of dayshift\'s own', async () => {
    write('more.env', 'FLAVOUR="vanilla"\n');
    write('tests/login.sh', `echo "theirs: \${DAYSHIFT_TOKEN:-none}, \${OWN:-none}"\n${LOGIN}`);
    expect((await dayshift(['pipeline', 'run', '--check', 'cart', '--env-file', 'more.env'], { env: { OWN: 'mine', DAYSHIFT_TOKEN: 'abcdefgh' } })).code).toBe(0);
    const [run = ''] = runsOf();
    const log = readFileSync(path.join(clone.folder, '.dayshift', 'local', 'logs', run, '1', 'functional', 'cart.log'), 'utf8');
    expect(log).toContain('theirs: none, mine');
    expect(log).toContain('with vanilla');
    expect(await dayshift(['pipeline', 'run', '--env-file', 'nowhere.env'])).toMatchObject({ code: 1, err: expect.stringContaining('nowhere.env cannot be read: ENOENT') });
  });

  it('ends everything on Ctrl-C', async () => {
    write('src/login.txt', 'waits\n');
    const stop = new AbortController();
    const running = await new Promise<{ ran: Promise<Ran> }>((resolve) => {
      const ran = dayshift(['pipeline', 'run', '--check', 'login'], {
        signal: stop.signal, tty: true,
        onOut: (all) => { if (all.includes('waiting')) resolve({ ran }); },
      });
    });
    stop.abort();
    expect((await running.ran).code).toBe(130);
    const [place = ''] = readdirSync(path.join(cache, 'workbench'));
    expect(readdirSync(path.join(cache, 'workbench', place, 'runs'))).toEqual([]);
    expect(readdirSync(path.join(cache, 'workbench', place, 'work')).filter((name) => name.startsWith('local-'))).toEqual([]);
  });

  it('keeps the checkouts when it is asked to', async () => {
    const { out } = await dayshift(['pipeline', 'run', '--check', 'cart', '--keep']);
    const [, kept = ''] = /checkouts: (.+)\n/.exec(out) ?? [];
    expect(existsSync(path.join(kept, '1', 'functional-cart', 'candidate', 'tests', 'login.sh'))).toBe(true);
  });

  it('answers what is written wrongly with 2 and what there is', async () => {
    expect(await dayshift(['pipeline', 'run', '--check', 'logon'])).toMatchObject({ code: 2, err: expect.stringContaining('There are: login, cart, load, static, outside.') });
    expect(await dayshift(['pipeline', 'run', '--at', 'ipad'])).toMatchObject({ code: 2, err: expect.stringContaining('Write an axis and a value') });
    expect(await dayshift(['pipeline', 'run', '--slots', '0'])).toMatchObject({ code: 2, err: expect.stringContaining('Write a whole number, from 1 to 999') });
    expect(await dayshift(['pipeline', 'run', '--against', 'nowhere'])).toMatchObject({ code: 1, err: expect.stringContaining('has no commit nowhere') });
    expect(await dayshift(['pipeline', 'run', '--check', 'outside'])).toMatchObject({ code: 1, err: 'Nothing was run.\nChoose cells that run on this machine.\n' });
  });
});

describe('the guide', () => {
  const guide = readFileSync(path.join(__dirname, '../../docs/guides/checks-locally.md'), 'utf8');
  const commands = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => block.trim().split('\n'));

  it('names commands', () => {
    expect(commands.length).toBeGreaterThan(6);
  });

  it.each(commands)('%s does what is said', async (line) => {
    write('staging.env', 'FLAVOUR=vanilla\n');
    const [program, ...argv] = line.split(' ');
    expect(program).toBe('dayshift');
    expect(await dayshift(argv)).toMatchObject({ code: 0, err: '' });
  });
});
