// What does the engine run on, without an installation? This machine's own processes, git and folders, and the caller's environment.
import { homedir } from 'node:os';
import path from 'node:path';
import type { BuildWorld, CellWorld } from '../activities/world';
import { createBillOfMaterials } from '../integrations/bill-of-materials';
import { createFileStore } from '../integrations/file-store';
import { createGit } from '../integrations/git';
import { createProcessRunner } from '../integrations/processes/check-runner';
import { readReport } from '../integrations/reports';
import { secretValues } from '../src/errors';
import type { Place } from './place';

export type Engine = BuildWorld & CellWorld;

const OURS = /^(DAYSHIFT_|GIT_)/; // the engine sets the ones itself; the others are of a git that may have called us

/** `variables`: from a file, before the caller's own. */
export function composeEngine(place: Place, env: Readonly<Record<string, string | undefined>>, variables: Record<string, string> = {}): Engine {
  const stores = createFileStore(place.evidence);
  const own = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !OURS.test(entry[0]));
  const checks = { ...Object.fromEntries(own), ...variables };
  return {
    workFolder: path.join(place.cache, 'work'),
    sourceControl: createGit({ folder: path.join(place.cache, 'mirrors') }),
    checkRunner: createProcessRunner({ stateFolder: runsFolder(place), logs: stores, writable: [homedir()] }), // tools keep their caches there
    evidence: stores, artifacts: stores, logs: stores,
    externalRunners: new Map(),
    billOfMaterials: createBillOfMaterials(),
    publicUrl: 'dayshift:workbench',
    environment: () => ({ checks, deploy: {}, secrets: secretValues(checks) }),
    readReport,
  };
}

export function runsFolder({ cache }: Place): string {
  return path.join(cache, 'runs');
}
