// Can every sign-off be given? Each service's pipeline file is read from its protected branch and judged with the team.
import { contextOf, fitsService } from '../../src/config/cross-field-context';
import { writePath } from '../../src/config/faults';
import type { DoctorFinding } from '../../src/contracts/http';
import type { Service } from '../../src/contracts/installation';
import type { PipelineFile } from '../../src/contracts/pipeline-file';
import { unsatisfiable } from '../../src/domain/approval';
import { PIPELINE_FILE } from '../../src/domain/ids';
import { standingsOfDeciders } from '../../src/domain/reach';
import type { ApiDeps } from '../deps';
import { broken, lookAt, well } from './finding';

const REPOSITORY_SECONDS = 25; // the first look fetches the repository

/** `file`: absent when it could not be read. */
export interface Pipeline { service: Service; file?: PipelineFile; findings: DoctorFinding[] }

export async function readPipelines(deps: Pick<ApiDeps, 'installation' | 'sourceControl' | 'parsePipeline'>): Promise<Pipeline[]> {
  return Promise.all(deps.installation.services.map((service) => readPipeline(deps, service)));
}

async function readPipeline({ installation, sourceControl, parsePipeline }: Pick<ApiDeps, 'installation' | 'sourceControl' | 'parsePipeline'>, service: Service): Promise<Pipeline> {
  const { repository, protectedBranch } = service;
  let file: PipelineFile | undefined;
  const findings = await lookAt({ area: 'repositories', what: service.name, seconds: REPOSITORY_SECONDS, advice: 'Check `repository` and `protectedBranch` in dayshift.yaml, and that this machine may read them.' }, async () => {
    const found = await sourceControl.readFile(repository, protectedBranch, PIPELINE_FILE);
    if (!found) return [missing(service)];
    return [
      well('repositories', service.name, `${protectedBranch} can be read, at ${found.commit.slice(0, 7)}`),
      ...await lookAt({ area: 'sign-off', what: service.name, seconds: REPOSITORY_SECONDS, advice: `Correct each line named in ${PIPELINE_FILE} on ${protectedBranch}.` }, async () => {
        file = parsePipeline(found.text, PIPELINE_FILE);
        return judge(file, service, installation);
      }),
    ];
  });
  return { service, file, findings };
}

function missing({ name, protectedBranch }: Service): DoctorFinding {
  return broken({ area: 'sign-off', what: name, found: `there is no ${PIPELINE_FILE} on ${protectedBranch}, so no fix can be built`, advice: 'Add it; docs/guides/pipeline-file.md has an example.' });
}

function judge(file: PipelineFile, service: Service, installation: ApiDeps['installation']): DoctorFinding[] {
  const { name } = service;
  const { team } = installation;
  const unfit = fitsService(contextOf(installation, service))(file).filter(({ path }) => path[0] !== 'signOff')
    .map(({ path, found, write }) => broken({ area: 'sign-off', what: name, found: `${PIPELINE_FILE}: ${writePath(path)} says ${found}`, advice: `Write ${write}.` }));
  const why = unsatisfiable(file.signOff, team);
  if (why) return [...unfit, broken({ area: 'sign-off', what: name, found: `nobody can satisfy the gate: ${why}`, advice: 'Ask roles that enough people have, or give somebody the role in dayshift.yaml.' })];
  const { approvals, roles } = file.signOff;
  const may = [...new Set(standingsOfDeciders(team, roles).flatMap(({ people }) => people))];
  return [...unfit, well('sign-off', name, `${approvals} of ${may.join(', ')} (${roles.join(' or ')}); an author of the fix cannot approve`)];
}
