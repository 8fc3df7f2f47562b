// GET /api/v1/incidents/export: closed incidents as a file, one row each, sent while the archive is read.
import { Readable } from 'node:stream';
import { ExportedIncident, ExportedIncidents } from '../../src/contracts/exported-incident';
import { IncidentFilter } from '../../src/contracts/incident-question';
import { archiveFilterOf } from '../closed-incidents';
import { CSV, csvStreamOf, type Column } from '../csv';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { Format, streamFile } from '../export';
import { exportedIncidents } from '../incident-export';
import { operation } from '../operation';

const exportIncidents = operation({
  id: 'exportIncidents', method: 'get', path: '/incidents/export', tag: 'incidents', needs: 'read',
  summary: 'Closed incidents as a file, one row for each',
  description: 'Of the archive, the last that closed first, with the times that DORA\'s figures are made of. The filters are those of the list; `from` and `to` are about when they closed.',
  query: IncidentFilter.omit({ phase: true }).extend({ format: Format }),
  answers: { 200: { description: 'The file, as it is read; times in seconds, empty or null where a step was not reached.', json: ExportedIncidents, type: 'text/csv' } },
  problems: ['unreachable'],
});

const COLUMNS: Column<ExportedIncident>[] = (Object.keys(ExportedIncident.shape) as (keyof ExportedIncident)[]).map((name) => ({ name, of: (row) => row[name] }));

export function addIncidentExport(door: Door, { archive }: Pick<ApiDeps, 'archive'>): void {
  door.add(exportIncidents, async ({ query: { format, ...asked }, request, response }) => {
    const filter = archiveFilterOf(asked);
    await archive.list({ ...filter, limit: 1, isBrief: true }); // what fails now is still told as a problem
    const rows = exportedIncidents(archive, filter);
    return streamFile({ request, response }, { name: `incidents.${format}`, type: format === 'csv' ? CSV : 'application/json; charset=utf-8' }, () => (format === 'csv' ? csvStreamOf(COLUMNS, rows) : Readable.from(jsonOf(rows))));
  });
}

async function* jsonOf(rows: AsyncIterable<ExportedIncident>): AsyncGenerator<string> {
  let between = '{"incidents":[\n';
  for await (const row of rows) {
    yield between + JSON.stringify(row);
    between = ',\n';
  }
  yield between === ',\n' ? '\n]}\n' : '{"incidents":[]}\n';
}
