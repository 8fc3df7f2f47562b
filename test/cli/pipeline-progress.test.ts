// A run on the working copy, as it is seen: one line a row, what runs now first when there is no room for all.
import pc from 'picocolors';
import { followRun, render } from '../../cli/commands/pipeline-progress';

const paint = pc.createColors(false);
const NOW = Date.parse('2026-03-02T08:00:10Z');
const around = { paint, width: 60, height: 10, now: NOW };
const ended = (id: string, verdict: 'passed' | 'failed', text: string) => ({ id, since: NOW - 9000, last: '', ended: { kind: 'ended' as const, id, verdict, seconds: 65, text } });

test('what waits, runs and has ended, with the last line of output or the reason', () => {
  expect(render([ended('build', 'passed', 'built'), { id: 'functional/login', since: NOW - 4000, last: 'step 2\u001b[31m of 9' }, ended('security/static', 'failed', '2 findings'), { id: 'performance/load', last: '' }], around)).toEqual([
    '✓ build            1:05    built',
    '▸ functional/login 0:04    step 2 of 9',
    '✗ security/static  1:05    failed: 2 findings',
    '· performance/load',
  ]);
});

test('no line is wider than the terminal', () => {
  const lines = render([{ id: `functional/${'long-'.repeat(20)}`, since: NOW, last: 'output '.repeat(30) }], around);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.length).toBeLessThanOrEqual(60);
});

test('with more rows than lines those that run are kept, and the others counted', () => {
  const rows = Array.from({ length: 20 }, (_, i) => (i === 15 ? { id: `c${i}`, since: NOW, last: 'now' } : { id: `c${i}`, last: '' }));
  const lines = render(rows, { ...around, height: 5 });
  expect(lines).toHaveLength(5);
  expect(lines[0]).toContain('c15');
  expect(lines.at(-1)).toBe('… and 16 more');
});

test('outside a terminal a line tells of each beginning and end, and no escape is written', () => {
  let out = '';
  const { tell, close } = followRun({ out: { write: (text: string) => { out += text; } }, err: { write: () => true }, env: {}, cwd: '/', signal: new AbortController().signal });
  tell({ kind: 'began', rows: ['build', 'functional/login'] });
  tell({ kind: 'started', id: 'build' });
  tell({ kind: 'line', id: 'build', text: 'compiling' });
  tell({ kind: 'ended', id: 'build', verdict: 'passed', seconds: 1.25, text: 'built\u001b[2J' });
  close();
  expect(out).toBe('build began\nbuild passed after 1.3 s: built\n');
});
