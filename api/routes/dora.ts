// GET /api/v1/dora?service=&weeks= and /dora/export: DORA's five figures from the archive, of each service by week, with what each of them means.
import { z } from 'zod';
import { DoraReport } from '../../src/contracts/http';
import { METRICS } from '../../src/domain/dora-definitions';
import { csvOf, type Column } from '../csv';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { createDoraReports } from '../dora-reports';
import { Format, sendFile } from '../export';
import { serviceNamed } from '../known-service';
import { operation } from '../operation';

const Query = z.object({
  service: z.string({ error: 'give one service' }).trim().min(1, 'give a service\'s name, or leave it out for all').max(100).optional(),
  weeks: z.coerce.number({ error: 'give a number' }).int().min(1).max(104).default(12),
});

const readDora = operation({
  id: 'readDora', method: 'get', path: '/dora', tag: 'numbers', needs: 'read',
  summary: 'DORA\'s five figures of each service, by week',
  description: 'From the archived incidents. Each figure comes with its definition; null where there is nothing to tell it by.',
  query: Query,
  answers: { 200: { description: 'The figures, newest week first.', json: DoraReport } },
  problems: ['service-unknown', 'unreachable'],
});

const exportDora = operation({
  id: 'exportDora', method: 'get', path: '/dora/export', tag: 'numbers', needs: 'read',
  summary: 'The same as a file, one row for each service and week',
  query: Query.extend({ format: Format }),
  answers: { 200: { description: 'The figures, as CSV or as they are answered; times in seconds, rates from 0 to 1, empty where there is nothing to tell them by.', json: DoraReport, type: 'text/csv' } },
  problems: ['service-unknown', 'unreachable'],
});

type Row = DoraReport['services'][number]['weeks'][number] & { service: string };
const COLUMNS: Column<Row>[] = (['service', 'week', 'from', ...METRICS] as const).map((name) => ({ name, of: (row) => row[name] }));

export function addDora(door: Door, deps: Pick<ApiDeps, 'installation' | 'archive'>): void {
  const reports = createDoraReports(deps);
  async function report({ service, weeks }: { service?: string | undefined; weeks: number }): Promise<DoraReport> {
    const asked = service === undefined ? deps.installation.services : [serviceNamed(deps.installation, service)];
    return reports.of(asked.map(({ name }) => name), weeks);
  }

  door.add(readDora, async ({ query }) => ({ json: await report(query) satisfies DoraReport }));
  door.add(exportDora, async ({ query }) => {
    const found = await report(query);
    return sendFile(query.format, `dora-${query.service ?? 'all'}`, found, () => csvOf(COLUMNS, found.services.flatMap(({ service, weeks }) => weeks.map((week) => ({ ...week, service })))));
  });
}
