// GET /api/v1/services/{service}/tests?name=&limit=: how each of a service's tests fared over its archived incidents.
import { z } from 'zod';
import { TestHistoryList } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { serviceNamed } from '../known-service';
import { operation } from '../operation';

const Query = z.object({
  name: z.string({ error: 'give one name' }).trim().min(1, 'give the test\'s name, or leave it out for all').max(500).optional(), // whole, or from one of its parts on
  limit: z.coerce.number({ error: 'give a number' }).int().min(1).max(500).default(100), // tests
});

const listTests = operation({
  id: 'listTests', method: 'get', path: '/services/{service}/tests', tag: 'numbers', needs: 'read',
  summary: 'How each test of a service fared',
  description: 'Over the archived incidents: how often it ran, failed and flaked, its last failure and its newest results. Most failures and flakes first.',
  params: z.object({ service: z.string().min(1).max(100) }),
  query: Query,
  answers: { 200: { description: 'The tests.', json: TestHistoryList } },
  problems: ['service-unknown', 'unreachable'],
});

export function addTests(door: Door, { installation, archive }: Pick<ApiDeps, 'installation' | 'archive'>): void {
  door.add(listTests, async ({ params, query: { name, limit } }) => {
    const { name: service } = serviceNamed(installation, params.service);
    const tests = await archive.testHistory({ service, limit, ...(name === undefined ? {} : { test: name }) });
    return { json: { service, tests } satisfies TestHistoryList };
  });
}
