// What does a suppression look like in the file, and which files and days are refused?
import { dayAfter, faultOfDay } from '../../ide/vscode/src/problems/end-date';
import { withSuppression } from '../../ide/vscode/src/problems/suppress-edit';

const ENTRY = { check: 'static', rule: 'security/detect-unsafe-regex', file: 'src/login/customers.ts', owner: 'maya', reason: 'the input is at most 20 letters', until: '2026-12-31' };
const BLOCK = '  - check: static\n    rule: security/detect-unsafe-regex\n    file: src/login/customers.ts\n    owner: maya\n    reason: the input is at most 20 letters\n    until: 2026-12-31\n';

it.each([
  ['without the key, at the end', 'service: s\n', `service: s\nsuppressions:\n${BLOCK}`],
  ['without a line end, too', 'service: s', `service: s\nsuppressions:\n${BLOCK}`],
  ['in an empty list', 'suppressions: [] # none yet\nservice: s\n', `suppressions:\n${BLOCK.trimEnd()} # none yet\nservice: s\n`],
  ['behind the last entry, before the comment of the next key', 'suppressions:\n  - { rule: a, owner: o, reason: r, until: 2026-01-01 }\n\n# next\nservice: s\n', `suppressions:\n  - { rule: a, owner: o, reason: r, until: 2026-01-01 }\n${BLOCK}\n# next\nservice: s\n`],
  ['in a list in brackets', 'suppressions: [{ rule: a, owner: o, reason: r, until: 2026-01-01 }]\n', 'suppressions: [{ rule: a, owner: o, reason: r, until: 2026-01-01 }, { check: static, rule: security/detect-unsafe-regex, file: src/login/customers.ts, owner: maya, reason: the input is at most 20 letters, until: 2026-12-31 }]\n'],
])('one more entry: %s', (_where, before, after) => {
  expect(withSuppression(before, ENTRY)).toBe(after);
});

it.each([
  ['a: [', /not valid YAML/], ['- a\n- b\n', /holds no keys/], ['suppressions: yes\n', /is no list/], ['{ service: s }\n', /in braces/],
])('%j is left as it is, and it is said why', (text, why) => {
  expect(() => withSuppression(text, ENTRY)).toThrow(why);
});

it('a day is one of the next ninety', () => {
  const now = Date.parse('2026-03-02T23:30:00Z');
  expect(dayAfter(now, 30)).toBe('2026-04-01');
  expect(faultOfDay('2026-04-01', now)).toBeUndefined();
  expect(faultOfDay('2026-05-31', now)).toBeUndefined();
  expect(faultOfDay('2026-06-01', now)).toMatch(/2026-05-31 or before/);
  expect(['2026-03-02', '2020-01-01'].map((day) => faultOfDay(day, now))).toEqual(['Write a day that is still to come.', 'Write a day that is still to come.']);
  expect(['', '31.12.2026', '2026-02-30', 'soon'].every((day) => faultOfDay(day, now)?.startsWith('Write a day, e.g.'))).toBe(true);
});
