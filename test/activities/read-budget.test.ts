// Is the budget asked for over the objective's whole window, and unknown when monitoring does not say?
import { MockActivityEnvironment } from '@temporalio/testing';
import { createReadBudget, type BudgetOrder } from '../../activities/read-budget';
import { createInMemoryMonitoring } from '../../integrations/in-memory';

const objective = { target: 0.995, query: 'bad{service="$service",environment="$environment"}[$window]', windowSeconds: 86_400 };
const order: BudgetOrder = { objective, service: 'storefront', environment: 'production' };

async function read(monitoring: ReturnType<typeof createInMemoryMonitoring>) {
  const readBudget = createReadBudget({ monitoring });
  return new MockActivityEnvironment().run(readBudget, order);
}

test('the share over the window says what is left', async () => {
  const monitoring = createInMemoryMonitoring();
  monitoring.setMetric('bad{service="storefront",environment="production"}[86400s]', 0.001);
  expect(await read(monitoring)).toMatchObject({ objective: 0.995, windowSeconds: 86_400, left: 0.8 });
});

test.each([['the query found no data', undefined], ['no route to the host', 'no route to the host']])('unknown is said with its reason: %s', async (reason, away) => {
  const monitoring = createInMemoryMonitoring();
  monitoring.setUnreachable(away);
  expect(await read(monitoring)).toMatchObject({ left: null, reason });
});
