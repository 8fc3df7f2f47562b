// Where are evidence, artifacts and logs kept on this machine? One folder, shared by every process that is given it.
import path from 'node:path';
import type { ArtifactStore, EvidenceStore, LogStore } from '../../src/ports/evidence-store';
import { createArtifacts } from './artifacts';
import { createBlobs } from './blobs';
import { createLogs } from './logs';

/** Nothing is made before the first write; several processes may use the folder at once. */
export function createFileStore(folder: string): EvidenceStore & ArtifactStore & LogStore {
  const root = path.resolve(folder);
  const blobs = createBlobs(root);
  return {
    ...createArtifacts(blobs),
    ...createLogs(path.join(root, 'logs')),
    put: (content) => blobs.put(content),
    open: (digest) => blobs.open(digest),
  };
}
