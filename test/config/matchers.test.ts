// Is every alert matcher that could not be asked refused at set-up, with its line and what to write?
import { parseInstallation } from '../../src/config/installation';
import { changed, ENVIRONMENT, INSTALLATION } from '../support/files';
import { faultsIn } from './faults';

const written = (rows: string) => changed(INSTALLATION, 'alerts: [{ labels: { job: storefront } }]', `alerts: [${rows}]`);
const parse = (rows: string) => parseInstallation(written(rows), 'dayshift.yaml', ENVIRONMENT).services[0]?.alerts;

function faultsOf(rows: string): string {
  return faultsIn(() => parse(rows)).join('\n');
}

test('rows by labels, matchers and source are taken, with their grouping', () => {
  expect(parse('{ labels: { job: storefront }, match: [\'env!="test"\', "instance=~\\"web-.*\\""], groupBy: [alertname, region] }, { source: alertmanager, groupBy: name }, { match: [severity=info], ignore: nobody is woken by it }')).toEqual([
    { labels: { job: 'storefront' }, match: ['env!="test"', 'instance=~"web-.*"'], groupBy: ['alertname', 'region'] },
    { labels: {}, match: [], source: 'alertmanager', groupBy: 'name' },
    { labels: {}, match: ['severity=info'], groupBy: 'source', ignore: 'nobody is woken by it' },
  ]);
});

test.each([
  ['a matcher that is none', '{ match: [env] }', /line \d+: services\[0\]\.alerts\[0\]\.match\[0\]: found `env` \(no operator\); write a matcher as Prometheus has it/],
  ['several in one', '{ match: ["{a=\'b\'}"] }', /braces or a comma/],
  ['an expression with an open bracket', '{ match: [\'env=~"("\'] }', /missing closing \).*; write a regular expression of RE2/],
  ['an expression that looks ahead', '{ match: [\'env=~"(?=x)"\'] }', /invalid or unsupported Perl syntax/],
  ['an expression that closes more than it opens', '{ match: [\'env!~"a)(b"\'] }', /unexpected \)/],
  ['a source that is not there', '{ source: alertmanger }', /found `alertmanger`, which is no alert source; write `alertmanager` instead/],
  ['a row without a condition', '{ groupBy: name }', /found no label, which matches every alert; write at least one of `labels`, `match` and `source`, e\.g\. `\{ labels: \{ service: storefront \} \}`/],
  ['the same row twice', '{ labels: { a: x, b: y } }, { labels: { b: y, a: x }, groupBy: name }', /services\[0\]\.alerts\[1\]: found the same conditions for the second time/],
  ['a grouping that is none', '{ labels: { a: x }, groupBy: host }', /groupBy/],
  ['a grouping by no label', '{ labels: { a: x }, groupBy: [] }', /groupBy/],
])('%s is a fault with its line', (_, rows, fault) => {
  expect(faultsOf(rows)).toMatch(fault);
  expect(faultsOf(rows)).toMatch(/line \d+/);
});

test('every fault of every row is reported at once', () => {
  const faults = faultsOf('{ match: [env, \'a=~"("\'] }, { source: nagios, match: [b] }');
  expect(faults.split('\n').filter((line) => line.startsWith('line '))).toHaveLength(4);
});
