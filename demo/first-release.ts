// What runs in production when the day begins? Release 1.4.0, built and deployed by the same parts that the day uses.
import path from 'node:path';
import { buildCommit } from '../activities/build';
import { createIntegrations } from '../integrations/registry';
import { loadInstallation } from '../src/config/installation';
import { parsePipelineFile } from '../src/config/pipeline-file';
import { serviceEnvironment } from '../src/config/service-environment';
import type { Release } from '../src/contracts/result';
import { PIPELINE_FILE } from '../src/domain/ids';
import { planAttempt } from '../src/domain/plan';
import { lastEnvironment } from '../src/domain/plan-release';

export interface FirstReleaseOrder { installationFile: string; home: string; publicUrl: string; commit: string; log: (line: string) => void }

/** Builds the commit with its own pipeline file and brings it live, as any release. Throws with the log's name when the build fails. */
export async function deployFirstRelease({ installationFile, home, publicUrl, commit, log }: FirstReleaseOrder): Promise<Release> {
  const installation = await loadInstallation(installationFile);
  const [service] = installation.services;
  if (!service) throw new Error('the demo\'s installation has no service');
  const ports = createIntegrations(installation, { home, publicUrl });
  const world = { ...ports, publicUrl, workFolder: path.join(home, 'work'), environment: (name: string) => serviceEnvironment(installation, name) };
  const file = await ports.sourceControl.readFile(service.repository, commit, PIPELINE_FILE);
  if (!file) throw new Error(`${commit} has no ${PIPELINE_FILE}`);
  const plan = planAttempt(parsePipelineFile(file.text, PIPELINE_FILE), { pipelineDigest: '', pipelineCommit: file.commit, touchesPipeline: false, weakens: [], day: '' });
  const control = { signal: new AbortController().signal, onProgress: log };
  const logName = 'releases/1.4.0';
  const built = await buildCommit(world, { incident: 'releases', attempt: 0, service: service.name, repository: service.repository, commit, build: plan.build, log: logName }, control);
  if (!built.artifact) throw new Error(`release 1.4.0 could not be built: ${built.reason}\n${(await ports.logs.read(logName, 0)).text.slice(-2000)}`);
  const { start, health, timeoutSeconds } = lastEnvironment(plan).deploy;
  return ports.deployer.deploy({
    service: service.name, environment: service.environment, digest: built.artifact.digest, commit, start, health, timeoutSeconds, env: service.deployEnvironment,
  }, control);
}
