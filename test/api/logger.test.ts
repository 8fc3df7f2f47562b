// Does the log keep what it is told to itself?
import { createLogger } from '../../api/logger';

test('a line is one line with its time in UTC, whatever breaks stand in what is logged', () => {
  const lines: string[] = [];
  createLogger('info', { write: (line) => { lines.push(line); } }).info({ path: '/a\r\n{"level":60,"msg":"forged"}\u2028' }, 'seen\n{"msg":"forged"}');
  expect(lines).toEqual([expect.stringMatching(/^[^\r\n]+\n$/)]);
  expect(JSON.parse(lines.join(''))).toMatchObject({ level: 30, time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), msg: 'seen\n{"msg":"forged"}' });
});

test('secrets are masked wherever they stand, and the line stays JSON', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => { lines.push(line); } });
  logger.error({ err: new Error('postgres://dayshift:hunter2@db refused Bearer abcdefgh12345678'), headers: { authorization: 'x' }, given: { token: 'abcd-efgh' } }, 'request failed');
  const line = lines.join('');
  expect(line).not.toMatch(/hunter2|abcdefgh|abcd-efgh/);
  expect(JSON.parse(line)).toMatchObject({ msg: 'request failed', headers: { authorization: '[Redacted]' } });
});
