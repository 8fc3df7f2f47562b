// With a real server: who hears that an alert fires? Those who watch a release of the service there, and nobody else.
import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createTellWatchers } from '../../activities/tell-watchers';
import { SEARCH_ATTRIBUTE, WORKFLOW_TYPE } from '../../src/domain/ids';
import { until } from '../api/until';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { at } from '../support/builders';
import { heardQuery, type Shown } from './a-watched-incident';

const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
let server: TemporalServer;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  server = await aTemporalServer();
  worker = await Worker.create({ connection: server.environment.nativeConnection, taskQueue: 'watched', workflowsPath: require.resolve('./a-watched-incident') });
  running = worker.run();
});
afterAll(async () => {
  worker?.shutdown();
  await running;
  await server?.stop();
});

async function anIncident(id: string, about: Partial<Shown> = {}, service = 'storefront'): Promise<WorkflowHandle> {
  const shown: Shown = { id, environment: 'production', phase: 'watch', ...about };
  return server.environment.client.workflow.start(WORKFLOW_TYPE, {
    taskQueue: 'watched', workflowId: `incident.${service}.${randomUUID()}`, args: [shown],
    typedSearchAttributes: [{ key: keyword(SEARCH_ATTRIBUTE.service), value: service }, { key: keyword(SEARCH_ATTRIBUTE.phase), value: shown.phase }],
  });
}

function tell(environment: string): Promise<string[]> {
  const { client } = server.environment;
  return new MockActivityEnvironment({}, { client }).run(createTellWatchers(), { service: 'storefront', environment, incident: 'own', names: ['LoginSlow', 'CartDown'], at: at(0) });
}

test('every other incident that watches a release of the service there is told of each alert', async () => {
  const watching = await anIncident('watching', { watch: { environment: 'production' } });
  const others = await Promise.all([
    anIncident('own'), anIncident('fixing', { phase: 'fix' }), anIncident('staging', { watch: { environment: 'staging' } }), anIncident('another service', {}, 'checkout'),
  ]);
  const gone = await anIncident('gone');
  await gone.terminate();
  await until(() => tell('production'), (ids) => ids.join() === 'watching', 'visibility has seen who watches');
  const heard = await watching.query(heardQuery);
  expect(heard.slice(0, 2)).toEqual(['LoginSlow', 'CartDown'].map((name) => ({ name, incident: 'own', at: at(0) })));
  expect(await Promise.all(others.map((other) => other.query(heardQuery)))).toEqual([[], [], [], []]);
  await until(() => tell('staging'), (ids) => ids.join() === 'staging', 'the one that watches an earlier environment is told of that');
});
