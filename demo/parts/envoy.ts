// The proxy in front of a service, as it is started: told whom to send traffic to by the deployer's file.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureEndpoints, envoyArguments, envoyBootstrap } from '../../integrations/envoy';
import type { Part } from '../../machine/supervisor';
import { answers } from '../../machine/temporal-server';

/** Writes what Envoy reads when it starts: its set-up in the folder, and the file of endpoints when there is none yet. */
export async function envoyPart({ command, folder, endpointsFile, listenPort, adminPort, nodeId }: { command: string; folder: string; endpointsFile: string; listenPort: number; adminPort?: number; nodeId: string }): Promise<Part> {
  mkdirSync(path.dirname(endpointsFile), { recursive: true });
  await ensureEndpoints(endpointsFile);
  const file = path.join(folder, 'envoy.yaml');
  writeFileSync(file, envoyBootstrap({ listenPort, adminPort, endpointsFile, nodeId }));
  return { name: 'envoy', command, args: envoyArguments(file), ready: () => answers(listenPort) };
}
