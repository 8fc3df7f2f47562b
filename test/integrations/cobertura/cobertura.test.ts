// Is coverage counted by the lines of a Cobertura report, and taken from its totals where it has none? The samples are the tools' own output.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cobertura } from '../../../integrations/cobertura';

function metricsOf(text: string): Record<string, number> {
  const report = cobertura.read(text);
  if (report.kind !== 'metrics') throw new Error('not a report of metrics');
  return report.metrics;
}
const sample = (name: string): string => readFileSync(path.join(__dirname, '..', '..', 'samples', name), 'utf8');
const ISTANBUL = sample('cobertura-istanbul.xml');
const classes = (...inside: string[]): string => `<coverage><packages><package><classes>${inside.join('')}</classes></package></packages></coverage>`;

it('reads what Istanbul wrote, with the document type that the format prescribes', () => {
  expect(ISTANBUL).toContain('<!DOCTYPE coverage SYSTEM');
  expect(metricsOf(ISTANBUL)).toEqual({
    'coverage lines': 0.5, 'lines covered': 2, 'lines total': 4,
    'coverage functions': 0.5, 'functions covered': 1, 'functions total': 2,
    'coverage branches': 0.25, 'branches covered': 1, 'branches total': 4,
  });
});

it('reads what coverage.py wrote, which knows no functions', () => {
  const metrics = metricsOf(sample('cobertura-coverage-py.xml'));
  expect(metrics).toMatchObject({ 'lines covered': 4, 'lines total': 6, 'coverage branches': 0.5 });
  expect(metrics).not.toHaveProperty('coverage functions');
});

it('counts a line once that several pieces of a file tell', () => {
  const piece = (name: string, hits: number) => `<class name="${name}" filename="a.cs"><lines><line number="1" hits="${hits}"/></lines></class>`;
  expect(metricsOf(classes(piece('A', 0), piece('A/inner', 3)))).toMatchObject({ 'lines covered': 1, 'lines total': 1 });
});

it('takes the lines of methods where a class has none of its own', () => {
  expect(metricsOf(classes('<class filename="a.py"><methods><method name="f"><lines><line number="1" hits="1"/></lines></method></methods><lines/></class>'))).toMatchObject({ 'coverage lines': 1, 'coverage functions': 1 });
});

it('takes totals where there are no lines, and the bare rate where there are no totals', () => {
  expect(metricsOf('<coverage lines-valid="10" lines-covered="7" branches-valid="0" branches-covered="0"/>')).toEqual({ 'coverage lines': 0.7, 'lines covered': 7, 'lines total': 10 });
  expect(metricsOf('<coverage line-rate="0.8123" branch-rate="0.5"><packages/></coverage>')).toEqual({ 'coverage lines': 0.8123, 'coverage branches': 0.5 });
});

it.each([
  ['nothing', ''], ['another root', '<testsuites/>'], ['what was cut short', ISTANBUL.slice(0, -40)],
  ['no line and no rate', '<coverage><packages/></coverage>'], ['nothing to reach', '<coverage line-rate="1" lines-valid="0" lines-covered="0"/>'],
  ['a rate above the whole', '<coverage line-rate="1.2"/>'], ['a rate below nothing', '<coverage line-rate="-0.1"/>'], ['a rate that is no number', '<coverage line-rate="-nan"/>'],
  ['more reached than there is', '<coverage lines-valid="1" lines-covered="2"/>'],
  ['a line that does not say how often', classes('<class filename="a"><lines><line number="1" hits=""/></lines></class>')],
  ['a line below nothing', classes('<class filename="a"><lines><line number="1" hits="-1"/></lines></class>')],
  ['more branches reached than there are', classes('<class filename="a"><lines><line number="1" hits="1" condition-coverage="100% (4/2)"/></lines></class>')],
  ['a document type that declares something', ISTANBUL.replace('<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">', '<!DOCTYPE coverage [<!ENTITY a "ha">]>')],
  ['a document type of two minds', ISTANBUL.replace('coverage-04.dtd">', 'coverage-04.dtd" [<!ENTITY % x SYSTEM "file:///etc/passwd">]>')],
])('refuses %s', (_, text) => {
  expect(() => cobertura.read(text)).toThrow(expect.objectContaining({ code: 'report-unreadable' }) as Error);
});
