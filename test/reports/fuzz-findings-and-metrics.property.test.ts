// Whatever becomes of a report on its way, it is read or refused, at once; and what was cut short is never read.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readReport } from '../../integrations/reports';
import { codeql, trivy, zap } from './security-logs';

const sample = (name: string): string => readFileSync(path.join(__dirname, '..', 'samples', name), 'utf8').trim();
const REPORTS: [string, string][] = [
  ['sarif', sample('semgrep.sarif')], ['sarif', codeql(3, '39fa2ee980eb94b0:1')], ['sarif', zap(41001, '/search?q=1')], ['cyclonedx', trivy('4.17.20', [{ severity: 'high' }])],
  ['k6', sample('k6-handle-summary.json')], ['autocannon', sample('autocannon.json')], ['lighthouse', sample('lighthouse.json')],
  ['lcov', sample('lcov-coverage-py.info')], ['cobertura', sample('cobertura-istanbul.xml')],
];
const report = fc.constantFrom(...REPORTS);

/** The kind of what was read, or the code of why it was not. */
async function outcome(format: string, text: string): Promise<string> {
  return readReport(format, { text }, { folder: __dirname }).then(({ kind }) => kind, (error: { code?: string }) => error.code ?? 'broken');
}

test('what was cut short is refused', async () => {
  await fc.assert(fc.asyncProperty(report, fc.double({ min: 0, max: 0.999, noNaN: true }), async ([format, text], share) => {
    expect(await outcome(format, text.slice(0, Math.floor(share * text.length)))).toBe('report-unreadable');
  }), { numRuns: 300 });
});

test('what was damaged is read or refused, and nothing else happens', async () => {
  const damage = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(12), put: fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('-1', '1e999', 'null', '[]', '{}', '"', '<', '\u0000', '../../..', '\ud800')) });
  await fc.assert(fc.asyncProperty(report, fc.array(damage, { minLength: 1, maxLength: 4 }), async ([format, text], wounds) => {
    const damaged = wounds.reduce((whole, { at, drop, put }) => {
      const from = Math.floor(at * whole.length);
      return whole.slice(0, from) + put + whole.slice(from + drop);
    }, text);
    expect(['findings', 'metrics', 'report-unreadable']).toContain(await outcome(format, damaged));
  }), { numRuns: 500 });
});

test('what is no report of the format is refused', async () => {
  const formats = fc.constantFrom(...new Set(REPORTS.map(([format]) => format)));
  await fc.assert(fc.asyncProperty(formats, fc.oneof(fc.string(), fc.json(), fc.constantFrom('', '[]', '{}', 'null', '0', '<a/>', '\uFEFF', '{"metrics":{}}')), async (format, text) => {
    expect(await outcome(format, text)).toBe('report-unreadable');
  }), { numRuns: 300 });
});
