// Where does an artifact come from? An in-toto statement with SLSA's provenance: which commit, built how, by whom, when. docs/guides/build-evidence.md says what each field means.
import { withoutPassword } from '../src/domain/repository-address';
import { mask } from '../src/errors';
import type { LockFile } from '../src/ports/bill-of-materials';
import type { BuildOrder } from './build';
import { sha256 } from './digest';

export const PROVENANCE_TYPE = 'application/vnd.in-toto+json';
/** Says how to read the parameters; it changes only when their meaning does. */
export const BUILD_TYPE = 'urn:dayshift:build:v1';

export interface Provenance {
  order: BuildOrder;
  digest: string; // of the artifact
  lockFiles: readonly LockFile[];
  builder: { id: string; version?: string };
  box: string;
  startedOn: Date;
  finishedOn: Date;
  secrets: readonly string[];
}

/** The statement's JSON; its keys always stand in the same order. */
export function provenanceOf({ order, digest, lockFiles, builder, box, startedOn, finishedOn, secrets }: Provenance): string {
  const { repository, commit, build, pipeline } = order;
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: `${order.service}/${build.artifact}`, digest: bare(digest) }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: BUILD_TYPE,
        externalParameters: {
          repository: withoutPassword(repository), commit,
          pipeline: pipeline && { digest: bare(pipeline.digest), commit: pipeline.commit },
          install: build.install, run: build.run, artifact: build.artifact, sbom: build.sbom,
        },
        internalParameters: { incident: order.incident, attempt: order.attempt, box, network: build.network, limits: build.limits, timeoutSeconds: build.timeoutSeconds, checkout: order.checkout },
        resolvedDependencies: [
          { uri: gitUri(repository, commit), digest: { gitCommit: commit } },
          ...lockFiles.map(({ name, text }) => ({ name, digest: bare(sha256(text)) })),
        ],
      },
      runDetails: {
        builder: { id: builder.id, version: builder.version === undefined ? undefined : { dayshift: builder.version } },
        metadata: { invocationId: `${order.incident}/${order.attempt}/build`, startedOn: startedOn.toISOString(), finishedOn: finishedOn.toISOString() },
      },
    },
  };
  return `${JSON.stringify(maskValues(statement, secrets), undefined, 2)}\n`;
}

/** A copy with every text masked; the shape stays. */
export function maskValues(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return mask(value, secrets);
  if (Array.isArray(value)) return value.map((item: unknown) => maskValues(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskValues(inner, secrets)]));
}

function bare(digest: string): { sha256: string } {
  return { sha256: digest.replace(/^sha256:/, '') };
}

/** The repository as SPDX and SLSA write it; a path on this machine becomes a file's address. */
export function gitUri(repository: string, commit: string): string {
  const [, user, host, place] = /^([^@\s/]+@)?([^:\s/]{2,}):(?!\/\/)(.+)$/.exec(repository) ?? [];
  if (host && place) return `git+ssh://${user ?? ''}${host}/${place.replace(/^\/+/, '')}@${commit}`;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(repository)) return `git+${withoutPassword(repository)}@${commit}`;
  return `git+file://${repository.startsWith('/') ? '' : '/'}${encodeURI(repository)}@${commit}`;
}
