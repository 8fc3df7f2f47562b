// Is a file named as it lies in the checkout, however a tool spells it, and is nothing told that lies outside?
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPlaces } from '../../integrations/report-places';
import { framesOf } from '../../integrations/stack-frames';

const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-places-'));
const present = ['src/login.ts', 'test/login.test.ts', 'shop/login/login_test.go', 'src/test/java/com/acme/LoginTest.java', 'node_modules/jest/run.js'];
beforeAll(() => {
  for (const file of present) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), '');
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['as it lies', 'test/login.test.ts', undefined, 'test/login.test.ts'],
  ['with a dot before it', './test/login.test.ts', undefined, 'test/login.test.ts'],
  ['absolutely', `${folder}/test/login.test.ts`, undefined, 'test/login.test.ts'],
  ['as an address', `file://${folder}/test/login.test.ts`, undefined, 'test/login.test.ts'],
  ['as it lay in a container', '/app/build/test/login.test.ts', undefined, 'test/login.test.ts'],
  ['as it lay on Windows', 'C:\\agent\\test\\login.test.ts', undefined, 'test/login.test.ts'],
  ['below a folder of the tool\'s', 'packages/shop/src/login.ts', undefined, 'src/login.ts'],
  ['beside its package', 'login_test.go', 'shop.example/shop/login', 'shop/login/login_test.go'],
  ['beside its class', 'LoginTest.java', 'com.acme.LoginTest', 'src/test/java/com/acme/LoginTest.java'],
  ['relatively, and it is gone', 'test/gone.test.ts', undefined, 'test/gone.test.ts'],
  ['outside, upwards', '../../etc/passwd', undefined, undefined],
  ['outside, absolutely', '/etc/passwd', undefined, undefined],
  ['on another host', 'file://elsewhere/test.ts', undefined, undefined],
  ['not at all', '', undefined, undefined],
])('a file that is named %s', (_, named, near, expected) => {
  expect(createPlaces(folder).placeOf({ file: named, near }).file).toBe(expected);
});

it('a checkout that is not at hand leaves relative names as they are, and tells no absolute one', () => {
  const places = createPlaces();
  expect(['test/login.test.ts', '/app/test/login.test.ts'].map((file) => places.placeOf({ file }).file)).toEqual(['test/login.test.ts', undefined]);
});

it('the first frame of the checkout\'s own code is the place, not that of a package', () => {
  const stack = `Error: no\n    at run (${folder}/node_modules/jest/run.js:1:1)\n    at node:internal/timers:1:1\n    at helper (${folder}/src/login.ts:4:9)\n    at ${folder}/test/login.test.ts:12:3`;
  expect(createPlaces(folder).placeOf({ stack })).toEqual({ file: 'src/login.ts', line: 4 });
  expect(createPlaces(folder).placeOf({ file: 'test/login.test.ts', stack })).toEqual({ file: 'test/login.test.ts', line: 12 });
  expect(createPlaces(folder).placeOf({ stack: 'no stack at all' })).toEqual({});
});

it.each([
  ['    at accepts (/shop/my app/login.test.ts:12:3)', '/shop/my app/login.test.ts', 12],
  ['    at async file:///shop/login.mjs:7:1', 'file:///shop/login.mjs', 7],
  ['  File "/shop/test_login.py", line 30, in test_accepts', '/shop/test_login.py', 30],
  ['tests/test_login.py:14: AssertionError', 'tests/test_login.py', 14],
  ['    login_test.go:21: expected 401', 'login_test.go', 21],
  ['\t/shop/login.go:12 +0x1d', '/shop/login.go', 12],
  ['\tat app//com.acme.LoginTest.refuses(LoginTest.java:42)', 'LoginTest.java', 42],
  ['   at Shop.LoginTests.Refuses() in C:\\agent\\LoginTests.cs:line 27', 'C:\\agent\\LoginTests.cs', 27],
  ['/shop/tests/LoginTest.php:23', '/shop/tests/LoginTest.php', 23],
  ['./spec/login_spec.rb:12:in `block\'', './spec/login_spec.rb', 12],
  ['thread \'main\' panicked at src/login.rs:5:9:', 'src/login.rs', 5],
])('a frame is found in %j', (line, file, number) => {
  expect(framesOf(line)).toEqual([{ file, line: number }]);
});

it.each(['expected 200', 'https://shop.example:8080/login', '12:30:45 started', 'connect ECONNREFUSED 127.0.0.1:5432', 'login.ts'])('no frame is found in %j', (line) => {
  expect(framesOf(line)).toEqual([]);
});

it.each(['"'.repeat(1_000_000), `${'a/'.repeat(500_000)}x`, ' in '.repeat(250_000), '(a.ts:'.repeat(150_000), `${'\n'.repeat(1_000_000)}a.ts:1`])('a stack that is made to hold a reader up holds none', (stack) => {
  expect(framesOf(stack).length).toBeLessThanOrEqual(100);
});
