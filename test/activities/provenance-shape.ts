// The published shapes of an in-toto Statement v1 and of SLSA's provenance v1, as far as they say what must and may be there.
import { z } from 'zod';

const TypeUri = z.url();
const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const DigestSet = z.record(z.string(), z.string()).refine((set) => Object.keys(set).length > 0, 'is empty');

/** At least one of `uri`, `digest` and `content`. */
const ResourceDescriptor = z.strictObject({
  name: z.string().optional(), uri: z.url().optional(), digest: DigestSet.optional(), content: z.base64().optional(),
  downloadLocation: z.url().optional(), mediaType: z.string().optional(), annotations: z.record(z.string(), z.unknown()).optional(),
}).refine(({ uri, digest, content }) => uri !== undefined || digest !== undefined || content !== undefined, 'identifies nothing');

const Timestamp = z.iso.datetime();

export const ProvenanceShape = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(z.strictObject({ name: z.string().min(1), digest: z.strictObject({ sha256: hex(64) }) })).min(1),
  predicateType: z.literal('https://slsa.dev/provenance/v1'),
  predicate: z.strictObject({
    buildDefinition: z.strictObject({
      buildType: TypeUri,
      externalParameters: z.record(z.string(), z.unknown()),
      internalParameters: z.record(z.string(), z.unknown()).optional(),
      resolvedDependencies: z.array(ResourceDescriptor).optional(),
    }),
    runDetails: z.strictObject({
      builder: z.strictObject({ id: TypeUri, version: z.record(z.string(), z.string()).optional(), builderDependencies: z.array(ResourceDescriptor).optional() }),
      metadata: z.strictObject({ invocationId: z.string().optional(), startedOn: Timestamp.optional(), finishedOn: Timestamp.optional() }).optional(),
      byproducts: z.array(ResourceDescriptor).optional(),
    }),
  }),
});
