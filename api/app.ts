// The API as one express app, without listening: who is let in, what is answered, and how an error is said.
import path from 'node:path';
import express, { Router, type Express } from 'express';
import { createAccess } from './access/access';
import { createAlertRouter } from './alert-router';
import { createCustomerReports } from './customer-reports';
import type { ApiDeps } from './deps';
import { createDoor } from './door';
import { createIncidentListing } from './incident-list';
import { createLiveImpacts } from './live/live-impact';
import { createCallers } from './middleware/caller';
import { checkHosts } from './middleware/hosts';
import { answerUnknownAddress, answerWithProblems } from './middleware/problem';
import { createReportLimits } from './middleware/report-limits';
import { logRequests } from './middleware/request-log';
import { setSecurityHeaders } from './middleware/security-headers';
import { alertRoutes } from './routes/alerts';
import { deliveryRoutes } from './routes/deliveries';
import { doctorRoutes } from './routes/doctor';
import { doraRoutes } from './routes/dora';
import { eventRoutes } from './routes/events';
import { evidenceRoutes } from './routes/evidence';
import { explainRoutes } from './routes/explain';
import { impactRoutes } from './routes/impact';
import { incidentRoutes } from './routes/incidents';
import { jobRoutes } from './routes/jobs';
import { addLanes } from './routes/lanes';
import { logRoutes } from './routes/logs';
import { addMe } from './routes/me';
import { pushRoutes } from './routes/pushes';
import { healthRoutes, problemRoutes, schemaRoutes } from './routes/reference';
import { reportPageRoutes } from './routes/report-page';
import { reportRoutes } from './routes/reports';
import { serviceRoutes } from './routes/services';
import { slackRoutes } from './routes/slack';
import { statusRoutes } from './routes/status';
import { testRoutes } from './routes/tests';
import { dismissRoutes, unroutedRoutes } from './routes/unrouted';
import { addWords } from './routes/words';
import { headlinesOf } from './summaries';

export function createApp(deps: ApiDeps): Express {
  const { installation, gateway, archive, logger } = deps;
  const callers = createCallers(installation.tokens);
  const routeAlert = createAlertRouter(installation);
  const listing = createIncidentListing({
    gateway, archive, headlineOf: headlinesOf(installation),
    warn: (what, error) => logger.warn({ reason: String(error) }, what),
  });
  const impacts = createLiveImpacts(deps);
  const reports = createCustomerReports(deps);
  const reportLimits = createReportLimits();

  const door = createDoor({ access: createAccess({ callers, readsAreOpen: !deps.readsNeedToken }) });
  addWords(door, deps);
  addLanes(door, deps);
  addMe(door, deps);
  door.close();

  const v1 = Router();
  v1.use(door.router);
  v1.use(alertRoutes(deps, routeAlert), pushRoutes(deps, callers), slackRoutes(deps), jobRoutes(deps), dismissRoutes(deps, callers), reportRoutes(reports, reportLimits));
  if (deps.readsNeedToken) v1.use((request, _response, next) => { callers.of(request); next(); });
  v1.use(eventRoutes(deps, listing, impacts), incidentRoutes(deps, listing), impactRoutes(deps, impacts));
  v1.use(logRoutes(deps), evidenceRoutes(deps, callers), serviceRoutes(deps), testRoutes(deps), doraRoutes(deps));
  v1.use(explainRoutes(deps, routeAlert), unroutedRoutes(deps), doctorRoutes(deps), deliveryRoutes(deps));

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback'); // whose address it is: what a proxy on this machine says, and nobody else
  app.use(logRequests(logger), setSecurityHeaders, checkHosts([new URL(deps.publicUrl).host]));
  app.use('/api/v1', v1);
  app.use(healthRoutes(deps), schemaRoutes(deps), problemRoutes(), reportPageRoutes(reports, reportLimits, logger), statusRoutes(deps));
  if (deps.dashboardFolder) app.use(dashboard(path.resolve(deps.dashboardFolder)));
  app.use(answerUnknownAddress, answerWithProblems(logger));
  return app;
}

/** The dashboard's files; hashed ones may be kept, the page itself is always asked for again. */
function dashboard(folder: string): express.RequestHandler {
  return express.static(folder, {
    dotfiles: 'ignore',
    setHeaders(response, file) {
      const hashed = /-[A-Za-z0-9_-]{8,}\.\w+$/.test(path.basename(file));
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
