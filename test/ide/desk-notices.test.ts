// What does a notification say, to whom, where, and how often?
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { noticesOf, type Notice } from '../../client/desk';
import { createClaims } from '../../ide/vscode/src/notices/claims';
import { notifyOutside, waysOf } from '../../ide/vscode/src/notices/outside';
import { isWanted, readNotify } from '../../ide/vscode/src/notices/wanted';
import { impactLine, lineOf, toastsOf } from '../../ide/vscode/src/notices/words';
import type { IncidentEvent } from '../../src/domain/events';
import { aCard, after, anIncident, ASSIGNED, PASSED, PUSHED } from '../support/an-incident';
import { aDesk } from '../client/desks';

const FAILED: IncidentEvent = { kind: 'attemptEnded', verdict: 'functional-failed', reason: '2 of 8 cells failed' };
const BACK: IncidentEvent = { kind: 'fixAwaited', why: 'make it pass', deadline: after(9000) };
const MEASURED: IncidentEvent = { kind: 'impactMeasured', impact: { figures: [{ name: 'logins refused', unit: 'share', value: 0.34, query: 'q', at: after(1) }], began: null } };

function noticed(person: string, before: IncidentEvent[], now: IncidentEvent[]): Notice[] {
  return noticesOf(aDesk(person, [anIncident(...before)]), aDesk(person, [anIncident(...now)]), person);
}
const ofAssignment = noticed('maya', [MEASURED], [MEASURED, ASSIGNED]);
const ofFailure = noticed('maya', [ASSIGNED, PUSHED], [ASSIGNED, PUSHED, FAILED, BACK]);
const ofPass = noticed('maya', [ASSIGNED, PUSHED], [ASSIGNED, PUSHED, PASSED, { kind: 'signOffAsked', card: aCard() }]);
const ofTurn = noticed('olga', [ASSIGNED, PUSHED], [ASSIGNED, PUSHED, PASSED, { kind: 'signOffAsked', card: aCard() }]);

test('the impact stands in one line, and each kind has its actions', () => {
  const told = (notices: Notice[], id: string) => toastsOf(notices, { id }).map(({ toast }) => [lineOf(toast), toast.actions.map(({ title }) => title).join(', ')]);
  expect(told(ofAssignment, 'maya')).toEqual([['Assigned to you. LoginRefused · logins refused 34.0 % · storefront · low', 'Start fix, Hand over, Open']]);
  expect(told(ofFailure, 'maya')).toEqual([['Attempt 1 came back: 2 of 8 cells failed. LoginRefused · storefront · low', 'Show problems, Open']]);
  expect(told(ofPass, 'maya')).toEqual([['Attempt 1 passed every gate. LoginRefused · storefront · low', 'Open']]);
  expect(told(ofTurn, 'olga')).toEqual([['Your turn: sign off the release or send it back. LoginRefused · storefront · low', 'Sign off, Open']]);
});

test('a text of several lines and of any length is one line', () => {
  const line = impactLine({ title: `Customers\n\ncannot ${'x'.repeat(400)}`, service: 'storefront', severity: 'high' });
  expect(line).not.toMatch(/\n/);
  expect(line.length).toBeLessThan(160);
  expect(impactLine({ title: 'Slow', service: 's', severity: 'low', headline: { name: 'orders lost', unit: 'count', value: null } })).toBe('Slow · orders lost unknown · s · low');
});

test('many at once are one', () => {
  const [toast, ...others] = toastsOf([...ofAssignment, ...ofFailure, ...ofPass, ...ofTurn], { id: 'maya' });
  expect(others).toEqual([]);
  expect(toast?.toast).toMatchObject({ title: '4 things happened on your desk', text: '1 assigned to you, 1 came back from the gates, 1 waiting for you, 1 passed every gate' });
});

