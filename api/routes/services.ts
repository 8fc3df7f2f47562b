// GET /api/v1/services: each service, what runs there by the target's own answer, and who has its lane.
import { Router } from 'express';
import type { ServiceView } from '../../src/contracts/http';
import type { Service } from '../../src/contracts/installation';
import type { ApiDeps } from '../deps';

export function serviceRoutes({ installation, deployer, gateway, logger }: ApiDeps): Router {
  const router = Router();
  router.get('/services', async (_request, response) => {
    response.json(await Promise.all(installation.services.map(viewOf)));
  });

  async function viewOf({ name, environment, address }: Service): Promise<ServiceView> {
    const [current, lane] = await Promise.all([
      orNothing('release', name, deployer.current(name, environment)),
      orNothing('lane', name, gateway.lane(name, environment)),
    ]);
    return {
      name, environment, address,
      release: current && { digest: current.digest, version: current.version, at: current.at },
      lane,
    };
  }

  /** What cannot be asked is absent; the others are still answered. */
  async function orNothing<T>(what: string, service: string, asked: Promise<T | undefined>): Promise<T | undefined> {
    try {
      return await asked;
    } catch (error) {
      logger.warn({ what, service, reason: String(error) }, 'a service could not be asked');
      return undefined;
    }
  }

  return router;
}
