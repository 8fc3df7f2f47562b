// Where does Envoy send the traffic? One file, replaced whole: it is the only place that says which release is live.
import { readFile } from 'node:fs/promises';
import { DayshiftError } from '../../src/errors';
import { replaceFile } from '../replace-file';
import { EndpointsFile } from './schema';

export const CLUSTER = 'releases';
/** In which every answer names the release that gave it. */
export const RELEASE_HEADER = 'x-dayshift-release';

const NAMESPACE = 'dayshift';
/** Envoy puts it together: what the answering endpoint's metadata says. */
export const ANSWERING_RELEASE = `%UPSTREAM_METADATA(${NAMESPACE}:release)%`;

export interface Endpoint {
  address: string; // an IP address
  port: number;
  weight: number; // whole, from 1; a release's share is its weight among all
  release: string; // its id; Envoy says it with every answer, in `RELEASE_HEADER`
  since: string; // ISO time
  role: 'live' | 'canary'; // for the reader: shares alone do not tell which is which
}

function describe(endpoint: Endpoint): unknown {
  return {
    endpoint: { address: { socket_address: { address: endpoint.address, port_value: endpoint.port } } },
    load_balancing_weight: endpoint.weight,
    metadata: { filter_metadata: { [NAMESPACE]: { release: endpoint.release, since: endpoint.since, role: endpoint.role } } },
  };
}

/** Replaces the endpoints; Envoy takes them over within milliseconds. An empty list answers every request with 503. */
export async function writeEndpoints(file: string, endpoints: readonly Endpoint[]): Promise<void> {
  const assignment = {
    '@type': 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
    cluster_name: CLUSTER,
    endpoints: [{ lb_endpoints: endpoints.map(describe) }],
  };
  await replaceFile(file, `${JSON.stringify({ resources: [assignment] }, null, 2)}\n`);
}

/** The endpoints as they are on disk; none when there is no file yet. A file that is not ours is an error: it is never taken for "nothing is live". */
export async function readEndpoints(file: string): Promise<Endpoint[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    const [assignment] = EndpointsFile.parse(JSON.parse(text)).resources;
    return (assignment?.endpoints ?? []).flatMap((locality) => locality.lb_endpoints).map((one) => ({
      address: one.endpoint.address.socket_address.address,
      port: one.endpoint.address.socket_address.port_value,
      weight: one.load_balancing_weight,
      ...one.metadata.filter_metadata.dayshift,
    }));
  } catch (cause) {
    throw new DayshiftError('unreachable', { what: 'The file of live endpoints', reason: `${file} cannot be read` }, { cause });
  }
}

/** Envoy refuses to start without the file: makes an empty one when there is none. */
export async function ensureEndpoints(file: string): Promise<void> {
  if ((await readEndpoints(file)).length === 0) await writeEndpoints(file, []);
}
