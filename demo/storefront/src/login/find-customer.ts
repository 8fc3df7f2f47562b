// Which customer belongs to the e-mail that was typed at login?
import type { Pool } from 'pg';
import { normaliseEmail } from './email';

export interface Customer {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
}

const COLUMNS = 'id, email, name, password_hash as "passwordHash"';

export async function findCustomerByEmail(pool: Pool, typedEmail: string): Promise<Customer | undefined> {
  const { rows } = await pool.query<Customer>(`select ${COLUMNS} from customers where email = $1`, [normaliseEmail(typedEmail)]);
  return rows[0];
}

export async function findCustomerById(pool: Pool, id: string): Promise<Customer | undefined> {
  const { rows } = await pool.query<Customer>(`select ${COLUMNS} from customers where id = $1`, [id]);
  return rows[0];
}
