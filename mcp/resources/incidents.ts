// dayshift://incidents…: the open ones, one of them to read and as JSON, its attempts and its problems.
import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { attemptText } from '../attempt-text';
import { cutText, firstOf, LONGEST_TEXT, MOST_LISTED, MOST_PROBLEMS } from '../bounds';
import { incidentText } from '../incident-text';
import { listFor, listText, mineFirst } from '../incident-list';
import type { Looks } from '../look';
import { problemRow } from '../problem-row';
import { problemLines } from '../problem-text';
import { DATA_NOTE } from '../quoted';
import type { AgentWorld } from '../surroundings';
import { INCIDENTS_URI, incidentUri } from '../uris';
import { attemptNumbers, openIds } from './complete';
import { answered, markdown, variable } from './read';

const MARKDOWN = { mimeType: 'text/markdown' };

export function addIncidentResources(server: McpServer, world: AgentWorld, looks: Looks): void {
  const { api, holder } = world;
  const complete = { id: (value: string) => openIds(world, value) };

  server.registerResource('incidents', INCIDENTS_URI, { title: 'Open incidents', description: `Those that are open, the person's own first; at most ${MOST_LISTED}.`, ...MARKDOWN },
    ({ href }) => answered(world, async () => markdown(href, listText(await listFor(api, await holder.who(), { state: 'open', limit: MOST_LISTED })))));

  server.registerResource('incident', new ResourceTemplate(`${INCIDENTS_URI}/{id}`, { list: () => listed(world), complete }),
    { title: 'An incident', description: 'Impact, what is asked, the suspected change, attempts, problems, the last entries of its timeline. Can be subscribed to.', ...MARKDOWN },
    ({ href }, { id }) => answered(world, async () => markdown(href, incidentText(await looks.brief(variable(id))))));

  server.registerResource('incident-json', new ResourceTemplate(`${INCIDENTS_URI}/{id}/json`, { list: undefined, complete }),
    { title: 'An incident as JSON', description: 'The same as fields, as the tool get_incident gives it.', mimeType: 'application/json' },
    ({ href }, { id }) => answered(world, async () => [{ uri: href, mimeType: 'application/json', text: JSON.stringify(await looks.brief(variable(id)), null, 2) }]));

  server.registerResource('attempt', new ResourceTemplate(`${INCIDENTS_URI}/{id}/attempts/{n}`, { list: undefined, complete: { ...complete, n: (value, context) => attemptNumbers(world, context?.arguments?.['id'], value) } }),
    { title: 'An attempt', description: 'One pass of one commit: its change, build, stages with their cells, and what stood in its way.', ...MARKDOWN },
    ({ href }, { id, n }) => answered(world, async () => {
      const { view, attempt, problems } = await looks.attempt(variable(id), Number(variable(n)));
      return markdown(href, attemptText(view, attempt, problems));
    }));

  server.registerResource('problems', new ResourceTemplate(`${INCIDENTS_URI}/{id}/problems`, { list: undefined, complete }),
    { title: 'The problems of an incident', description: `What stands at a line of code, those that hold a gate first; at most ${MOST_PROBLEMS.whole}.`, ...MARKDOWN },
    ({ href }, { id }) => answered(world, async () => {
      const { view, problems, incomplete } = await looks.problems(variable(id));
      const { first, more } = firstOf(problems, MOST_PROBLEMS.whole);
      const lines = first.length > 0 ? problemLines(first.map(problemRow)) : ['None stands.'];
      const text = [`# Problems of ${view.id}`, '', `> ${DATA_NOTE}`, '', ...lines, ...(more > 0 ? [`and ${more} more`] : []), ...incomplete].join('\n');
      return markdown(href, cutText(text, LONGEST_TEXT, 'the tool list_problems has them by attempt'));
    }));
}

/** The list is for choosing; while the API is away there is nothing to choose from, and reading says why. */
async function listed(world: AgentWorld): Promise<{ resources: { uri: string; name: string; title: string }[] }> {
  try {
    return { resources: (await mineFirst(world)).map(({ id, title }) => ({ uri: incidentUri(id), name: id, title })) };
  } catch (error) {
    world.log(`the incidents cannot be listed: ${error instanceof Error ? error.message : String(error)}`);
    return { resources: [] };
  }
}
