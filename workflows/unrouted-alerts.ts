// Which alerts belonged to no service? One list for all processes of the API, kept until somebody dismisses an entry.
import { ApplicationFailure, condition, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import type { UnroutedList } from '../src/contracts/http';
import { dismiss, nothingUnrouted, setAside } from '../src/domain/unrouted';
import { dismissUnroutedSignal, dismissUnroutedUpdate, setAsideSignal, unroutedQuery } from './messages';

/** Opened by the signal `setAside` (signal-with-start); runs for ever, and begins a new history when this one is long. */
export async function unroutedAlerts(carried: UnroutedList = nothingUnrouted()): Promise<void> {
  let list = carried;
  setHandler(unroutedQuery, () => list);
  setHandler(setAsideSignal, ({ alerts, receivedAt }) => { list = setAside(list, alerts, receivedAt); });
  setHandler(dismissUnroutedSignal, ({ key }) => { list = dismiss(list, key); });
  setHandler(dismissUnroutedUpdate, ({ key }) => {
    list = dismiss(list, key);
    return 'Dismissed.';
  }, {
    validator: ({ key }) => {
      if (!list.unrouted.some((entry) => entry.key === key)) throw ApplicationFailure.create({ type: 'unrouted-unknown', message: 'it is not in the list', nonRetryable: true });
    },
  });
  await condition(() => workflowInfo().continueAsNewSuggested);
  await continueAsNew<typeof unroutedAlerts>(list);
}
