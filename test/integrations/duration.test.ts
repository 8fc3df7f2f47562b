// Is every duration that dayshift.yaml lets through as long as it says?
import { millisecondsOf } from '../../integrations/duration';
import { parseDuration } from '../../src/domain/quantity';

it.each(['250ms', '90s', '10m', '1h', '30d'])('%s is as long as everywhere else', (text) => {
  expect(millisecondsOf(text)).toBe(parseDuration(text) * 1000);
});

it.each(['10', 'm', '1.5h', '3w', ''])('“%s” is refused, not guessed', (text) => {
  expect(() => millisecondsOf(text)).toThrow(`no duration: ${text}`);
});
