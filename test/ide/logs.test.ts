// What does a terminal of the editor show of a log? Whole lines in harmless colours, a large one from its tail, its places, and how it ended.
import type { LogSource } from '../../ide/vscode/src/logs/read-log';
import { createAttemptTeller } from '../../ide/vscode/src/logs/attempt-teller';
import { findTail } from '../../ide/vscode/src/logs/find-tail';
import { logRowOf, logRowsOf } from '../../ide/vscode/src/logs/log-rows';
import { createLogText } from '../../ide/vscode/src/logs/log-text';
import { candidatesIn, placesIn } from '../../ide/vscode/src/logs/places';
import { writeLog } from '../../ide/vscode/src/logs/write-log';
import type { IncidentView } from '../../src/contracts/incident';
import { eventsOfDay, viewsOf } from '../dashboard/fixture/day';

const START = Date.parse('2026-03-02T09:41:00.000Z');
const VIEWS = viewsOf(eventsOfDay(START));
const LAST = VIEWS.at(-1) as IncidentView;
const clock = (at: string): string => at.slice(11, 19);

describe('the text of a log', () => {
  it('is shown line by line, whole ones only, with the time of day', () => {
    const text = createLogText({ clock });
    expect(text.add('2026-03-02T09:41:00.123Z npm ci\n2026-03-02T09:41:01.000Z add')).toBe('\u001b[2m09:41:00\u001b[0m npm ci\r\n');
    expect(text.add('ed 12 packages\n')).toBe('\u001b[2m09:41:01\u001b[0m added 12 packages\r\n');
    expect(text.end()).toBe('');
  });

  it('keeps the colours of the tool, also over lines, and never into what is ours', () => {
    const text = createLogText({ clock });
    const shown = text.add('\u001b[31mred\nstill red\n\u001b[0mplain\n');
    expect(shown.split('\r\n')).toEqual(['\u001b[31mred\u001b[0m', '\u001b[31mstill red\u001b[0m', '\u001b[31m\u001b[0mplain\u001b[0m', '']);
    expect(text.add('after\n')).toBe('after\r\n');
  });

  it.each([
    ['a title', '\u001b]0;owned\u0007text'], ['a link', '\u001b]8;;http://evil.example\u001b\\text\u001b]8;;\u001b\\'], ['the clipboard', '\u001b]52;c;ZXZpbA==\u0007text'],
    ['the cursor', '\u001b[2J\u001b[Htext'], ['the mode', '\u001b[?1049htext'], ['a question', '\u001b[6ntext'], ['a bell', '\u0007text'], ['C1', '\u009b2Jtext'.replace('2J', '')],
  ])('takes %s out', (_, line) => {
    expect(createLogText({ clock }).add(`${line}\n`)).toBe('text\r\n');
  });

  it('shows what is drawn over itself a line each, and takes no sequence apart that comes in two pieces', () => {
    const text = createLogText({ clock });
    expect(text.add('10 %\r50 %\r100 %\n\u001b[3')).toBe('10 %\r\n50 %\r\n100 %\r\n');
    expect(text.add('2mgreen\n')).toBe('\u001b[32mgreen\u001b[0m\r\n');
  });

  it('shows a line without an end when it is long, or when nothing more comes', () => {
    const text = createLogText({ clock });
    expect(text.add('x'.repeat(70_000))).toHaveLength(70_002);
    expect(text.add('rest')).toBe('');
    expect(text.end()).toBe('rest\r\n');
  });

  it('leaves the rest of a cut line out', () => {
    expect(createLogText({ clock, fromMiddle: true }).add('ut off\nwhole\n')).toBe('whole\r\n');
  });
});

/** A log as the API reads it out: pieces of at most 256 kB, nothing beyond the end. */
function aSource(bytes: number, line = 'a line of the log\n'): LogSource & { reads: number } {
  const whole = line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes);
  const source = {
    reads: 0,
    async log(_: string, offset: number) { source.reads += 1; const text = whole.slice(offset, offset + 256 * 1024); return { text, next: offset + text.length }; },
    async *followLog(): AsyncGenerator<never> { /* nothing more comes */ },
  };
  return source;
}

