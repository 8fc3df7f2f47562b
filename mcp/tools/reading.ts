// list_incidents, get_incident, list_problems, read_log, read_evidence: what an agent looks at. Nothing changes by them.
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { rootOf } from '../../clone/incident-here';
import { movedInto } from '../../clone/line-finder';
import { z } from 'zod';
import { EVIDENCE_BYTES, firstOf, LOG_BYTES, MOST_LISTED, MOST_PROBLEMS } from '../bounds';
import { Brief } from '../brief';
import { incidentIn } from '../clone';
import { readEvidence } from '../evidence-content';
import { incidentText } from '../incident-text';
import { IncidentRows, listFor, listText } from '../incident-list';
import { readLog } from '../log-text';
import type { Looks } from '../look';
import { ProblemRow, problemRow, standingOf } from '../problem-row';
import { problemLines } from '../problem-text';
import { DATA_NOTE, quoted } from '../quoted';
import type { AgentWorld } from '../surroundings';
import { both, guarded, READS } from './tool';

export const INCIDENT = z.string().min(1).max(300).optional().describe('the incident\'s id; default: the one that the branch of the working copy is named after');

export function addReadingTools(server: McpServer, world: AgentWorld, looks: Looks): void {
  const { api, holder, cwd } = world;

  server.registerTool('list_incidents', {
    title: 'List incidents', annotations: READS, description: `Incidents by need, at most ${MOST_LISTED}: whose turn it is, what customers lose, how many attempts.`,
    inputSchema: z.strictObject({
      state: z.enum(['open', 'closed', 'all']).default('open'), mine: z.boolean().default(false).describe('only those that wait for the person, are theirs, or that they help with'),
      service: z.string().min(1).max(200).optional(), q: z.string().min(1).max(200).optional().describe('words of its title, service, cause, alerts or story'), limit: z.number().int().min(1).max(MOST_LISTED).default(20),
    }),
    outputSchema: IncidentRows,
  }, guarded(world, async (asked) => {
    const rows = await listFor(api, await holder.who(), asked);
    return both(listText(rows), rows);
  }));

  server.registerTool('get_incident', {
    title: 'Look at an incident', annotations: READS, description: 'Impact, what is asked, the suspected change, the branch for the fix, attempts, problems, the last entries of the timeline.',
    inputSchema: z.strictObject({ incident: INCIDENT }), outputSchema: Brief,
  }, guarded(world, async ({ incident }) => {
    const brief = await looks.brief(await incidentIn(cwd, incident));
    return both(incidentText(brief), brief);
  }));

  server.registerTool('list_problems', {
    title: 'List problems', annotations: READS, description: `What stands at a line of code: failing tests, findings, regressions, with the command that repeats each; lines are where they stand in the working copy now. Those that hold a gate first, at most ${MOST_PROBLEMS.whole}.`,
    inputSchema: z.strictObject({ incident: INCIDENT, attempt: z.number().int().min(1).optional().describe('of this attempt alone; default: what stands now'), all: z.boolean().default(false).describe('also what the running release has too, and what is let through on purpose') }),
    outputSchema: z.object({ note: z.string(), incident: z.string(), problems: z.array(ProblemRow), more: z.number().int(), known: z.number().int(), incomplete: z.array(z.string()) }), // known: left out without `all`
  }, guarded(world, async ({ incident, attempt, all }) => {
    const { view, problems: asJudged, incomplete } = await looks.problems(await incidentIn(cwd, incident), attempt);
    const root = await rootOf({ folder: cwd });
    const problems = root === undefined ? asJudged : await movedInto({ folder: root }, asJudged);
    const { standing, known } = standingOf(problems);
    const { first, more } = firstOf(all ? problems : standing, MOST_PROBLEMS.whole);
    const rows = first.map(problemRow);
    const fields = { note: DATA_NOTE, incident: view.id, problems: rows, more, known: all ? 0 : known, incomplete: incomplete.slice(0, 20) };
    const text = [DATA_NOTE, '', ...(rows.length > 0 ? problemLines(rows) : ['None stands.']), ...(more > 0 ? [`and ${more} more`] : []), ...(fields.known > 0 ? [`${known} are known or let through; \`all: true\` lists them.`] : []), ...fields.incomplete];
    return both(text.join('\n'), fields);
  }));

  server.registerTool('read_log', {
    title: 'Read a log', annotations: READS, description: `What a build, a check, a deployment or a verification wrote: its end, or any part. At most ${LOG_BYTES.most / 1024} KiB at a time.`,
    inputSchema: z.strictObject({
      log: z.string().min(1).max(500).transform((log) => log.replace(/^dayshift:\/\/logs\//, '')).describe('its id or address, as get_incident, an attempt or list_problems name it'),
      offset: z.number().int().min(0).optional().describe('from this byte on; default: the end'), bytes: z.number().int().min(1).max(LOG_BYTES.most).default(LOG_BYTES.usual),
    }),
    outputSchema: z.object({ note: z.string(), log: z.string(), text: z.string(), from: z.number().int(), next: z.number().int(), isEnd: z.boolean() }), // next: where to read on
  }, guarded(world, async ({ log, offset, bytes }) => {
    const read = await readLog(api, log, offset, bytes);
    return both(read.text === '' ? `Nothing is there${read.from > 0 ? ' any more' : ' yet'}: ${log}.` : quoted(`log ${log}, bytes ${read.from} to ${read.next}`, read.text), { note: DATA_NOTE, log, ...read });
  }));

  server.registerTool('read_evidence', {
    title: 'Read evidence', annotations: READS, description: `A report, a screenshot or another file by its digest: text up to ${EVIDENCE_BYTES.text / 1024} KiB, pictures up to ${EVIDENCE_BYTES.blob / 1024} KiB.`,
    inputSchema: z.strictObject({ digest: z.string().max(120).transform((digest) => digest.replace(/^dayshift:\/\/evidence\//, '')).describe('`sha256:…` or its address, as list_problems names it') }),
  }, guarded(world, async ({ digest }) => {
    const content = await readEvidence(api, digest);
    if (content.kind === 'text') return { content: [{ type: 'text', text: quoted(`evidence ${digest}${content.isCut ? ', its beginning' : ''}`, content.text) }] };
    if (content.kind === 'image') return { content: [{ type: 'text', text: `A picture from outside, ${digest}. ${DATA_NOTE}` }, { type: 'image', data: content.base64, mimeType: content.mediaType }] };
    return { content: [{ type: 'resource', resource: { uri: `dayshift://evidence/${digest}`, mimeType: content.mediaType, blob: content.base64 } }] };
  }));
}
