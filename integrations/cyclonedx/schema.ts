// What is read of a CycloneDX bill of materials? Its components, and what is known of their vulnerabilities.
import { z } from 'zod';

export interface BomComponent {
  'bom-ref'?: string;
  group?: string;
  name: string;
  version?: string;
  purl?: string;
  components: BomComponent[];
}
const Component: z.ZodType<BomComponent> = z.object({
  'bom-ref': z.string().optional(),
  group: z.string().optional(),
  name: z.string(),
  version: z.string().optional(),
  purl: z.string().optional(),
  get components() {
    return z.array(Component).default([]);
  },
});

const Rating = z.object({ severity: z.string().optional(), score: z.number().optional() });
export type BomRating = z.infer<typeof Rating>;

const Vulnerability = z.object({
  id: z.string().min(1).optional(),
  'bom-ref': z.string().optional(),
  source: z.object({ url: z.string().optional() }).optional(),
  ratings: z.array(Rating).default([]),
  description: z.string().optional(),
  detail: z.string().optional(),
  advisories: z.array(z.object({ url: z.string() })).default([]),
  analysis: z.object({ state: z.string().optional() }).optional(),
  affects: z.array(z.object({
    ref: z.string(),
    versions: z.array(z.object({ version: z.string().optional(), status: z.string().default('affected') })).default([]),
  })).default([]),
});
export type BomVulnerability = z.infer<typeof Vulnerability>;

/** The version of the format in which vulnerabilities came, and those after it that say them alike. */
const VERSIONS = /^1\.[4-7]$/;
const tool = z.object({ name: z.string() });

export const Bom = z.object({
  bomFormat: z.literal('CycloneDX', 'it is no CycloneDX in JSON: write `bomFormat: CycloneDX`'),
  specVersion: z.string().regex(VERSIONS, 'only CycloneDX 1.4 to 1.7 tells of vulnerabilities'),
  metadata: z.object({
    tools: z.union([z.array(tool), z.object({ components: z.array(tool).default([]), services: z.array(tool).default([]) })]).optional().catch(undefined),
    component: Component.optional(),
  }).optional(),
  components: z.array(Component).default([]),
  vulnerabilities: z.array(Vulnerability, 'it says nothing of vulnerabilities, as a bare bill of materials does: let the scanner add them; an empty list says that it looked and found none'),
});
export type Bom = z.infer<typeof Bom>;