describe('a large log', () => {
  it.each([0, 10, 2_000_000, 3_999_999])('of %d bytes is read from its beginning', async (bytes) => {
    expect(await findTail(aSource(bytes), 'log', 2_000_000)).toEqual({ from: 0, skipped: 0 });
  });

  it.each([4_000_001, 10_000_000, 100_000_000])('of %d bytes is read from its tail, which is found by few reads', async (bytes) => {
    const source = aSource(bytes);
    const { from, skipped } = await findTail(source, 'log', 2_000_000);
    expect(skipped).toBe(from);
    expect(bytes - from).toBeGreaterThanOrEqual(2_000_000);
    expect(bytes - from).toBeLessThanOrEqual(4_000_001);
    expect(source.reads).toBeLessThan(16);
  });

  it('says so, and where the whole of it is', async () => {
    const written: string[] = [];
    const over = AbortSignal.abort();
    const ending = { over, end: () => 'passed in 0:41: built', verdict: () => 'passed' };
    await writeLog(aSource(40_000_000), { log: 'log', dashboard: 'http://dayshift.example/#/incidents/i' }, ending, (text) => { written.push(text); }, new AbortController().signal);
    expect(written[0]).toMatch(/The first \d\d MB are not shown here\. The whole log is at http:\/\/dayshift\.example\/#\/incidents\/i/);
    expect(written.at(-1)).toContain('✓ passed in 0:41: built');
    expect(Math.max(...written.map(({ length }) => length))).toBeLessThanOrEqual(128 * 1024);
    expect(written.join('').length).toBeLessThan(6_000_000);
  });
});

describe('a log that cannot be read', () => {
  it('says why in the terminal', async () => {
    const written: string[] = [];
    const source: LogSource = { log: async () => { throw new Error('dayshift cannot be reached'); }, async *followLog(): AsyncGenerator<never> { /* nothing */ } };
    await writeLog(source, { log: 'log', dashboard: undefined }, { over: AbortSignal.abort(), end: () => undefined, verdict: () => undefined }, (text) => { written.push(text); }, new AbortController().signal);
    expect(written.join('')).toContain('! dayshift cannot be reached');
  });

  it('or that nothing was written', async () => {
    const written: string[] = [];
    await writeLog(aSource(0), { log: 'log', dashboard: undefined }, { over: AbortSignal.abort(), end: () => undefined, verdict: () => undefined }, (text) => { written.push(text); }, new AbortController().signal);
    expect(written.join('')).toContain('Nothing was written.');
  });
});

describe('the logs of an incident', () => {
  it('are those that were written, the newest attempt first', () => {
    const rows = logRowsOf(LAST);
    expect(rows[0]?.attempt).toBe(3);
    expect(rows.map(({ title, attempt, state }) => `${attempt} ${title} ${state}`)).toEqual(expect.arrayContaining(['3 build ended', '2 security · static ended', '1 performance · login-under-load ended', '3 deploy production ended']));
    expect(rows.some(({ attempt, title }) => attempt === 1 && title.startsWith('security'))).toBe(false);
    expect(new Set(rows.map(({ log }) => log)).size).toBe(rows.length);
  });

  it('begin with what runs', () => {
    const view = VIEWS.find(({ attempts }) => attempts[1]?.stages[0]?.cells.some(({ state }) => state === 'running')) as IncidentView;
    expect(logRowsOf(view)[0]).toMatchObject({ attempt: 2, state: 'running', title: expect.stringContaining('functional · login · ') });
  });

  it('tell how what wrote one ended', () => {
    const failed = LAST.attempts[1]?.stages[2]?.cells[0];
    expect(logRowOf(LAST, failed?.log ?? '')).toMatchObject({ state: 'ended', verdict: 'failed', end: expect.stringContaining('failed in 0:10: 1 new finding') });
    expect(logRowOf(LAST, 'no such log')).toBeUndefined();
  });
});

describe('under the log of a build', () => {
  it('each cell has a line as it ends, and the attempt its verdict', async () => {
    const buildLog = LAST.attempts[1]?.buildLog ?? '';
    const teller = createAttemptTeller(buildLog);
    const written: string[] = [];
    const views = VIEWS.filter(({ attempts }) => attempts.length === 2);
    teller.hear(views[0] as IncidentView);
    const told = teller.tell((line) => { written.push(line.replace(/\u001b\[\d*m/g, '').trimEnd()); }, new AbortController().signal);
    for (const view of views.slice(1)) {
      teller.hear(view);
      await Promise.resolve();
    }
    await told;
    expect(written[0]).toBe('✓ functional 1/8 login · desktop-chrome · current-data: passed in 0:09');
    expect(written.filter((line) => line.includes('functional'))).toHaveLength(8);
    expect(written.at(-1)).toMatch(/^✗ attempt 2 sent back after 1:57: static: 1 new finding/);
  });

  it('nothing is awaited any more once the terminal is closed', async () => {
    const gone = new AbortController();
    const teller = createAttemptTeller('another build');
    teller.hear(LAST);
    const waiting = createAttemptTeller(LAST.attempts[0]?.buildLog ?? '').tell(() => undefined, gone.signal);
    gone.abort();
    await expect(waiting).resolves.toBeUndefined();
    await expect(teller.tell(() => undefined, new AbortController().signal)).resolves.toBeUndefined(); // the incident is closed
  });
});

describe('places in the code', () => {
  it.each([
    ['at Object.<anonymous> (test/login.test.ts:41:7)', [{ path: 'test/login.test.ts', line: 41, column: 7 }]],
    ['src/login.ts:3: error', [{ path: 'src/login.ts', line: 3 }]],
    ['src/login.ts(3,7): error TS2339', [{ path: 'src/login.ts', line: 3, column: 7 }]],
    ['file:///work/checkout/src/a.mjs:12:3', [{ path: '/work/checkout/src/a.mjs', line: 12, column: 3 }]],
    ['C:\\work\\src\\a.ts:9', [{ path: 'C:/work/src/a.ts', line: 9 }]],
    ['listening on http://shop.example:8080', []], ['http://127.0.0.1:3000/login', []], ['09:41:12 ready', []], ['version 1.2.3:4', []], ['src/login.ts', []],
    ['a.ts:1 b.ts:2', [{ path: 'a.ts', line: 1 }, { path: 'b.ts', line: 2 }]],
  ])('in “%s”', (line, expected) => {
    expect(placesIn(line).map(({ start: _, length: __, ...place }) => place)).toEqual(expected);
    for (const { start, length } of placesIn(line)) expect(line.slice(start, start + length)).toMatch(/[:,]\d+\)?$/);
  });

  it('are looked for as they stand, then without the checkout before them, never above', () => {
    expect(candidatesIn('/tmp/box/src/a.ts')).toEqual(['tmp/box/src/a.ts', 'box/src/a.ts', 'src/a.ts', 'a.ts']);
    expect(candidatesIn('./src/a.ts')).toEqual(['src/a.ts', 'a.ts']);
    expect(candidatesIn('../../etc/a.ts')).toEqual([]);
  });
});
