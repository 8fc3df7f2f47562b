// The room that proposes: a look at the clone and at the monitoring, then both files as text, each line explained. The command line loads it late.
import path from 'node:path';
import { parseInstallation } from '../src/config/installation';
import { parsePipelineFile } from '../src/config/pipeline-file';
import { DayshiftError } from '../src/errors';
import { installationText } from './installation-text';
import { lookAtMonitoring } from './look-at-monitoring';
import { lookAtRepository } from './look-at-repository';
import { pipelineText } from './pipeline-text';
import { toolchainOf } from './toolchain';
import { LOOK } from './yaml-text';

export interface ProposedFile { path: string; text: string; isThere: boolean; look: { line: number; text: string }[] } // path: absolute; look: the lines that are guesses
export interface Proposal { seen: string[]; pipeline: ProposedFile; installation: ProposedFile } // seen: what was found, one sentence each

export interface ProposalOrder { folder: string; service?: string; prometheus?: string }

const USUAL_PROMETHEUS = 'http://127.0.0.1:9090';

/** Both files, which dayshift itself would take. Throws DayshiftError `no-clone`; `file-faults` would be ours. */
export async function propose({ folder, service, prometheus }: ProposalOrder): Promise<Proposal> {
  const looked = await lookAtRepository(folder);
  const facts = service === undefined ? looked : { ...looked, name: service };
  const monitoring = await lookAtMonitoring(prometheus ?? USUAL_PROMETHEUS, facts.name);
  const tools = toolchainOf(facts);
  const pipeline = pipelineText(facts, tools, monitoring);
  const installation = installationText(facts, monitoring);
  parsePipelineFile(pipeline, 'pipeline.yaml');
  parseInstallation(installation, 'dayshift.yaml', { DATABASE_URL: 'postgres://127.0.0.1/dayshift' });
  return {
    seen: [
      `${facts.folder} is ${tools.what}, called ${facts.name}${facts.remote === undefined ? '' : `, from ${facts.remote}`}.`,
      `${facts.authors.length === 0 ? 'Nobody' : facts.authors.length === 1 ? 'One person' : `${facts.authors.length} people`} committed in the last half year.`,
      monitoring ? `Prometheus answers at ${monitoring.url}; jobs: ${monitoring.jobs.slice(0, 8).join(', ') || 'none'}; rules that alert: ${monitoring.alerts.length}; ${monitoring.sendsAlerts ? 'it sends to an Alertmanager' : 'no Alertmanager is known to it'}.` : `No Prometheus answers at ${prometheus ?? USUAL_PROMETHEUS}.`,
    ],
    pipeline: { path: path.join(facts.folder, '.dayshift', 'pipeline.yaml'), text: pipeline, isThere: facts.hasPipeline, look: looksOf(pipeline) },
    installation: { path: path.join(facts.folder, 'dayshift.yaml'), text: installation, isThere: facts.hasInstallation, look: looksOf(installation) },
  };
}

function looksOf(text: string): ProposedFile['look'] {
  return text.split('\n').flatMap((line, place) => (line.includes(LOOK) && !line.startsWith('#') ? [{ line: place + 1, text: line.trim() }] : []));
}

/** What a person can put right, in words; undefined for what only we can. */
export function explain(error: unknown): { message: string; advice: string } | undefined {
  return error instanceof DayshiftError ? { message: error.message, advice: error.advice } : undefined;
}
