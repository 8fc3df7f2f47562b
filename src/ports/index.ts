// Everything that activities may ask of the world outside; the worker composes it once.
import type { Archive } from './archive';
import type { BillOfMaterials } from './bill-of-materials';
import type { CheckRunner } from './check-runner';
import type { Deployer } from './deployer';
import type { Duty } from './duty';
import type { ExternalRunner } from './external-runner';
import type { ArtifactStore, EvidenceStore, LogStore } from './evidence-store';
import type { Monitoring } from './monitoring';
import type { Notifier } from './notifier';
import type { SourceControl } from './source-control';
import type { SourceHistory } from './source-history';
import type { Subscriber } from './subscriber';

export interface Ports {
  monitoring: Monitoring;
  sourceControl: SourceControl;
  sourceHistory: SourceHistory;
  checkRunner: CheckRunner;
  externalRunners: ReadonlyMap<string, ExternalRunner>; // by the name that a check says as `external`
  evidence: EvidenceStore;
  artifacts: ArtifactStore;
  logs: LogStore;
  billOfMaterials: BillOfMaterials;
  deployer: Deployer;
  archive: Archive;
  notifiers: ReadonlyMap<string, Notifier>; // by the name that people choose them by
  subscribers: ReadonlyMap<string, Subscriber>; // programs that hear every event, by name
  duty: Duty;
}
