// What is the API made of? Everything that it is given; the tests give honest doubles of the same shape.
import type { Logger } from 'pino';
import type { IncidentInput } from '../src/contracts/incident';
import type { Installation, Service } from '../src/contracts/installation';
import type { PipelineFile } from '../src/contracts/pipeline-file';
import type { AlertSource } from '../src/ports/alert-source';
import type { Archive } from '../src/ports/archive';
import type { AuditLog } from '../src/ports/audit-log';
import type { ChatDoor } from '../src/ports/chat-door';
import type { Credentials } from '../src/ports/credentials';
import type { Deployer } from '../src/ports/deployer';
import type { Duty } from '../src/ports/duty';
import type { EvidenceStore, LogStore } from '../src/ports/evidence-store';
import type { JobDoor } from '../src/ports/job-door';
import type { Monitoring } from '../src/ports/monitoring';
import type { Repeats } from '../src/ports/repeats';
import type { SourceControl } from '../src/ports/source-control';
import type { IncidentGateway } from './incident-gateway';
import type { Pause } from './live/topic';
import type { Figures } from './telemetry/figures';

export interface ApiDeps {
  installation: Installation;
  gateway: IncidentGateway;
  archive: Archive;
  logs: Pick<LogStore, 'read'>;
  evidence: EvidenceStore;
  deployer: Pick<Deployer, 'current'>;
  monitoring: Monitoring;
  sourceControl: Pick<SourceControl, 'readFile'>;
  duty: Duty;
  /** The tokens, links and sessions that were made here. */
  credentials: Credentials;
  auditLog: AuditLog;
  /** What was asked under which Idempotency-Key. */
  repeats: Repeats;
  /** Throws DayshiftError `file-faults` with every fault. */
  parsePipeline(text: string, file: string): PipelineFile;
  /** By name, as they are listed in the installation. */
  alertSources: ReadonlyMap<string, AlertSource>;
  /** Who hears the buttons of Slack's messages; absent: nobody does. */
  chatDoor?: ChatDoor;
  /** Who hears of jobs in other systems; absent: there are none. */
  jobDoor?: JobDoor;
  /** What an incident of that service and cause is opened with. */
  inputFor(service: Service, cause: string, rule: string): IncidentInput;
  /** JSON Schemas by file name. */
  schemas: Readonly<Record<string, unknown>>;
  /** Where people reach this API; its host name is answered besides the loopback names. */
  publicUrl: string;
  /** The folder of the dashboard's files; absent: no dashboard is served. */
  dashboardFolder?: string;
  /** Whether reading needs a sign-in too: as the file says, else as soon as others can come. */
  readsNeedToken: boolean;
  /** Whether others than this machine can reach the API, whatever reading needs. */
  othersCanCome: boolean;
  logger: Logger;
  /** How many entries of the audit wait for their store; absent: not known. */
  auditWaiting?: () => number;
  /** Who counts what became of alerts; the app gives its own. */
  figures?: Pick<Figures, 'alertTold'>;
  /** The time; a test has its own. */
  clock?: () => Date;
  /** Waits between polls; a test may wait for its own reasons. */
  pause?: Pause;
}
