// Settings in, activities out: the one place where ports meet their adapters on the worker's side.
import path from 'node:path';
import { createActivities, type Activities } from '../activities';
import { createIntegrations } from '../integrations/registry';
import { readReport } from '../integrations/reports';
import { contextOf, type ServiceContext } from '../src/config/cross-field-context';
import { parsePipelineFile } from '../src/config/pipeline-file';
import { serviceEnvironment } from '../src/config/service-environment';
import type { Installation } from '../src/contracts/installation';
import { DayshiftError } from '../src/errors';
import type { Workload } from '../src/ports/workload';
import { traceVariables } from './telemetry/activity-spans';
import { dayshiftVersion } from '../src/config/version';

/** @param options.home absolute folder of this machine: checkouts, caches, mirrors, what runs. */
export function composeActivities(installation: Installation, { home, publicUrl, workload }: { home: string; publicUrl: string; workload: Workload }): Activities {
  return createActivities({
    ...createIntegrations(installation, { home, publicUrl }),
    workFolder: path.join(home, 'work'),
    recipients: installation.team,
    publicUrl, workload, version: dayshiftVersion(), traceVariables,
    environment: (service, environment) => serviceEnvironment(installation, service, environment),
    parsePipeline: (text, file, service) => parsePipelineFile(text, file, contextFor(installation, service)),
    readReport,
  });
}

/** Undefined: nobody asks what the installation says. Throws `service-unknown`. */
function contextFor(installation: Installation, name: string | undefined): ServiceContext | undefined {
  if (name === undefined) return undefined;
  const service = installation.services.find((candidate) => candidate.name === name);
  if (!service) throw new DayshiftError('service-unknown', { service: name, known: installation.services.map((known) => known.name).join(', ') });
  return contextOf(installation, service);
}
