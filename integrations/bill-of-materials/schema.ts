// What of npm's lock file and of a CycloneDX document is read?
import { z } from 'zod';

const versions = z.record(z.string(), z.string()).default({});

/** One place in `node_modules`, by npm's lock file of version 2 or 3. */
export const LockedPackage = z.object({
  name: z.string().optional(), // where it is installed under another
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional().catch(undefined), // very old packages have objects here
  link: z.boolean().optional(), // a workspace, which lies elsewhere in the same file
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  dependencies: versions,
  devDependencies: versions, // of the root and of workspaces only
  optionalDependencies: versions,
  peerDependencies: versions,
});
export type LockedPackage = z.infer<typeof LockedPackage>;

export const PackageLock = z.object({ lockfileVersion: z.union([z.literal(2), z.literal(3)]), packages: z.record(z.string(), LockedPackage) });
export type PackageLock = z.infer<typeof PackageLock>;

interface Named { type: string; name: string; components?: Named[] }
const Component: z.ZodType<Named> = z.object({ type: z.string().min(1), name: z.string().min(1), get components() { return z.array(Component).optional(); } });

/** What every CycloneDX document in JSON has, whichever its version; JSON came with 1.2. */
export const CycloneDx = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string().regex(/^1\.([2-9]|[1-9]\d)$/, 'is no version from 1.2 on'),
  components: z.array(Component).default([]),
});
