// Are alert sources taken as they are written, with their secrets put in, and is each fault told with its line?
import { parseInstallation } from '../../src/config/installation';
import type { AlertSourceRow } from '../../src/contracts/integrations';
import { changed, ENVIRONMENT, INSTALLATION } from '../support/files';
import { faultsIn } from './faults';

const env = { ...ENVIRONMENT, GRAFANA_SECRET: 's3cret of grafana', DATADOG_TOKEN: 't0ken of datadog' };
const withSources = (rows: string): string => changed(INSTALLATION, '  alertSources: [alertmanager]', `  alertSources:\n${rows.split('\n').map((row) => `    ${row}`).join('\n')}`);
const LINE = INSTALLATION.split('\n').findIndex((line) => line.includes('alertSources')) + 1;

function sourcesOf(rows: string): AlertSourceRow[] {
  return parseInstallation(withSources(rows), 'dayshift.yaml', env).integrations.alertSources;
}
function faultsOf(rows: string): string[] {
  return faultsIn(() => sourcesOf(rows));
}

test('a name alone and a row are the same source', () => {
  expect(sourcesOf('- grafana\n- { use: grafana, name: second }')).toEqual([{ use: 'grafana', name: 'grafana' }, { use: 'grafana', name: 'second' }]);
});

test('secrets and tokens are put in', () => {
  expect(sourcesOf('- { use: grafana, secret: "${GRAFANA_SECRET}" }\n- { use: datadog, token: "${DATADOG_TOKEN}" }')).toMatchObject([{ secret: 's3cret of grafana' }, { token: 't0ken of datadog' }]);
});

test('one that is not set is told with its line', () => {
  expect(faultsOf('- alertmanager\n- { use: sentry, secret: "${SENTRY_SECRET}" }')).toEqual([expect.stringMatching(new RegExp(`^line ${LINE + 2}: integrations.alertSources\\[1\\].secret: found \`\\$\\{SENTRY_SECRET\\}\`, which is not set`))]);
});

test('a secret that nothing would be checked by is refused', () => {
  expect(faultsOf('- { use: datadog, secret: hunter22 }')).toEqual([`line ${LINE + 1}: integrations.alertSources[0].secret: found a secret, and \`datadog\` signs nothing; write \`token\`, which it sends as a bearer token instead`]);
});

test.each([
  ['{ use: grafana, sekret: x }', '[0].sekret: found the unknown key `sekret`; write `secret`'], ['{ name: x }', '[0].use: found nothing; write a text'], ['{ use: Grafana }', '[0].use: found `Grafana`; write lower-case letters'],
  ['{ use: generic, map: { fingerprint: id } }', '[0].map.name: found nothing; write a text'], ['{ use: generic, map: { fingerprint: id, name: n, statsu: x } }', '[0].map.statsu: found the unknown key `statsu`; write `status`'],
  ['{ use: grafana, secret: "" }', '[0].secret: found a text of 0 characters; write a text that is not empty'], ['{ use: datadog, token: 12345678 }', '[0].token: found a number; write a text (put it in quotes)'], ['7', '[0]: found `7`; write a text, or an object'],
])('%s is explained where it is wrong', (row, fault) => {
  expect(faultsOf(`- ${row}`)).toEqual([expect.stringContaining(`integrations.alertSources${fault}`)]);
});

test('the name of customers\' own reports is kept', () => {
  expect(faultsOf('- { use: alertmanager, name: customer }')).toEqual([expect.stringContaining('alertSources[0].name: found `customer`')]);
});

describe('a mapping', () => {
  const generic = (map: string): string => `- use: generic\n  name: uptime\n  map: { fingerprint: id, name: title, ${map} }`;

  test('is taken with its defaults', () => {
    expect(sourcesOf(generic('severity: "\'high\'"'))[0]?.map).toMatchObject({ items: '[@]', status: '\'firing\'', severity: '\'high\'', resolvedWhen: ['resolved', 'ok', 'closed', 'recovered'] });
  });

  test('is needed by generic, and belongs to no other than cloudevents', () => {
    expect(faultsOf('- generic')).toEqual([expect.stringContaining('alertSources[0]: found `use: generic` without `map`')]);
    expect(faultsOf('- { use: grafana, map: { fingerprint: id, name: title } }')).toEqual([expect.stringContaining('alertSources[0].map: found a mapping, and `grafana` has a shape of its own')]);
    expect(faultsOf('- { use: cloudevents, map: { fingerprint: subject, name: type } }')).toEqual([]);
  });

  test.each([
    ['severity: "a["', 'severity', 'Syntax error'], ['status: "data..state"', 'status', 'Syntax error'], ['labels: "flatten(tags)"', 'labels', 'there is no function `flatten`'],
    ['group: "join(\' \', [a, lower_case(b)])"', 'group', 'there is no function `lower_case`'], ['summary: "$title"', 'summary', 'there is no variable `$title`'],
  ])('with %s is refused with its line', (map, field, why) => {
    const [fault, ...others] = faultsOf(generic(map));
    expect(others).toEqual([]);
    expect(fault).toMatch(new RegExp(`^line ${LINE + 3}: integrations\\.alertSources\\[0\\]\\.map\\.${field}: found `));
    expect(fault).toContain(why);
  });

  test.each(['summary: "let $a = title in $a"', 'items: "checks[?level > `1`]"', 'startsAt: "since || $.now"', 'resolvedWhen: ["a["]', 'severities: { "b[": high }'])('with %s is taken', (map) => {
    expect(faultsOf(generic(map))).toEqual([]);
  });
});
