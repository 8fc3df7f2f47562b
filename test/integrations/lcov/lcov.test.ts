// Is coverage counted by what a tracefile tells line by line? The samples are the tools' own output.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lcov } from '../../../integrations/lcov';

function metricsOf(text: string): Record<string, number> {
  const report = lcov.read(text);
  if (report.kind !== 'metrics') throw new Error('not a report of metrics');
  return report.metrics;
}
const sample = (name: string): string => readFileSync(path.join(__dirname, '..', '..', 'samples', name), 'utf8');
const aFile = (...lines: string[]): string => ['SF:src/a.ts', ...lines, 'end_of_record', ''].join('\n');

it('reads what Istanbul wrote', () => {
  expect(metricsOf(sample('lcov-istanbul.info'))).toEqual({
    'coverage lines': 0.5, 'lines covered': 2, 'lines total': 4,
    'coverage functions': 0.5, 'functions covered': 1, 'functions total': 2,
    'coverage branches': 0.25, 'branches covered': 1, 'branches total': 4,
  });
});

it('reads what coverage.py wrote, whose branches have names', () => {
  const metrics = metricsOf(sample('lcov-coverage-py.info'));
  expect(metrics).toMatchObject({ 'lines covered': 4, 'lines total': 6, 'coverage branches': 0.5, 'functions total': 2 });
});

it('reads the functions of LCOV 2, which numbers them', () => {
  expect(metricsOf(aFile('FNL:0,1,3', 'FNA:0,4,main', 'FNL:1,5,9', 'FNA:1,0,other', 'DA:1,4,checksum'))).toMatchObject({ 'functions covered': 1, 'functions total': 2, 'coverage lines': 1 });
});

it('counts a line once, reached by whichever test', () => {
  const twice = aFile('DA:1,1', 'DA:2,0') + aFile('DA:1,0', 'DA:2,1', 'DA:3,0');
  expect(metricsOf(twice)).toMatchObject({ 'lines covered': 2, 'lines total': 3 });
});

it('takes totals where a file has nothing else, and tells no share of what there is none of', () => {
  expect(metricsOf(aFile('LF:10', 'LH:7', 'BRF:0', 'BRH:0'))).toEqual({ 'coverage lines': 0.7, 'lines covered': 7, 'lines total': 10 });
});

it('goes by other line ends, comments, and tags that say nothing of coverage', () => {
  expect(metricsOf(`\uFEFF# made by a tool\r\nTN:login\r\n${aFile('VER:1', 'MCF:2', 'DA:1,1').replaceAll('\n', '\r\n')}`)['coverage lines']).toBe(1);
});

it.each([
  ['nothing', ''], ['a web page', '<html></html>'], ['JSON', '{"a":1}'],
  ['no line', aFile('LF:0', 'LH:0')], ['no file', 'TN:\n'],
  ['a record that was cut short', 'SF:src/a.ts\nDA:1,1\nDA:2'], ['a record without its end', 'SF:src/a.ts\nDA:1,1\n'],
  ['a record within another', 'SF:src/a.ts\nDA:1,1\nSF:src/b.ts\nDA:1,1\nend_of_record\n'],
  ['a line before any file', 'DA:1,1\n'],
  ['a count that is no number', aFile('DA:1,many')], ['a count below zero', aFile('DA:1,-5')], ['a total that is no number', aFile('LF:ten', 'LH:1')],
  ['more reached than there is', aFile('LF:10', 'LH:11')],
])('refuses %s', (_, text) => {
  expect(() => lcov.read(text)).toThrow(expect.objectContaining({ code: 'report-unreadable' }) as Error);
});

it('says at which line it was stopped', () => {
  expect(() => lcov.read(aFile('DA:1,1', 'DA:2,NaN'))).toThrow(/line 3: DA is not written as LCOV has it/);
});
