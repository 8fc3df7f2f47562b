// Can every sign-off be given? Each service's pipeline file is read from its protected branch and judged with the team.
import { contextOf, namesFit } from '../../src/config/cross-field-context';
import { signOffsOf } from '../../src/config/cross-field-sign-off';
import { writePath } from '../../src/config/faults';
import type { DoctorFinding } from '../../src/contracts/http';
import type { Service } from '../../src/contracts/installation';
import type { PipelineFile } from '../../src/contracts/pipeline-file';
import type { SignOffPlan } from '../../src/contracts/release-plan';
import { stranded, unsatisfiable, unsatisfiableGlass } from '../../src/domain/approval';
import { PIPELINE_FILE } from '../../src/domain/ids';
import { signOffOf } from '../../src/domain/plan-release';
import { standingsOfDeciders } from '../../src/domain/reach';
import type { ApiDeps } from '../deps';
import { broken, doubtful, lookAt, well } from './finding';

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
  const unfit = namesFit(contextOf(installation, service))(file)
    .map(({ path, found, write }) => broken({ area: 'sign-off', what: name, found: `${PIPELINE_FILE}: ${writePath(path)} says ${found}`, advice: `Write ${write}.` }));
  return [...unfit, ...signOffsOf(file).flatMap(({ environment, signOff }) => judgeSignOff(environment === service.environment ? name : `${name} in ${environment}`, signOffOf(signOff), installation.team))];
}

function judgeSignOff(what: string, plan: SignOffPlan, team: ApiDeps['installation']['team']): DoctorFinding[] {
  const why = unsatisfiable(plan, team);
  if (why !== undefined) return [broken({ area: 'sign-off', what, found: `nobody can satisfy the gate: ${why}`, advice: 'Ask roles that enough people have, or give somebody the role in dayshift.yaml.' })];
  const parties = plan.parties.map(({ approvals, roles, people }) => `${approvals} of ${[...new Set(standingsOfDeciders(team, roles, people).flatMap((standing) => standing.people))].join(', ')} (${[...roles, ...people].join(' or ')})`);
  const alone = stranded(plan, team);
  const glass = unsatisfiableGlass(plan, team);
  return [
    well('sign-off', what, `${parties.join(' and ')}; an author of the fix cannot approve`),
    ...(alone.length > 0 ? [doubtful({ area: 'sign-off', what, found: `a fix of ${alone.join(', ')} could be signed by nobody`, advice: 'Give somebody else the role, or let another developer write the fix.' })] : []),
    ...(glass === undefined ? [] : [doubtful({ area: 'sign-off', what, found: `in an emergency nobody could break the glass: ${glass}`, advice: 'Write `signOff.breakGlass.roles` that two people of the team have.' })]),
  ];
}
