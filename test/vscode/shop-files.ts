// What does the developer type into the storefront's files? The demo's own fixes, read from a clone in which they were applied.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { applyFixes } from '../../demo/fixes';

export interface ShopFiles { email: string; findCustomer: string; migration: string }

export const FILES = { email: 'src/login/email.ts', findCustomer: 'src/login/find-customer.ts', migration: 'migrations/0003-customers-by-lower-case-email.sql' } as const satisfies Record<keyof ShopFiles, string>;

/** As the files are after these fixes; `clone` is somebody else's, so that nothing of it lies in the developer's. */
export async function filesAfter(clone: string, fixes: readonly number[]): Promise<ShopFiles> {
  await applyFixes(clone, fixes, 'a-draft');
  const [email, findCustomer, migration] = await Promise.all(Object.values(FILES).map((file) => readFile(path.join(clone, file), 'utf8'))) as [string, string, string];
  return { email, findCustomer, migration };
}
