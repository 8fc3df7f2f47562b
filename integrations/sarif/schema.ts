// What is read of a SARIF 2.1.0 log? Tools with their rules, results with level, place, fingerprints and suppressions.
import { z } from 'zod';

export const SarifLevel = z.enum(['none', 'note', 'warning', 'error']);

const Rule = z.object({
  id: z.string(),
  defaultConfiguration: z.object({ level: SarifLevel.optional() }).optional(),
});
const ToolComponent = z.object({ name: z.string().min(1), rules: z.array(Rule).default([]) });
const ArtifactLocation = z.object({ uri: z.string().optional(), uriBaseId: z.string().optional(), index: z.number().int().optional() });

const PhysicalLocation = z.object({
  artifactLocation: ArtifactLocation.optional(),
  region: z.object({ startLine: z.number().int().optional(), snippet: z.object({ text: z.string().optional() }).optional() }).optional(),
});

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
  message: z.object({ text: z.string().optional(), markdown: z.string().optional(), id: z.string().optional() }),
  locations: z.array(z.object({ physicalLocation: PhysicalLocation.optional() })).default([]),
  partialFingerprints: z.record(z.string(), z.string()).optional(),
  suppressions: z.array(z.object({ status: z.string().optional() })).nullish(),
  baselineState: z.string().optional(),
});
export type SarifResult = z.infer<typeof SarifResult>;

const SarifRun = z.object({
  tool: z.object({ driver: ToolComponent, extensions: z.array(ToolComponent).default([]) }),
  invocations: z.array(z.object({ executionSuccessful: z.boolean().optional() })).default([]),
  artifacts: z.array(z.object({ location: ArtifactLocation.optional() })).default([]),
  originalUriBaseIds: z.record(z.string(), ArtifactLocation).default({}),
  results: z.array(SarifResult, 'the tool gave no results: an empty list would say that it looked and found nothing'),
});
export type SarifRun = z.infer<typeof SarifRun>;

export const SarifLog = z.object({
  version: z.literal('2.1.0'),
  runs: z.array(SarifRun).min(1, 'it holds no run of a tool'),
});
