// How much of a service's error budget is left? Asked of monitoring over the objective's whole window.
import { Context } from '@temporalio/activity';
import type { Budget } from '../src/contracts/decision';
import type { Objective } from '../src/contracts/incident';
import { budgetOf } from '../src/domain/budget';
import { fillIn } from '../src/domain/placeholders';
import { askMonitoring } from './ask-monitoring';
import type { World } from './world';

export interface BudgetOrder { objective: Objective; service: string; environment: string }

export function createReadBudget({ monitoring }: Pick<World, 'monitoring'>) {
  /** What monitoring cannot say is unknown, with the reason. */
  return async function readBudget({ objective, service, environment }: BudgetOrder): Promise<Budget> {
    const query = fillIn(objective.query, { service, environment, windowSeconds: objective.windowSeconds });
    const [share] = await askMonitoring(monitoring, [{ query }], Context.current().cancellationSignal);
    return budgetOf(share ?? { value: null, reason: 'it was not asked', at: new Date().toISOString() }, objective);
  };
}