test.each([
  ['all', ['assigned', 'failed', 'turn', 'passed']], ['failures', ['assigned', 'failed', 'turn']], ['mine', ['assigned', 'failed']], ['none', []],
] as const)('who wants %s hears of %j', (notify, kinds) => {
  const all = [...ofAssignment, ...ofFailure, ...ofTurn, ...ofPass];
  expect(all.filter((notice) => isWanted(notice, notify, notice === ofTurn[0] ? 'olga' : 'maya')).map(({ kind }) => kind)).toEqual(kinds);
});

test('a setting that is written wrongly is as if it were not written', () => {
  expect(['all', 'failures', 'mine', 'none', 'nonsense', undefined, 7].map(readNotify)).toEqual(['all', 'failures', 'mine', 'none', 'all', 'all', 'all']);
});

describe('claims', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'dayshift claims ')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  test('of many windows exactly one gets each notice, and nobody gets it later', async () => {
    const windows = Array.from({ length: 12 }, () => createClaims({ folder, onFault: fail }));
    const claimed = await Promise.all(windows.flatMap(({ claim }) => ['a/../b', 'a/b', '✓'].map(async (id) => ((await claim(id)) ? [id] : []))));
    expect(claimed.flat().sort()).toEqual(['a/../b', 'a/b', '✓'].sort());
    await expect(windows[0]?.claim('a/b')).resolves.toBe(false);
  });

  test('old ones are cleared, newer ones count on', async () => {
    const { claim, clearOld } = createClaims({ folder, onFault: fail });
    await claim('old');
    const [file = ''] = readdirSync(folder);
    utimesSync(path.join(folder, file), 0, Date.now() / 1000 - 31 * 24 * 3600);
    await claim('new');
    await clearOld(Date.now());
    await expect(claim('new')).resolves.toBe(false);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('a folder that cannot be written holds nothing back', async () => {
    const faults: unknown[] = [];
    const { claim } = createClaims({ folder: '/dev/null/told', onFault: (error) => { faults.push(error); } });
    await expect(claim('a')).resolves.toBe(true);
    expect(faults).toHaveLength(1);
  });

  function fail(error: unknown): void {
    throw error;
  }
});

describe('outside of the editor', () => {
  const hostile = { title: '--urgency=low `id` $(id)', text: '"; rm -rf ~ #\n<b>bold</b> & more\u202e', link: 'vscode://dayshift.dayshift/open?incident=a' };

  test.each(['linux', 'darwin', 'win32'] as const)('on %s nothing of an incident is part of a program or of an option', (platform) => {
    for (const { args, env } of waysOf(platform, hostile)) {
      const from = { linux: args.indexOf('--') + 1, darwin: 2, win32: args.length }[platform]; // what stands before is the program's own
      expect(args.slice(0, from).filter((arg) => arg.includes('id`') || arg.includes('rm -rf'))).toEqual([]);
      expect(from).toBeGreaterThan(0);
      expect(JSON.stringify([args, env])).not.toMatch(/\u202e|\\n<b>/);
    }
  });

  test('markup is text', () => {
    expect(waysOf('linux', hostile)[0]?.args.at(-1)).toBe('"; rm -rf ~ # &lt;b&gt;bold&lt;/b&gt; &amp; more');
  });

  test('an old program without actions is asked without them; a click is known where it is told', async () => {
    const asked: string[][] = [];
    await expect(notifyOutside(hostile, 'linux', async ({ args }) => { asked.push(args); if (args[0]?.startsWith('--action')) throw new Error('unknown option'); return ''; })).resolves.toBe(false);
    expect(asked).toHaveLength(2);
    await expect(notifyOutside(hostile, 'linux', async () => 'default\n')).resolves.toBe(true);
  });

  test('where there is none it is said, with every reason', async () => {
    await expect(notifyOutside(hostile, 'linux', async () => { throw new Error('not found'); })).rejects.toThrow('not found; not found');
    await expect(notifyOutside(hostile, 'freebsd')).rejects.toThrow('there is no notification on freebsd');
  });
});
