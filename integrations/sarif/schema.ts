// What is read of a SARIF 2.1.0 log? Tools with their rules, results with level, place, fingerprints, suppressions and the code that belongs to them.
import { z } from 'zod';

const SarifLevel = z.enum(['none', 'note', 'warning', 'error']);

const text = z.object({ text: z.string().optional(), markdown: z.string().optional(), id: z.string().optional() });
/** What tools add beside the standard. What has another shape than expected is left aside. */
const properties = z.object({
  'security-severity': z.union([z.string(), z.number()]).optional().catch(undefined),
  tags: z.array(z.string()).optional().catch(undefined),
}).optional().catch(undefined);

const Rule = z.object({
  id: z.string(),
  helpUri: z.string().optional(),
  defaultConfiguration: z.object({ level: SarifLevel.optional() }).optional(),
  properties,
});
export type SarifRule = z.infer<typeof Rule>;
const ToolComponent = z.object({ name: z.string().min(1), rules: z.array(Rule).default([]) });
const ArtifactLocation = z.object({ uri: z.string().optional(), uriBaseId: z.string().optional(), index: z.number().int().optional() });

const Region = z.object({
  startLine: z.number().int().optional(),
  startColumn: z.number().int().optional(),
  endLine: z.number().int().optional(),
  endColumn: z.number().int().optional(), // of the sign after the last one
  snippet: z.object({ text: z.string().optional() }).optional(),
});
export type SarifRegion = z.infer<typeof Region>;
const PhysicalLocation = z.object({ artifactLocation: ArtifactLocation.optional(), region: Region.optional() });
const Location = z.object({ physicalLocation: PhysicalLocation.optional(), message: text.optional() });
export type SarifLocation = z.infer<typeof Location>;

const SarifResult = z.object({
  ruleId: z.string().optional(),
  ruleIndex: z.number().int().optional(),
  rule: z.object({
    id: z.string().optional(),
    index: z.number().int().optional(),
    toolComponent: z.object({ index: z.number().int().optional() }).optional(), // an extension; absent: the driver
  }).optional(),
  kind: z.enum(['notApplicable', 'pass', 'fail', 'review', 'open', 'informational']).optional(),
  level: SarifLevel.optional(),
  message: text,
  locations: z.array(Location).default([]),
  relatedLocations: z.array(Location).default([]),
  codeFlows: z.array(z.object({ threadFlows: z.array(z.object({ locations: z.array(z.object({ location: Location.optional() })).default([]) })).default([]) })).default([]),
  fingerprints: z.record(z.string(), z.string()).optional(),
  partialFingerprints: z.record(z.string(), z.string()).optional(),
  suppressions: z.array(z.object({ status: z.string().optional() })).nullish(),
  baselineState: z.string().optional(),
  webRequest: z.object({ method: z.string().optional() }).optional(),
  properties,
});
export type SarifResult = z.infer<typeof SarifResult>;

const SarifRun = z.object({
  tool: z.object({ driver: ToolComponent, extensions: z.array(ToolComponent).default([]) }),
  invocations: z.array(z.object({ executionSuccessful: z.boolean().optional() })).default([]),
  artifacts: z.array(z.object({ location: ArtifactLocation.optional() })).default([]),
  originalUriBaseIds: z.record(z.string(), ArtifactLocation).default({}),
  columnKind: z.string().optional(), // `unicodeCodePoints`, else UTF-16 code units
  results: z.array(SarifResult, 'the tool gave no results: an empty list would say that it looked and found nothing'),
});
export type SarifRun = z.infer<typeof SarifRun>;

export const SarifLog = z.object({
  version: z.literal('2.1.0'),
  runs: z.array(SarifRun).min(1, 'it holds no run of a tool'),
});
