// What is the API made of? Everything that it is given; the tests give honest doubles of the same shape.
import type { Logger } from 'pino';
import type { IncidentInput } from '../src/contracts/incident';
import type { Installation, Service } from '../src/contracts/installation';
import type { AlertSource } from '../src/ports/alert-source';
import type { Archive } from '../src/ports/archive';
import type { Deployer } from '../src/ports/deployer';
import type { EvidenceStore, LogStore } from '../src/ports/evidence-store';
import type { Monitoring } from '../src/ports/monitoring';
import type { IncidentGateway } from './incident-gateway';
import type { Pause } from './live/topic';

export interface ApiDeps {
  installation: Installation;
  gateway: IncidentGateway;
  archive: Archive;
  logs: Pick<LogStore, 'read'>;
  evidence: Pick<EvidenceStore, 'open'>;
  deployer: Pick<Deployer, 'current'>;
  monitoring: Pick<Monitoring, 'measure' | 'range'>;
  /** By name, as they are listed in the installation. */
  alertSources: ReadonlyMap<string, AlertSource>;
  /** What an incident of that service and cause is opened with. */
  inputFor(service: Service, cause: string, rule: string): IncidentInput;
  /** JSON Schemas by file name. */
  schemas: Readonly<Record<string, unknown>>;
  /** Where people reach this API; its host name is answered besides the loopback names. */
  publicUrl: string;
  /** The folder of the dashboard's files; absent: no dashboard is served. */
  dashboardFolder?: string;
  /** Whether reading needs a token too: it does as soon as others than this machine can reach the API. */
  readsNeedToken: boolean;
  logger: Logger;
  /** Waits between polls; a test may wait for its own reasons. */
  pause?: Pause;
}
