// The double of the workload: what a test sets, and nothing when it cannot be asked.
import { createInMemoryWorkload } from '../../../integrations/in-memory';

test('it tells what was set, of those who have any', async () => {
  const workload = createInMemoryWorkload();
  workload.setOpen('maya', 2);
  workload.setOpen('ravi', 0);
  await expect(workload.openIncidents()).resolves.toEqual({ maya: 2 });
});

test('it can be unreachable for a while', async () => {
  const workload = createInMemoryWorkload();
  workload.setUnreachable('no connection');
  await expect(workload.openIncidents()).rejects.toMatchObject({ code: 'unreachable', message: 'Temporal cannot be reached: no connection.' });
  workload.setUnreachable();
  await expect(workload.openIncidents()).resolves.toEqual({});
});
