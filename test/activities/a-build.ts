// A build in a world of doubles with a real store: a commit's files, what its command leaves, and what became of it.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { buildCommit, type BuildOrder } from '../../activities/build';
import { createFileStore } from '../../integrations/file-store';
import { createInMemoryIntegrations, type Play } from '../../integrations/in-memory';
import { COMMIT } from '../support/builders';

const DIGEST = `sha256:${'e'.repeat(64)}`;

export interface BuildOptions {
  files?: Record<string, string>; // of the commit
  play?: Play;
  build?: Partial<BuildOrder['build']>;
  order?: Partial<BuildOrder>;
  secrets?: string[];
}

export async function aBuild({ files = {}, play = () => ({ files: { 'dist/server.js': 'listen()' } }), build = {}, order = {}, secrets = [] }: BuildOptions = {}) {
  const root = await mkdtemp(path.join(tmpdir(), 'dayshift-build-test-'));
  const store = createFileStore(path.join(root, 'store'));
  const { checkRunner, sourceControl, billOfMaterials } = createInMemoryIntegrations(play);
  const commit = sourceControl.addCommit({ repository: 'https://git.example/storefront.git', files: { 'readme.md': 'A shop', ...files } });
  const world = {
    workFolder: path.join(root, 'work'), publicUrl: 'https://dayshift.example', version: '0.1.0', checkRunner, sourceControl, billOfMaterials, artifacts: store, evidence: store, logs: store,
    environment: () => ({ checks: {}, deploy: {}, secrets }),
  };
  const result = await buildCommit(world, {
    incident: 'storefront.LoginRefused.0123abcd', attempt: 2, service: 'storefront', repository: 'https://git.example/storefront.git', commit, log: 'i/2/build', pipeline: { digest: DIGEST, commit: COMMIT },
    build: { run: 'make', artifact: 'dist', timeoutSeconds: 600, env: {}, limits: { memoryBytes: 1e9 }, network: 'none', ...build }, ...order,
  }, { signal: new AbortController().signal, onProgress: () => undefined });

  /** The evidence whose name ends so, as text. */
  async function read(end: string): Promise<string | undefined> {
    const found = result.evidence.find(({ name }) => name.endsWith(end));
    return found && textOf(await store.open(found.digest));
  }
  return { result, commit, read, orders: checkRunner.orders, log: (await store.read('i/2/build', 0)).text };
}
