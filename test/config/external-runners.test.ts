// Is a file refused, line by line, whose checks could not run elsewhere?
import { parseInstallation } from '../../src/config/installation';
import { ENVIRONMENT, INSTALLATION, changed } from '../support/files';
import { faultsIn } from './faults';

const SECRET = 'a secret of both sides';

function read(rows: string, env?: Record<string, string>) {
  return parseInstallation(changed(INSTALLATION, 'policies:', `  externalRunners:\n${rows}\npolicies:`), 'dayshift.yaml', env && { ...ENVIRONMENT, ...env });
}
function faultsOf(rows: string): string {
  return faultsIn(() => read(rows, {})).join('\n');
}

it('takes its secret and address from the environment, and asks every ten seconds unless it says otherwise', () => {
  const { integrations } = read('    - { name: lab, use: webhook, url: "${LAB}/jobs", secret: "${LAB_SECRET}" }\n    - { name: farm, use: webhook, url: "http://127.0.0.1:8090", secret: "a secret in the file", poll: 1m }', { LAB: 'https://relay.example', LAB_SECRET: SECRET });
  expect(integrations.externalRunners).toEqual([
    { name: 'lab', use: 'webhook', url: 'https://relay.example/jobs', secret: SECRET, poll: '10s' },
    { name: 'farm', use: 'webhook', url: 'http://127.0.0.1:8090', secret: 'a secret in the file', poll: '1m' },
  ]);
});

it('is no fault while the variables are not put in', () => {
  expect(() => read('    - { name: lab, use: webhook, url: "${LAB}", secret: "${S}" }')).not.toThrow();
});

it.each([
  ['the same name twice', `    - { name: lab, use: webhook, url: "https://a.example", secret: ${SECRET} }\n    - { name: lab, use: webhook, url: "https://b.example", secret: ${SECRET} }`, 'externalRunners[1].name: found `lab` for the second time'],
  ['an address that is a file', `    - { name: lab, use: webhook, url: "file:///etc/passwd", secret: ${SECRET} }`, 'externalRunners[0].url: found an address that is no web address'],
  ['no secret', '    - { name: lab, use: webhook, url: "https://a.example" }', 'externalRunners[0].secret'],
  ['a secret that is guessed', '    - { name: lab, use: webhook, url: "https://a.example", secret: hunter2 }', 'externalRunners[0].secret: found a secret of 7 characters'],
  ['asking without a pause', `    - { name: lab, use: webhook, url: "https://a.example", secret: ${SECRET}, poll: 0s }`, 'externalRunners[0].poll: found `0s`'],
  ['a number without a unit', `    - { name: lab, use: webhook, url: "https://a.example", secret: ${SECRET}, poll: "10" }`, 'externalRunners[0].poll'],
])('%s is a fault', (_, rows, fault) => {
  expect(faultsOf(rows)).toContain(fault);
});

it('a fault never shows the secret', () => {
  expect(faultsOf('    - { name: lab, use: webhook, url: "ftp://x", secret: hunter2 }')).not.toContain('hunter2');
});
