// The process that looks: so many open event streams at ADDRESS; of each frame `incident` it notes when it was there, and of the first stream what was in it.
import http from 'node:http';
import type { IncidentView } from '../src/contracts/incident';

/** One frame of one viewer: its id, and when its last byte was there (ms since 1970). */
export type Arrival = [id: string, at: number];
/** What the first viewer reads in a frame: how many timeline entries there are of each kind. */
export interface Read { id: string; kinds: Record<string, number> }
export type FromViewers = { kind: 'all-there' } | { kind: 'read'; read: Read } | { kind: 'arrivals'; arrivals: Arrival[][] };

const FRAME_END = Buffer.from('\n\n');
const { ADDRESS = '', VIEWERS = '' } = process.env;

function tell(message: FromViewers, then?: () => void): void {
  process.send?.(message, then ?? (() => undefined));
}

/** Splits a stream into frames without reading them: a thousand viewers share this process. */
function listen(response: http.IncomingMessage, onFrame: (frame: Buffer, at: number) => void): void {
  let left: Buffer = Buffer.alloc(0);
  response.on('data', (chunk: Buffer) => {
    const at = Date.now();
    left = left.length > 0 ? Buffer.concat([left, chunk]) : chunk;
    for (let end = left.indexOf(FRAME_END); end >= 0; end = left.indexOf(FRAME_END)) {
      onFrame(left.subarray(0, end), at);
      left = left.subarray(end + FRAME_END.length);
    }
  });
}

function readFrame(frame: Buffer, id: string): Read {
  const { timeline } = JSON.parse(frame.toString('utf8').replace(/^[^]*?\ndata: /, '')) as IncidentView;
  const kinds: Record<string, number> = {};
  for (const { kind } of timeline) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return { id, kinds };
}

function main(): void {
  const count = Number(VIEWERS);
  const arrivals: Arrival[][] = Array.from({ length: count }, () => []);
  let there = 0;
  const agent = new http.Agent({ maxSockets: Infinity });
  for (let viewer = 0; viewer < count; viewer += 1) {
    const request = http.get(ADDRESS, { agent, headers: { accept: 'text/event-stream' } }, (response) => {
      if (response.statusCode !== 200) throw new Error(`a viewer was answered with ${response.statusCode}`);
      listen(response, (frame, at) => {
        const [, id] = /^event: incident\nid: (\w+)\n/.exec(frame.subarray(0, 80).toString('latin1')) ?? [];
        if (id === undefined) return;
        arrivals[viewer]?.push([id, at]);
        if (arrivals[viewer]?.length === 1 && (there += 1) === count) tell({ kind: 'all-there' });
        if (viewer === 0) tell({ kind: 'read', read: readFrame(frame, id) });
      });
    });
    request.on('error', (error) => { throw error; });
  }
  process.once('message', () => { tell({ kind: 'arrivals', arrivals }, () => process.exit(0)); });
}

main();
