// May this process be sent customers? Only when it is not leaving and its database answers.
import { Router } from 'express';
import type { Pool } from 'pg';
import type { Settings } from './settings';

export interface Readiness {
  draining: boolean;
}

export function healthRoutes(settings: Settings, pool: Pool, readiness: Readiness): Router {
  const router = Router();
  router.get('/health', async (_request, response) => {
    const status = readiness.draining ? 'draining' : await databaseStatus(pool);
    response.status(status === 'ok' ? 200 : 503).json({ status, version: settings.version, digest: settings.digest });
  });
  return router;
}

async function databaseStatus(pool: Pool): Promise<'ok' | 'no database'> {
  try {
    await pool.query('select 1');
    return 'ok';
  } catch (error) {
    console.error(JSON.stringify({ msg: 'database does not answer', reason: String(error) }));
    return 'no database';
  }
}
