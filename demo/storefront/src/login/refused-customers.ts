// How many customers stand before a closed door? Counted for the support desk, by account and not by attempt.
import type { Pool } from 'pg';

const MOST_REMEMBERED = 50_000;

export interface RefusedCustomers {
  refused(email: string): void;
  accepted(email: string): void;
  count(): Promise<number>;
}

/** Remembers refused e-mails until their owner gets in; those that belong to no account are not counted. */
export function createRefusedCustomers(pool: Pool): RefusedCustomers {
  const emails = new Set<string>();
  return {
    refused(email) {
      if (emails.size < MOST_REMEMBERED) emails.add(email.trim().toLowerCase());
    },
    accepted(email) {
      emails.delete(email.trim().toLowerCase());
    },
    async count() {
      if (emails.size === 0) return 0;
      // The support desk writes e-mails down by ear, so letter case says nothing here.
      const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from customers where lower(email) = any($1)', [[...emails]]);
      return rows[0]?.count ?? 0;
    },
  };
}
