// Is a report read by its own reader, and an unknown format by none?
import { readReport } from '../../integrations/reports';

const EMPTY_SARIF = '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Scan"}},"results":[]}]}';

it.each([
  ['junit', '<testsuites/>', 'tests'], ['sarif', EMPTY_SARIF, 'findings'], ['k6', '{"metrics":{"http_reqs":{"count":1,"rate":1}}}', 'metrics'],
])('reads %s by its name', async (format, text, kind) => {
  await expect(readReport(format, { text }, { folder: '/checkout' })).resolves.toMatchObject({ kind });
});

it.each(['trx', 'JUnit', '', 'constructor', '__proto__'])('knows no format %p', async (format) => {
  await expect(readReport(format, { text: '{}' })).rejects.toMatchObject({ code: 'adapter-unknown' });
});

it.each(['junit', 'sarif', 'autocannon', 'k6'])('refuses a %s report of more than 64 MiB, and says why', async (format) => {
  await expect(readReport(format, { text: ' {'.padEnd(65 * 1024 * 1024, 'x') })).rejects.toThrow(/has 65 MiB; at most 64 are read/);
});
