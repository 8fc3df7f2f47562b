// A whole pipeline file for tests: one cell a stage unless the devices say otherwise, answers written by the play.
import type { Play, Played } from '../../integrations/in-memory';
import type { RunOrder } from '../../src/ports/check-runner';

export interface PipelineOptions { devices?: string[]; watchFor?: string; onBurn?: string; edit?: (text: string) => string }

export function aPipelineText(options: PipelineOptions = {}): string {
  const devices = options.devices ?? ['desktop'];
  const text = `
service: storefront
stories:
  - id: LOGIN-1
    story: As a customer I log in with my e-mail, however I type it
    criteria:
      - text: A registered e-mail is accepted in any letter case
        tests: ["login › accepts the e-mail in any letter case"]
build: { run: make, artifact: dist }
stages:
  functional:
    checks:
      - { name: login, run: functional, report: { junit: results/junit.xml }, matrix: { device: [${devices.join(', ')}] } }
  performance:
    checks:
      - name: load
        run: load
        report: { autocannon: results/load.json }
        rounds: 1
        thresholds: { "latency p97.5": { max: 250ms, regression: 50% } }
  security:
    checks:
      - { name: static, run: scan, report: { sarif: results/scan.sarif }, ratchet: new, from: warning }
signOff: { roles: [operations-engineer], approvals: 1, expires: 8h }
deploy: { environment: production, target: processes, start: node server.js, health: /health }
verify: { run: smoke, report: { junit: results/junit.xml }, alertClears: 5s }
watch: { for: ${options.watchFor ?? '1s'}, every: 1s, objective: 99.5%, query: bad_share, badSamples: 2, onBurn: ${options.onBurn ?? 'rollback'} }
`;
  return options.edit?.(text) ?? text;
}

export function junit(tests: Record<string, 'passed' | 'failed'>): string {
  const cases = Object.entries(tests).map(([name, status]) => `<testcase name="${name}" classname="e2e" time="0.1">${status === 'failed' ? '<failure message="expected 200, found 401"/>' : ''}</testcase>`);
  return `<testsuites><testsuite name="login" tests="${cases.length}">${cases.join('')}</testsuite></testsuites>`;
}

export function loadSummary(p97: number): string {
  return JSON.stringify({
    latency: { min: 1, p50: p97 / 2, p90: p97, p97_5: p97, p99: p97, average: p97 / 2, max: p97 }, requests: { average: 100, mean: 100, total: 500 },
    errors: 0, timeouts: 0, non2xx: 0, duration: 5, connections: 10, '2xx': 500, throughput: { average: 1000, total: 5000 },
  });
}

export function sarif(findings: { rule: string; text: string }[]): string {
  const results = findings.map(({ rule, text }) => ({ ruleId: rule, level: 'warning', message: { text }, locations: [{ physicalLocation: { artifactLocation: { uri: 'src/login.ts' }, region: { startLine: 3, snippet: { text } } } }] }));
  return JSON.stringify({ version: '2.1.0', $schema: 'https://json.schemastore.org/sarif-2.1.0.json', runs: [{ tool: { driver: { name: 'scanner', rules: [] } }, results }] });
}

export interface Answers {
  make?: (order: RunOrder) => string; // the artifact's one file
  hold?: (order: RunOrder) => Promise<void>; // waited for before a command does anything
  functional?: (order: RunOrder) => string;
  load?: (order: RunOrder) => string;
  scan?: (order: RunOrder) => string;
  smoke?: (order: RunOrder) => string;
}

const ALL_GOOD = junit({ 'login › accepts the e-mail in any letter case': 'passed' });

/** A runner's play in which every check passes, but for the answers given. The build's artifact names its commit. */
export function aPlay(answers: Answers = {}): Play {
  const play = (order: RunOrder): Played => {
    switch (order.command) {
      case 'make': return { files: { 'dist/server.js': answers.make?.(order) ?? `// built from ${order.env['DAYSHIFT_COMMIT']}` }, output: 'built' };
      case 'functional': return { files: { 'results/junit.xml': answers.functional?.(order) ?? ALL_GOOD } };
      case 'load': return { files: { 'results/load.json': answers.load?.(order) ?? loadSummary(20) } };
      case 'scan': return { files: { 'results/scan.sarif': answers.scan?.(order) ?? sarif([]) } };
      case 'smoke': return { files: { 'results/junit.xml': answers.smoke?.(order) ?? ALL_GOOD } };
      default: return { exitCode: 127, output: `${order.command}: not found` };
    }
  };
  return async (order) => {
    await answers.hold?.(order);
    return play(order);
  };
}
