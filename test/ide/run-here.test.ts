// What is run when somebody says “Run this check here”, and how is it said what it came to?
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { linesOfEnd } from '../../ide/vscode/src/run-here/end-lines';
import type { LocalEnd } from '../../ide/vscode/src/run-here/run-command';
import { argumentsFor, askedBy, cellOf, nameOf, pointsOf, wordsOfCommand } from '../../ide/vscode/src/run-here/what-to-run';
import { aResult } from '../support/builders';
import { eventsOfDay, viewsOf } from '../dashboard/fixture/day';

describe('what is meant', () => {
  it.each([
    ['a fault or a test', { incident: 'i', folder: '/clone', check: 'login', at: { device: 'ipad' } }, { incident: 'i', folder: '/clone', meant: { check: 'login', at: { device: 'ipad' } } }],
    ['a row of the tree', { kind: 'cell', incident: 'i', attempt: 1, stage: 'functional', cell: 'functional/login', check: 'login', point: { device: 'ipad' }, log: 'l', title: 't' }, { incident: 'i', cell: 'functional/login', meant: { check: 'login', at: { device: 'ipad' } } }],
    ['the incident\'s page', { incident: 'i', cell: 'functional/login' }, { incident: 'i', cell: 'functional/login' }],
    ['nothing', undefined, {}], ['something else', 7, {}], ['places that are none', { check: 'login', at: { device: 3 } }, { meant: { check: 'login', at: {} } }],
  ])('by %s', (_, argument, asked) => {
    expect(askedBy(argument)).toEqual(asked);
  });

  it('is found by a cell\'s id in the newest attempt that has it', () => {
    const view = viewsOf(eventsOfDay(Date.parse('2026-03-02T09:41:00.000Z'))).at(-1);
    if (!view) throw new Error('The day has views.');
    expect(cellOf(view, 'functional/login/device=ipad,environment=legacy-data')).toEqual({ check: 'login', at: { device: 'ipad', environment: 'legacy-data' } });
    expect(cellOf(view, 'no such cell')).toBeUndefined();
  });
});

test('the command is told the check and its place, each a word of its own', () => {
  expect(argumentsFor({ check: 'login', at: { device: 'my ipad', environment: 'legacy-data' } })).toEqual(['pipeline', 'run', '--json', '--check', 'login', '--at', 'device=my ipad', '--at', 'environment=legacy-data']);
  expect(nameOf({ check: 'login', at: { device: 'ipad' } })).toBe('login (ipad)');
  expect(nameOf({ check: 'login', at: {} })).toBe('login');
});

test.each([
  ['dayshift', ['dayshift']], ['npx  dayshift', ['npx', 'dayshift']], ['"C:\\my tools\\dayshift.cmd" --quiet', ['C:\\my tools\\dayshift.cmd', '--quiet']], ['\'/opt/my tools/dayshift\'', ['/opt/my tools/dayshift']], ['', []],
])('the setting “%s” is words', (setting, words) => {
  expect(wordsOfCommand(setting)).toEqual(words);
});

test('a matrix offers each of its places', () => {
  expect(pointsOf({ device: ['ipad', 'pixel'], data: ['old'] })).toEqual([{ device: 'ipad', data: 'old' }, { device: 'pixel', data: 'old' }]);
  expect(pointsOf({})).toEqual([]);
});

test('each fault has a line that the manifest\'s matcher takes to its place', () => {
  const fault = { cell: 'functional/login', what: 'login › any letter case:\u001b[2J expected 200', command: 'dayshift pipeline run', evidence: [], log: '' };
  const end: LocalEnd = {
    passed: false, results: [aResult({ verdict: 'failed', reason: '1 of 2 tests failed' }), aResult({ id: 'functional/cart', flaky: ['cart'], verdict: 'inconclusive', reason: 'cart failed and passed' })],
    notRun: [{ id: 'security/outside', why: 'it runs elsewhere' }], more: 2, differs: ['It fails on ipad only.'], notes: [], folder: '/clone/.dayshift/local/run',
    faults: [{ ...fault, file: 'tests/login.sh', line: 3, isNew: true }, { ...fault, file: 'tests/a b.sh', isNew: false }, fault],
  };
  const lines = linesOfEnd(end, '/clone').map((line) => line.replace(/\u001b\[\d*m/g, ''));
  expect(lines).toEqual([
    '', '✗ failed functional/login 0:01 1 of 2 tests failed', '? inconclusive functional/cart 0:01 flaky: cart failed and passed', '- not run security/outside it runs elsewhere',
    '', '/clone/tests/login.sh:3: error: login › any letter case: expected 200', '/clone/tests/a b.sh:1: warning: login › any letter case: expected 200', 'functional/login: error: login › any letter case: expected 200',
    'and 2 more', 'It fails on ipad only.', '', 'evidence: /clone/.dayshift/local/run',
  ]);
  const manifest = JSON.parse(readFileSync(path.resolve(__dirname, '../../ide/vscode/package.json'), 'utf8')) as { contributes: { problemMatchers: { pattern: { regexp: string } }[] } };
  const matcher = new RegExp(manifest.contributes.problemMatchers[0]?.pattern.regexp ?? '');
  expect(lines.flatMap((line) => { const found = matcher.exec(line); return found ? [found.slice(1, 4)] : []; })).toEqual([['/clone/tests/login.sh', '3', 'error'], ['/clone/tests/a b.sh', '1', 'warning']]);
});
