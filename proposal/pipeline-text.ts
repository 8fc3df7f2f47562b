// How does the proposed `.dayshift/pipeline.yaml` read? Each line with what it is for and why it is so; what nobody could know is marked to be looked at.
import type { MonitoringFacts, RepositoryFacts } from './facts';
import { badShare } from './queries';
import type { Choice, Reported, Toolchain } from './choice';
import { LOOK, remark, scalar } from './yaml-text';

/** Metrics have the names that the tool gives them. A limit beside the regression: without a running release there is nothing to compare with. */
const THRESHOLDS = {
  k6: [`          http_req_duration p(95): { max: 1s, regression: 20% } # ${LOOK}: highest that passes, and how much worse than the running release`, '          http_req_failed rate: { max: 1% }'],
  autocannon: [`          latency p97.5: { max: 1s, regression: 20% } # ${LOOK}: highest that passes, and how much worse than the running release`, '          errors rate: { max: 0% }'],
} as const;

/** The whole file, as text. */
export function pipelineText(facts: RepositoryFacts, tools: Toolchain, monitoring: MonitoringFacts | undefined): string {
  const query = badShare(facts.name, monitoring, { perRelease: true });
  return `# What must hold before a release of ${facts.name} reaches customers, and who has to say so.
# Proposed from what was found here: ${tools.what}. A line marked \`${LOOK}\` is a guess: put it right, then take the mark away.
# What each key means: docs/guides/pipeline-file.md. Is it well: dayshift pipeline check. Would your working copy pass: dayshift pipeline run.

service: ${scalar(facts.name)} # as dayshift.yaml calls it

# What the team promises its users. A criterion is achieved only when every test that it names ran and passed.
stories:
  - id: STORY-1
    story: As a customer I can use ${facts.name} # ${LOOK}: one of your own stories
    criteria:
      - text: It does what it says # ${LOOK}
        tests: ["name of a test"] # ${LOOK}: as the report says it; it must run and pass in every cell

# Made once: every check and the deployment use these bytes, and their digest is what people sign.
build:
${tools.install ? `${line('install', tools.install)}\n` : ''}${tools.cache ? `  cache: { key: [${tools.cache.key.map(scalar).join(', ')}], paths: [${tools.cache.paths.map(scalar).join(', ')}] } # kept by the bytes of the key\n` : ''}${line('run', tools.build)}
${line('artifact', tools.artifact)}

# In this order. Within a stage everything runs side by side; what fails sends the work back to the developer.
stages:
  functional:
    checks:
${check('tests', tools.tests, ['        # matrix: { device: [desktop, phone] } # a cell for each; DAYSHIFT_DEVICE says which'])}
  performance: # measured beside the running release, in rounds
    checks:
${check('load', tools.load, ['        thresholds:', ...THRESHOLDS[tools.load.report.format === 'autocannon' ? 'autocannon' : 'k6']])}
  security: # only findings that the running release does not have block
    checks:
${check('findings', tools.scan, ['        ratchet: new', '        from: warning'])}

# Bound to the artifact's digest; who has a part in the change cannot approve it.
signOff: { roles: [operations-engineer], approvals: 1, expires: 8h }

deploy:
  environment: production
  target: processes # the deployer, as dayshift.yaml calls it
  strategy: blue-green # or canary, with steps
${line('start', tools.start)}
  health: /health # ${LOOK}: a path that answers 200, best with JSON { version, digest: $DAYSHIFT_DIGEST }

# After the deployment: what the customer could not do is tried again, and the alert must clear.
verify:
${line('run', tools.smoke.run)}
  report: { ${tools.smoke.report.format}: ${tools.smoke.report.path} }
  alertClears: 5m

# Then production is watched; a release that burns the error budget is taken back.
watch:
  for: 30m
  objective: 99.5%
  query: ${scalar(query.text)} # ${remark(query.why)}${query.open ? `; ${LOOK}` : ''}
  onBurn: rollback
`;
}

function line(key: string, { value, why, open }: Choice): string {
  return `  ${key}: ${scalar(value)} # ${open ? `${LOOK}: ` : ''}${remark(why)}`;
}

function check(name: string, { run, report }: Reported, more: string[]): string {
  return [
    `      - name: ${name}`, `      ${line('run', run).replace(/^ {2}/, '  ')}`,
    `        report: { ${report.format}: ${report.path} } # what decides; without it the check is errored, never passed`,
    '        timeout: 10m', ...more,
  ].join('\n');
}
