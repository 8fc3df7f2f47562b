// What is read for the rows of a page, and what is told when it can not be read in time?
import type { WorkflowExecutionDescription, WorkflowExecutionInfo } from '@temporalio/client';
import { createRowReader } from '../../api/gateway/row-reader';
import { SEARCH_ATTRIBUTE } from '../../src/domain/ids';
import { DayshiftError } from '../../src/errors';
import { anIncident } from '../support/an-incident';
import { until } from './until';

const LIMITS = { withinMs: 10_000, most: 50 };

function aRow(runId: string, { phase = 'assess', status = 'RUNNING' }: { phase?: string; status?: string } = {}): WorkflowExecutionInfo {
  return {
    workflowId: `incident.storefront.${runId}`, runId, status: { name: status }, startTime: new Date('2026-11-30T09:00:00Z'), memo: { title: `${runId} as visibility knows it` },
    searchAttributes: { [SEARCH_ATTRIBUTE.phase]: [phase], [SEARCH_ATTRIBUTE.severity]: ['high'] },
  } as unknown as WorkflowExecutionInfo;
}

function aReader(answer: (runId: string) => Promise<void> = async () => undefined) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const reader = createRowReader({
    headlineOf: () => undefined, now: () => clock.now,
    runs: { describe: async (_workflowId, runId = '') => { asked.push(runId); return { runId } as unknown as WorkflowExecutionDescription; } },
    views: { ofRun: async ({ runId }) => { await answer(runId); return { ...anIncident(), id: runId, runId, title: `${runId} at ${clock.now}` }; } },
  });
  const titles = async (rows: WorkflowExecutionInfo[], limits = LIMITS) => (await reader.read(rows, limits)).map(({ title }) => title);
  return { asked, clock, titles };
}

test('what is not known is read once, and known for a while', async () => {
  const { asked, clock, titles } = aReader();
  expect(await titles([aRow('a'), aRow('b')])).toEqual(['a at 0', 'b at 0']);
  clock.now = 1000;
  expect(await titles([aRow('a'), aRow('b')])).toEqual(['a at 0', 'b at 0']);
  expect(asked).toEqual(['a', 'b']);
});

test('what changed in visibility is read at once', async () => {
  const { clock, titles } = aReader();
  await titles([aRow('a'), aRow('b')]);
  clock.now = 1000;
  expect(await titles([aRow('a', { phase: 'fix' }), aRow('b')])).toEqual(['a at 1000', 'b at 0']);
});

test('what was read some seconds ago is read again beside the answer, and is new in the next one', async () => {
  const { asked, clock, titles } = aReader();
  await titles([aRow('a')]);
  clock.now = 3000;
  expect(await titles([aRow('a')])).toEqual(['a at 0']);
  await until(() => asked.length, (count) => count === 2, 'it is read again');
  expect(await titles([aRow('a')])).toEqual(['a at 3000']);
  clock.now = 60_000;
  expect(await titles([aRow('a')])).toEqual(['a at 60000']); // after a while nobody looked
});

test('what has ended is read once for all', async () => {
  const { asked, clock, titles } = aReader();
  await titles([aRow('a', { status: 'COMPLETED' })]);
  clock.now = 60_000;
  await titles([aRow('a', { status: 'COMPLETED' })]);
  expect(asked).toEqual(['a']);
});

test('what is not answered in time is what visibility knows, and is there when it was answered', async () => {
  let answer = (): void => undefined;
  const { asked, titles } = aReader((runId) => (runId === 'slow' ? new Promise((resolve) => { answer = resolve; }) : Promise.resolve()));
  expect(await titles([aRow('slow'), aRow('quick')], { withinMs: 50, most: 50 })).toEqual(['slow as visibility knows it', 'quick at 0']);
  expect(await titles([aRow('slow')], { withinMs: 1, most: 50 })).toEqual(['slow as visibility knows it']);
  answer();
  expect(await titles([aRow('slow')])).toEqual(['slow at 0']);
  expect(asked.filter((runId) => runId === 'slow')).toHaveLength(1);
});

test('when nobody answers, the rest is not asked in this round; when one is broken, the others are', async () => {
  const silent = aReader(async () => { throw new DayshiftError('unreachable', { what: 'the worker', reason: 'no answer in time' }); });
  const rows = Array.from({ length: 50 }, (_, at) => aRow(`r${at}`));
  expect(await silent.titles(rows)).toEqual(rows.map(({ runId }) => `${runId} as visibility knows it`));
  expect(silent.asked.length).toBeLessThan(20);
  const broken = aReader(async (runId) => { if (runId === 'r0') throw new Error('its history does not fit the code'); });
  expect(await broken.titles(rows)).toEqual(rows.map(({ runId }) => (runId === 'r0' ? 'r0 as visibility knows it' : `${runId} at 0`)));
});

test('of many, so many are read at a time, and the others the next time', async () => {
  const { asked, clock, titles } = aReader();
  const rows = Array.from({ length: 120 }, (_, at) => aRow(`r${at}`));
  for (const expected of [50, 100, 120, 120]) {
    await titles(rows);
    clock.now += 100;
    expect(new Set(asked).size).toBe(expected);
  }
  expect(asked).toHaveLength(120);
});
