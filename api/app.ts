// The API as one express app, without listening: who is let in, what is answered, and how an error is said.
import path from 'node:path';
import express, { type Express } from 'express';
import { createAccess } from './access/access';
import { cookieNameOf } from './access/sessions';
import { createAlertRouter } from './alert-router';
import { createCustomerReports } from './customer-reports';
import { dashboardFiles } from './dashboard-files';
import type { ApiDeps } from './deps';
import { createDoor } from './door';
import { createIncidentListing } from './incident-list';
import { createLiveImpacts } from './live/live-impact';
import { STYLE_ADDRESS } from './openapi/page';
import { checkHosts } from './middleware/hosts';
import { answerUnknownAddress, answerWithProblems } from './middleware/problem';
import { createReportLimits } from './middleware/report-limits';
import { logRequests } from './middleware/request-log';
import { securityHeaders } from './middleware/security-headers';
import { addAlerts } from './routes/alerts';
import { addAudit } from './routes/audit';
import { addDeliveries } from './routes/deliveries';
import { addDevice } from './routes/device';
import { addDoctor } from './routes/doctor';
import { addDora } from './routes/dora';
import { addEvents } from './routes/events';
import { addEvidence } from './routes/evidence';
import { addExplain } from './routes/explain';
import { addFindings } from './routes/findings';
import { addImpact } from './routes/impact';
import { addIncidents } from './routes/incidents';
import { addJobs } from './routes/jobs';
import { addLanes } from './routes/lanes';
import { addLogs } from './routes/logs';
import { addMe } from './routes/me';
import { metricsRoutes } from './routes/metrics';
import { addMyTokens } from './routes/my-tokens';
import { addOpenApi, answerReferenceStyle } from './routes/openapi';
import { oidcRoutes } from './routes/oidc';
import { addPushes } from './routes/pushes';
import { healthRoutes, problemRoutes, schemaRoutes } from './routes/reference';
import { reportPageRoutes } from './routes/report-page';
import { addReports } from './routes/reports';
import { addServices } from './routes/services';
import { addSession } from './routes/session';
import { addSlack } from './routes/slack';
import { statusRoutes } from './routes/status';
import { addTests } from './routes/tests';
import { addTokens } from './routes/tokens';
import { addUnrouted } from './routes/unrouted';
import { addWords } from './routes/words';
import { headlinesOf } from './summaries';
import { createTelemetry } from './telemetry';

export function createApp(given: ApiDeps): Express {
  const telemetry = createTelemetry(given);
  const deps: ApiDeps = { ...given, figures: telemetry.figures };
  const { installation, gateway, archive, logger } = deps;
  const routeAlert = createAlertRouter(installation);
  const listing = createIncidentListing({
    gateway, archive, headlineOf: headlinesOf(installation),
    warn: (what, error) => logger.warn({ reason: String(error) }, what),
  });
  const impacts = createLiveImpacts(deps);
  const reports = createCustomerReports(deps);
  const reportLimits = createReportLimits();

  const access = createAccess(deps);
  const door = createDoor({ access, repeats: deps.repeats });
  addIncidents(door, deps, listing);
  addImpact(door, deps, impacts);
  addWords(door, deps);
  const live = addEvents(door, deps, listing, impacts);
  addAlerts(door, deps, routeAlert);
  addExplain(door, deps, routeAlert);
  addReports(door, reports, reportLimits);
  addUnrouted(door, deps);
  addLogs(door, deps);
  addEvidence(door, deps);
  addServices(door, deps);
  addLanes(door, deps);
  addTests(door, deps);
  addFindings(door, deps);
  addDora(door, deps);
  addMe(door, deps);
  addSession(door, deps, access);
  addTokens(door, deps, access);
  addMyTokens(door, deps, access);
  addDevice(door, deps, access);
  addAudit(door, deps);
  addDoctor(door, deps);
  addDeliveries(door, deps);
  addPushes(door, deps);
  addJobs(door, deps);
  addSlack(door, deps);
  addOpenApi(door, deps, cookieNameOf(deps.publicUrl));
  door.close();
  telemetry.watch(live, () => deps.auditWaiting?.());

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback'); // whose address it is: what a proxy on this machine says, and nobody else
  app.use(logRequests(logger), ...telemetry.handlers, securityHeaders(deps), access.atTheDoor, checkHosts([new URL(deps.publicUrl).host]));
  app.use('/api/v1', door.router);
  app.use(healthRoutes(deps, telemetry.readiness), metricsRoutes(telemetry.figures, access), oidcRoutes(deps, access), schemaRoutes(deps), problemRoutes(), reportPageRoutes(reports, reportLimits, logger), statusRoutes(deps));
  app.get(STYLE_ADDRESS, answerReferenceStyle);
  if (deps.dashboardFolder) app.use(dashboardFiles(path.resolve(deps.dashboardFolder)));
  app.use(answerUnknownAddress, answerWithProblems(logger));
  return app;
}
