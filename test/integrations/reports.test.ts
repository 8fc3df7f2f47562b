// Is a report read by its own reader, and an unknown format by none?
import { readReport } from '../../integrations/reports';

const EMPTY_SARIF = '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Scan"}},"results":[]}]}';

it('reads each format by its name', () => {
  expect(readReport('junit', '<testsuites/>').kind).toBe('tests');
  expect(readReport('sarif', EMPTY_SARIF, { folder: '/checkout' }).kind).toBe('findings');
  expect(readReport('k6', '{"metrics":{"http_reqs":{"count":1,"rate":1}}}').kind).toBe('load');
});

it.each(['trx', 'JUnit', '', 'constructor', '__proto__'])('knows no format %p', (format) => {
  expect(() => readReport(format, '{}')).toThrow(expect.objectContaining({ code: 'adapter-unknown' }) as Error);
});

it.each(['junit', 'sarif', 'autocannon', 'k6'])('refuses a %s report of more than 64 MiB, and says why', (format) => {
  expect(() => readReport(format, ' {'.padEnd(65 * 1024 * 1024, 'x'))).toThrow(/has 65 MiB; at most 64 are read/);
});
