// Which target does an environment of a service live on? The installation says it, and one deployer asks the right one.
import type { Service } from '../src/contracts/installation';
import type { DeployerRow } from '../src/contracts/integrations';
import { targetOf } from '../src/contracts/service-places';
import { DayshiftError } from '../src/errors';
import type { Deployer } from '../src/ports/deployer';

interface Routes { services: readonly Service[]; rows: readonly DeployerRow[]; targets: ReadonlyMap<string, Deployer> }

/** Throws `environment-unknown` for what the installation does not name, `adapter-unknown` for a target without a row: nothing is ever sent to another. */
export function createDeployers({ services, rows, targets }: Routes): Deployer {
  function targetFor(name: string, environment: string): Deployer {
    const service = services.find((candidate) => candidate.name === name);
    const wanted = service && targetOf(service, environment, rows);
    if (!wanted) throw new DayshiftError('environment-unknown', { service: name, environment, known: service ? [...Object.keys(service.environments), service.environment].join(', ') : 'none, for the service is not in dayshift.yaml' });
    const target = targets.get(wanted);
    if (!target) throw new DayshiftError('adapter-unknown', { kind: 'deployer', name: wanted, known: [...targets.keys()].join(', ') });
    return target;
  }

  return {
    current: async (service, environment) => targetFor(service, environment).current(service, environment),
    deploy: async (order, control) => targetFor(order.service, order.environment).deploy(order, control),
    undo: async (order) => targetFor(order.service, order.environment).undo(order),
  };
}
