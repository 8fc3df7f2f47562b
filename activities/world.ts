// What is given to every role's activities: the ports, this machine's work folder, and what must not travel through history.
import type { PipelineFile } from '../src/contracts/pipeline-file';
import type { Report } from '../src/contracts/report';
import type { TeamMember } from '../src/contracts/team';
import type { Ports } from '../src/ports';
import type { Workload } from '../src/ports/workload';

export interface World extends Ports {
  /** Absolute; checkouts, caches and unpacked artifacts live below it. */
  workFolder: string;
  /** The team with how and when each wants to be told; it is not part of an incident. */
  recipients: readonly TeamMember[];
  workload: Workload;
  /** How people reach dayshift: for links, and as the source of events. */
  publicUrl: string;
  /** Of dayshift itself, e.g. `0.1.0`: who built something is said with it. */
  version?: string;
  /** The trace that is under way, as variables that a process takes it over by; absent, or empty: none is. */
  traceVariables?(): Record<string, string>;
  /** What the installation declares for a service, `deploy` for one of its environments (default: its own), and which values must never be written down. Throws for what it does not know. */
  environment(service: string, environment?: string): { checks: Record<string, string>; deploy: Record<string, string>; secrets: string[] };
  /** With a service, what the installation says of it is asked too. Throws DayshiftError `file-faults` with every fault. */
  parsePipeline(text: string, file: string, service?: string): PipelineFile;
  /**
   * Reads a report from a file or a text. Throws DayshiftError `report-missing`, `report-unreadable`; an unknown format is an error too.
   * `folder` is the checkout: file names are told relative to it, and flagged lines are read there. `secrets` never leave it.
   */
  readReport(format: string, source: { file: string } | { text: string }, options?: { folder?: string; secrets?: readonly string[] }): Promise<Report>;
}

/** What a build needs of it, and what a cell: these run without an incident too. */
export type BuildWorld = Pick<World, 'workFolder' | 'sourceControl' | 'artifacts' | 'evidence' | 'logs' | 'checkRunner' | 'billOfMaterials' | 'environment' | 'publicUrl' | 'version' | 'traceVariables'>;
export type CellWorld = Pick<World, 'workFolder' | 'sourceControl' | 'artifacts' | 'evidence' | 'logs' | 'checkRunner' | 'externalRunners' | 'environment' | 'readReport' | 'traceVariables'>;
