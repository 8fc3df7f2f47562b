// Real files are edited as people edit them: does the ratchet call new what is new, and nothing else?
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createSarif } from '../../../integrations/sarif';
import type { FindingsReport } from '../../../src/contracts/report';
import { judgeFindings } from '../../../src/domain/verdict-findings';
import { aCell } from '../../support/builders';

interface Call { argument: string; above: number; beside: string; broken: boolean }
interface Source { name: string; calls: Call[] }

const cell = aCell({ id: 'security/static', stage: 'security', check: 'static', report: { sarif: 'static.sarif' } });
const call = fc.record({ argument: fc.constantFrom('request.query', 'input', 'filter', 'form.value'), above: fc.nat(3), beside: fc.constantFrom('', ' // why', ' // because'), broken: fc.boolean() });
const sources = fc.array(fc.array(call, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
  .map((all): Source[] => all.map((calls, number) => ({ name: `src/file${number}.js`, calls })));
const edit = fc.record({ above: fc.nat(4), beside: fc.constantFrom('', ' // now', ' // then'), broken: fc.boolean(), folder: fc.constantFrom('src', 'lib/deep'), reversed: fc.boolean() });

/** The text of a file, and where its calls stand in it. */
function write({ calls }: Source): { text: string; regions: Record<string, number>[] } {
  const lines: string[] = [];
  const regions = calls.map(({ argument, above, beside, broken }) => {
    for (let i = 0; i < above; i += 1) lines.push(`const neighbour${i} = ${above};`);
    const startLine = lines.length + 1;
    const code = broken ? ['eval(', `  ${argument},`, '  scope,', ')'] : [`eval(${argument}, scope)`];
    lines.push(...code.map((part, at) => `${at === 0 ? 'const found = ' : ''}${part}${at === code.length - 1 ? `;${beside}` : ''}`));
    const startColumn = 'const found = '.length + 1;
    const last = code[code.length - 1] ?? '';
    return { startLine, startColumn, endLine: lines.length, endColumn: (broken ? 1 : startColumn) + last.length };
  });
  return { text: `${lines.join('\n')}\n`, regions };
}

/** What a tool says of a checkout with these files. */
function scan(all: readonly Source[], reversed = false): FindingsReport {
  const folder = mkdtempSync(path.join(tmpdir(), 'ratchet-'));
  try {
    const results = all.flatMap((source) => {
      const { text, regions } = write(source);
      mkdirSync(path.dirname(path.join(folder, source.name)), { recursive: true });
      writeFileSync(path.join(folder, source.name), text);
      return regions.map((region) => ({ ruleId: 'no-eval', message: { text: `eval in line ${region['startLine']}` }, locations: [{ physicalLocation: { artifactLocation: { uri: source.name }, region } }] }));
    });
    const report = createSarif({ folder }).read(JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Scan' } }, results: reversed ? results.reverse() : results }] }));
    if (report.kind !== 'findings') throw new Error('not a report of findings');
    return report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function edited(all: readonly Source[], { above, beside, broken, folder }: { above: number; beside: string; broken: boolean; folder: string }): Source[] {
  return all.map(({ name, calls }) => ({ name: `${folder}/${path.basename(name)}`, calls: calls.map((one) => ({ ...one, above: one.above + above, beside, broken: broken ? !one.broken : one.broken })) }));
}

test('lines, neighbours, formatting, the file\'s name and the order may change: nothing is new, nothing is gone', () => {
  fc.assert(fc.property(sources, edit, (before, how) => {
    const judged = judgeFindings(cell, scan(edited(before, how), how.reversed), scan(before), '2026-11-25');
    expect(judged).toMatchObject({ verdict: 'passed', findings: { fresh: [], gone: 0, known: before.flatMap(({ calls }) => calls).length } });
  }), { numRuns: 60 });
});

test('one call more among all of that is exactly one new finding, of its own file', () => {
  fc.assert(fc.property(sources, edit, call, (before, how, more) => {
    const [first, ...rest] = edited(before, how);
    if (!first) return;
    const after = [{ ...first, calls: [...first.calls, { ...more, argument: 'never.seen.before' }] }, ...rest];
    const judged = judgeFindings(cell, scan(after, how.reversed), scan(before), '2026-11-25');
    expect(judged).toMatchObject({ verdict: 'failed', findings: { gone: 0, fresh: [{ file: first.name }] } });
    expect(judged.findings?.fresh).toHaveLength(1);
  }), { numRuns: 60 });
});

test('an edit of what is flagged is a new finding, and the one before is gone', () => {
  fc.assert(fc.property(sources, edit, (before, how) => {
    const [first, ...rest] = edited(before, { ...how, folder: 'src' });
    const [call, ...calls] = first?.calls ?? [];
    if (!first || !call) return;
    const judged = judgeFindings(cell, scan([{ ...first, calls: [{ ...call, argument: `decoded(${call.argument})` }, ...calls] }, ...rest]), scan(before), '2026-11-25');
    expect(judged.findings).toMatchObject({ gone: 1 });
    expect(judged.findings?.fresh).toHaveLength(1);
  }), { numRuns: 60 });
});
