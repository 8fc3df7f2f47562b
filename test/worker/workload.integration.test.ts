// Who has how many open incidents, by a real Temporal's visibility?
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { SEARCH_ATTRIBUTE, WORKFLOW_TYPE } from '../../src/domain/ids';
import type { Phase } from '../../src/domain/vocabulary';
import { createWorkload } from '../../worker/workload';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';

const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
const SOON_TRIES = 300;

let server: TemporalServer;
beforeAll(async () => { server = await aTemporalServer(); });
afterAll(() => server.stop());

/** An incident as visibility knows it; nobody has to work on it. */
function open(phase: Phase, assignee?: string, workflowType = WORKFLOW_TYPE) {
  return server.environment.client.workflow.start(workflowType, {
    workflowId: `incident.storefront.${randomUUID()}`, taskQueue: 'nobody-listens', args: [],
    typedSearchAttributes: [{ key: keyword(SEARCH_ATTRIBUTE.phase), value: phase }, ...(assignee ? [{ key: keyword(SEARCH_ATTRIBUTE.assignee), value: assignee }] : [])],
  });
}

test('open incidents are counted by assignee: not those that are closed, that nobody has, or that are something else', async () => {
  const workload = createWorkload(server.environment.nativeConnection, server.environment.namespace ?? 'default');
  await expect(workload.openIncidents()).resolves.toEqual({});
  const ended = await open('fix', 'ravi');
  await Promise.all([open('fix', 'maya'), open('sign-off', 'maya'), open('build', 'ravi'), open('assess', 'noor'), open('closed', 'maya'), open('assess'), open('fix', 'maya', 'something-else')]);
  await ended.terminate();
  const expected = JSON.stringify({ maya: 2, ravi: 1 });
  let seen = '';
  for (let tries = 0; tries < SOON_TRIES && seen !== expected; tries += 1) { // visibility lags behind
    const counts = await workload.openIncidents();
    seen = JSON.stringify(Object.fromEntries(Object.entries(counts).sort()));
    if (seen !== expected) await delay(100);
  }
  expect(seen).toBe(expected);
});

test('a server that does not know what is asked is unreachable, with the reason', async () => {
  const workload = createWorkload(server.environment.nativeConnection, 'no-such-namespace');
  await expect(workload.openIncidents()).rejects.toMatchObject({ code: 'unreachable', message: expect.stringMatching(/^Temporal's list of incidents cannot be reached: .*no-such-namespace/) });
});
