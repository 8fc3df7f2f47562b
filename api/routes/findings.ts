// GET /api/v1/services/{service}/findings, /cells and /exceptions: how findings and cells went week by week, and what is let through on purpose.
import { z } from 'zod';
import { CellHistory, FindingHistory, ServiceExceptions } from '../../src/contracts/history';
import { cellHistoryOf, findingHistoryOf } from '../../src/domain/cell-history';
import { csvOf, type Column } from '../csv';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { Format, sendFile } from '../export';
import { serviceNamed } from '../known-service';
import { operation } from '../operation';
import { readExceptions } from '../service-exceptions';
import { createServiceHistories } from '../service-histories';

const Params = z.object({ service: z.string().min(1).max(100) });
const Weeks = z.object({ weeks: z.coerce.number({ error: 'give a number' }).int().min(1).max(104).default(12) });

const readFindings = operation({
  id: 'readFindings', method: 'get', path: '/services/{service}/findings', tag: 'numbers', needs: 'read',
  summary: 'What the security checks of a service found, by week',
  description: 'From the archived incidents: new, known, suppressed and gone findings of each week with their definitions, and the newest runs that found something new. Null where no check reported findings.',
  params: Params, query: Weeks,
  answers: { 200: { description: 'The findings, newest week first.', json: FindingHistory } },
  problems: ['service-unknown', 'unreachable'],
});

const exportFindings = operation({
  id: 'exportFindings', method: 'get', path: '/services/{service}/findings/export', tag: 'numbers', needs: 'read',
  summary: 'The same as a file, one row a week',
  params: Params, query: Weeks.extend({ format: Format }),
  answers: { 200: { description: 'The findings by week, as CSV or as they are answered.', json: FindingHistory, type: 'text/csv' } },
  problems: ['service-unknown', 'unreachable'],
});

const readCells = operation({
  id: 'readCells', method: 'get', path: '/services/{service}/cells', tag: 'numbers', needs: 'read',
  summary: 'How the checks of a service fared, by week and by cell',
  description: 'From the archived incidents: how many tests ran, failed and flaked in each week, and how often each cell (a check at one point of its matrix) failed. Most trouble first.',
  params: Params, query: Weeks,
  answers: { 200: { description: 'Weeks, newest first, and cells.', json: CellHistory } },
  problems: ['service-unknown', 'unreachable'],
});

const readServiceExceptions = operation({
  id: 'readExceptions', method: 'get', path: '/services/{service}/exceptions', tag: 'numbers', needs: 'read',
  summary: 'What a service lets through on purpose',
  description: 'Quarantines and suppressions with owner, reason and day, from the pipeline file of the protected branch and from people\'s words at gates of closed incidents. `due` ones let nothing through any more.',
  params: Params,
  answers: { 200: { description: 'The nearest day first.', json: ServiceExceptions } },
  problems: ['service-unknown', 'unreachable'],
});

const COLUMNS: Column<FindingHistory['weeks'][number]>[] = (['week', 'from', 'fresh', 'known', 'suppressed', 'gone'] as const).map((name) => ({ name, of: (week) => week[name] }));

export function addFindings(door: Door, deps: Pick<ApiDeps, 'installation' | 'archive' | 'sourceControl' | 'parsePipeline'>): void {
  const { installation, archive } = deps;
  const histories = createServiceHistories({ archive });

  async function findings(asked: string, count: number): Promise<FindingHistory> {
    const { name } = serviceNamed(installation, asked);
    const { weeks, history } = await histories.of(name, count);
    return findingHistoryOf(name, weeks, history);
  }

  door.add(readFindings, async ({ params, query }) => ({ json: await findings(params.service, query.weeks) satisfies FindingHistory }));
  door.add(exportFindings, async ({ params, query }) => {
    const found = await findings(params.service, query.weeks);
    return sendFile(query.format, `findings-${found.service}`, found, () => csvOf(COLUMNS, found.weeks));
  });
  door.add(readCells, async ({ params, query }) => {
    const { name } = serviceNamed(installation, params.service);
    const { weeks, history } = await histories.of(name, query.weeks);
    return { json: cellHistoryOf(name, weeks, history) satisfies CellHistory };
  });
  door.add(readServiceExceptions, async ({ params }) => ({ json: await readExceptions(deps, serviceNamed(installation, params.service)) satisfies ServiceExceptions }));
}
