// Can every environment be deployed to? Each target is asked what runs there, as a deployment would ask it.
import type { DoctorFinding } from '../../src/contracts/http';
import { placesOf, targetOf } from '../../src/contracts/service-places';
import type { ApiDeps } from '../deps';
import { doubtful, lookAt, well } from './finding';
import type { Pipeline } from './pipelines';

const SECONDS = 20;
const AREA = 'deployments';

export async function askTargets({ installation, deployer }: Pick<ApiDeps, 'installation' | 'deployer'>): Promise<DoctorFinding[]> {
  const { deployers } = installation.integrations;
  const asked = installation.services.flatMap((service) => placesOf(service).map(({ environment }) => {
    const target = targetOf(service, environment, deployers);
    const what = `${service.name} in ${environment} (${target ?? 'no target'})`;
    return lookAt({ area: AREA, what, seconds: SECONDS, advice: adviceFor(deployers.find(({ name }) => name === target)?.use) }, async () => {
      const running = await deployer.current(service.name, environment);
      if (running) return [well(AREA, what, `it runs ${running.version} (${running.digest.slice(0, 19)})`)];
      const isOwn = environment === service.environment;
      const found = 'nothing runs there, or it does not answer';
      return [isOwn ? doubtful({ area: AREA, what, found: `${found}: there is nothing to go back to`, advice: 'Bring a first release live, or start the one that is down.' }) : well(AREA, what, `${found}; the first release will come`)];
    });
  }));
  return (await Promise.all(asked)).flat();
}

/** An environment that the file does not name is passed by, which may be meant. */
export function passedBy({ service, file }: Pipeline): DoctorFinding[] {
  if (!file) return [];
  return Object.keys(service.environments).filter((name) => !file.environments.some(({ environment }) => environment === name))
    .map((name) => doubtful({ area: AREA, what: `${service.name} in ${name}`, found: 'no release goes there: the pipeline file does not name it', advice: 'Add it under `environments` of the pipeline file, or take it out of dayshift.yaml.' }));
}

function adviceFor(use: string | undefined): string {
  return use === 'command' ? 'Run the `status` command by hand with DAYSHIFT_SERVICE and DAYSHIFT_ENVIRONMENT set; integrations/command/readme.md says what it must print.' : 'Check the row under `integrations.deployers` in dayshift.yaml, and that this machine may read its folder.';
}
