// GET /api/v1/incidents…: the board's rows, one incident's view, its record and its story.
import { z } from 'zod';
import { IncidentList } from '../../src/contracts/http';
import { IncidentQuestion } from '../../src/contracts/incident-question';
import { IncidentView } from '../../src/contracts/incident';
import { IncidentRecord } from '../../src/contracts/record';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import type { IncidentListing } from '../incident-list';
import { createIncidentReading } from '../incident-reading';
import { operation } from '../operation';
import { addIncidentExport } from './incident-export';

const params = z.object({ id: z.string().min(1).max(300) });

const listIncidents = operation({
  id: 'listIncidents', method: 'get', path: '/incidents', tag: 'incidents', needs: 'read',
  summary: 'The incidents, a page at a time',
  description: 'The open ones come first, the newest of them first; then the closed ones, the last that closed first. `next` of a page is the `cursor` of the one after it, with the same filters; a page without it is the last one, and a page before it may be short. Nothing that is in the list all the time is missed or given twice, whatever comes and goes meanwhile; an incident that closes while somebody pages through all of them may come once more as closed. `total` comes with the first page and is about right: a change of the last second may not be counted, and words are not counted in open incidents.',
  query: IncidentQuestion,
  answers: { 200: { description: 'A row for each.', json: IncidentList } },
  problems: ['cursor-unknown', 'unreachable'],
});
const readIncident = operation({
  id: 'readIncident', method: 'get', path: '/incidents/{id}', tag: 'incidents', needs: 'read',
  summary: 'One incident, as it is now',
  description: 'All of it: impact, assignee, attempts with their stages and cells, the decision card, the deployment, the watch and the timeline. Of an archived one, what its record tells.',
  params,
  answers: { 200: { description: 'The incident.', json: IncidentView } },
  problems: ['incident-unknown', 'unreachable'],
});
const readRecord = operation({
  id: 'readRecord', method: 'get', path: '/incidents/{id}/record', tag: 'incidents', needs: 'read',
  summary: 'What is kept of a closed incident',
  params,
  answers: { 200: { description: 'The record.', json: IncidentRecord } },
  problems: ['incident-unknown', 'unreachable'],
});
const readStory = operation({
  id: 'readStory', method: 'get', path: '/incidents/{id}/story', tag: 'incidents', needs: 'read',
  summary: 'The story of a closed incident\'s day, to be read by people',
  params,
  answers: { 200: { description: 'Markdown.', type: 'text/markdown' } },
  problems: ['incident-unknown', 'unreachable'],
});

export function addIncidents(door: Door, deps: ApiDeps, listing: IncidentListing): void {
  const reading = createIncidentReading(deps);
  addIncidentExport(door, deps); // before the address of an incident, which it would look like
  door.add(listIncidents, async ({ query }) => ({ json: await listing.page(query) }));
  door.add(readIncident, async ({ params: { id } }) => ({ json: await reading.view(id) }));
  door.add(readRecord, async ({ params: { id } }) => ({ json: (await reading.kept(id)).record }));
  door.add(readStory, async ({ params: { id } }) => ({ text: (await reading.kept(id)).story, type: 'text/markdown; charset=utf-8' }));
}
