// How does the JSON of a source that has no adapter become our alerts? By the expressions that the team writes under `map`.
import type { AlertMapping } from '../../src/contracts/integrations';
import { DayshiftError } from '../../src/errors';
import type { AlertSource, Decoded } from '../../src/ports/alert-source';
import { readAs } from '../alert-faults';
import { createMapping, tellsItsEnd } from '../alert-mapping';
import type { AlertSourceOptions } from '../alert-source-options';
import { checkToken } from '../shared-secret';
import { Payload } from './schema';

/** It signs nothing; with a token each delivery must carry it. Throws `adapter-unknown` without a mapping. */
export function createGeneric({ name = 'generic', token, map, alwaysEnds, now = () => new Date() }: AlertSourceOptions & { map?: AlertMapping }): AlertSource {
  if (!map) throw new DayshiftError('adapter-unknown', { kind: 'alert source', name: `${name} (without map)`, known: `${name} with a map` });
  const read = createMapping(map);

  function decode(body: unknown): Decoded {
    return { alerts: read(readAs(name, Payload, body), { source: name, now: now() }), ignored: [] };
  }

  return { alwaysEnds: alwaysEnds ?? tellsItsEnd(map), decode, verify: (_raw, headers) => { checkToken(headers, token); } };
}
