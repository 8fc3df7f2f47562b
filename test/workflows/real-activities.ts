// Activities over what is real on one machine (git, processes, files) and doubles for what is not: monitoring, people, production.
import path from 'node:path';
import { createActivities, type Activities } from '../../activities';
import { createFileStore } from '../../integrations/file-store';
import { createGit } from '../../integrations/git';
import { createHistory } from '../../integrations/git/history';
import { createInMemoryIntegrations } from '../../integrations/in-memory';
import { createProcessRunner } from '../../integrations/processes/check-runner';
import { endOrphanedRuns } from '../../integrations/processes/check-runner-claim';
import { readReport } from '../../integrations/reports';
import { parsePipelineFile } from '../../src/config/pipeline-file';

/** What a worker does when it starts, too: runs of a worker that is gone are ended first. */
export async function realActivities(root: string): Promise<Activities> {
  const stores = createFileStore(path.join(root, 'store'));
  const stateFolder = path.join(root, 'runs');
  const mirrors = path.join(root, 'mirrors');
  const integrations = createInMemoryIntegrations(() => { throw new Error('commands are real here'); });
  integrations.monitoring.setMetric('refused_share', 0.314);
  await endOrphanedRuns(stateFolder);
  return createActivities({
    ...integrations,
    sourceControl: createGit({ folder: mirrors }), sourceHistory: createHistory(mirrors), checkRunner: createProcessRunner({ stateFolder, logs: stores }),
    evidence: stores, artifacts: stores, logs: stores, notifiers: new Map(), subscribers: new Map(), recipients: [], publicUrl: 'http://dayshift.example',
    workFolder: path.join(root, 'work'), environment: () => ({ checks: {}, deploy: {}, secrets: [] }), parsePipeline: (text, file) => parsePipelineFile(text, file), readReport,
  });
}
