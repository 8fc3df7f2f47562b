// Who are the customers of the seeds in tests/environments? All of them have one password.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const PASSWORD = 'tea-for-two-please';
export const PASSWORD_HASH = '$2b$07$hGVdjuYW6WvKXZi3FDK01.NhLeD1t/yeeE/zyn6qa5imPTLlO8dTa';

/** Customer 1 is a legacy account where the environment has any; customer 2 never is. */
export const LEGACY_CUSTOMER = 'Customer.1@Example.com';
export const CUSTOMER = 'customer.2@example.com';

export async function seedSql(environment: string): Promise<string> {
  const sql = await readFile(join(__dirname, '..', 'environments', `${environment}.sql`), 'utf8');
  return sql.replace("'HASH'", `'${PASSWORD_HASH}'`);
}
