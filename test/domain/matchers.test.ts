// Is a matcher read as Prometheus reads it, and does a row fit exactly the alerts that it describes?
import { compileExpression } from '../../src/config/expression';
import { AlertMatcher } from '../../src/contracts/service';
import { describeRow, labelOf, readMatcher, readyRow } from '../../src/domain/matchers';
import { anAlert } from '../support/builders';

const fits = (row: unknown, labels: Record<string, string>, source = 'alertmanager') => readyRow(AlertMatcher.parse(row), compileExpression).fits(anAlert({ labels, source }));

test.each([
  ['env="live"', { label: 'env', operator: '=', value: 'live' }],
  ['env=live', { label: 'env', operator: '=', value: 'live' }],
  [' env != "test" ', { label: 'env', operator: '!=', value: 'test' }],
  ['instance=~"web-.*"', { label: 'instance', operator: '=~', value: 'web-.*' }],
  ['instance!~db-[0-9]+', { label: 'instance', operator: '!~', value: 'db-[0-9]+' }],
  ['job=""', { label: 'job', operator: '=', value: '' }],
  ['path="a \\"b\\" \\\\ \\n"', { label: 'path', operator: '=', value: 'a "b" \\ \n' }],
  ['"my label"=~"x{1,2}"', { label: 'my label', operator: '=~', value: 'x{1,2}' }],
  ['list="a,b={c}"', { label: 'list', operator: '=', value: 'a,b={c}' }],
])('%s is read', (text, matcher) => {
  expect(readMatcher(text)).toEqual({ matcher });
});

test.each([
  ['env', /no operator/], ['', /no operator/], ['="x"', /no label name/], ['env=a b', /needs quotes/], ['{env="live"}', /braces/], ['a="b", c="d"', /comma/],
  ['env="live', /needs quotes/], ['9a="x"', /no label name/], ['a="\\d"', /backslash/],
])('%s is no matcher, and it is said why', (text, fault) => {
  expect(readMatcher(text)).toEqual({ fault: expect.stringMatching(fault) });
});

test.each([
  ['equal', { match: ['env="live"'] }, { env: 'live' }, true],
  ['unequal', { match: ['env="live"'] }, { env: 'alive' }, false],
  ['the whole value, not a part of it', { match: ['env=~"live"'] }, { env: 'alive' }, false],
  ['either of two', { match: ['env=~"live|demo"'] }, { env: 'demo' }, true],
  ['either of two, and the whole of it', { match: ['env=~"live|demo"'] }, { env: 'demos' }, false],
  ['not fitting', { match: ['env!~"li.*"'] }, { env: 'live' }, false],
  ['an absent label as empty', { match: ['env=""', 'zone!="a"', 'rack!~".+"'] }, {}, true],
  ['a value of several lines', { match: ['text=~"a.*b"'] }, { text: 'a\nb' }, true],
  ['one matcher of two', { match: ['env="live"', 'zone="a"'] }, { env: 'live' }, false],
  ['label and matcher', { labels: { job: 'shop' }, match: ['env!="test"'] }, { job: 'shop' }, true],
  ['matcher without its label', { labels: { job: 'shop' }, match: ['env!="test"'] }, {}, false],
  ['another source', { source: 'grafana' }, {}, false],
])('%s', (_, row, labels, expected) => {
  expect(fits(row, labels)).toBe(expected);
});

test('name and service can be asked of every alert, and a label of that name goes before', () => {
  expect(labelOf(anAlert({ labels: {} }), 'alertname')).toBe('LoginRefused');
  expect(labelOf(anAlert({ labels: {}, service: 'storefront' }), 'service')).toBe('storefront');
  expect(labelOf(anAlert({ labels: { service: 'till' }, service: 'storefront' }), 'service')).toBe('till');
  expect(labelOf(anAlert({ labels: {}, service: undefined }), 'service')).toBe('');
  expect(labelOf(anAlert({ labels: {} }), 'constructor')).toBe('');
});

test('an expression that would cost a backtracking engine hours is answered at once', () => {
  const hostile = `${'a'.repeat(50_000)}!`;
  expect(fits({ match: ['text=~"(a+)+"'] }, { text: hostile })).toBe(false);
  expect(fits({ match: ['text=~"(a|a?)+$"'] }, { text: hostile })).toBe(false);
});

test.each(['a)(b', 'a(', '[', '(?=a)', '*'])('%s is no expression', (expression) => {
  expect(() => compileExpression(expression)).toThrow(/./);
});

test('a matcher that was not checked before is refused, not taken for one that never fits', () => {
  expect(() => readyRow(AlertMatcher.parse({ match: ['env'] }), compileExpression)).toThrow(RangeError);
});

test('a row is described as it was written', () => {
  expect(describeRow(AlertMatcher.parse({ source: 'grafana', labels: { team: 'payments', job: 'till' }, match: ['env!="test"'] }))).toBe('source grafana, labels team=payments, job=till, match env!="test"');
});
