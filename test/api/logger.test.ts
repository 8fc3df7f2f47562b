// Does the log keep what it is told to itself?
import { createLogger } from '../../api/logger';

test('secrets are masked wherever they stand, and the line stays JSON', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => { lines.push(line); } });
  logger.error({ err: new Error('postgres://dayshift:hunter2@db refused Bearer abcdefgh12345678'), headers: { authorization: 'x' }, given: { token: 'abcd-efgh' } }, 'request failed');
  const line = lines.join('');
  expect(line).not.toMatch(/hunter2|abcdefgh|abcd-efgh/);
  expect(JSON.parse(line)).toMatchObject({ msg: 'request failed', headers: { authorization: '[Redacted]' } });
});
