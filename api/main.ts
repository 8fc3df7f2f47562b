// The API's process: settings and installation in, a listening door out; it leaves in good order when it is asked to.
import path from 'node:path';
import { createIntegrations, startTracing } from '../integrations/registry';
import { incidentInput } from '../src/config/incident-input';
import { loadInstallation } from '../src/config/installation';
import { parsePipelineFile } from '../src/config/pipeline-file';
import { publishedSchemas } from '../src/config/schemas';
import { readSettings } from '../src/config/settings';
import { dayshiftVersion } from '../src/config/version';
import { DayshiftError, mask } from '../src/errors';
import { createAuditQueue } from './access/audit-queue';
import { checkWayIn, isForThisMachine, leaveLink, makeFirstLink, readsNeedSignIn } from './access/first-sign-in';
import { createApp } from './app';
import { overConnection, toAddress } from './gateway/temporal-connection';
import { createIncidentGateway } from './incident-gateway';
import { listen } from './listen';
import { createLogger } from './logger';
import { headlinesOf } from './summaries';

/** Of a checkout, seen from `dist/api` as from `api`. */
const DASHBOARD = path.join(__dirname, __dirname.includes(`${path.sep}dist${path.sep}`) ? '../..' : '..', 'dashboard', 'dist');

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const logger = createLogger(settings.logLevel);
  const tracing = settings.traces ? await startTracing({ name: 'dayshift-api', version: dayshiftVersion(), say: (line) => { logger.warn({ reason: mask(line) }, 'traces are not handed over'); } }) : undefined;
  const installation = await loadInstallation(settings.installationFile);
  const integrations = createIntegrations(installation, { home: settings.home, publicUrl: settings.publicAddress });
  const gateway = createIncidentGateway(overConnection(toAddress(settings.temporalAddress), settings.temporalNamespace), headlinesOf(installation));
  const isLocal = isForThisMachine(settings);
  if (!isLocal) await checkWayIn({ installation, credentials: integrations.credentials, host: settings.host, now: new Date() });
  const audit = createAuditQueue(integrations.auditLog, { logger });
  const app = createApp({
    installation, gateway, logger,
    archive: integrations.archive, logs: integrations.logs, evidence: integrations.evidence, deployer: integrations.deployer, monitoring: integrations.monitoring,
    sourceControl: integrations.sourceControl, duty: integrations.duty, repeats: integrations.repeats, credentials: integrations.credentials, auditLog: audit, parsePipeline: parsePipelineFile,
    alertSources: integrations.alertSources, chatDoor: integrations.chatDoor, jobDoor: integrations.jobDoor,
    inputFor: (service, cause, rule) => incidentInput(installation, service, cause, rule),
    schemas: publishedSchemas(),
    publicUrl: settings.publicAddress,
    dashboardFolder: DASHBOARD,
    readsNeedToken: readsNeedSignIn(installation, isLocal), othersCanCome: !isLocal,
    auditWaiting: audit.waiting,
  });
  const listening = await listen(app, settings);
  logger.info({ address: settings.publicAddress, port: listening.port }, 'listening');
  if (isLocal && !installation.authentication.oidc) void offerFirstLink();
  const leave = (): void => {
    listening.close().then(() => Promise.all([gateway.drained(), audit.drained()])).then(() => tracing?.end()).then(() => process.exit(0), (error: unknown) => {
      logger.error({ reason: mask(String(error)) }, 'did not end in good order');
      process.exit(1);
    });
  };
  process.once('SIGTERM', leave).once('SIGINT', leave);

  /** On the terminal and in a file of its owner's: the log is read by others. */
  async function offerFirstLink(): Promise<void> {
    try {
      const { link, person } = await makeFirstLink({ installation, credentials: integrations.credentials, publicUrl: settings.publicAddress, now: new Date() });
      await leaveLink(settings.home, link);
      await audit.append({ at: new Date().toISOString(), who: 'dayshift', action: 'makeFirstLink', target: `person ${person}`, outcome: 'done', status: 200, address: '' });
      if (process.stdout.isTTY) process.stdout.write(`sign in as ${person}, once and within an hour: ${link}\n`);
    } catch (error) {
      logger.warn({ reason: mask(String(error)) }, 'there is no link to sign in with; start again when PostgreSQL can be reached');
    }
  }
}

main().catch((error: unknown) => {
  const advice = error instanceof DayshiftError ? ` ${error.advice}` : '';
  process.stderr.write(`the API ended: ${mask(error instanceof Error ? error.message : String(error))}${advice}\n`);
  process.exitCode = 1;
});
