// GET /api/v1/services/{service}/tests?name=&limit= and /tests/export: how each of a service's tests fared over its archived incidents.
import { z } from 'zod';
import { TestHistoryList, type TestHistory } from '../../src/contracts/http';
import { csvOf, type Column } from '../csv';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { Format, sendFile } from '../export';
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

const exportTests = operation({
  id: 'exportTests', method: 'get', path: '/services/{service}/tests/export', tag: 'numbers', needs: 'read',
  summary: 'The same as a file, one row for each test',
  params: z.object({ service: z.string().min(1).max(100) }),
  query: Query.extend({ limit: z.coerce.number({ error: 'give a number' }).int().min(1).max(10_000).default(10_000), format: Format }),
  answers: { 200: { description: 'The tests, as CSV or as they are answered.', json: TestHistoryList, type: 'text/csv' } },
  problems: ['service-unknown', 'unreachable'],
});

const COLUMNS: Column<TestHistory>[] = [
  { name: 'test', of: ({ name }) => name }, { name: 'ran', of: ({ ran }) => ran }, { name: 'failed', of: ({ failed }) => failed }, { name: 'flaked', of: ({ flaked }) => flaked },
  { name: 'failRate', of: ({ ran, failed }) => (ran > 0 ? failed / ran : null) }, { name: 'flakyRate', of: ({ ran, flaked }) => (ran > 0 ? flaked / ran : null) },
  { name: 'lastFailureAt', of: ({ lastFailure }) => lastFailure?.at }, { name: 'lastFailureIncident', of: ({ lastFailure }) => lastFailure?.incident }, { name: 'lastFailureMessage', of: ({ lastFailure }) => lastFailure?.message },
];

export function addTests(door: Door, { installation, archive }: Pick<ApiDeps, 'installation' | 'archive'>): void {
  async function tests(asked: string, { name, limit }: z.infer<typeof Query>): Promise<TestHistoryList> {
    const { name: service } = serviceNamed(installation, asked);
    return { service, tests: await archive.testHistory({ service, limit, ...(name === undefined ? {} : { test: name }) }) };
  }

  door.add(listTests, async ({ params, query }) => ({ json: await tests(params.service, query) satisfies TestHistoryList }));
  door.add(exportTests, async ({ params, query }) => {
    const found = await tests(params.service, query);
    return sendFile(query.format, `tests-${found.service}`, found, () => csvOf(COLUMNS, found.tests));
  });
}
