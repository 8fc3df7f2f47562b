// How does a digest go live, and how is it taken back? The target does it; what it says meanwhile goes to the deployment's log.
import type { DeployPlan } from '../src/contracts/release-plan';
import type { Release } from '../src/contracts/result';
import { mask } from '../src/errors';
import { whileBeating } from './heartbeat';
import type { World } from './world';

export interface DeployOrder {
  service: string;
  environment: string;
  digest: string;
  commit: string;
  deploy: DeployPlan;
  weight: number; // percent of the traffic; 100 is everybody
  fence: number; // of the lane's grant
  verified: string[]; // digests that were verified there
  log: string;
}
export interface UndoOrder { service: string; environment: string; digest: string; fence: number; barred: string[]; log: string }

export function createDeployment({ deployer, environment: environmentOf, logs }: Pick<World, 'deployer' | 'environment' | 'logs'>) {
  /** Brings the digest live with its share of the traffic, and answers what the target then reports. Repeating it deploys nothing twice. */
  async function deploy(order: DeployOrder): Promise<Release> {
    const { service, environment, digest, commit, deploy: { start, health, timeoutSeconds }, weight, fence, verified } = order;
    const { deploy: env, secrets } = environmentOf(service, environment);
    return whileBeating('deploy', async ({ signal, onProgress }) => {
      let written = Promise.resolve(); // line after line, in their order
      const tell = (line: string): void => {
        onProgress(line);
        written = written.then(() => logs.append(order.log, `${mask(line, secrets)}\n`)).catch(() => onProgress('the log cannot be written'));
      };
      tell(`${weight < 100 ? `${weight} % of the traffic to ` : ''}${digest}`);
      try {
        return await deployer.deploy({ service, environment, digest, commit, start, health, timeoutSeconds, env, weight, fence, verified }, { signal, onProgress: tell });
      } finally {
        await written;
      }
    });
  }

  /** Back to the release before, when the digest is live or has a share of the traffic. Safe to repeat. */
  async function undoDeployment({ log, ...order }: UndoOrder): Promise<Release | undefined> {
    return whileBeating('undo', async () => {
      await logs.append(log, `take back ${order.digest}\n`);
      return deployer.undo(order);
    });
  }

  return { deploy, undoDeployment };
}
