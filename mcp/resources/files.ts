// dayshift://logs/… and dayshift://evidence/…: what was written, between marks, and what shows it.
import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { EVIDENCE_BYTES, LOG_BYTES } from '../bounds';
import { readEvidence } from '../evidence-content';
import { AgentFault } from '../fault';
import { readLog } from '../log-text';
import { quoted } from '../quoted';
import type { AgentWorld } from '../surroundings';
import { decodePart } from '../uris';
import { digests, logIds } from './complete';
import { answered, variable } from './read';

const LOGS = 'dayshift://logs/';

export function addFileResources(server: McpServer, world: AgentWorld): void {
  const about = { title: 'A log', description: `Its end, the last ${LOG_BYTES.usual / 1024} KiB; with \`offset\` and \`bytes\` (at most ${LOG_BYTES.most / 1024} KiB) any part. The tool read_log does the same.`, mimeType: 'text/plain' };
  const complete = { id: (value: string) => logIds(world, value) };
  for (const [name, template] of [['log-part', `${LOGS}{+id}{?offset,bytes}`], ['log', `${LOGS}{+id}`]] as const) {
    server.registerResource(name, new ResourceTemplate(template, { list: undefined, complete }), about, ({ href }) => answered(world, async () => [{ uri: href, mimeType: 'text/plain', text: await logText(world, href) }]));
  }

  server.registerResource('evidence', new ResourceTemplate('dayshift://evidence/{digest}', { list: undefined, complete: { digest: (value) => digests(world, value) } }),
    { title: 'Evidence', description: `By its digest: text up to ${EVIDENCE_BYTES.text / 1024} KiB, other files up to ${EVIDENCE_BYTES.blob / 1024} KiB.` },
    ({ href }, { digest }) => answered(world, async () => {
      const content = await readEvidence(world.api, variable(digest));
      if (content.kind !== 'text') return [{ uri: href, mimeType: content.mediaType, blob: content.base64 }];
      return [{ uri: href, mimeType: 'text/plain', text: quoted(`evidence ${variable(digest)}${content.isCut ? `, its first ${EVIDENCE_BYTES.text / 1024} KiB` : ''}`, content.text) }];
    }));
}

async function logText({ api }: AgentWorld, href: string): Promise<string> {
  const [path = '', query = ''] = href.slice(LOGS.length).split('?');
  const id = path.split('/').map(decodePart).join('/');
  const asked = new URLSearchParams(query);
  const bytes = numberIn(asked, 'bytes', LOG_BYTES.usual, LOG_BYTES.most);
  const read = await readLog(api, id, asked.has('offset') ? numberIn(asked, 'offset', 0, Number.MAX_SAFE_INTEGER) : undefined, bytes);
  return quoted(`log ${id}, bytes ${read.from} to ${read.next}${read.isEnd ? ', its end for now' : `; it goes on at offset ${read.next}`}`, read.text);
}

/** Throws AgentFault. */
function numberIn(asked: URLSearchParams, name: string, usual: number, most: number): number {
  const written = asked.get(name);
  if (written === null) return usual;
  const number = /^\d{1,15}$/.test(written) ? Number(written) : NaN;
  if (Number.isNaN(number) || number > most) throw new AgentFault(`${name}=${written.slice(0, 40)} is no number up to ${most}.`, `Write e.g. \`?offset=0&bytes=${LOG_BYTES.usual}\`.`);
  return number;
}
